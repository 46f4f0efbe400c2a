using System.Globalization;
using System.Text.RegularExpressions;

namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>A piece of folded text: digits with their separators, a word, or one sign.</summary>
internal readonly partial record struct NumberToken(string Text, bool SpaceBefore)
{
    /// <summary>Stands where something that is no number was taken out; nothing reads across it.</summary>
    public const string Gap = "\u0001";

    public bool IsDigits => char.IsAsciiDigit(Text[^1]);

    public bool IsOneDigit => Text.Length == 1 && IsDigits;

    public bool IsWord => char.IsLetter(Text[0]);

    public static List<NumberToken> Cut(string text)
    {
        var tokens = new List<NumberToken>();
        foreach (var piece in Piece().EnumerateMatches(text))
        {
            var (start, end) = (piece.Index, piece.Index + piece.Length);
            var spaced = start == 0 || text[start - 1] == ' ';
            // ".5" is a half; the comma of "yes,5" is only a comma.
            var fraction = text[start] is '.' or ',' && piece.Length > 1;
            if (fraction && !spaced)
            {
                tokens.Add(new(text[start..(start + 1)], false));
                tokens.Add(new(text[(start + 1)..end], false));
            }
            else
                tokens.Add(new(text[start..end], spaced));
        }

        return tokens;
    }

    /// <summary>The values that digits with separators can have: 82,1 has one, 1,825 has two, 1.2.3 has none.</summary>
    public decimal[] Values()
    {
        if (!Text.AsSpan().ContainsAny('.', ',')) return [Parse(Text)];
        var separators = Text.Where(c => c is '.' or ',').ToArray();
        var last = Text.LastIndexOfAny(['.', ',']);
        var (whole, rest) = (Text[..last], Text[(last + 1)..]);
        if (separators.Length == 1)
            return rest.Length == 3 && whole.Length is >= 1 and <= 3 && whole[0] != '0'
                ? [Parse(whole + rest), Parse(whole + "." + rest)]
                : [Parse(whole + "." + rest)];
        var grouped = Text.Split('.', ',')[1..^1].All(group => group.Length == 3);
        var sameSign = separators.Distinct().Count() == 1;
        if (!grouped || (sameSign && rest.Length != 3) || (!sameSign && separators[..^1].Distinct().Count() > 1)) return [];
        var digits = whole.Replace(".", "").Replace(",", "");
        return [sameSign ? Parse(digits + rest) : Parse(digits + "." + rest)];
    }

    private static decimal Parse(string digits) => decimal.Parse("0" + digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[0-9]+(?:[.,][0-9]+)*|[.,][0-9]+|\p{L}+|[^\s\p{L}0-9]")]
    private static partial Regex Piece();
}
