using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using NodaTime;
using NodaTime.Extensions;

namespace CareBot.Care.Outreach;

/// <summary>What is due for a patient, and when to look again: pure, in the patient's zone.</summary>
public static class OutreachRules
{
    /// <summary>How long to wait before trying again what could not be said.</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);

    /// <param name="chart">The summary as it stands.</param>
    /// <param name="practice">Who is on call.</param>
    /// <param name="protocols">The programmes, by id.</param>
    /// <param name="now">The instant at which it is asked.</param>
    public static IReadOnlyList<OutreachItem> Due(ChartSummary chart, Practice practice, IReadOnlyDictionary<string, CheckInProtocol> protocols, DateTimeOffset now) =>
        [.. Alerts(chart, practice), .. Invitations(chart, protocols, now)];

    /// <summary>The next instant at which something may become due; null when nothing is foreseen.</summary>
    public static DateTimeOffset? NextLook(ChartSummary chart, IReadOnlyDictionary<string, CheckInProtocol> protocols, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var enrolment in chart.Enrolments.Where(enrolment => protocols.ContainsKey(enrolment.Protocol)))
        {
            var start = Start(chart, protocols[enrolment.Protocol], Today(chart, now));
            var look = start > now ? start : Start(chart, protocols[enrolment.Protocol], Today(chart, now).AddDays(1));
            next = next is null || look < next ? look : next;
        }

        return next;
    }

    private static DateOnly Today(ChartSummary chart, DateTimeOffset now) => PatientDay.Of(now, chart.TimeZone);

    private static IEnumerable<OutreachItem> Alerts(ChartSummary chart, Practice practice)
    {
        foreach (var alert in chart.OpenAlerts)
        {
            if (alert.NoticeSent < alert.Notice)
            {
                foreach (var staff in Recipients(chart, practice, alert))
                {
                    yield return new OutreachItem.TellStaff($"outreach:alert:{alert.Id}:{alert.Notice}:{staff.Value}", chart.Patient, alert.Id, alert.Notice, staff);
                }
            }

            if (alert is { State: AlertState.Acknowledged, PatientTold: not null, PatientKnows: false, AcknowledgedBy: { } reader } && chart.Unreachable is null)
            {
                yield return new OutreachItem.TellPatient($"outreach:read:{alert.Id}:{alert.Notice}", chart.Patient, alert.Id, reader);
            }
        }
    }

    /// <summary>The coordinator; for an emergency the first on call as well, so that it does not hang on one person.</summary>
    private static IEnumerable<StaffId> Recipients(ChartSummary chart, Practice practice, Alert alert) =>
        alert.Priority == AlertPriority.P0 ? new[] { chart.Coordinator }.Concat(practice.OnCall.Take(1)).Distinct() : [chart.Coordinator];

    private static IEnumerable<OutreachItem> Invitations(ChartSummary chart, IReadOnlyDictionary<string, CheckInProtocol> protocols, DateTimeOffset now)
    {
        var today = Today(chart, now);
        if (chart.Quiet || chart.Unreachable is not null || chart.LastInvited >= today || chart.Standing?.LastCheckIn >= today)
        {
            yield break;
        }

        foreach (var enrolment in chart.Enrolments)
        {
            if (protocols.TryGetValue(enrolment.Protocol, out var protocol) && enrolment.Since <= today && protocol.Schedule.Days.Contains(today.DayOfWeek)
                && now >= Start(chart, protocol, today) && now < End(chart, protocol, today))
            {
                yield return new OutreachItem.Invite($"outreach:checkin:{enrolment.Protocol}:{today:yyyyMMdd}", chart.Patient, enrolment.Protocol, today);
            }
        }
    }

    private static DateTimeOffset Start(ChartSummary chart, CheckInProtocol protocol, DateOnly day) => At(chart, day, protocol.Schedule.At);

    private static DateTimeOffset End(ChartSummary chart, CheckInProtocol protocol, DateOnly day) => At(chart, day, protocol.Schedule.Until);

    private static DateTimeOffset At(ChartSummary chart, DateOnly day, TimeOnly time) =>
        (day.ToLocalDate() + time.ToLocalTime()).InZoneLeniently(DateTimeZoneProviders.Tzdb[chart.TimeZone]).ToDateTimeOffset();
}
