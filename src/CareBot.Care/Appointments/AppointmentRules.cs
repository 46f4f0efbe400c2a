using CareBot.Care.Patients;

namespace CareBot.Care.Appointments;

/// <summary>What happens to an appointment, as pure decisions on the chart's summary.</summary>
public static class AppointmentRules
{
    /// <summary>The visits that are still to come, the next one first.</summary>
    public static IReadOnlyList<Appointment> Ahead(ChartSummary chart, DateTimeOffset now) => [.. chart.Appointments.Where(one => one.IsAhead(now)).OrderBy(one => one.Start)];

    /// <summary>A new appointment with what it needs: an interpreter comes where patient and provider share no language.</summary>
    public static Appointment New(string id, ChartSummary chart, CareProvider provider, Slot slot, bool needsRide, Author by, DateTimeOffset now) => new()
    {
        Id = id,
        Provider = provider.Id,
        VisitType = provider.VisitType,
        Start = slot.Start,
        Minutes = slot.Minutes,
        Agreed = now,
        IsNews = by.OnBehalfOf is not null,
        AgreedBy = by.Role == Roles.Patient ? null : by,
        Ride = needsRide ? SupportRules.Request(now) : null,
        Interpreter = provider.Languages.Contains(chart.Language) ? null : SupportRules.Request(now),
    };

    /// <summary>The same visit at another time: what was arranged for the old time has to be arranged anew, what was said of it is to be said again.</summary>
    public static Appointment Move(Appointment before, Slot slot, Author by, DateTimeOffset now) => SupportRules.Again(before, now) with
    {
        Start = slot.Start,
        Minutes = slot.Minutes,
        Sequence = before.Sequence + 1,
        Agreed = now,
        IsNews = by.OnBehalfOf is not null,
        AgreedBy = by.Role == Roles.Patient ? null : by,
        IsConfirmed = false,
        Declined = false,
        Reminded = [],
    };

    /// <summary>The visit is off, and with it what was to come along.</summary>
    public static Appointment Cancel(Appointment before, string? reason, DateTimeOffset now) =>
        SupportRules.Withdraw(before, now, SupportKind.Ride, SupportKind.Interpreter) with { State = AppointmentState.Cancelled, Sequence = before.Sequence + 1, Reason = reason };

    /// <summary>The same visit by telephone or video: nobody needs a ride to it, and who else looks after it is to hear of it.</summary>
    public static Appointment? MakeVirtual(Appointment before, Author by, DateTimeOffset now) => before.IsVirtual ? null : SupportRules.Withdraw(before, now, SupportKind.Ride) with
    {
        IsVirtual = true,
        Sequence = before.Sequence + 1,
        Agreed = now,
        IsNews = by.OnBehalfOf is not null,
        AgreedBy = by.Role == Roles.Patient ? null : by,
        Reminded = [.. before.Reminded.Where(name => !FamilyVisits.IsNews(name))],
    };

    /// <summary>It did not take place; null where that is known, with the reason or without.</summary>
    public static Appointment? Miss(Appointment before, string? reason) => before switch
    {
        { State: AppointmentState.Booked } => before with { State = AppointmentState.NoShow, Reason = reason },
        { State: AppointmentState.NoShow, Reason: null } when reason is not null => before with { Reason = reason },
        _ => null,
    };

    /// <summary>The summary with an appointment in its place. Cancelled ones leave it; they stay on the chart.</summary>
    public static ChartSummary Place(ChartSummary chart, Appointment after) => chart with
    {
        Appointments = [.. chart.Appointments.Where(one => one.Id != after.Id).Concat(after.State == AppointmentState.Cancelled ? [] : new[] { after }).OrderBy(one => one.Start)],
    };

    /// <summary>The summary without visits that have long been over; they stay on the chart. What met the clock of the last discharge is not forgotten.</summary>
    public static ChartSummary Forget(ChartSummary chart, VisitTypes types, DateTimeOffset now) => chart with
    {
        Appointments = [.. chart.Appointments.Where(one => one.End.AddDays(types.KeepDays) > now || FollowUpClock.IsMetBy(one, chart.DischargedOn, chart.TimeZone, types.DischargeDays))],
    };

    /// <summary>A step that was abandoned is never taken: the next one has another number.</summary>
    internal static ChartSummary SkipStep(ChartSummary chart, SlotClaim claim) => chart.Appointments.All(one => one.Id != claim.Appointment)
        ? chart
        : chart with { Appointments = [.. chart.Appointments.Select(one => one.Id == claim.Appointment ? one with { Events = Math.Max(one.Events, claim.Step) } : one)] };
}
