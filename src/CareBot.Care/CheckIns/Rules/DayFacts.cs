namespace CareBot.Care.CheckIns.Rules;

/// <summary>All that the rules may look at: one check-in, those before it, and what was set for the patient.</summary>
public sealed class DayFacts
{
    private readonly CheckIn _checkIn;
    private readonly IReadOnlyList<CheckIn> _upToNow;
    private readonly PatientThresholds _thresholds;
    private readonly Dictionary<string, IReadOnlyList<DailyReading>> _readings = new(StringComparer.Ordinal);

    public DayFacts(CheckIn checkIn, CheckInHistory before, PatientThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(before);
        _checkIn = checkIn;
        _upToNow = [.. before.Current.Select(record => record.CheckIn), checkIn];
        _thresholds = thresholds;
    }

    public DateOnly Date => _checkIn.Date;

    /// <summary>The reading that speaks for this day so far, whichever of the day's check-ins it came with.</summary>
    public DailyReading? Today(CheckInQuestion.Quantity question) =>
        Readings(question) is [.., var last] && last.Date == Date ? last : null;

    /// <summary>The readings that speak for the days before, oldest first.</summary>
    public IEnumerable<DailyReading> Earlier(CheckInQuestion.Quantity question) =>
        Readings(question).TakeWhile(reading => reading.Date < Date);

    /// <summary>The patient's own value, or null when none is set (or its unit is not one of the question's).</summary>
    public KnownValue? Personal(string name, CheckInQuestion.Quantity question) =>
        _thresholds.Find(name, Date, _checkIn.TimeZone) is { } value && question.Unit(value.Unit) is not null
            ? new(
                PatientDay.Of(value.At, _checkIn.TimeZone),
                question.Canonical(value.Value, value.Unit),
                new(name, question.LinkId, value.Value, value.Unit, null, value.At))
            : null;

    /// <summary>Those of the values that were chosen, or null when none was.</summary>
    public ReasonInput? ChosenAmong(CheckInQuestion question, IReadOnlyList<string> values) =>
        Answer(question) is CheckInAnswer.Chosen chosen && chosen.Values.Where(values.Contains).ToList() is { Count: > 0 } hits
            ? new(_checkIn.Id, question.LinkId, null, null, hits, _checkIn.SubmittedAt)
            : null;

    /// <summary>The question has an answer, and every value in it is one of the question's.</summary>
    public bool Understands(CheckInQuestion question) =>
        Answer(question) is CheckInAnswer.Chosen { Values.Count: > 0 } chosen
        && chosen.Values.All(value => question.Choices.Any(choice => choice.Value == value));

    /// <summary>Why there is nothing to assess in this question.</summary>
    public Finding Missing(CheckInQuestion question) => new Finding.Unsaid(question.LinkId, Answer(question) switch
    {
        null or CheckInAnswer.Chosen { Values.Count: 0 } => NotAssessedCause.NoAnswer,
        CheckInAnswer.Skipped { Reason: AbsentReason.AskedDeclined } => NotAssessedCause.Declined,
        CheckInAnswer.Skipped => NotAssessedCause.NoAnswer,
        _ => NotAssessedCause.Unclear,
    });

    public Finding NothingToCompare(CheckInQuestion.Quantity question) => new Finding.Unsaid(
        question.LinkId, Earlier(question).Any() ? NotAssessedCause.NoReadingInTime : NotAssessedCause.FirstReading);

    /// <summary>Holds a change against the threshold that counts for this patient; reaching it is enough.</summary>
    /// <remarks>Decimal throughout: values as they were said times an exact factor, so that 183.0 lb is exactly 3 lb above 180.0 lb.</remarks>
    public Finding Compare(CheckInRule rule, ReasonInput reference, DailyReading today, decimal change)
    {
        var question = rule.Measured!;
        var threshold = OverrideOf(rule) is { } own ? new(own.Value, own.Unit) : rule.Threshold!;
        return change >= question.Canonical(threshold.Value, threshold.Unit)
            ? new Finding.Fired([reference, today.AsInput(question.LinkId)], change)
            : Finding.Quiet.Instance;
    }

    /// <summary>The strictest personal threshold that counts for this rule on this day, or null.</summary>
    public ThresholdOverride? OverrideOf(CheckInRule rule) => _thresholds.Overrides.Count == 0 ? null : _thresholds.Overrides
        .Where(own => own.RuleId == rule.Label.Id && own.IsMeantOn(Date) && WhyNot(own, rule) is null)
        .OrderBy(own => rule.Measured!.Canonical(own.Value, own.Unit))
        .ThenByDescending(own => own.ReviewBy).ThenBy(own => own.By, StringComparer.Ordinal).ThenBy(own => own.Reason, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>The personal thresholds that have begun and do not count, in an order of their own.</summary>
    public IReadOnlyList<NotApplied> NotApplied(IReadOnlyList<CheckInRule> rules) =>
    [
        .. _thresholds.Overrides
            .Where(own => own.IsMeantOn(Date))
            .OrderBy(own => own.RuleId, StringComparer.Ordinal).ThenBy(own => own.ReviewBy).ThenBy(own => own.Value)
            .ThenBy(own => own.By, StringComparer.Ordinal).ThenBy(own => own.Reason, StringComparer.Ordinal)
            .Select(own => (Override: own, Cause: WhyNot(own, rules.FirstOrDefault(rule => rule.Label.Id == own.RuleId))))
            .Where(item => item.Cause is not null)
            .Select(item => new NotApplied(item.Override, item.Cause!.Value)),
    ];

    private NotAppliedCause? WhyNot(ThresholdOverride own, CheckInRule? rule) => rule switch
    {
        null => NotAppliedCause.UnknownRule,
        { Measured: null } => NotAppliedCause.NoThreshold,
        _ when own.Value <= 0 || rule.Measured.Unit(own.Unit) is null => NotAppliedCause.Unusable,
        _ when own.ReviewBy < Date => NotAppliedCause.Expired,
        _ => null,
    };

    private CheckInAnswer? Answer(CheckInQuestion question) => _checkIn.Answers.GetValueOrDefault(question.LinkId);

    private IReadOnlyList<DailyReading> Readings(CheckInQuestion.Quantity question)
    {
        if (!_readings.TryGetValue(question.LinkId, out var readings))
            _readings[question.LinkId] = readings = DailyReadings.Of(question, _upToNow);
        return readings;
    }
}

/// <summary>A personal value in the question's canonical unit.</summary>
public sealed record KnownValue(DateOnly Date, decimal Canonical, ReasonInput Input);

internal static class ChangeDirections
{
    /// <summary>A rise, or a fall, as a positive number.</summary>
    public static decimal Of(this ChangeDirection direction, decimal difference) =>
        direction == ChangeDirection.Rise ? difference : -difference;
}
