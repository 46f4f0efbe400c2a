using System.Globalization;
using System.Text.RegularExpressions;
using CareBot.Dialogs.Voice.Understanding.Dates;

namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>A phrase about time in a message.</summary>
/// <param name="Text">Its words, folded.</param>
/// <param name="Timexes">In TIMEX; more than one where the words leave it open, as "at 3" leaves morning and afternoon.</param>
/// <param name="Bound"><c>after</c> it, <c>from</c> it on, <c>before</c> it or <c>until</c> it, which TIMEX does not say; null for the thing itself.</param>
public sealed record DatePhrase(string Text, IReadOnlyList<string> Timexes, string? Bound = null);

/// <summary>Finds the phrases about dates and times in what a person typed, and writes them as TIMEX.</summary>
/// <remarks>The words and the ways to put them stand in <c>words/dates.en.json</c> and <c>words/dates.es.json</c>.</remarks>
public sealed partial class DateReader
{
    private readonly Dictionary<string, DateGrammar> _grammars;

    private DateReader(Dictionary<string, DateGrammar> grammars) => _grammars = grammars;

    /// <exception cref="Care.Content.ContentException">The words of dates cannot be read.</exception>
    public static DateReader Load(string contentRoot) => new(Languages.All.ToDictionary(
        language => language,
        language => new DateGrammar(new ContentFile(contentRoot, Path.Combine(contentRoot, $"dialogs/Voice/Understanding/words/dates.{language}.json")))));

    /// <summary>The phrases of a message, from left to right.</summary>
    /// <param name="text">What was typed; what stands after a thousand characters is not looked at.</param>
    /// <param name="language">The one it is in.</param>
    /// <param name="reference">The person's local time at which it was said: "tomorrow" is the day after it.</param>
    public IReadOnlyList<DatePhrase> Read(string text, string? language, DateTime reference)
    {
        var tokens = DateToken.Cut(text);
        var grammar = _grammars[Languages.Of(language)];
        return
        [
            .. new DateParse(grammar, tokens, reference).Phrases()
                .Select(found => new DatePhrase(string.Join(' ', tokens[found.At..found.End].Select(token => token.Text)), found.Meaning.Timexes, grammar.BoundIn(tokens, found.At, found.End))),
        ];
    }

    /// <summary>The phrases of a message in one language, or where there is none, in another: people mix them.</summary>
    public IReadOnlyList<DatePhrase> ReadAny(string text, string? language, DateTime reference) =>
        Languages.All.OrderBy(one => one != Languages.Of(language)).Select(one => Read(text, one, reference)).FirstOrDefault(found => found.Count > 0) ?? [];

    /// <summary>Whether a message names a day that no calendar has: February 30, or the 29th in a year without one. TIMEX writes it as it was said.</summary>
    public bool NamesNoDay(string text, string? language, DateTime reference) =>
        ReadAny(text, language, reference).SelectMany(phrase => phrase.Timexes).Any(timex => MonthDay().Matches(timex).Any(day => !Exists(day)));

    private static bool Exists(Match day)
    {
        var (year, month) = (day.Groups[1].Value, int.Parse(day.Groups[2].Value, CultureInfo.InvariantCulture));
        return month is < 1 or > 12 || int.Parse(day.Groups[3].Value, CultureInfo.InvariantCulture) <= DateTime.DaysInMonth(int.TryParse(year, out var known) && known > 0 ? known : LeapYear, month);
    }

    // A day that stands in some years exists where no year is said.
    private const int LeapYear = 2000;

    [GeneratedRegex("(XX[0-9X]{2}|[0-9]{4})-([0-9]{2})-([0-9]{2})")]
    private static partial Regex MonthDay();
}
