using System.Globalization;
using System.Text;

namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>A piece of a message: letters, digits, or one sign.</summary>
/// <param name="Glued">Nothing stands between it and the piece before.</param>
internal readonly record struct DateToken(string Text, bool Glued)
{
    // Stories are read to here; an appointment is named earlier.
    private const int Longest = 1000;

    public bool IsDigits => char.IsAsciiDigit(Text[0]);

    public bool IsWord => char.IsLetter(Text[0]);

    /// <summary>Cuts folded text; apostrophes fall away, so that "o'clock" is one word.</summary>
    public static List<DateToken> Cut(string text)
    {
        var folded = Plain(text);
        var tokens = new List<DateToken>();
        for (var at = 0; at < folded.Length;)
        {
            if (folded[at] == ' ')
            {
                at++;
                continue;
            }

            var end = at + 1;
            while (end < folded.Length && Kind(folded[at]) is 1 or 2 && Kind(folded[end]) == Kind(folded[at])) end++;
            tokens.Add(new DateToken(folded[at..end], at > 0 && folded[at - 1] != ' '));
            at = end;
        }

        return tokens;
    }

    private static int Kind(char letter) => char.IsAsciiDigit(letter) ? 1 : char.IsLetter(letter) ? 2 : 0;

    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in (text.Length > Longest ? text[..Longest] : text).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format || letter is '\'' or '’' or '‘' or '´' or '`') continue;
            plain.Append(letter switch
            {
                _ when char.IsWhiteSpace(letter) => ' ',
                '–' or '—' or '−' or '‐' or '‑' => '-',
                'º' or 'ª' => '°',
                _ => char.ToLowerInvariant(letter),
            });
        }

        return plain.ToString();
    }
}
