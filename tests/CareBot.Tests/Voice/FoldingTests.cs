using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Tests.Voice;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("  I  CAN'T\tbreathe!\n", "i can't breathe!", "i cant breathe")]
    [InlineData("¿Qué TAL, mamá?", "¿que tal, mama?", "que tal mama")]
    [InlineData("it`s 1½ — really", "it's 1 1/2 - really", "its 1 1 2 really")]
    [InlineData("", "", "")]
    [InlineData(" .,; ", ".,;", "")]
    public void Small_letters_no_accents_single_spaces(string typed, string folded, string words)
    {
        Assert.Equal(folded, Folding.Fold(typed));
        Assert.Equal(words, Folding.Words(typed).Trim());
    }

    [Fact]
    public void Plain_letters_are_folded_as_they_are_beside_an_accent()
    {
        var random = new Random(7);
        const string letters = "aZ09 \t\n'`\"-.,!?()/#%";
        for (var round = 0; round < 2000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => letters[random.Next(letters.Length)])]);
            // The accent takes the way of texts that are not plain.
            Assert.Equal((Folding.Fold(text) + " e").Trim(), Folding.Fold(text + " é"));
            Assert.Equal((Folding.Words(text) + " e").Trim(), Folding.Words(text + " é").Trim());
        }
    }
}
