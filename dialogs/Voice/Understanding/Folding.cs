using System.Globalization;
using System.Text;

namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>Brings typed text to one form: small letters, no accents, plain quotes and dashes, single spaces.</summary>
public static class Folding
{
    // Longer texts are stories, not answers; the readers look at the beginning.
    private const int Longest = 400;

    // More words than this around an answer say something of their own.
    private const int MostAround = 3;

    public static string Fold(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in (text.Length > Longest ? text[..Longest] : text).Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
                Append(plain, letter);
        return plain.ToString().Trim();
    }

    /// <summary>Folded, and only its words: punctuation becomes a space.</summary>
    public static string Words(string text)
    {
        var words = new StringBuilder(text.Length);
        foreach (var letter in Fold(text))
            if (letter != '\'')
                Append(words, char.IsLetterOrDigit(letter) ? letter : ' ');
        return words.ToString().TrimEnd();
    }

    /// <summary>Whether these words give an answer that is offered: its own words, or the answer with little around it ("it is already shut off").</summary>
    public static bool Says(string text, string answer)
    {
        var (said, offered) = (Words(text), Words(answer));
        return said == offered
            || (offered.Contains(' ') && $" {said} ".Contains($" {offered} ", StringComparison.Ordinal) && said.Count(letter => letter == ' ') - offered.Count(letter => letter == ' ') <= MostAround);
    }

    private static void Append(StringBuilder plain, char letter)
    {
        if (char.IsWhiteSpace(letter))
        {
            if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
            return;
        }

        switch (letter)
        {
            case '½': plain.Append(" 1/2"); break;
            case '¼': plain.Append(" 1/4"); break;
            case '¾': plain.Append(" 3/4"); break;
            case '’' or '‘' or '´' or '`': plain.Append('\''); break;
            case '“' or '”' or '«' or '»': plain.Append('"'); break;
            case '–' or '—' or '−' or '‐' or '‑': plain.Append('-'); break;
            case '．': plain.Append('.'); break;
            case '，': plain.Append(','); break;
            case 'º': plain.Append('°'); break;
            case >= '０' and <= '９': plain.Append((char)('0' + letter - '０')); break;
            default: plain.Append(char.ToLowerInvariant(letter)); break;
        }
    }
}
