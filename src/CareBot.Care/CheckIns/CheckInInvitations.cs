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
        // A day to come was invited to under a clock that was wrong: that says nothing about today.
        if (chart.LastInvited == today || chart.Standing?.LastCheckIn >= today)
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
        return chart.Enrolments.Where(enrolment => protocols.ContainsKey(enrolment.Protocol)).Select(enrolment => (DateTimeOffset?)Next(protocols[enrolment.Protocol].Schedule.At)).Min();

        DateTimeOffset Next(TimeOnly time) => At(chart, today, time) is var start && start > now ? start : At(chart, today.AddDays(1), time);
    }

    public ChartSummary Mark(ChartSummary chart, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> said)
    {
        var invited = said.OfType<OutreachItem.Invite>().Select(item => (DateOnly?)item.Day).Max();
        return invited > (chart.LastInvited ?? DateOnly.MinValue) ? chart with { LastInvited = invited } : chart;
    }

    private static DateTimeOffset At(ChartSummary chart, DateOnly day, TimeOnly time) =>
        (day.ToLocalDate() + time.ToLocalTime()).InZoneLeniently(DateTimeZoneProviders.Tzdb[chart.TimeZone]).ToDateTimeOffset();
}
