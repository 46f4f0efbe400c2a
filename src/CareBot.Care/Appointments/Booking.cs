namespace CareBot.Care.Appointments;

/// <summary>How an attempt to book, or to move, ended.</summary>
public abstract record Booking
{
    private Booking()
    {
    }

    /// <summary>It is on the chart, with everything that belongs to it.</summary>
    public sealed record Confirmed(Appointment Appointment) : Booking;

    /// <summary>Somebody was faster. Nothing was changed.</summary>
    /// <param name="Alternatives">Other good offers; empty when there are none.</param>
    public sealed record SlotTaken(IReadOnlyList<Slot> Alternatives) : Booking;

    /// <summary>The office is booked by telephone.</summary>
    public sealed record ByPhoneOnly(CareProvider Provider) : Booking;

    /// <summary>There is no such appointment ahead any more.</summary>
    public sealed record Gone : Booking;
}

/// <summary>What is to be booked.</summary>
/// <param name="NeedsRide">The patient has no way to get there.</param>
public sealed record BookingRequest(string Provider, DateTimeOffset Start, bool NeedsRide);
