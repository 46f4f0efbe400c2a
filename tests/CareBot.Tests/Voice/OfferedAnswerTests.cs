using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Tests.Voice;

/// <summary>When words give an offered answer, so that a guess alone does not take them for an alarm.</summary>
public sealed class OfferedAnswerTests
{
    [Theory]
    [InlineData("Already shut off", "Already shut off")]
    [InlineData("already  shut-off!", "Already shut off")]
    [InlineData("it is already shut off", "Already shut off")]
    [InlineData("I think it is already shut off", "Already shut off", false)]
    [InlineData("yes", "Yes")]
    [InlineData("yes I want it to end", "Yes", false)]
    [InlineData("nearly every day", "Nearly every day")]
    [InlineData("nearly every day I think of how to do it", "Nearly every day", false)]
    public void An_answer_is_given_by_its_own_words_with_little_around_them(string said, string offered, bool expected = true) =>
        Assert.Equal(expected, Folding.Says(said, offered));
}
