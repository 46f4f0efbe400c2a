namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>A number found in a text.</summary>
/// <param name="Values">What it can be; more than one where a separator can be read in two ways.</param>
/// <param name="UnitTyped">The unit's words as they were typed.</param>
/// <param name="Aside">A time of day or a duration: beside another number it is not the answer.</param>
/// <param name="Over">The second number of a pair.</param>
internal sealed record FoundNumber(IReadOnlyList<decimal> Values, UnitWord? Unit, string UnitTyped, bool Loose, bool Aside, FoundNumber? Over = null);

/// <summary>Walks once through the tokens of a text and finds its numbers with their units.</summary>
internal sealed class NumberScan
{
    // A single figure out of ten is a rating, not a pair.
    private const decimal HighestRating = 10;
    private const decimal HoursOfADay = 24;

    private readonly NumberWords _words;
    private readonly List<NumberToken> _tokens;
    private readonly NumberHearing _hearing;
    private int _at;

    public NumberScan(NumberWords words, List<NumberToken> tokens) =>
        (_words, _tokens, _hearing) = (words, tokens, new NumberHearing(words, tokens));

    public List<FoundNumber> All()
    {
        var found = new List<FoundNumber>();
        while (_at < _tokens.Count)
            if (Quantity() is { } number)
                found.Add(OutOf(number) ?? Over(number) ?? number);
            else
                _at++;
        return found;
    }

    private string Text(int offset = 0) => _at + offset < _tokens.Count ? _tokens[_at + offset].Text : "";

    private string Joined(int length) => string.Join(' ', _tokens.Skip(_at).Take(length).Select(token => token.Text));

    /// <summary>"120 over 80"; in parts of Latin America "120 con 80".</summary>
    private FoundNumber? Over(FoundNumber first)
    {
        if (!_words.Over.Contains(Text()) && !_words.With.Contains(Text())) return null;
        var start = _at++;
        if (Quantity() is not { } second) return Back<FoundNumber>(start);
        var rating = first.Unit is null && first.Values[0] <= HighestRating && second.Values[0] == HighestRating;
        return rating ? first with { Loose = true } : first with { Over = second };
    }

    /// <summary>"7 out of 10" is a seven.</summary>
    private FoundNumber? OutOf(FoundNumber first)
    {
        foreach (var phrase in _words.OutOf)
        {
            var (start, length) = (_at, phrase.Count(c => c == ' ') + 1);
            if (Joined(length) != phrase) continue;
            _at += length;
            if (Quantity() is { } scale && scale.Values[0] >= first.Values[0] && (length > 1 || _words.Scales.Contains(scale.Values[0]))) return first;
            _at = start;
        }

        return null;
    }

    private FoundNumber? Quantity()
    {
        var start = _at;
        var minus = Minus();
        if (_hearing.Hear(ref _at) is not { } heard) return Back<FoundNumber>(start);
        var doubtful = heard.Loose || minus || (_tokens[_at - 1].IsWord && (_words.SoundsLike.Contains(Text()) || (start > 0 && _words.SoundsLike.Contains(_tokens[start - 1].Text))));
        var values = heard.Values.Select(value => minus ? -value : value).ToArray();
        var (unit, typed) = UnitHere() ?? UnitBefore(start) ?? ((UnitWord?)null, "");
        if (unit is null && heard.NeedsUnit) return Back<FoundNumber>(start);
        var (more, pieced) = unit is null ? (0, false) : Remainder(unit);
        var aside = unit?.Aside == true || (start > 0 && values[0] is >= 0 and <= HoursOfADay && _words.AsideBefore.Contains(_tokens[start - 1].Text));
        return new([.. values.Select(value => value + more)], unit, typed, doubtful || pieced, aside);
    }

    private T? Back<T>(int start) where T : class
    {
        _at = start;
        return null;
    }

    private bool Minus()
    {
        var sign = Text() == "-" && _tokens[_at].SpaceBefore && _at + 1 < _tokens.Count && _tokens[_at + 1] is { IsDigits: true, SpaceBefore: false };
        if (sign) _at++;
        return sign;
    }

    private (UnitWord, string)? UnitHere()
    {
        for (var length = Math.Min(_words.LongestUnit, _tokens.Count - _at); length > 0; length--)
        {
            var typed = Joined(length);
            if (!_words.Units.TryGetValue(typed, out var unit)) continue;
            _at += length;
            return (unit, typed);
        }

        return null;
    }

    /// <summary>"kg: 82". A single letter before a number is rarely a unit, and a unit after a number is that number's.</summary>
    private (UnitWord, string)? UnitBefore(int start)
    {
        var at = start - 1;
        if (at >= 0 && _tokens[at].Text is ":" or "=") at--;
        if (at < 0 || (at > 0 && _tokens[at - 1].IsDigits)) return null;
        var typed = _tokens[at].Text;
        return typed.Length > 1 && _words.Units.TryGetValue(typed, out var unit) && !unit.Aside ? (unit, typed) : null;
    }

    /// <summary>What follows a unit and belongs to it: "and a half", "4 ounces", the grams of "80 kg 500".</summary>
    /// <returns>What to add, and whether it was pieced together from figures without a unit.</returns>
    private (decimal More, bool Pieced) Remainder(UnitWord unit)
    {
        if (_hearing.AndAHalf(ref _at)) return (0.5m, false);
        if (unit.Smaller is null) return (0, false);
        var start = _at;
        if (_words.And.Contains(Text()) || _words.With.Contains(Text()) || Text() == ",") _at++;
        var figures = Text();
        if (_hearing.Hear(ref _at) is { Values: [var tail] })
        {
            var bare = figures.Length == unit.BareTailDigits && figures.All(char.IsAsciiDigit);
            var named = UnitHere();
            if (named is ({ Code: { } code }, _) && code == unit.Smaller) return (tail / unit.PerSmaller, false);
            if (named is null && bare) return (tail / unit.PerSmaller, true);
        }

        _at = start;
        return (0, false);
    }
}
