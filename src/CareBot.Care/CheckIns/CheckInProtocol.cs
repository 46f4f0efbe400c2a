using CareBot.Care.CheckIns.Rules;
using CareBot.Care.Content;

namespace CareBot.Care.CheckIns;

/// <summary>A check-in programme as its content file says it: what is asked, when, and what the answers mean. No number stands in code.</summary>
public sealed record CheckInProtocol
{
    public required string Id { get; init; }

    public required string Version { get; init; }

    /// <summary>Text key.</summary>
    public required string Title { get; init; }

    public required IReadOnlyList<ContentSource> Sources { get; init; }

    public required Signatory Signatory { get; init; }

    public required CheckInSchedule Schedule { get; init; }

    /// <summary>In the order of asking.</summary>
    public required IReadOnlyList<CheckInQuestion> Questions { get; init; }

    /// <summary>What a clinician may set for a patient, besides thresholds.</summary>
    public required IReadOnlyList<PersonalValueKind> PersonalValues { get; init; }

    /// <summary>The one question still asked of someone who says "not now"; one of <see cref="Questions"/>.</summary>
    public required CheckInQuestion SafetyQuestion { get; init; }

    public required IReadOnlyList<CheckInRule> Rules { get; init; }

    public required ReturnToGreen ReturnToGreen { get; init; }

    /// <summary>What days without a check-in call for; null where the programme asks for nothing then.</summary>
    public Silence? Silence { get; init; }

    /// <summary>After how many days at most a threshold of a patient's own has to be looked at again.</summary>
    public required int ThresholdReviewDays { get; init; }

    /// <summary>Text keys of the words that tell a person the outcome.</summary>
    public required ZoneTexts ZoneTexts { get; init; }

    /// <summary>Every text key that the protocol needs, for checking against the texts.</summary>
    public IReadOnlySet<string> TextKeys => ProtocolTexts.KeysOf(this);

    /// <param name="json">UTF-8, as on disk.</param>
    /// <param name="fileName">For messages.</param>
    /// <exception cref="ContentException">Something in it cannot be meant; the message names file, place and remedy.</exception>
    public static CheckInProtocol Load(ReadOnlyMemory<byte> json, string fileName) =>
        ContentNode.Load(json, fileName, ProtocolReader.Read);

    /// <summary>The question of this linkId, or null.</summary>
    public CheckInQuestion? Question(string linkId)
    {
        for (var i = 0; i < Questions.Count; i++)
        {
            if (Questions[i].LinkId == linkId)
            {
                return Questions[i];
            }
        }

        return null;
    }

    /// <summary>Judges a check-in against what stood on the chart before it.</summary>
    /// <param name="checkIn">What was answered. Answers to questions that the protocol does not have are left alone.</param>
    /// <param name="history">The patient's records under this protocol, of at least <see cref="DaysOfHistory"/> days; later ones, and
    /// those that <paramref name="checkIn"/> corrects, may be among them and do not count.</param>
    /// <param name="thresholds">As they stand now; what was set for later days does not count.</param>
    public Judgement Judge(CheckIn checkIn, CheckInHistory history, PatientThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(history);
        var before = history.Before(checkIn);
        var facts = new DayFacts(checkIn, before, thresholds);
        var findings = Rules.Select(rule => (Rule: rule, Finding: rule.Assess(facts))).ToList();
        var reasons = findings
            .Where(item => item.Finding is Finding.Fired)
            .Select(item => Reason(item.Rule, (Finding.Fired)item.Finding, facts))
            .OrderByDescending(reason => reason.Severity)
            .ToList();
        var notAssessed = findings
            .Where(item => item.Finding is Finding.Unsaid)
            .Select(item => NotAssessed(item.Rule, (Finding.Unsaid)item.Finding))
            .ToList();
        var day = Combine(reasons, notAssessed);
        if (day == Zone.Green && ReturnToGreen.StillHeld(checkIn, before) is { } held)
            reasons.Add(ReturnToGreen.AsReason(this, held));
        return new(reasons.Count > 0 ? reasons[0].Severity : day, day, reasons, notAssessed, facts.NotApplied(Rules));
    }

    /// <summary>Whether a number can be believed, or has to be asked again.</summary>
    /// <param name="linkId">A quantity question of this protocol.</param>
    /// <param name="previous">The last reading that counts, or null.</param>
    /// <exception cref="ArgumentException">There is no such question, or it is not measured in that unit.</exception>
    public Plausibility Check(string linkId, CheckInAnswer.Quantity said, CheckInAnswer.Quantity? previous) =>
        Question(linkId) is CheckInQuestion.Quantity question
            ? Plausibility.Of(question, said, previous)
            : throw new ArgumentException($"'{linkId}' is no quantity question of '{Id}'.", nameof(linkId));

    /// <summary>Judges a check-in and makes the chart entry of it.</summary>
    public CheckInRecord Record(CheckIn checkIn, CheckInHistory history, PatientThresholds thresholds) =>
        Record(checkIn, history, thresholds, checkIn.SubmittedAt);

    internal CheckInRecord Record(CheckIn checkIn, CheckInHistory history, PatientThresholds thresholds, DateTimeOffset judgedAt) => new()
    {
        CheckIn = checkIn,
        JudgedAt = judgedAt,
        ProtocolId = Id,
        ProtocolVersion = Version,
        Judgement = Judge(checkIn, history, thresholds),
    };

    /// <summary>How many days back <see cref="Judge"/> may look.</summary>
    public int DaysOfHistory => Rules.Select(rule => rule.DaysBack).Append(ReturnToGreen.Days).Max() + 1;

    // Red over yellow over unknown over green. What the clinic has not set does not make a day unknown.
    private static Zone Combine(IReadOnlyList<Reason> reasons, IReadOnlyList<NotAssessed> notAssessed) =>
        reasons.Select(reason => reason.Severity)
            .Concat(notAssessed.Where(open => open.Cause != NotAssessedCause.NoPersonalValue).Select(_ => Zone.Unknown))
            .Append(Zone.Green)
            .Max();

    private static NotAssessed NotAssessed(CheckInRule rule, Finding.Unsaid unsaid) => new(rule.Label.Id, unsaid.LinkId, unsaid.Cause);

    private Reason Reason(CheckInRule rule, Finding.Fired fired, DayFacts facts)
    {
        var own = rule.Measured is null ? null : facts.OverrideOf(rule);
        return new()
        {
            RuleId = rule.Label.Id,
            Family = rule.Label.Family,
            Text = rule.Label.Text,
            ProtocolId = Id,
            ProtocolVersion = Version,
            Severity = rule.Label.Severity,
            Inputs = fired.Inputs,
            Change = fired.Change,
            ChangeUnit = rule.Measured?.CanonicalUnit,
            Threshold = own?.Value ?? rule.Threshold?.Value,
            ThresholdUnit = own?.Unit ?? rule.Threshold?.Unit,
            Override = own,
            Source = rule.Label.Source,
            Owner = rule.Label.Owner,
        };
    }
}

/// <summary>Where a number comes from.</summary>
/// <param name="Note">What the source says and what was made of it.</param>
public sealed record ContentSource(string Id, string Name, string Note);

/// <summary>Who answers for the content.</summary>
/// <param name="Date">When it was signed; null as long as nobody has.</param>
public sealed record Signatory(string Role, string Name, DateOnly? Date);

/// <summary>A value of the patient's own that rules compare with.</summary>
/// <param name="LinkId">The question whose readings it is compared with, and whose units it takes.</param>
/// <param name="Text">Text key of its name.</param>
public sealed record PersonalValueKind(string Name, string LinkId, string Text);

/// <summary>When the programme asks.</summary>
/// <param name="At">Local time of the question.</param>
/// <param name="Until">Local time after which the day counts as missed.</param>
public sealed record CheckInSchedule(IReadOnlySet<DayOfWeek> Days, TimeOnly At, TimeOnly Until);

/// <summary>Text keys of the outcomes.</summary>
/// <param name="Expected">For a yellow day of which the care team knows, and expects no more.</param>
/// <param name="Improving">For a green day that is still shown as yellow.</param>
public sealed record ZoneTexts(string Red, string Yellow, string Expected, string Improving, string Unknown, string Green);
