using CareBot.Care.Alerts;
using CareBot.Care.Assessments;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>
/// The items whose answer may call a human at once. There nothing that is not a clear no gets lost: what plainly means that it is so counts,
/// what is not clear is asked about once, and no answer to that counts as if it were so.
/// </summary>
public sealed class SafetyStops(AlertDesk alerts, EmergencyDesk emergencies, PhraseBook phrases)
{
    // What follows the rule's id where nobody said so in the words of the list.
    private const string Unclear = "-unclear";

    /// <summary>The stop that an answer to this item can reach; null for most items.</summary>
    public static SafetyStop? Of(Instrument instrument, QuestionItem item) =>
        instrument.Interpretation?.Stops.FirstOrDefault(stop => stop.When.Score is null && stop.When.Items.Contains(item.Original));

    /// <summary>The answer is one of the list, and no "no" with a "but".</summary>
    public bool IsClear(SafetyStop stop, QuestionItem item, IReadOnlyList<AnswerValue> given, string said) =>
        Options(stop, item).Any(option => given.Any(option.Value.Means)) || !phrases.Matches("assessment.hedged", said);

    /// <summary>These words say that it is so, in other words than those of the list.</summary>
    public bool SaysSo(string said) => phrases.Matches("assessment.present", said);

    /// <summary>The one answer by which the item says that it is so; null where there are several, because none of them is made up.</summary>
    public static ItemOption? OnlyYes(SafetyStop stop, QuestionItem item) => Options(stop, item).ToList() is [var only] ? only : null;

    /// <summary>Keeps that it was asked once more: without an answer in time it becomes an alert.</summary>
    public Task AskedAsync(PatientId patient, SafetyStop stop, string said, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        emergencies.AskedAsync(new Caller.OfPatient(patient), stop.Class, [stop.Rule + Unclear], said, by, now, cancellationToken);

    /// <summary>Keeps that answers call for a human though more is to be asked: without another in time it becomes an alert.</summary>
    public Task AwaitedAsync(PatientId patient, SafetyStop stop, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        emergencies.AskedAsync(new Caller.OfPatient(patient), stop.Class, [stop.Rule], "", by, now, cancellationToken);

    /// <summary>It was answered.</summary>
    public Task SettledAsync(PatientId patient, CancellationToken cancellationToken) => emergencies.SettledAsync(new Caller.OfPatient(patient), cancellationToken);

    /// <param name="isClear">It was said; otherwise it counts as if it were so.</param>
    /// <param name="said">What was typed, where it is no answer of the list; else empty.</param>
    public Task<Alert> RaiseAsync(PatientId patient, SafetyStop stop, bool isClear, string said, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        alerts.RaiseEmergencyAsync(patient, Emergency.Of(stop.Class, [isClear ? stop.Rule : stop.Rule + Unclear], by) with { Said = said }, now, now, cancellationToken);

    private static IEnumerable<ItemOption> Options(SafetyStop stop, QuestionItem item) => item.Options.Where(option => stop.When.Codes.Contains(option.Code));
}
