using System.Globalization;
using System.Text;

namespace CareBot.Care.ResourceDirectory;

/// <summary>Words as the directory compares them: lower case, no accents, no punctuation, endings of English and Spanish cut off.</summary>
public static class Wording
{
    /// <summary>Lower-case words of letters and digits with one space between.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c))
                folded.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && c is not ('\'' or '’') && folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }

        return folded.ToString().TrimEnd();
    }

    public static string[] Words(string text) => Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A phrase with every word stemmed, a space on both sides, so that one phrase can be looked for within another.</summary>
    public static string Stems(string text) => $" {string.Join(' ', Words(text).Select(Stem))} ";

    /// <summary>What a folded word has in common with its other forms: homeless and homelessness, counselor and counseling.</summary>
    public static string Stem(string word)
    {
        if (word.Length < 4 || !char.IsAsciiLetter(word[0]))
            return word;
        var stem = Plural(word);
        foreach (var (ending, keep) in Endings)
        {
            if (stem.EndsWith(ending, StringComparison.Ordinal) && stem.Length - ending.Length >= keep)
            {
                stem = Undouble(stem[..^ending.Length]);
                break;
            }
        }

        return stem.Length > 4 && (stem[^1] is 'e' or 'y' or 'i' or 'a' or 'o') ? stem[..^1] : stem;
    }

    // An ending goes only where enough of the word is left to know it by.
    private static readonly (string Ending, int Keep)[] Endings =
    [
        ("iveness", 4), ("fulness", 4), ("ization", 5), ("ational", 5), ("ations", 5), ("ation", 5), ("ness", 4), ("ment", 5), ("ities", 5), ("ity", 5),
        ("ings", 4), ("ing", 4), ("ally", 4), ("edly", 4), ("ors", 5), ("ers", 4), ("ies", 3), ("ied", 3), ("ed", 4), ("or", 5), ("er", 4), ("ist", 5), ("ly", 4), ("al", 5), ("ion", 4),
        ("mente", 5), ("aciones", 4), ("acion", 4), ("iones", 4),
    ];

    private static string Plural(string word)
    {
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4)
            return word[..^3] + "y";
        if (word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal) || word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal))
            return word[..^2];
        return word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;
    }

    private static string Undouble(string stem) =>
        stem.Length > 4 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z') ? stem[..^1] : stem;
}
