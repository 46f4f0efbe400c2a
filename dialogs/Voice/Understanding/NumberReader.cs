namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>Reads the number in what a person typed: digits or words, English or Spanish or both.</summary>
/// <remarks>Where two readings are possible it says so instead of choosing: a weight misread by a factor of ten is worse than a question.</remarks>
public sealed class NumberReader
{
    private static readonly NumberReading Nothing = new NumberReading.NoNumber();

    private readonly NumberWords _words;

    // With the spaces around it that stand around words.
    private readonly string[] _about;

    private NumberReader(NumberWords words) => (_words, _about) = (words, [.. words.About.Select(phrase => $" {phrase} ")]);

    /// <exception cref="Care.Content.ContentException">The number words cannot be read.</exception>
    public static NumberReader Load(string contentRoot) =>
        new(new NumberWords(new ContentFile(contentRoot, Path.Combine(contentRoot, "dialogs/Voice/Understanding/words/numbers.json"))));

    public NumberReading Read(string text)
    {
        var folded = Folding.Fold(text);
        var words = Folding.OnlyWords(folded);
        if (_words.Exactly.TryGetValue(words, out var exactly)) return Among([.. exactly.Select(value => new Amount(value, null))], readBack: false);
        if (OffScale(words) is { } offScale) return offScale;
        if (!MayHold(folded)) return Nothing;
        var tokens = Tokens(folded);
        // A figure alone is what it says.
        if (tokens is [{ IsDigits: true } figure]) return figure.Values() is { Length: > 0 } values ? Among([.. values.Select(value => new Amount(value, null))], readBack: false) : Nothing;
        return Decide(new NumberScan(_words, tokens).All(), SaysAbout(tokens));
    }

    /// <summary>Whether a figure or a word of numbers is in it; without one there is no number, and nothing to look for.</summary>
    private bool MayHold(ReadOnlySpan<char> folded)
    {
        if (folded.ContainsAnyInRange('0', '9')) return true;
        while (folded.Length > 0)
        {
            var length = 0;
            while (length < folded.Length && char.IsLetter(folded[length])) length++;
            if (length > 0 && IsOfNumbers(folded[..length])) return true;
            folded = folded[Math.Max(length, 1)..];
        }

        return false;
    }

    private bool IsOfNumbers(ReadOnlySpan<char> word)
    {
        var ofNumbers = _words.OfNumbers.GetAlternateLookup<ReadOnlySpan<char>>();
        return ofNumbers.Contains(word) || (Meant(word) is { } meant && ofNumbers.Contains(meant));
    }

    private List<NumberToken> Tokens(string folded)
    {
        var tokens = NumberToken.Cut(_words.NotNumbers.Replace(folded, $" {NumberToken.Gap} "));
        var spelled = new List<NumberToken>(tokens.Count);
        for (var at = 0; at < tokens.Count; at++)
            if (!Hyphen(tokens, at)) spelled.Add(tokens[at].IsWord && Meant(tokens[at].Text) is { } meant ? tokens[at] with { Text = meant } : tokens[at]);
        return spelled;
    }

    /// <summary>The word that another was meant for; null where it stands for itself.</summary>
    private string? Meant(ReadOnlySpan<char> word) => _words.Misspelled.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var meant) ? meant : _words.Spelling.Meant(word);

    /// <summary>"eighty-two" is one number in two words.</summary>
    private static bool Hyphen(List<NumberToken> tokens, int at) =>
        tokens[at] is { Text: "-", SpaceBefore: false } && at > 0 && tokens[at - 1].IsWord && at + 1 < tokens.Count && tokens[at + 1].IsWord;

    private NumberReading.OffScale? OffScale(string words)
    {
        foreach (var word in words.AsSpan().Split(' '))
            if (!_words.OfOffScale.GetAlternateLookup<ReadOnlySpan<char>>().Contains(words.AsSpan()[word])) return null;
        var said = string.Join(' ', words.Split(' ').Where(word => !_words.OffScaleFillers.Contains(word)));
        return _words.High.Contains(said) ? new NumberReading.OffScale(High: true)
            : _words.Low.Contains(said) ? new NumberReading.OffScale(High: false)
            : null;
    }

    private bool SaysAbout(List<NumberToken> tokens)
    {
        // The "over" of 150 over 92 is no estimate.
        var said = " " + string.Join(' ', tokens.Where((token, at) => at == 0 || at == tokens.Count - 1 || !PairSign(tokens, at)).Select(token => token.Text)) + " ";
        return _about.Any(phrase => said.Contains(phrase, StringComparison.Ordinal));
    }

    private bool PairSign(List<NumberToken> tokens, int at) =>
        _words.Over.Contains(tokens[at].Text) && (tokens[at - 1].IsDigits || _words.English.ContainsKey(tokens[at - 1].Text) || _words.Spanish.ContainsKey(tokens[at - 1].Text));

    private static NumberReading Decide(List<FoundNumber> found, bool about)
    {
        if (found.Any(number => !number.Aside)) found.RemoveAll(number => number.Aside);
        if (found.Count == 0) return Nothing;
        if (found.Find(number => number.Unit is { Supported: false }) is { } strange) return new NumberReading.UnknownUnit(strange.UnitTyped);
        var pairs = found.FindAll(number => number.Over is not null);
        if (pairs.Count == 1 && (found.Count == 1 || Clear(pairs[0]))) return PairOf(pairs[0], about || found.Count > 1);
        var all = found.SelectMany(number => number.Over is null ? [number] : new[] { number, number.Over });
        return Among([.. all.SelectMany(number => number.Values.Select(value => new Amount(value, number.Unit?.Code)))], about || found.Exists(number => number.Loose));
    }

    private static NumberReading Among(IReadOnlyList<Amount> amounts, bool readBack)
    {
        var candidates = amounts.Distinct().ToArray();
        return candidates.Length == 1
            ? new NumberReading.Understood(candidates[0].Value, candidates[0].Unit, readBack)
            : new NumberReading.Ambiguous(candidates);
    }

    private static NumberReading.Pair PairOf(FoundNumber pair, bool about) =>
        new(pair.Values[0], pair.Over!.Values[0], pair.Over.Unit?.Code ?? pair.Unit?.Code, about || pair.Loose || pair.Over.Loose || !Clear(pair));

    /// <summary>Three figures over two or three, the first the greater: it can be nothing but a blood pressure. 12/8 may be one, or a date.</summary>
    private static bool Clear(FoundNumber pair) =>
        pair is { Values: [>= 100 and < 1000 and var first], Over.Values: [>= 10 and < 1000 and var second] } && first > second;
}
