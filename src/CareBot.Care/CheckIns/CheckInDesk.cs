using System.Globalization;
using CareBot.Care.Alerts;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.CheckIns;

/// <summary>Takes a check-in to the chart: reads what stands there, lets the protocol judge, appends check-in and alert in one batch.</summary>
public sealed class CheckInDesk(Charts charts, PeopleDesk people, Agenda agenda, AlertLadder ladder, IReadOnlyDictionary<string, CheckInProtocol> protocols)
{
    private const int DaysBack = 45;

    public CheckInProtocol Protocol(string id) => protocols[id];

    public bool Knows(string id) => protocols.ContainsKey(id);

    /// <summary>The newest check-ins that count, for showing the last answer again.</summary>
    public async Task<CheckInHistory> HistoryAsync(PatientId patient, string protocol, DateOnly today, CancellationToken cancellationToken)
    {
        var from = $"{Prefix(protocol)}{Day(today.AddDays(-DaysBack))}";
        var range = KeyRange.StartingWith(Prefix(protocol)) with { From = from };
        return CheckInHistory.Of(await charts.EntriesAsync(patient, range, 1000, CareJson.Default.CheckInRecord, cancellationToken));
    }

    /// <summary>The check-ins that count since a day.</summary>
    public async Task<CheckInHistory> SinceAsync(PatientId patient, string protocol, DateOnly from, CancellationToken cancellationToken)
    {
        var range = KeyRange.StartingWith(Prefix(protocol)) with { From = $"{Prefix(protocol)}{Day(from)}" };
        return CheckInHistory.Of(await charts.EntriesAsync(patient, range, 1000, CareJson.Default.CheckInRecord, cancellationToken));
    }

    /// <summary>Records a check-in, or its correction when <see cref="CheckIn.Amends"/> names one.</summary>
    /// <param name="checkIn">Its id derives from its cause: the same check-in submitted again is answered as it was recorded.</param>
    /// <param name="protocol">By whose rules it is judged.</param>
    /// <param name="by">Who answered, by which activity.</param>
    /// <param name="cancellationToken">Cancels between attempts.</param>
    public async Task<Submission> SubmitAsync(CheckIn checkIn, string protocol, Author by, CancellationToken cancellationToken)
    {
        var patient = new PatientId(checkIn.PatientId);
        var hours = new WorkingHours(await people.PracticeAsync(cancellationToken));
        var look = Agenda.Intend(patient, checkIn.SubmittedAt);
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            var history = await HistoryAsync(patient, protocol, checkIn.Date, cancellationToken);
            if (history.Find(checkIn.Id) is { } recorded)
            {
                return new Submission.AlreadyRecorded(recorded, OpenAlert(chart.Summary, protocol));
            }

            var judged = HeldBack(chart.Summary, Judge(chart.Summary, history, checkIn, protocols[protocol]));
            var (summary, alert, entries) = Decide(chart.Summary, judged, by, hours);
            if (await charts.AppendAsync(chart, summary, entries, look, cancellationToken) == Appended.Done)
            {
                agenda.Happened(look, checkIn.SubmittedAt, isAlert: alert is not null);
                agenda.Wake();
                return new Submission.Recorded(judged[0].After, alert);
            }
        }
    }

    /// <summary>Whether the rules find something else in a check-in with another reading: 182.1 pounds after 182 is no matter, 190 is.</summary>
    public bool IsJudgedOtherwise(ChartSummary chart, CheckIn checkIn, CheckInHistory history, string protocol, string linkId, CheckInAnswer.Quantity reading)
    {
        var other = checkIn with { Answers = new Dictionary<string, CheckInAnswer>(checkIn.Answers) { [linkId] = reading } };
        return !Rules(other).SetEquals(Rules(checkIn));
        HashSet<string> Rules(CheckIn one) => [.. Protocol(protocol).Judge(one, history, ThresholdsOf(chart, protocol)).Reasons.Select(reason => reason.RuleId)];
    }

    private static PatientThresholds ThresholdsOf(ChartSummary chart, string protocol) =>
        chart.Enrolments.FirstOrDefault(enrolment => enrolment.Protocol == protocol)?.Thresholds ?? PatientThresholds.None;

    /// <summary>The check-in judged, and after a correction every later one that rests on it.</summary>
    private static IReadOnlyList<Rejudgement> Judge(ChartSummary chart, CheckInHistory history, CheckIn checkIn, CheckInProtocol protocol)
    {
        var thresholds = ThresholdsOf(chart, protocol.Id);
        if (checkIn.Amends is not null)
        {
            return Rejudgement.Of(protocol, checkIn, history, thresholds);
        }

        var record = protocol.Record(checkIn, history, thresholds);
        return [new Rejudgement(record, record)];
    }

    /// <summary>Marks what raises no alert because it is expected; while one is open all goes to it.</summary>
    private static IReadOnlyList<Rejudgement> HeldBack(ChartSummary chart, IReadOnlyList<Rejudgement> judged)
    {
        var first = judged[0].After;
        return SnoozeOf(chart, first.ProtocolId) is not { } snooze ? judged
            : [.. judged.Select(one => (one.IsNew || first.CheckIn.Amends is null) && snooze.Holds(one.After) ? one with { After = one.After with { HeldBack = true } } : one)];
    }

    /// <summary>What is expected of these check-ins; null while an alert about them is open.</summary>
    private static Snooze? SnoozeOf(ChartSummary chart, string protocol) =>
        OpenAlert(chart, protocol) is null ? chart.Snoozes.FirstOrDefault(snooze => snooze.Protocol == protocol) : null;

    private (ChartSummary Summary, Alert? Alert, IReadOnlyList<ChartEntry> Entries) Decide(ChartSummary chart, IReadOnlyList<Rejudgement> judged, Author by, WorkingHours hours)
    {
        var newest = judged[^1].After;
        var amends = newest.CheckIn.Amends is not null;
        var now = judged[0].After.CheckIn.SubmittedAt;
        var standing = Stand(chart.Standing, newest);
        var tellsAnew = (!amends || judged[0].Before.CheckIn.Incomplete is true) && newest.CheckIn.Incomplete is not true && newest.CheckIn.Date == standing.LastCheckIn;
        var summary = chart with { Standing = standing, Emergency = chart.Emergency?.After(chart.Standing, tellsAnew ? null : standing) };
        var entries = judged.Where(one => one.IsNew || !amends).Select(one => Entry(one.After)).ToList();
        var snooze = SnoozeOf(chart, newest.ProtocolId);
        var fresh = snooze?.Holds(newest) is true ? null : Fresh(chart, newest, judged[0].After.CheckIn.Id, now, hours);
        if (Met(OpenAlert(chart, newest.ProtocolId), judged, amends, fresh) is not { } happened)
        {
            return (summary, null, entries);
        }

        happened = happened.What == "raised" ? AlertRules.Open(happened.After, chart.FalseAlarms, ladder) : happened;
        if (snooze is not null)
        {
            // More than was expected ends it; what is over ends without a word.
            summary = summary with { Snoozes = [.. summary.Snoozes.Where(one => one != snooze)] };
            if (newest.CheckIn.Date <= snooze.Until)
            {
                happened = happened with { After = happened.After with { Snoozed = snooze } };
                entries.Add(SnoozeDesk.Entry("broken", snooze, by, now));
            }
        }

        var (withAlert, alert, alertEntry) = AlertDesk.Place(summary, happened, by, now);
        return (withAlert, alert, [.. entries, alertEntry]);
    }

    /// <summary>
    /// What the new facts do to the open alert. A green day takes nothing back; a correction takes back what the corrected check-ins said, and
    /// what other days raised stays. Who completes a check-in that they left says something new.
    /// </summary>
    /// <returns>Null when nothing happened to it.</returns>
    private static (Alert After, string What)? Met(Alert? open, IReadOnlyList<Rejudgement> judged, bool amends, Alert? fresh)
    {
        if (open is null || !amends)
        {
            return fresh is null ? null : AlertRules.Meet(open, fresh, amends);
        }

        var corrected = judged.Where(one => one.IsNew).Select(one => one.Before.CheckIn.Id).ToHashSet(StringComparer.Ordinal);
        var others = open.Reasons.Where(reason => !corrected.Contains(reason.Inputs[^1].EntryId)).ToList();
        return fresh is null ? (others.Count == open.Reasons.Count ? null : (open with { Reasons = others }, "lowered"))
            : judged[0].Before.CheckIn.Incomplete is true ? AlertRules.Meet(open with { Reasons = others }, fresh, corrected: false)
            : AlertRules.Meet(open, fresh with { Reasons = [.. fresh.Reasons, .. others] }, corrected: true);
    }

    private static ChartEntry Entry(CheckInRecord record) =>
        Charts.Entry($"{Prefix(record.ProtocolId)}{Day(record.CheckIn.Date)}:{CauseId.Of(record.CheckIn.Id)}", record, CareJson.Default.CheckInRecord);

    /// <param name="cause">The check-in that came in: the record's own, or an earlier one that was corrected, which may raise anew what was closed.</param>
    private Alert? Fresh(ChartSummary chart, CheckInRecord record, string cause, DateTimeOffset now, WorkingHours hours)
    {
        var judgement = record.Judgement;
        if (!ladder.Zones.TryGetValue(judgement.Day, out var priority))
        {
            return null;
        }

        return new Alert
        {
            Id = CauseId.Of("alert", chart.Patient.Value, record.ProtocolId, record.CheckIn.Id, cause),
            Family = record.ProtocolId,
            Priority = priority,
            RaisedAt = now,
            DueBy = ladder.DueBy(priority, now, hours),
            Reasons = judgement.Reasons,
            PatientTold = judgement.Day == Zone.Red ? protocols[record.ProtocolId].ZoneTexts.Red : protocols[record.ProtocolId].ZoneTexts.Yellow,
        };
    }

    /// <summary>A correction of an earlier day does not turn the clock back: the newest day is how the patient stands.</summary>
    private static Standing Stand(Standing? before, CheckInRecord record)
    {
        var (zone, day) = (record.Judgement.Zone, record.CheckIn.Date);
        return before switch
        {
            null => new Standing(zone, day, day),
            { LastCheckIn: var last } when day < last => before,
            _ when before.Zone == zone => before with { LastCheckIn = day },
            _ => new Standing(zone, day, day),
        };
    }

    private static Alert? OpenAlert(ChartSummary chart, string family) => chart.OpenAlerts.FirstOrDefault(alert => alert.Family == family);

    private static string Prefix(string protocol) => $"checkin:{protocol}:";

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}

/// <summary>What came of submitting a check-in.</summary>
public abstract record Submission(CheckInRecord Record, Alert? Alert)
{
    /// <summary>It is on the chart now.</summary>
    /// <param name="Alert">The alert that it raised or joined; null when nobody has to look.</param>
    public sealed record Recorded(CheckInRecord Record, Alert? Alert) : Submission(Record, Alert);

    /// <summary>It was on the chart already, from the same cause.</summary>
    public sealed record AlreadyRecorded(CheckInRecord Record, Alert? Alert) : Submission(Record, Alert);
}
