using System.Globalization;
using CareBot.Care.Patients;

namespace CareBot.Care.Appointments;

/// <summary>Where a slot stands.</summary>
public enum SlotState
{
    Free,

    /// <summary>Kept for somebody who is deciding, until <see cref="Slot.Until"/>.</summary>
    Held,

    /// <summary>Claimed for an appointment. The patient's chart says whether there is one: until it was looked up, the claim is only an intent.</summary>
    Taken,

    /// <summary>Another calendar says that something else is done then.</summary>
    Blocked,
}

/// <summary>A time at which somebody can be seen: one record of the provider's partition, compared by ETag, so that it is taken once.</summary>
public sealed record Slot
{
    public string Kind { get; init; } = "slot";

    public int V { get; init; } = 1;

    public required string Provider { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required int Minutes { get; init; }

    public SlotState State { get; init; }

    /// <summary>Who holds or claims it.</summary>
    public PatientId? Patient { get; init; }

    public SlotClaim? Claim { get; init; }

    /// <summary>When the hold ends; when an unconfirmed claim is looked up in the chart.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The chart was seen to hold the appointment of the claim.</summary>
    public bool IsSealed { get; init; }

    public string Key => KeyOf(Start);

    public static string KeyOf(DateTimeOffset start) => start.UtcDateTime.ToString("yyyyMMdd'T'HHmm", CultureInfo.InvariantCulture);

    public Slot Free() => new() { Provider = Provider, Start = Start, Minutes = Minutes };
}

/// <summary>For what a slot is claimed: one step of one appointment. The chart can take that step only once.</summary>
/// <param name="Appointment">The appointment's id.</param>
/// <param name="Step">Number of the appointment's entry on the chart that this claim is for.</param>
public sealed record SlotClaim(string Appointment, int Step);
