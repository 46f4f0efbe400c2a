namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>A number and the unit typed with it, as a UCUM code; null where no unit was typed.</summary>
public sealed record Amount(decimal Value, string? Unit);

/// <summary>What a typed answer says as a number. Nothing here knows what was asked: whether the value is likely is for the asker.</summary>
public abstract record NumberReading
{
    private NumberReading() { }

    /// <param name="ReadBack">The value was heard through "about", spoken digits and the like: say it back before it counts.</param>
    public sealed record Understood(decimal Value, string? Unit, bool ReadBack) : NumberReading;

    /// <summary>Two numbers that belong together, such as 150 over 92.</summary>
    public sealed record Pair(decimal First, decimal Second, string? Unit, bool ReadBack) : NumberReading;

    /// <summary>The meter shows LO or HI instead of a number. "Hi" is also a greeting: only a question about a meter may take it.</summary>
    public sealed record OffScale(bool High) : NumberReading;

    /// <param name="Candidates">What it could be, in the order typed, without repetition.</param>
    public sealed record Ambiguous(IReadOnlyList<Amount> Candidates) : NumberReading;

    /// <param name="Word">The unit as typed, such as "stone".</param>
    public sealed record UnknownUnit(string Word) : NumberReading;

    public sealed record NoNumber : NumberReading;
}
