using CareBot.Care.Alerts;
using CareBot.Care.Patients;

namespace CareBot.Care.CheckIns;

/// <summary>
/// What another threshold would have done: judges stored check-ins by two versions of a protocol and compares which of them call for a human.
/// Pure. A patient's own threshold stands in both, as it would.
/// </summary>
public static class ThresholdReplay
{
    /// <param name="now">The protocol as it stands.</param>
    /// <param name="then">The protocol as it would be.</param>
    /// <param name="people">Each patient's chart and stored check-ins, with <see cref="CheckInProtocol.DaysOfHistory"/> days before <paramref name="from"/>.</param>
    /// <param name="from">The first day that is counted, the patients' calendar.</param>
    /// <param name="ladder">Which zones call for somebody, and what that takes of a nurse's time.</param>
    public static ReplayReport Compare(CheckInProtocol now, CheckInProtocol then, IEnumerable<(ChartSummary Chart, CheckInHistory History)> people, DateOnly from, AlertLadder ladder)
    {
        var report = new ReplayReport();
        foreach (var (chart, history) in people)
        {
            var thresholds = chart.Enrolments.FirstOrDefault(enrolment => enrolment.Protocol == now.Id)?.Thresholds ?? PatientThresholds.None;
            report.Patients++;
            foreach (var record in history.Current.Where(record => record.CheckIn.Date >= from))
            {
                report.CheckIns++;
                var before = now.Judge(record.CheckIn, history, thresholds);
                var after = then.Judge(record.CheckIn, history, thresholds);
                var (was, would) = (Called(before, ladder), Called(after, ladder));
                report.Before.Add(was);
                report.After.Add(would);
                if (was is null && would is not null)
                {
                    report.Extra.Add(new ReplayedAlert(chart, record.CheckIn.Date, would.Value, after.Reasons, null));
                }
                else if (was is not null && would is null)
                {
                    report.Missed.Add(new ReplayedAlert(chart, record.CheckIn.Date, was.Value, before.Reasons, NextRed(now, record, history, thresholds)));
                }
            }
        }

        return report;
    }

    private static AlertPriority? Called(Judgement judgement, AlertLadder ladder) =>
        ladder.Zones.TryGetValue(judgement.Day, out var priority) ? priority : null;

    /// <summary>What a missed alert may have been the first sign of.</summary>
    private static DateOnly? NextRed(CheckInProtocol now, CheckInRecord record, CheckInHistory history, PatientThresholds thresholds) =>
        history.After(record.CheckIn).FirstOrDefault(later => now.Judge(later.CheckIn, history, thresholds).Day == Zone.Red)?.CheckIn.Date;
}

/// <summary>What a replay found.</summary>
public sealed class ReplayReport
{
    public int Patients { get; internal set; }

    public int CheckIns { get; internal set; }

    /// <summary>As the protocol stands.</summary>
    public ReplayCount Before { get; } = new();

    /// <summary>As it would be.</summary>
    public ReplayCount After { get; } = new();

    /// <summary>Raised only by the other threshold, by patient in the order of the days.</summary>
    public IList<ReplayedAlert> Extra { get; } = [];

    /// <summary>Raised only by the threshold as it stands.</summary>
    public IList<ReplayedAlert> Missed { get; } = [];
}

/// <summary>How many check-ins call for a human.</summary>
public sealed class ReplayCount
{
    private readonly Dictionary<AlertPriority, int> _alerts = [];

    public int All => _alerts.Values.Sum();

    public int Of(AlertPriority priority) => _alerts.GetValueOrDefault(priority);

    /// <summary>What they take of a nurse's time, by the ladder's minutes.</summary>
    public int NurseMinutes(AlertLadder ladder) => _alerts.Sum(one => one.Value * ladder.NurseMinutes[one.Key]);

    internal void Add(AlertPriority? priority)
    {
        if (priority is { } called)
        {
            _alerts[called] = Of(called) + 1;
        }
    }
}

/// <summary>A check-in that calls for a human by one of two thresholds alone.</summary>
/// <param name="Reasons">Why, where it does.</param>
/// <param name="RedSince">Of a missed one, the patient's next red day on the chart; null when there is none.</param>
public sealed record ReplayedAlert(ChartSummary Chart, DateOnly Day, AlertPriority Priority, IReadOnlyList<Reason> Reasons, DateOnly? RedSince);
