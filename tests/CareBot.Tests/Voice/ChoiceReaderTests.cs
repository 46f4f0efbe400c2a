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
        ["ynes"] = [AnswerOption.Of(Texts, "es", "yes", "answer.yes"), AnswerOption.Of(Texts, "es", "no", "answer.no"), AnswerOption.Of(Texts, "es", "unsure", "answer.notSure")],
        ["breath"] = [new("better", "Better", ["mejor"]), new("same", "The same as usual", ["same", "igual"]), new("worse", "Worse", ["peor"]), new("much", "Much worse", ["mucho peor"])],
        ["swell"] = [new("none", "No swelling", ["no", "none"]), new("some", "Some swelling", ["swelling", "hinchazón"]), new("feet", "Feet"), new("belly", "Belly")],
        ["days"] = [new("d0", "0 days"), new("d12", "1-2 days"), new("d3", "3 or more")],
        ["scale"] = [new("s0", "0"), new("s1", "1"), new("s2", "2"), new("s3", "3")],
        ["ride"] = [new("daughter", "My daughter", ["daughter"]), new("bus", "Bus"), new("taxi", "Taxi"), new("none", "No ride")],
    };

    public static TheoryData<string, string, string> Rows { get; } = [.. Content.Table("choices.tsv").Select(row => (row[0], row[1], row[2]))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_choice_is_the_one_the_person_made_or_none(string question, string text, string chosen) =>
        Assert.Equal(chosen, Reader.Read(text, Questions[question]) ?? "-");
}
