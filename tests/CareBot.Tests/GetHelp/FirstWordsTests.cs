using System.Text.RegularExpressions;
using CareBot.Dialogs.Voice;
using CareBot.Tests.Voice;

namespace CareBot.Tests.GetHelp;

/// <summary>Care reference 3.4 (1) and (7): at most forty words, and nothing that must never be said.</summary>
public sealed partial class FirstWordsTests
{
    private static readonly Texts Texts = Texts.Load(Content.Root);

    public static MatrixTheoryData<string, string> First => new(
        ["en", "es"],
        ["emergency.e911", "emergency.e911.visitor", "emergency.e911.staff", "emergency.e911.away", "emergency.e988", "emergency.e988.visitor", "emergency.e988.staff", "emergency.e988.away", "emergency.safe"]);

    [Theory]
    [MemberData(nameof(First))]
    public void The_first_words_have_the_number_to_call_and_are_forty_at_most(string language, string key)
    {
        var words = Texts.Source(language, key);
        if (key.StartsWith("emergency.e911", StringComparison.Ordinal))
            words = $"{words} {Texts.Source(language, "emergency.e911.ask")}";
        Assert.InRange(Word().Count(words), 1, 40);
        Assert.Matches(key.Contains("e911", StringComparison.Ordinal) ? "911" : key.Contains("e988", StringComparison.Ordinal) ? "988" : "Exit|Salir", words);
    }

    [Theory]
    [InlineData("en", "you are fine", "wait for your coordinator")]
    [InlineData("es", "usted está bien", "espere a su coordinador")]
    public void Nobody_is_ever_told_to_be_fine_or_to_wait(string language, params string[] never) =>
        Assert.All(Texts.Keys(), key => Assert.All(never, words => Assert.DoesNotContain(words, Texts.Source(language, key), StringComparison.OrdinalIgnoreCase)));

    [GeneratedRegex(@"[\p{L}\p{N}{}'’]+")]
    private static partial Regex Word();
}
