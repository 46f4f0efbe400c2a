using CareBot.Care.CheckIns;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.DailyCheckIn;

/// <summary>Reads answers to the questions of a protocol, in the words of the person.</summary>
public sealed class AnswerReader(NumberReader numbers, ChoiceReader choices, PhraseBook phrases)
{
    /// <param name="previous">The last reading of the same question that counts; null when there is none.</param>
    public AnswerReading Read(CheckInQuestion question, CheckInRun run, CheckInAnswer.Quantity? previous, Talk talk) => question switch
    {
        CheckInQuestion.Quantity quantity => ReadNumber(quantity, run, previous, talk),
        CheckInQuestion.Choice { Several: true } several => ReadSeveral(several, talk),
        _ => ReadOne(question, talk),
    };

    /// <summary>Reads whether words that answer no question are a reading of this one: a likely number that stands alone, names its unit, or is named.</summary>
    public bool IsReading(CheckInQuestion.Quantity question, string unitOfPerson, string text, bool isNamed) =>
        (isNamed && numbers.Read(text) is NumberReading.Ambiguous { Candidates: var several } && several.Any(one => question.Units.Any(unit => unit.Believes(one.Value))))
        || (numbers.Read(text) is NumberReading.Understood number
        && question.Units.FirstOrDefault(unit => number.Unit is null ? unit.Name == unitOfPerson : unit.Ucum == number.Unit) is { } unit
        && unit.Believes(number.Value)
        && (isNamed || number.Unit is not null || text.Trim().All(sign => char.IsAsciiDigit(sign) || sign is '.' or ',')));

    /// <summary>Reads a number that takes the place of one that was given before: "182 lb", "I weigh 187, not 182".</summary>
    /// <param name="before">What was given before; of two numbers it is the one that is not meant.</param>
    /// <param name="previous">The last reading of another day that counts; null when there is none.</param>
    /// <returns>A number to be confirmed, words that ask again, or nothing.</returns>
    public AnswerReading Correction(CheckInQuestion.Quantity question, CheckInRun run, CheckInAnswer.Quantity? before, CheckInAnswer.Quantity? previous, bool isNamed, Talk talk)
    {
        var text = talk.Said.Text;
        var amount = IsOfPastDay(text) ? null : numbers.Read(text) switch
        {
            NumberReading.Understood when IsReading(question, run.Unit, text, isNamed) && numbers.Read(text) is NumberReading.Understood number => new Amount(number.Value, number.Unit),
            NumberReading.Ambiguous several when several.Candidates.Where(one => one.Value != before?.Value).ToList() is [var only] => only,
            _ => null,
        };
        if (amount is null)
        {
            return new AnswerReading.Nothing();
        }

        var unit = amount.Unit is null ? before?.Unit ?? run.Unit : question.Units.FirstOrDefault(one => one.Ucum == amount.Unit)?.Name;
        return unit is null ? new AnswerReading.Nothing() : Weigh(question, new CheckInAnswer.Quantity(amount.Value, unit, talk.Now), readBack: true, previous, talk);
    }

    /// <summary>"I weighed 182 yesterday": a number of another day would hide what changed since.</summary>
    private bool IsOfPastDay(string text) => phrases.Matches("checkIn.pastDay", text);

    /// <summary>Whether a number is said, of whatever size.</summary>
    public bool HasNumber(string text) => numbers.Read(text) is NumberReading.Understood or NumberReading.Ambiguous;

    /// <summary>Reads yes or no; null when it is neither.</summary>
    public bool? YesOrNo(Talk talk) =>
        choices.Read(talk.Said.Text, [talk.Option("yes", "answer.yes"), talk.Option("no", "answer.no")]) switch
        {
            "yes" => true,
            "no" => false,
            _ => null,
        };

    /// <summary>Which of these the message names; null when it is unsure.</summary>
    public string? OneOf(IReadOnlyList<AnswerOption> options, string words) => choices.Read(words, options);

    /// <summary>Reads the answer to "anything else from this list?": a number counts in what is left of it.</summary>
    /// <param name="isDone">The message says that there is no more.</param>
    /// <returns>What comes to it, empty where that is all; null where the message says neither.</returns>
    public CheckInAnswer.Chosen? More(CheckInQuestion.Choice question, IReadOnlyList<string> chosen, bool isDone, Talk talk)
    {
        const string All = "that-is-all";
        var left = question.Choices.Where(choice => !choice.Alone && !chosen.Contains(choice.Value)).ToList();
        return isDone ? new([]) : choices.Read(talk.Said.Text, [.. Options(left, talk), talk.Option(All, "checkIn.thatIsAll")]) switch
        {
            null => null,
            All => new([]),
            var value => new(value),
        };
    }

    /// <summary>"No" as the beginning of words that say something else denies nothing: "no, but a little", "no cough" to a question about breath.</summary>
    private AnswerReading ReadOne(CheckInQuestion question, Talk talk)
    {
        var said = talk.Said.Text;
        var value = Meant(question, said) ?? choices.Read(said, Options(question.Choices, talk)) switch
        {
            "no" when phrases.Matches("list.except", said) || said.Count(char.IsAsciiDigit) > 1 || (choices.DeniesOne(said) && !IsAbout(question, said)) => null,
            null when IsLittle(question.Choices, talk) => "yes",
            var chosen => chosen,
        };
        return value is null ? new AnswerReading.Nothing() : new AnswerReading.Answer(new CheckInAnswer.Chosen(value));
    }

    /// <summary>What people say for an answer that is worded otherwise: "no, just my ankles" for a yes to swelling, "usually 2, now 3" for more pillows.</summary>
    private string? Meant(CheckInQuestion question, string said) => question.Choices.FirstOrDefault(choice =>
        Means($"checkIn.means.{question.LinkId}.{choice.Value}", said) || (Means($"checkIn.more.{question.LinkId}.{choice.Value}", said) && Rises(said)))?.Value;

    private bool Means(string name, string said) => phrases.Knows(name) && phrases.Matches(name, said);

    private bool Rises(string said) => numbers.Read(said) is NumberReading.Ambiguous { Candidates: [var before, var now] } && now.Value > before.Value;

    /// <summary>The words name what the question asks; where no words of it are known, anything may be about it.</summary>
    private bool IsAbout(CheckInQuestion question, string said) => $"checkIn.about.{question.LinkId}" is var name && (!phrases.Knows(name) || phrases.Matches(name, said));

    /// <summary>"A little bit in my ankles" is a yes. "A little better" is none.</summary>
    private bool IsLittle(IReadOnlyList<CheckInChoice> offered, Talk talk) => offered.Any(choice => choice.Value == "yes") && phrases.Matches("checkIn.little", talk.Said.Text);

    /// <summary>One value, or several joined by commas, "and" or a space between their numbers; "none of these" stands alone.</summary>
    /// <remarks>The answers are read before a "no": the second of them is no second of yes and no.</remarks>
    private AnswerReading ReadSeveral(CheckInQuestion.Choice question, Talk talk)
    {
        var options = Options(question.Choices, talk);
        var said = talk.Said.Text;
        if (choices.Read(said, options) is { } single)
        {
            return Chosen(question, [single]);
        }

        if (Parts(said) is { Length: > 1 } parts && parts.Select(part => choices.Read(part, options)).ToList() is var values && !values.Contains(null))
        {
            return Chosen(question, [.. values.OfType<string>().Distinct()]);
        }

        if (Meant(question, said) is { } meant)
        {
            return Chosen(question, [meant]);
        }

        // "No, but ..." says that there is something, and "no chest pain" denies one of them.
        return ((YesOrNo(talk) == false && !choices.DeniesOne(said)) || phrases.Matches("checkIn.nothing", said)) && !said.Any(char.IsDigit) && !phrases.Matches("list.except", said) && question.Choices.FirstOrDefault(choice => choice.Alone) is { } none
            ? Chosen(question, [none.Value])
            : new AnswerReading.Nothing();
    }

    private static AnswerReading Chosen(CheckInQuestion.Choice question, IReadOnlyList<string> values) =>
        values.Count > 1 && question.Choices.Any(choice => choice.Alone && values.Contains(choice.Value))
            ? new AnswerReading.Nothing()
            : new AnswerReading.Answer(new CheckInAnswer.Chosen(values));

    private static string[] Parts(string said)
    {
        var numbers = said.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return numbers.All(number => number.All(char.IsAsciiDigit))
            ? numbers
            : said.Split([",", ";", "+", "&", " and ", " y ", " e "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private AnswerReading ReadNumber(CheckInQuestion.Quantity question, CheckInRun run, CheckInAnswer.Quantity? previous, Talk talk)
    {
        if (HasNumber(talk.Said.Text) && IsOfPastDay(talk.Said.Text))
        {
            return new AnswerReading.AskAgain(talk.Say("checkIn.pastDay"), []);
        }

        switch (numbers.Read(talk.Said.Text))
        {
            case NumberReading.Understood { Unit: null } number:
                return Weigh(question, new CheckInAnswer.Quantity(number.Value, run.Unit, talk.Now), number.ReadBack, previous, talk);
            case NumberReading.Understood number when question.Units.FirstOrDefault(unit => unit.Ucum == number.Unit) is { } unit:
                return Weigh(question, new CheckInAnswer.Quantity(number.Value, unit.Name, talk.Now), number.ReadBack, previous, talk);
            case NumberReading.Understood or NumberReading.UnknownUnit:
                var units = talk.Locale.Or([.. question.Units.Select(unit => talk.Say(unit.Text))]);
                return new AnswerReading.AskAgain(talk.Say("number.unit", ("units", units)), []);
            case NumberReading.Ambiguous several:
                var candidates = several.Candidates.Select(candidate => Amount(question, candidate, run, talk)).ToList();
                return new AnswerReading.AskAgain(CheckInWords.Numbered(talk.Say("number.which"), candidates), candidates);
            case NumberReading.Pair pair:
                return new AnswerReading.AskAgain(talk.Say("number.pair", ("first", pair.First), ("second", pair.Second)), []);
            default:
                return new AnswerReading.Nothing();
        }
    }

    private static AnswerReading Weigh(CheckInQuestion.Quantity question, CheckInAnswer.Quantity said, bool readBack, CheckInAnswer.Quantity? previous, Talk talk)
    {
        var words = CheckInWords.Amount(question, said, talk);
        switch (Plausibility.Of(question, said, previous))
        {
            case Plausibility.OutOfRange { DidYouMean: { } candidate } range:
                return new AnswerReading.Confirm(candidate, talk.Say(
                    "checkIn.outOfRange.didYouMean", ("lowest", range.Lowest), ("highest", range.Highest), ("unit", Unit(question, range.Unit, talk)), ("said", said.Value), ("candidate", CheckInWords.Amount(question, candidate, talk))));
            case Plausibility.OutOfRange range:
                return new AnswerReading.AskAgain(
                    talk.Say("checkIn.outOfRange", ("lowest", range.Lowest), ("highest", range.Highest), ("unit", Unit(question, range.Unit, talk)), ("said", said.Value)), []);
            case Plausibility.BigChange { DidYouMean: { } candidate } change:
                return new AnswerReading.Confirm(candidate, Change("checkIn.bigChange.didYouMean", question, change, words, talk, ("candidate", CheckInWords.Amount(question, candidate, talk))));
            case Plausibility.BigChange change:
                return new AnswerReading.Confirm(said, Change("checkIn.bigChange", question, change, words, talk));
            default:
                return readBack ? new AnswerReading.Confirm(said, talk.Say("number.readBack", ("value", words))) : new AnswerReading.Answer(said);
        }
    }

    private static string Change(string key, CheckInQuestion.Quantity question, Plausibility.BigChange change, string said, Talk talk, params ReadOnlySpan<(string Name, object? Value)> more) =>
        talk.Say(key, [
            ("said", said),
            ("difference", CheckInWords.Amount(question, new CheckInAnswer.Quantity(Math.Abs(change.Difference), change.Unit, talk.Now), talk)),
            ("previous", CheckInWords.Amount(question, change.Previous, talk)),
            ("date", talk.Locale.Date(CheckInWords.Day(change.Previous.At, talk))),
            .. more]);

    private static string Unit(CheckInQuestion.Quantity question, string unit, Talk talk) => talk.Say(question.Unit(unit)!.Text);

    private static string Amount(CheckInQuestion.Quantity question, Amount amount, CheckInRun run, Talk talk) =>
        CheckInWords.Amount(question, new CheckInAnswer.Quantity(amount.Value, question.Units.FirstOrDefault(unit => unit.Ucum == amount.Unit)?.Name ?? run.Unit, talk.Now), talk);

    private static List<AnswerOption> Options(IReadOnlyList<CheckInChoice> offered, Talk talk) =>
        [.. offered.Select(choice => talk.Option(choice.Value, choice.Text))];
}
