using CareBot.Care.CheckIns;
using CareBot.Care.Patients;

namespace CareBot.Care.Alerts;

/// <summary>
/// What time does to the alerts of a chart: climbs the ladder, asks again, takes silence for a yes, has somebody called who does not check in. Every step is an entry of the chart,
/// numbered, so that two hosts that look at the same moment take it once.
/// </summary>
public sealed class LadderDesk(Charts charts, AlertDesk alerts, AlertLadder ladder, IReadOnlyDictionary<string, CheckInProtocol> protocols)
{
    /// <summary>Takes every step whose time has come, one entry each.</summary>
    /// <returns>The summary afterwards.</returns>
    public async Task<ChartSummary> StepAsync(OpenChart chart, Practice practice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (Step(chart.Summary, practice, now) is { } step)
        {
            var (summary, _, entry) = AlertDesk.Place(step.Chart, step.Change, step.By, now);
            if (await charts.AppendAsync(chart, summary, [entry], cancellationToken) == Appended.EntryExists)
            {
                // The same cause raised it before, and a human has closed it: a doubt about it is settled by that, and nothing else is left to do.
                if (step.Chart == chart.Summary)
                {
                    break;
                }

                await charts.AppendAsync(chart, step.Chart, [], cancellationToken);
            }

            chart = await charts.OpenAsync(summary.Patient, cancellationToken);
        }

        return chart.Summary;
    }

    /// <summary>The next instant at which there is a step to take; null when none is foreseen.</summary>
    public static DateTimeOffset? Next(ChartSummary chart, Practice practice, AlertLadder ladder)
    {
        var steps = chart.OpenAlerts.SelectMany(alert => new[] { Escalation.Next(chart.Coordinator, practice, alert, ladder), WatchRules.Next(alert, ladder) });
        return steps.Append(chart.Doubt?.AskedAt + TimeSpan.FromMinutes(ladder.DoubtMinutes)).Min();
    }

    private (ChartSummary Chart, (Alert After, string What) Change, Author By)? Step(ChartSummary chart, Practice practice, DateTimeOffset now)
    {
        if (chart.Doubt is { } doubt && doubt.AskedAt + TimeSpan.FromMinutes(ladder.DoubtMinutes) <= now)
        {
            var emergency = Emergency.Of(doubt.Class, doubt.Rules, doubt.By) with { Said = doubt.Said };
            var byStaff = doubt.By.Role == Roles.Coordinator && !chart.Nameless;
            var fresh = alerts.Fresh(chart.Patient, byStaff ? emergency with { PatientTold = null } : emergency, now, new WorkingHours(practice));
            // It was asked once already; the emergency words are said now, as the answer to the silence.
            fresh = fresh with { Watch = new Watch(Unanswered: true) };
            var settled = chart with { Doubt = null };
            if (alerts.Raise(settled, fresh) is { } raised)
            {
                return (settled, raised, doubt.By);
            }
        }

        foreach (var alert in chart.OpenAlerts)
        {
            if ((Escalation.Up(chart.Coordinator, practice, alert, ladder, now) ?? WatchRules.Step(alert, ladder, now)) is { } step)
            {
                return (chart, step, new Author(Roles.Bot, "", $"ladder/{alert.Id}/{alert.Events}"));
            }
        }

        return SilenceRules.Step(chart, protocols, new WorkingHours(practice), ladder, now);
    }
}
