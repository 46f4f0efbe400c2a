namespace CareBot.Care.Assessments;

/// <summary>Whether an item takes an answer.</summary>
public abstract record Acceptance
{
    private Acceptance()
    {
    }

    public sealed record Taken : Acceptance;

    /// <summary>A number or a day outside of what the item allows; a bound that it lacks is null.</summary>
    public sealed record OutOfRange(AnswerValue? Lowest, AnswerValue? Highest) : Acceptance;

    public sealed record NotWhole : Acceptance;

    public sealed record TooLong(int MostCharacters) : Acceptance;

    /// <summary>One answer that stands alone was given together with others.</summary>
    public sealed record NotTogether(Wording Alone) : Acceptance;

    /// <summary>More or fewer answers than the item takes.</summary>
    public sealed record WrongCount(int Fewest, int? Most) : Acceptance;

    /// <summary>A value of another kind, or none of those that are offered.</summary>
    public sealed record NotOffered : Acceptance;
}

/// <summary>What an item accepts: pure.</summary>
public static class AnswerRules
{
    public static Acceptance Accept(QuestionItem item, IReadOnlyList<AnswerValue> values)
    {
        var (fewest, most) = (Math.Max(item.FewestAnswers ?? 1, 1), item.TakesSeveral ? item.MostAnswers : 1);
        return values.Count < fewest || values.Count > (most ?? int.MaxValue) ? new Acceptance.WrongCount(fewest, most) : AcceptEach(item, values);
    }

    /// <summary>The same while an answer is being given piece by piece: how many there are is not looked at yet.</summary>
    public static Acceptance AcceptEach(QuestionItem item, IReadOnlyList<AnswerValue> values)
    {
        if (values.Count > 1 && item.Options.FirstOrDefault(option => option.Alone && values.Any(option.Value.Means)) is { } alone)
        {
            return new Acceptance.NotTogether(alone.Label);
        }

        return values.Select(value => Accept(item, value)).FirstOrDefault(answer => answer is not Acceptance.Taken) ?? new Acceptance.Taken();
    }

    private static Acceptance Accept(QuestionItem item, AnswerValue value) => (item.Type, value) switch
    {
        (ItemType.Boolean, AnswerValue.Truth) => new Acceptance.Taken(),
        (ItemType.OpenChoice, AnswerValue.Words words) => Length(item, words),
        (_, _) when item.Options.Count > 0 => item.Options.Any(option => option.Value.Means(value)) ? new Acceptance.Taken() : new Acceptance.NotOffered(),
        (ItemType.Integer, AnswerValue.Number number) => number.Value == decimal.Truncate(number.Value) ? Range(item, number.Value) : new Acceptance.NotWhole(),
        (ItemType.Decimal, AnswerValue.Number number) => Range(item, number.Value),
        (ItemType.Quantity, AnswerValue.Measured measured) when item.Units.Count == 0 || item.Units.Any(unit => unit.Code == measured.Unit?.Code) => Range(item, measured.Value),
        (ItemType.Date, AnswerValue.Day day) => Days(item, day.Value),
        (ItemType.DateTime, AnswerValue.Moment or AnswerValue.Day) or (ItemType.Time, AnswerValue.Hour) => new Acceptance.Taken(),
        (ItemType.String or ItemType.Text, AnswerValue.Words words) => Length(item, words),
        _ => new Acceptance.NotOffered(),
    };

    private static Acceptance Range(QuestionItem item, decimal value) =>
        value < item.Lowest || value > item.Highest ? new Acceptance.OutOfRange(Number(item.Lowest), Number(item.Highest)) : new Acceptance.Taken();

    private static Acceptance Days(QuestionItem item, DateOnly value) => value < item.Earliest || value > item.Latest
        ? new Acceptance.OutOfRange(item.Earliest is { } earliest ? new AnswerValue.Day(earliest) : null, item.Latest is { } latest ? new AnswerValue.Day(latest) : null)
        : new Acceptance.Taken();

    private static Acceptance Length(QuestionItem item, AnswerValue.Words words) =>
        words.Value.Length > item.MostCharacters ? new Acceptance.TooLong(item.MostCharacters.Value) : new Acceptance.Taken();

    private static AnswerValue.Number? Number(decimal? value) => value is { } number ? new AnswerValue.Number(number) : null;
}
