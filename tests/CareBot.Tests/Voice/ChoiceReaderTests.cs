using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Tests.Voice;

public sealed class ChoiceReaderTests
{
    private static readonly ChoiceReader Reader = ChoiceReader.Load(Content.Root, NumberReader.Load(Content.Root));
    private static readonly Texts Texts = Texts.Load(Content.Root);

    private static readonly Dictionary<string, AnswerOption[]> Questions = new()
    {
        ["yn"] = [new("yes", "Yes"), new("no", "No")],
        ["ynu"] = [new("yes", "Yes"), new("no", "No"), new("unsure", "Not sure")],
        ["ynes"] = [AnswerOption.Of(Texts, "es", "yes", "answer.yes"), AnswerOption.Of(Texts, "es", "no", "answer.no"), AnswerOption.Of(Texts, "es", "unsure", "help.e988.notSure")],
        ["breath"] = [new("better", "Better", ["mejor"]), new("same", "The same as usual", ["same", "igual"]), new("worse", "Worse", ["peor"]), new("much", "Much worse", ["mucho peor"])],
        ["swell"] = [new("none", "No swelling", ["no", "none"]), new("some", "Some swelling", ["swelling", "hinchazón"]), new("feet", "Feet"), new("belly", "Belly")],
        ["days"] = [new("d0", "0 days"), new("d12", "1-2 days"), new("d3", "3 or more")],
        ["often"] =
        [
            new("never", "Never", ["Nunca"]), new("month", "Monthly or less", ["Una vez al mes o menos"]), new("month24", "2 to 4 times a month", ["De 2 a 4 veces al mes"]),
            new("week23", "2 to 3 times a week", ["De 2 a 3 veces a la semana"]), new("week4", "4 or more times a week", ["4 o más veces a la semana"]),
        ],
        ["drinks"] = [new("d12", "1 or 2", ["1 o 2"]), new("d34", "3 or 4", ["3 o 4"]), new("d56", "5 or 6", ["5 o 6"]), new("d79", "7 to 9", ["De 7 a 9"]), new("d10", "10 or more", ["10 o más"])],
        ["talks"] = [new("t0", "Less than once a week"), new("t12", "1 or 2 times a week"), new("t35", "3 to 5 times a week"), new("t5", "5 or more times a week")],
        ["dry"] = [new("few", "Less than 2 days"), new("some", "2 to 4 days"), new("many", "5 or more days")],
        ["scale"] = [new("s0", "0"), new("s1", "1"), new("s2", "2"), new("s3", "3")],
        ["ride"] = [new("daughter", "My daughter", ["daughter"]), new("bus", "Bus"), new("taxi", "Taxi"), new("none", "No ride")],
    };

    public static TheoryData<string, string, string> Rows { get; } = [.. Content.Table("choices.tsv").Select(row => (row[0], row[1], row[2]))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_choice_is_the_one_the_person_made_or_none(string question, string text, string chosen) =>
        Assert.Equal(chosen, Reader.Read(text, Questions[question]) ?? "-");
}
