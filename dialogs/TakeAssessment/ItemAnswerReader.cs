using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>Reads an answer in the person's words: a number of the list, the words of an answer in either language, a figure, a day.</summary>
public sealed class ItemAnswerReader(ChoiceReader choices, NumberReader numbers, PhraseBook phrases)
{
    private static readonly string[] Days = ["yyyy-MM-dd", "M/d/yyyy", "M-d-yyyy", "MMMM d yyyy", "MMMM d, yyyy", "MMM d yyyy", "MMM d, yyyy", "d MMMM yyyy", "d 'de' MMMM 'de' yyyy", "d 'de' MMMM yyyy"];
    private static readonly string[] Hours = ["H:mm", "HH:mm", "h:mm tt", "h tt", "htt", "h:mmtt"];

    private const string All = "that-is-all";

    private static readonly ConditionalWeakTable<ItemOption, ConcurrentDictionary<string, AnswerOption>> Kept = [];

    /// <param name="given">What was answered before, where several answers may be given.</param>
    /// <param name="zone">The patient's.</param>
    public ItemReading Read(QuestionItem item, IReadOnlyList<AnswerValue> given, Talk talk, string zone)
    {
        // "No comment" begins with a no, and is none.
        var reading = item is { Type: ItemType.Boolean } or { Options.Count: > 0 } && (Refuses(talk) || DoesNotKnow(talk)) && !IsOffered(Options(item, given, talk), talk.Said.Text) ? new ItemReading.Nothing() : Understand(item, given, talk, zone);
        return reading is ItemReading.Values read ? Check(item, read.Given, talk) ?? reading : reading;
    }

    /// <summary>Reads whether words doubt what they name or lie between the answers: "not every day", "half the days", "8 days". A figure that the answers hold says what it says.</summary>
    /// <returns>Null where they say plainly what they mean, or where the answers are yes and no.</returns>
    public ItemReading.Unsure? Doubt(QuestionItem item, Talk talk)
    {
        var said = talk.Said.Text;
        var options = Options(item, [], talk);
        if (item is { Options.Count: 0 } or { TakesSeveral: true } or { Type: not ItemType.Choice } || options.Any(option => option.Words.HasDigit) || OneOf(options, "yes") is not null || IsOffered(options, said) || Meant(item, options, said) is not null)
        {
            return null;
        }

        // The worse of two comes first.
        return item.Options.LastOrDefault(option => $"assessment.near.{option.Code}" is var near && phrases.Knows(near) && phrases.Matches(near, said)) is { } closest ? new(closest)
            : phrases.Matches("assessment.hedged", said) && !IsHedgedItself(options, said) ? new(null)
            : null;
    }

    /// <summary>Whether the answer that is named is a hedge by its own words: "sometimes" is "Sometimes true", and no doubt about it.</summary>
    private bool IsHedgedItself(IReadOnlyList<AnswerOption> options, string said) =>
        choices.Read(said, options) is { } named && phrases.Matches("assessment.hedged", options.First(option => option.Id == named).Label);

    public bool? YesOrNo(Talk talk) => choices.Read(talk.Said.Text, [talk.Option("yes", "answer.yes"), talk.Option("no", "answer.no")]) switch
    {
        "yes" => true,
        "no" => false,
        _ => null,
    };

    /// <summary>Which of these the words name; null when it is unsure.</summary>
    public string? OneOf(IReadOnlyList<AnswerOption> options, string words) => choices.Read(words, options);

    /// <summary>The person has no more to add. A number is one of the answers, as long as there are so many.</summary>
    public bool IsAll(QuestionItem item, IReadOnlyList<AnswerValue> given, Talk talk) =>
        phrases.Matches("list.done", talk.Said.Text) || (item.Options.Count > 0 && OneOf([.. Options(item, given, talk), talk.Option(All, "checkIn.thatIsAll")], talk.Said.Text) == All);

    /// <summary>The person has more to add and does not say yet what.</summary>
    public bool HasMore(Talk talk) => phrases.Matches("assessment.list.yes", talk.Said.Text);

    /// <summary>The person does not want to answer, whatever word it begins with.</summary>
    public bool Refuses(Talk talk) => phrases.Matches("refuses", talk.Said.Text);

    public bool DoesNotKnow(Talk talk) => phrases.Matches("assessment.dontKnow", talk.Said.Text);

    /// <summary>The options that are offered now, understood in every language that they exist in.</summary>
    public static IReadOnlyList<AnswerOption> Options(QuestionItem item, IReadOnlyList<AnswerValue> given, Talk talk) => item.Type == ItemType.Boolean
        ? [talk.Option("yes", "answer.yes"), talk.Option("no", "answer.no")]
        : [.. Left(item, given).Select(option => Option(option, talk.Language))];

    // Of the content, and by what the person reads, since the label in the other languages is understood too.
    private static AnswerOption Option(ItemOption option, string language) => Kept.GetOrAdd(option, static _ => new(StringComparer.Ordinal))
        .GetOrAdd(option.Label.In(language), static (label, option) => new AnswerOption(option.Code, label, [option.Label.Text, .. option.Label.Translations.Values]), option);

    /// <summary>The options that can still be chosen beside those that were.</summary>
    public static IEnumerable<ItemOption> Left(QuestionItem item, IReadOnlyList<AnswerValue> given) =>
        item.Options.Where(option => given.Count == 0 || (!given.Any(option.Value.Means) && !option.Alone));

    private ItemReading Understand(QuestionItem item, IReadOnlyList<AnswerValue> given, Talk talk, string zone)
    {
        var said = talk.Said.Text.Trim();
        if (item.Type == ItemType.Boolean)
        {
            return YesOrNo(talk) is { } truth ? Given(new AnswerValue.Truth(truth)) : new ItemReading.Nothing();
        }

        if (item.Options.Count > 0)
        {
            return Choose(item, given, said, talk) is { Count: > 0 } values ? new ItemReading.Values(values)
                : item.Type == ItemType.OpenChoice && said.Length > 0 ? Given(new AnswerValue.Words(said))
                : new ItemReading.Nothing();
        }

        return item.Type switch
        {
            ItemType.Integer or ItemType.Decimal or ItemType.Quantity => Number(item, said, talk),
            ItemType.Date => Day(said, talk, zone) is { } day ? Given(new AnswerValue.Day(day)) : new ItemReading.Nothing(),
            ItemType.DateTime => DayAndHour(said, talk, zone) is { } moment ? Given(moment) : new ItemReading.Nothing(),
            ItemType.Time => Hour(said) is { } hour ? Given(new AnswerValue.Hour(hour)) : new ItemReading.Nothing(),
            _ => said.Length > 0 ? Given(new AnswerValue.Words(said)) : new ItemReading.Nothing(),
        };
    }

    /// <summary>One answer, or several joined by commas or "and" where several may be.</summary>
    private List<AnswerValue> Choose(QuestionItem item, IReadOnlyList<AnswerValue> given, string said, Talk talk)
    {
        var options = Options(item, given, talk);
        var parts = said.Split([",", ";", "+", "&", " and ", " y ", " e "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // Where own words are answers too, an answer that is named among them must not swallow the others.
        var isOne = parts.Length < 2 || item is not { TakesSeveral: true, Type: ItemType.OpenChoice } || IsOffered(options, said);
        if (isOne && (choices.Read(said, options) ?? Meant(item, options, said)) is { } single)
        {
            return [ValueOf(item, single)];
        }

        if (!item.TakesSeveral)
        {
            return [];
        }

        if (given.Count == 0 && YesOrNo(talk) == false && item.Options.FirstOrDefault(option => option.Alone) is { } none)
        {
            return [none.Value];
        }

        var values = parts.Select(part => (Part: part, Code: choices.Read(part, options))).ToList();
        // "Nuts and shellfish": what is not offered is said in own words, where own words are taken.
        var isOwn = item.Type == ItemType.OpenChoice && values.Exists(value => value.Code is not null);
        return !isOwn && values.Exists(value => value.Code is null)
            ? []
            : [.. values.Select(value => value.Code is { } code ? ValueOf(item, code) : new AnswerValue.Words(value.Part)).Distinct()];
    }

    /// <summary>What people say for an answer that is worded otherwise: "all the time" for nearly every day, "I don't drink" for never.</summary>
    private string? Meant(QuestionItem item, IReadOnlyList<AnswerOption> options, string said) =>
        options.FirstOrDefault(option => new[] { $"assessment.means.{option.Id}", $"assessment.means.{item.LinkId}.{option.Id}" }.Any(name => phrases.Knows(name) && phrases.Matches(name, said)))?.Id;

    private static bool IsOffered(IReadOnlyList<AnswerOption> options, string said)
    {
        var words = Folding.Words(said);
        return options.Any(option => option.Words.Label == words || option.IsAlso(words));
    }

    private ItemReading Number(QuestionItem item, string said, Talk talk)
    {
        switch (numbers.Read(said))
        {
            case NumberReading.Understood { Value: var value, Unit: var unit }:
                if (item.Type != ItemType.Quantity)
                {
                    return Given(new AnswerValue.Number(value));
                }

                var known = unit is null ? (item.Units.Count > 0 ? item.Units[0] : null) : item.Units.FirstOrDefault(one => one.Code == unit);
                return unit is not null && known is null && item.Units.Count > 0
                    ? new ItemReading.Refused(talk.Say("number.unit", ("units", talk.Locale.Or([.. item.Units.Select(one => one.Display ?? one.Code)]))))
                    : Given(new AnswerValue.Measured(value, known));
            case NumberReading.Ambiguous:
                return new ItemReading.Refused(talk.Say("assessment.numberOnly"));
            case NumberReading.Pair pair:
                return new ItemReading.Refused(talk.Say("number.pair", ("first", pair.First), ("second", pair.Second)));
            default:
                return new ItemReading.Nothing();
        }
    }

    /// <summary>A day, and the hour of the patient's clock where one is named; what was not said is not made up.</summary>
    private AnswerValue? DayAndHour(string said, Talk talk, string zone)
    {
        if (Day(said, talk, zone) is { } alone)
        {
            return new AnswerValue.Day(alone);
        }

        var words = said.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var at = words.Length - 1; at > 0; at--)
        {
            // "at", "a las": a word or two may stand between day and hour.
            for (var end = at; end > Math.Max(0, at - 3) && Hour(string.Join(' ', words[at..])) is { } hour; end--)
            {
                if (Day(string.Join(' ', words[..end]).TrimEnd(','), talk, zone) is { } day)
                {
                    var local = day.ToDateTime(hour);
                    return new AnswerValue.Moment(new DateTimeOffset(local, TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(local)));
                }
            }
        }

        return null;
    }

    private static TimeOnly? Hour(string said) =>
        TimeOnly.TryParseExact(said.ToUpperInvariant().Replace(".", "", StringComparison.Ordinal), Hours, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var hour) ? hour : null;

    private DateOnly? Day(string said, Talk talk, string zone)
    {
        var today = PatientDay.Of(talk.Now, zone);
        if (phrases.Matches("assessment.today", said))
        {
            return today;
        }

        if (phrases.Matches("assessment.yesterday", said))
        {
            return today.AddDays(-1);
        }

        foreach (var culture in new[] { talk.Language, Voice.Languages.English, Voice.Languages.Spanish }.Select(language => CultureInfo.GetCultureInfo(language + "-US")))
        {
            if (DateOnly.TryParseExact(said, Days, culture, DateTimeStyles.AllowWhiteSpaces, out var day))
            {
                return day;
            }
        }

        return null;
    }

    private static ItemReading.Refused? Check(QuestionItem item, IReadOnlyList<AnswerValue> values, Talk talk) => (item.TakesSeveral ? AnswerRules.AcceptEach(item, values) : AnswerRules.Accept(item, values)) switch
    {
        Acceptance.OutOfRange { Lowest: { } lowest, Highest: { } highest } => new(talk.Say("assessment.between", ("lowest", Show(lowest, talk)), ("highest", Show(highest, talk)))),
        Acceptance.OutOfRange { Lowest: { } lowest } => new(talk.Say("assessment.atLeast", ("lowest", Show(lowest, talk)))),
        Acceptance.OutOfRange { Highest: { } highest } => new(talk.Say("assessment.atMost", ("highest", Show(highest, talk)))),
        Acceptance.NotWhole => new(talk.Say("assessment.whole")),
        Acceptance.TooLong { MostCharacters: var most } => new(talk.Say("assessment.tooLong", ("most", most))),
        Acceptance.NotTogether { Alone: var alone } => new(talk.Say("assessment.alone", ("answer", alone.In(talk.Language)))),
        _ => null,
    };

    private static string Show(AnswerValue value, Talk talk) => QuestionWords.Value(value, null, talk);

    private static AnswerValue ValueOf(QuestionItem item, string code) => item.Options.First(option => option.Code == code).Value;

    private static ItemReading.Values Given(AnswerValue value) => new([value]);
}
