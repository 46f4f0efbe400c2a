using System.Globalization;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Care.CheckIns;

/// <summary>Reminds, once, somebody who missed a day and has not checked in today either: at another hour than the invitation.</summary>
/// <param name="protocols">The programmes, by id.</param>
public sealed class SilenceNudges(IReadOnlyDictionary<string, CheckInProtocol> protocols) : IDueRules
{
    public IEnumerable<OutreachItem> Due(ChartSummary chart, Practice practice, DateTimeOffset now)
    {
        var today = PatientDay.Of(now, chart.TimeZone);
        // Only after today's invitation; and never twice in one silence.
        if (chart.LastInvited != today || chart.LastNudged > (chart.Standing?.LastCheckIn ?? DateOnly.MinValue))
        {
            yield break;
        }

        foreach (var (enrolment, protocol) in SilenceRules.Watched(chart, protocols))
        {
            if (SilenceRules.Of(chart, enrolment, protocol, now).Missed == 1
                && now >= SilenceRules.At(chart, today, protocol.Silence!.NudgeAt) && now < SilenceRules.At(chart, today, protocol.Schedule.Until))
            {
                yield return new OutreachItem.Nudge(string.Create(CultureInfo.InvariantCulture, $"outreach:nudge:{enrolment.Protocol}:{today:yyyyMMdd}"), chart.Patient, enrolment.Protocol, today);
            }
        }
    }

    /// <summary>Looks when a nudge comes, and when a day is over: then it is known whether it was missed.</summary>
    public DateTimeOffset? NextLook(ChartSummary chart, Practice practice, DateTimeOffset now) =>
        chart.Pause is null ? SilenceRules.Next(chart, protocols, new WorkingHours(practice), now) : null;

    public ChartSummary Mark(ChartSummary chart, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> said)
    {
        var nudged = said.OfType<OutreachItem.Nudge>().Select(item => (DateOnly?)item.Day).Max();
        return nudged > (chart.LastNudged ?? DateOnly.MinValue) ? chart with { LastNudged = nudged } : chart;
    }
}
