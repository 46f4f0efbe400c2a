namespace CareBot.Dialogs.BookAppointment;

/// <summary>A question about a visit that was asked first. It opens no dialog, and is answered while another one is open too.</summary>
/// <param name="Asks">One of <see cref="Come"/> and <see cref="Went"/>.</param>
public sealed record VisitAsked(string Asks, string Appointment, DateTimeOffset At)
{
    /// <summary>Will you come?</summary>
    public const string Come = "come";

    /// <summary>Did you go?</summary>
    public const string Went = "went";

    // Whoever answers a day later means something else.
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    public bool IsOpen(DateTimeOffset now) => now - At < Lasts;
}
