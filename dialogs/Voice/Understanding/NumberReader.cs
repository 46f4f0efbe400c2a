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
        var words = Folding.Words(text);
        if (_words.Exactly.TryGetValue(words, out var exactly)) return Among([.. exactly.Select(value => new Amount(value, null))], readBack: false);
        if (OffScale(words) is { } offScale) return offScale;
        var tokens = Tokens(text);
        return Decide(new NumberScan(_words, tokens).All(), SaysAbout(tokens));
    }

    private List<NumberToken> Tokens(string text)
    {
        var answer = _words.NotNumbers.Replace(Folding.Fold(text), $" {NumberToken.Gap} ");
        var tokens = NumberToken.Cut(answer);
        return [.. tokens.Where((token, at) => !Hyphen(tokens, at)).Select(token => token.IsWord ? token with { Text = Spelled(token.Text) } : token)];
    }

    private string Spelled(string word) => _words.Misspelled.TryGetValue(word, out var meant) ? meant : _words.Spelling.Correct(word);

    /// <summary>"eighty-two" is one number in two words.</summary>
    private static bool Hyphen(List<NumberToken> tokens, int at) =>
        tokens[at] is { Text: "-", SpaceBefore: false } && at > 0 && tokens[at - 1].IsWord && at + 1 < tokens.Count && tokens[at + 1].IsWord;

    private NumberReading.OffScale? OffScale(string words)
    {
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
