using System.Globalization;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using NodaTime;
using NodaTime.Extensions;

namespace CareBot.Care.CheckIns;

/// <summary>
/// Invites to check in, once a day of the protocol's schedule, within its hours on the patient's clock. A late invitation is made up for
/// within the hours of its day; after them it is dropped.
/// </summary>
/// <param name="protocols">The programmes, by id.</param>
public sealed class CheckInInvitations(IReadOnlyDictionary<string, CheckInProtocol> protocols) : IDueRules
{
    public IEnumerable<OutreachItem> Due(ChartSummary chart, Practice practice, DateTimeOffset now)
    {
        var today = PatientDay.Of(now, chart.TimeZone);
        if (Closes(chart, today) <= now && chart.LastClosed != today)
        {
            yield return new OutreachItem.JudgeOpenCheckIn(string.Create(CultureInfo.InvariantCulture, $"outreach:checkin-open:{today:yyyyMMdd}"), chart.Patient, today);
        }

        // A day to come was invited to under a clock that was wrong: that says nothing about today.
        if (chart.LastInvited == today || chart.Standing?.LastCheckIn >= today || (chart is { InvitedEvery: { } days, LastInvited: { } last } && last < today && today < last.AddDays(days)))
        {
            yield break;
        }

        foreach (var enrolment in chart.Enrolments)
        {
            if (protocols.TryGetValue(enrolment.Protocol, out var protocol) && enrolment.Since <= today && protocol.Schedule.Days.Contains(today.DayOfWeek)
                && now >= At(chart, today, protocol.Schedule.At) && now < At(chart, today, protocol.Schedule.Until))
            {
                yield return new OutreachItem.Invite($"outreach:checkin:{enrolment.Protocol}:{today.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}", chart.Patient, enrolment.Protocol, today);
            }
        }
    }

    public DateTimeOffset? NextLook(ChartSummary chart, Practice practice, DateTimeOffset now)
    {
        var today = PatientDay.Of(now, chart.TimeZone);
        var closes = Closes(chart, today) is { } end && end > now ? end : (DateTimeOffset?)null;
        return chart.Enrolments.Where(enrolment => protocols.ContainsKey(enrolment.Protocol)).Select(enrolment => (DateTimeOffset?)Next(protocols[enrolment.Protocol].Schedule.At)).Append(closes).Min();

        DateTimeOffset Next(TimeOnly time) => At(chart, today, time) is var start && start > now ? start : At(chart, today.AddDays(1), time);
    }

    public ChartSummary Mark(ChartSummary chart, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> said)
    {
        var closed = said.OfType<OutreachItem.JudgeOpenCheckIn>().Select(item => (DateOnly?)item.Day).Max();
        chart = closed > (chart.LastClosed ?? DateOnly.MinValue) ? chart with { LastClosed = closed } : chart;
        var invited = said.OfType<OutreachItem.Invite>().Select(item => (DateOnly?)item.Day).Max();
        return invited > (chart.LastInvited ?? DateOnly.MinValue) ? chart with { LastInvited = invited } : chart;
    }

    /// <summary>When the hours of today's check-in are over; null while the invitation is still to come. On a day without one they may have begun by themselves.</summary>
    private DateTimeOffset? Closes(ChartSummary chart, DateOnly today) => chart.Enrolments
        .Where(enrolment => protocols.TryGetValue(enrolment.Protocol, out var protocol) && enrolment.Since <= today
            && (chart.LastInvited == today || (chart.Standing?.LastCheckIn != today && (chart.InvitedEvery > 1 || !protocol.Schedule.Days.Contains(today.DayOfWeek)))))
        .Select(enrolment => (DateTimeOffset?)At(chart, today, protocols[enrolment.Protocol].Schedule.Until)).Min();

    private static DateTimeOffset At(ChartSummary chart, DateOnly day, TimeOnly time) =>
        (day.ToLocalDate() + time.ToLocalTime()).InZoneLeniently(DateTimeZoneProviders.Tzdb[chart.TimeZone]).ToDateTimeOffset();
}
