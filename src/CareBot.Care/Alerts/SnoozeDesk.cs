using System.Globalization;
using CareBot.Care.CheckIns;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Alerts;

/// <summary>Holds back, for a while, the alerts that check-ins would raise by what a member of staff expects of a patient, and lets them come again.</summary>
public sealed class SnoozeDesk(Charts charts, CheckInDesk checkIns, Agenda agenda)
{
    /// <summary>What could be expected now: the reasons of the open alert of a check-in, else those of the newest check-in where it is yellow.</summary>
    /// <returns>Null where a patient's check-ins give no reason to look.</returns>
    public async Task<Expectation?> FindAsync(ChartSummary chart, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var programmes = chart.Enrolments.Select(enrolment => enrolment.Protocol).Where(checkIns.Knows).ToList();
        if (programmes.Select(protocol => Open(chart, protocol)).FirstOrDefault(alert => alert is { Reasons.Count: > 0 }) is { } open)
        {
            return new Expectation(open.Family, Seen(open.Reasons), open);
        }

        foreach (var protocol in programmes)
        {
            var history = await checkIns.HistoryAsync(chart.Patient, protocol, PatientDay.Of(now, chart.TimeZone), cancellationToken);
            if (history.Current.LastOrDefault()?.Judgement is { Day: Zone.Yellow } judgement)
            {
                return new Expectation(protocol, Seen(judgement.Reasons), null);
            }
        }

        return null;
    }

    /// <summary>Expects what is there to expect, until a day; the alert that stands on it closes. One that is there already is replaced.</summary>
    /// <returns>False where nothing is to be expected any more, or it has become an emergency.</returns>
    public async Task<bool> SetAsync(PatientId patient, DateOnly until, string reason, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var intent = await agenda.IntendAsync(patient, now, cancellationToken);
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            if (await FindAsync(chart.Summary, now, cancellationToken) is not { IsEmergency: false } found)
            {
                return false;
            }

            var snooze = new Snooze(found.Protocol, ExpectedSign.Of(found.Reasons), until, reason, new StaffId(by.Id), now);
            var summary = chart.Summary with { Snoozes = [.. chart.Summary.Snoozes.Where(one => one.Protocol != found.Protocol), snooze] };
            List<ChartEntry> entries = [Entry("set", snooze, by, now)];
            if (found.Alert is { } alert && AlertRules.Snooze(alert, snooze) is { } closed)
            {
                (summary, _, var entry) = AlertDesk.Place(summary, closed, by, now);
                entries.Add(entry);
            }

            if (await charts.AppendAsync(chart, summary, entries, cancellationToken) != Appended.ChartChanged)
            {
                agenda.Happened(intent, now, isAlert: true);
                agenda.Wake();
                return true;
            }
        }
    }

    /// <summary>Lets the alerts of a patient come again.</summary>
    /// <returns>What was expected; empty where nothing was.</returns>
    public async Task<IReadOnlyList<Snooze>> EndAsync(PatientId patient, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            var ended = chart.Summary.Snoozes;
            if (ended.Count == 0 || await charts.AppendAsync(chart, chart.Summary with { Snoozes = [] }, [.. ended.Select(snooze => Entry("ended", snooze, by, now))], cancellationToken) != Appended.ChartChanged)
            {
                return ended;
            }
        }
    }

    internal static ChartEntry Entry(string what, Snooze snooze, Author by, DateTimeOffset now) => Charts.Entry(
        $"snooze:{now.UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)}:{CauseId.Of(by.ActivityId, snooze.Protocol, what)}",
        new SnoozeEvent { What = what, At = now, By = by, Snooze = snooze }, CareJson.Default.SnoozeEvent);

    /// <summary>Of each rule the reason that says most; a day that is yellow still because of the days before says nothing of its own.</summary>
    private static IReadOnlyList<Reason> Seen(IEnumerable<Reason> reasons) =>
        [.. reasons.GroupBy(reason => reason.RuleId).Select(rule => rule.MaxBy(reason => reason.Change ?? 0)!)];

    private static Alert? Open(ChartSummary chart, string protocol) => chart.OpenAlerts.FirstOrDefault(alert => alert.Family == protocol);
}

/// <summary>What could be expected of a patient's check-ins.</summary>
/// <param name="Reasons">Why somebody has to look now, of each rule the one that says most.</param>
/// <param name="Alert">The alert that is open about it; null where it is closed.</param>
public sealed record Expectation(string Protocol, IReadOnlyList<Reason> Reasons, Alert? Alert)
{
    /// <summary>An emergency is never expected.</summary>
    public bool IsEmergency => Alert is { Priority: AlertPriority.P0 } || Reasons.Any(reason => reason.Severity >= Zone.Red);
}
