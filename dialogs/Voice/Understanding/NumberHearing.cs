using System.Globalization;

namespace CareBot.Dialogs.Voice.Understanding;

/// <param name="NeedsUnit">Only an article was heard ("un"), which counts where a unit follows.</param>
internal sealed record HeardNumber(IReadOnlyList<decimal> Values, bool Loose, bool NeedsUnit = false);

/// <summary>Reads one number, in digits, in words or in both, from a place in the tokens.</summary>
internal sealed class NumberHearing(NumberWords words, List<NumberToken> tokens)
{
    private const int FewestSpelledDigits = 3;
    private const int MostSpelledDigits = 4;

    public HeardNumber? Hear(ref int at) =>
        Fraction(ref at) ?? HalfOfUnit(ref at) ?? PointFirst(ref at) ?? WithTail(Spelled(ref at) ?? Separated(ref at) ?? Spoken(ref at), ref at);

    /// <summary>"and a half", "y media".</summary>
    public bool AndAHalf(ref int at)
    {
        if (!words.And.Contains(Text(at)) && !words.With.Contains(Text(at))) return false;
        var half = words.Article.Contains(Text(at + 1)) ? at + 2 : at + 1;
        if (!words.Half.Contains(Text(half))) return false;
        at = half + 1;
        return true;
    }

    private string Text(int at) => at < tokens.Count ? tokens[at].Text : "";

    private HeardNumber? Fraction(ref int at)
    {
        if (!IsFraction(at, out var value)) return null;
        at += 3;
        return new([value], Loose: true);
    }

    private bool IsFraction(int at, out decimal value)
    {
        value = 0;
        return Text(at).Length + Text(at + 1).Length + Text(at + 2).Length <= words.LongestFraction && words.Fractions.TryGetValue(Text(at) + Text(at + 1) + Text(at + 2), out value);
    }

    private HeardNumber? HalfOfUnit(ref int at)
    {
        var half = words.Article.Contains(Text(at)) ? at + 1 : at;
        if (!words.Half.Contains(Text(half))) return null;
        var next = words.Article.Contains(Text(half + 1)) ? half + 2 : half + 1;
        if (!words.Units.ContainsKey(Text(next))) return null;
        at = next;
        return new([0.5m], Loose: false);
    }

    /// <summary>"point five".</summary>
    private HeardNumber? PointFirst(ref int at) =>
        words.Point.Contains(Text(at)) && DecimalDigits(at + 1, out var end) is { } digits ? Ended(ref at, end, new([digits], Loose: true)) : null;

    /// <summary>One figure after the other: "one eight two", "one oh five".</summary>
    private HeardNumber? Spelled(ref int at)
    {
        var (value, end) = (0m, at);
        while (end - at <= MostSpelledDigits && Digit(end) is { } digit) (value, end) = ((value * 10) + digit, end + 1);
        var count = end - at;
        return count is >= FewestSpelledDigits and <= MostSpelledDigits && Digit(at) > 0 ? Ended(ref at, end, new([value], Loose: true)) : null;
    }

    private decimal? Digit(int at)
    {
        if (at >= tokens.Count) return null;
        if (tokens[at].IsOneDigit) return tokens[at].Values()[0];
        if (Word(at) is >= 0 and <= 9 and var value && !words.NeedsUnit.Contains(Text(at)) && !words.Loose.Contains(Text(at))) return value;
        // "oh" is a zero; so is "o", but only among English figures: in Spanish it means or.
        return words.ZeroLetters.Contains(Text(at)) && (Text(at).Length > 1 || (English(at - 1) && English(at + 1))) ? 0 : null;
    }

    private bool English(int at) => at >= 0 && words.English.ContainsKey(Text(at));

    /// <summary>Digits with a point or a comma.</summary>
    private HeardNumber? Separated(ref int at)
    {
        if (at >= tokens.Count || !tokens[at].IsDigits || tokens[at].Text.All(char.IsAsciiDigit)) return null;
        var values = tokens[at].Values();
        return values.Length == 0 ? null : Ended(ref at, at + 1, new(values, Loose: false));
    }

    private HeardNumber? Spoken(ref int at)
    {
        var number = new SpokenNumber();
        var (end, next) = (at, at);
        var loose = false;
        while (Listen(number, ref next))
        {
            loose |= words.Loose.Contains(Text(end));
            end = next;
        }

        if (!number.Any) return null;
        var needsUnit = end == at + 1 && words.NeedsUnit.Contains(Text(at));
        return Ended(ref at, end, new([number.Value], number.Loose || loose, needsUnit));
    }

    private bool Listen(SpokenNumber number, ref int at)
    {
        var joined = number.Any && words.And.Contains(Text(at)) && (number.Open || (number.AfterTens && Word(at + 1) is >= 1 and <= 9));
        if (joined) at++;
        if (!number.Any && words.Article.Contains(Text(at)) && (words.Hundred.Contains(Text(at + 1)) || words.Thousand.Contains(Text(at + 1)))) at++;
        var heard = at < tokens.Count && tokens[at].Text.All(char.IsAsciiDigit)
            ? number.Hear(tokens[at].Values()[0], typed: true)
            : words.Hundred.Contains(Text(at)) ? number.Multiply(100)
            : words.Thousand.Contains(Text(at)) ? number.Multiply(1000)
            : Word(at) is { } value && number.Hear(value, typed: false);
        if (heard) at++;
        return heard;
    }

    private decimal? Word(int at)
    {
        var word = Text(at);
        if (words.English.TryGetValue(word, out var value) || words.Spanish.TryGetValue(word, out value)) return value;
        return words.OnlyBeforeNumber.TryGetValue(word, out value) && words.Spanish.ContainsKey(Text(at + 1)) ? value : null;
    }

    private HeardNumber? WithTail(HeardNumber? heard, ref int at)
    {
        if (heard is not { Values: [var whole] } || whole != Math.Floor(whole)) return heard;
        if (words.Point.Contains(Text(at)) && DecimalDigits(at + 1, out var end) is { } digits) return Ended(ref at, end, Plus(heard, digits));
        // "ochenta con cinco": said like a point, so it is read back.
        if (words.With.Contains(Text(at)) && Digit(at + 1) is { } tenth && Digit(at + 2) is null && !words.Units.ContainsKey(Text(at + 2)))
            return Ended(ref at, at + 2, Plus(heard, tenth / 10) with { Loose = true });
        if (AndAHalf(ref at)) return Plus(heard, 0.5m);
        return IsFraction(at, out var part) ? Ended(ref at, at + 3, Plus(heard, part)) : heard;
    }

    /// <summary>What is said after a point: "two five", "twenty five", "05".</summary>
    private decimal? DecimalDigits(int at, out int end)
    {
        end = at;
        var digits = "";
        while (digits.Length < MostSpelledDigits && Digit(end) is { } digit) (digits, end) = (digits + digit, end + 1);
        if (digits.Length == 0 && at < tokens.Count && tokens[at].Text.All(char.IsAsciiDigit)) (digits, end) = (tokens[at].Text, at + 1);
        if (digits.Length == 0 && Spoken(ref end) is { Values: [var spoken] }) digits = spoken.ToString("0", CultureInfo.InvariantCulture);
        return digits.Length is > 0 and <= MostSpelledDigits ? decimal.Parse("0." + digits, CultureInfo.InvariantCulture) : null;
    }

    private static HeardNumber Plus(HeardNumber heard, decimal part) => heard with { Values = [heard.Values[0] + part], NeedsUnit = false };

    private static HeardNumber Ended(ref int at, int end, HeardNumber heard)
    {
        at = end;
        return heard;
    }
}
