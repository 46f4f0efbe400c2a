using System.Globalization;
using System.Text;

namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>Brings typed text to one form: small letters, no accents, plain quotes and dashes, single spaces.</summary>
public static class Folding
{
    // Longer texts are stories, not answers; the readers look at the beginning.
    private const int Longest = 400;

    // As many letters as that lie on the stack.
    private const int OnStack = 1024;

    // More words than this around an answer say something of their own.
    private const int MostAround = 3;

    public static string Fold(string text)
    {
        if (text.Length <= Longest && Ascii.IsValid(text)) return FoldAscii(text);
        var plain = new StringBuilder(text.Length);
        foreach (var letter in (text.Length > Longest ? text[..Longest] : text).Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
                Append(plain, letter);
        return plain.ToString().Trim();
    }

    /// <summary>Folded, and only its words: punctuation becomes a space.</summary>
    public static string Words(string text) => OnlyWords(Fold(text));

    /// <summary>The words of a text that is folded already.</summary>
    internal static string OnlyWords(string folded)
    {
        Span<char> words = folded.Length <= OnStack ? stackalloc char[folded.Length] : new char[folded.Length];
        var length = 0;
        foreach (var letter in folded)
            if (letter != '\'')
                length = Append(words, length, char.IsLetterOrDigit(letter) ? letter : ' ');
        return Text(words[..length], folded);
    }

    /// <summary>Whether these words give an answer that is offered: its own words, or the answer with little around it ("it is already shut off").</summary>
    public static bool Says(string text, string answer)
    {
        var (said, offered) = (Words(text), Words(answer));
        return said == offered
            || (offered.Contains(' ') && $" {said} ".Contains($" {offered} ", StringComparison.Ordinal) && said.Count(letter => letter == ' ') - offered.Count(letter => letter == ' ') <= MostAround);
    }

    /// <summary>The same for plain letters, which is what most people type: nothing is made on the way, and nothing at all where nothing changes.</summary>
    private static string FoldAscii(string text)
    {
        Span<char> plain = stackalloc char[text.Length];
        var length = 0;
        foreach (var letter in text)
            length = Append(plain, length, letter == '`' ? '\'' : char.ToLowerInvariant(letter));
        return Text(plain[..length], text);
    }

    private static int Append(Span<char> plain, int length, char letter)
    {
        if (!char.IsWhiteSpace(letter)) plain[length++] = letter;
        else if (length > 0 && plain[length - 1] != ' ') plain[length++] = ' ';
        return length;
    }

    private static string Text(Span<char> plain, string same)
    {
        var trimmed = plain.TrimEnd(' ');
        return trimmed.SequenceEqual(same) ? same : new string(trimmed);
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
