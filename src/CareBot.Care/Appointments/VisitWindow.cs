namespace CareBot.Care.Appointments;

/// <summary>When somebody wants to be seen: days of the patient's calendar, and times of those days.</summary>
/// <param name="From">First day.</param>
/// <param name="Until">The day after the last one.</param>
/// <param name="After">Earliest time of the day, included.</param>
/// <param name="Before">The time before which the visit begins.</param>
public readonly record struct VisitWindow(DateOnly From, DateOnly Until, TimeOnly After, TimeOnly Before)
{
    /// <summary>Any time of these days.</summary>
    public static VisitWindow Days(DateOnly from, DateOnly until) => new(from, until, TimeOnly.MinValue, TimeOnly.MaxValue);

    public bool Holds(DateTime local) =>
        DateOnly.FromDateTime(local) is var day && day >= From && day < Until && TimeOnly.FromDateTime(local) is var time && time >= After && time < Before;
}
