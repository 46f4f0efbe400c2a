using System.Globalization;

namespace CareBot.Care.Safety.Listening;

/// <summary><c>#</c> any number · <c>#&lt;54</c> · <c>#>=100.4</c> · <c>#38-42.9</c> (both ends included) · <c>bp>=180/120</c> (either number reaches its limit)
/// · <c>bp&lt;90</c> (the upper number is below).</summary>
internal static class NumberNotation
{
    private const double Step = 1e-6;

    public static NumberCondition Read(string text, int symbol, Place place)
    {
        try
        {
            if (text.StartsWith("bp>=", StringComparison.Ordinal))
            {
                var pair = text[4..].Split('/');
                return new(symbol, true, Parse(pair[0]), double.MaxValue, Parse(pair[1]), double.MinValue);
            }

            if (text.StartsWith("bp<", StringComparison.Ordinal))
                return new(symbol, true, double.MaxValue, double.MaxValue, double.MaxValue, Parse(text.AsSpan(3)));

            var (from, to) = Range(text.AsSpan(1));
            return new(symbol, false, from, to, double.NaN, double.NaN);
        }
        catch (Exception e) when (e is FormatException or IndexOutOfRangeException)
        {
            throw place.Fault($"has the number condition \"{text}\"; write #, #<54, #>=100.4, #38-42.9, bp>=180/120 or bp<90");
        }
    }

    private static (double From, double To) Range(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
            return (double.MinValue, double.MaxValue);
        if (text.StartsWith("<="))
            return (double.MinValue, Parse(text[2..]));
        if (text.StartsWith(">="))
            return (Parse(text[2..]), double.MaxValue);
        if (text[0] == '<')
            return (double.MinValue, Parse(text[1..]) - Step);
        if (text[0] == '>')
            return (Parse(text[1..]) + Step, double.MaxValue);
        var dash = text.IndexOf('-');
        return dash < 0 ? (Parse(text), Parse(text)) : (Parse(text[..dash]), Parse(text[(dash + 1)..]));
    }

    private static double Parse(ReadOnlySpan<char> text) => double.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
