namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>A whole message in words, with choices among some and others left open. It is matched as it is written: many ways to say it take no more room.</summary>
internal sealed class SpokenPhrase
{
    /// <summary>Every gap multiplies the ways to read a message, and messages come from anywhere.</summary>
    public const int MostGaps = 3;

    private const string Anything = "*";
    private const string Words = "{words}";
    private const double None = -1;

    // Place by place, the choices there, and the words of each.
    private readonly string[][][] _places;

    // How many ways there are to say what comes after each place: no whole numbers, which overflow where a phrase has many places.
    private readonly double[] _after;
    private readonly int _fewest;
    private readonly int _most;

    private SpokenPhrase(string[][][] places)
    {
        _places = places;
        _after = new double[places.Length];
        for (var place = places.Length - 1; place >= 0; place--)
            _after[place] = place == places.Length - 1 ? 1 : _after[place + 1] * places[place + 1].Length;
        _fewest = places.Sum(choices => choices.Min(choice => choice.Count(part => part != Anything)));
        _most = places.Any(choices => choices.Any(choice => choice.Any(IsGap))) ? int.MaxValue : places.Sum(choices => choices.Max(choice => choice.Length));
    }

    /// <summary>The words that it is made of, each once, without its gaps.</summary>
    public IEnumerable<string> Literals => _places.SelectMany(choices => choices).SelectMany(choice => choice).Where(part => !IsGap(part)).Distinct(StringComparer.Ordinal);

    /// <param name="pattern"><c>{words}</c> stands for any words, <c>*</c> for any words or none, <c>(a|b)</c> for one of them, <c>[a|b]</c> for one or none.</param>
    /// <param name="pool">The words of other phrases: one string for each.</param>
    /// <returns>Null where more than <see cref="MostGaps"/> gaps are left open at once.</returns>
    /// <exception cref="FormatException">A bracket is not closed.</exception>
    public static SpokenPhrase? Read(string pattern, HashSet<string> pool)
    {
        string[][][] places = [.. PhrasePattern.Places(pattern).Select(ways => Array.ConvertAll(ways, way => Parts(way, pool)))];
        return places.Sum(choices => choices.Max(choice => choice.Count(IsGap))) > MostGaps ? null : new SpokenPhrase(places);
    }

    /// <summary>Words without one of which a message is another: of the places where something must be said, those that stand in the fewest phrases.</summary>
    /// <param name="counts">In how many phrases a word stands.</param>
    /// <returns>Empty where every word may be left out.</returns>
    public IReadOnlyCollection<string> Keys(IReadOnlyDictionary<string, int> counts) =>
        _places.Where(choices => choices.All(choice => choice.Any(part => !IsGap(part))))
            .Select(choices => choices.Select(choice => choice.Where(part => !IsGap(part)).MinBy(part => counts[part])!).ToHashSet(StringComparer.Ordinal))
            .MinBy(keys => keys.Sum(key => counts[key])) ?? [];

    /// <summary>Reads a message as the first of the ways in which it is this phrase, in the order in which they are written.</summary>
    /// <param name="said">The message, word by word.</param>
    /// <returns>The words that stand for <c>{words}</c>, empty where the phrase has none; null when the message is another.</returns>
    public string? Find(ReadOnlySpan<string> said)
    {
        var words = "";
        return Way(said, ref words) == None ? null : words;
    }

    /// <summary>Whether the message is this phrase with nothing left open.</summary>
    public bool IsWhole(ReadOnlySpan<string> said)
    {
        string? nothing = null;
        return Way(said, ref nothing) != None;
    }

    private static string[] Parts(string way, HashSet<string> pool)
    {
        var known = pool.GetAlternateLookup<ReadOnlySpan<char>>();
        var parts = new List<string>();
        foreach (var range in way.AsSpan().Split(' '))
        {
            var part = way.AsSpan(range);
            if (part is Anything or Words)
            {
                parts.Add(part is Words ? Words : Anything);
            }
            else if (known.TryGetValue(part, out var same))
            {
                parts.Add(same);
            }
            else
            {
                foreach (var word in Folding.Words(part.ToString()).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    pool.Add(word);
                    parts.Add(pool.TryGetValue(word, out same) ? same : word);
                }
            }
        }

        return [.. parts];
    }

    private static bool IsGap(string part) => part is Anything or Words;

    private double Way(ReadOnlySpan<string> said, ref string? words) => said.Length >= _fewest && said.Length <= _most ? Way([], 0, said, ref words) : None;

    /// <param name="parts">What must come first.</param>
    /// <param name="place">What comes after it.</param>
    /// <param name="words">Null where nothing may be left open.</param>
    /// <returns>Which of the ways to say the rest this is, the first being 0.</returns>
    private double Way(ReadOnlySpan<string> parts, int place, ReadOnlySpan<string> said, ref string? words)
    {
        for (; parts.Length > 0; parts = parts[1..], said = said[1..])
        {
            if (IsGap(parts[0]))
                return words is null ? None : Fill(parts, place, said, ref words);
            if (said.Length == 0 || parts[0] != said[0])
                return None;
        }

        if (place == _places.Length)
            return said.Length == 0 ? 0 : None;
        for (var choice = 0; choice < _places[place].Length; choice++)
        {
            if (Way(_places[place][choice], place + 1, said, ref words) is var rest and not None)
                return (choice * _after[place]) + rest;
        }

        return None;
    }

    /// <summary>Gives the gap as many words as it can have.</summary>
    private double Fill(ReadOnlySpan<string> parts, int place, ReadOnlySpan<string> said, ref string words)
    {
        var (first, found) = (None, words);
        for (var length = said.Length; length >= (parts[0] == Words ? 1 : 0) && first != 0; length--)
        {
            var others = words;
            if (Way(parts[1..], place, said[length..], ref others!) is var way and not None && (first == None || way < first))
                (first, found) = (way, parts[0] == Words ? string.Join(' ', said[..length]!) : others);
        }

        words = found;
        return first;
    }
}
