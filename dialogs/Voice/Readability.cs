using System.Text.RegularExpressions;

namespace CareBot.Dialogs.Voice;

/// <summary>How hard a text is to read.</summary>
public static partial class Readability
{
    /// <summary>The Flesch-Kincaid grade of an English text: the school year that can read it. Source: Kincaid and others, 1975.</summary>
    public static double EnglishGrade(string text)
    {
        var (sentences, words, syllables) = Count(text, EnglishSyllables);
        return words == 0 ? 0 : (0.39 * words / sentences) + (11.8 * syllables / words) - 15.59;
    }

    /// <summary>The Szigriszt-Pazos index of a Spanish text, read on the INFLESZ scale: 65 to 80 is fairly easy (primary school), above
    /// 80 very easy. Source: Szigriszt Pazos 1993; Barrio-Cantalejo and others 2008.</summary>
    public static double SpanishEase(string text)
    {
        var (sentences, words, syllables) = Count(text, SpanishSyllables);
        return words == 0 ? 100 : 206.835 - (62.3 * syllables / words) - ((double)words / sentences);
    }

    public static int Words(string text) => Word().Count(text);

    private static (int Sentences, int Words, int Syllables) Count(string text, Func<string, int> syllables)
    {
        var sentences = SentenceEnd().Split(text).Count(sentence => Word().IsMatch(sentence));
        var words = Word().Matches(text);
        return (Math.Max(1, sentences), words.Count, words.Sum(word => char.IsDigit(word.Value[0]) ? 1 : syllables(word.Value.ToLowerInvariant())));
    }

    /// <summary>Groups of vowels, save a silent e at the end; good to about one word in ten.</summary>
    private static int EnglishSyllables(string word)
    {
        var groups = EnglishVowels().Count(word);
        if (SilentEnd().IsMatch(word)) groups--;
        return Math.Max(1, groups);
    }

    /// <summary>Vowels, where a weak one beside another makes one syllable with it unless an accent parts them.</summary>
    private static int SpanishSyllables(string word) => Math.Max(1, SpanishNuclei().Count(SilentU().Replace(word, "")));

    [GeneratedRegex(@"[\p{L}\p{Nd}]+(?:['’.,:-][\p{L}\p{Nd}]+)*")]
    private static partial Regex Word();

    [GeneratedRegex(@"[.!?:]+(?=\s|$)|\n+")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex EnglishVowels();

    [GeneratedRegex("[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouyshcxzg]es$")]
    private static partial Regex SilentEnd();

    [GeneratedRegex("(?<=q)u|(?<=g)u(?=[eiéí])")]
    private static partial Regex SilentU();

    [GeneratedRegex("[iuüy]?[aeoáéó](?:[iuüy](?![aeoáéó]))?|[íú]|[iuüy]+")]
    private static partial Regex SpanishNuclei();
}
