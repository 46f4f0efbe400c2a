using System.Runtime.InteropServices;

namespace CareBot.Care.Safety.Listening;

/// <summary>A symbol found in a message.</summary>
/// <param name="Symbol">Which.</param>
/// <param name="Start">First token.</param>
/// <param name="End">Token after the last.</param>
/// <param name="Gaps">Bit n: token <c>Start + n</c> was skipped, not matched.</param>
/// <param name="NextHere">The next span with the same start, or -1.</param>
/// <param name="NextOfSymbol">The next span of the same symbol, or -1.</param>
internal readonly record struct Found(int Symbol, int Start, int End, ulong Gaps, int NextHere, int NextOfSymbol);

/// <summary>
/// All that the grammar finds in one message, built from single words upward. Reused from message to message. The work grows with the
/// number of words: from each place only a few words ahead are looked at.
/// </summary>
internal sealed class Chart(Grammar grammar)
{
    private const int LongestPhrase = 60;
    private const int LongestWord = 40;

    // So many bits a token tell which symbols cannot begin there, without a look at those that do.
    private const int MaskWords = 8;
    private const int MaskBits = MaskWords * 64;

    private readonly int[] _firstOfSymbol = Enumerable.Repeat(-1, grammar.SymbolCount).ToArray();
    private readonly List<int> _present = new(256);
    private readonly Dictionary<int, string> _meant = [];
    private int[] _firstHere = new int[128];
    private ulong[] _mayBeHere = new ulong[128 * MaskWords];
    private Found[] _spans = new Found[512];
    private int _count;

    public Utterance Utterance { get; } = new();

    /// <summary>Places looked at for this message: the measure of its cost.</summary>
    public long Steps { get; private set; }

    /// <summary>The symbols that were found, each once.</summary>
    public ReadOnlySpan<int> Present => CollectionsMarshal.AsSpan(_present);

    /// <summary>A word as it was typed, or the known word that it stands for.</summary>
    public ReadOnlySpan<char> Meant(int token) => _meant.TryGetValue(token, out var word) ? word : Utterance.Word(token);

    /// <summary>The number that a token is, in digits or in words; NaN when it is none.</summary>
    public double NumberAt(int token) =>
        !double.IsNaN(Utterance[token].Value) ? Utterance[token].Value : grammar.NumberWordLookup.TryGetValue(Utterance.Word(token), out var value) ? value : double.NaN;

    public bool Has(int symbol) => _firstOfSymbol[symbol] >= 0;

    /// <summary>Index of the newest span of a symbol, or -1; <see cref="Found.NextOfSymbol"/> leads on.</summary>
    public int FirstOf(int symbol) => _firstOfSymbol[symbol];

    public ref readonly Found this[int index] => ref _spans[index];

    public void Read(ReadOnlySpan<char> text)
    {
        Forget();
        Utterance.Read(text);
        SpokenFigures.Join(Utterance, grammar.NumberWordLookup);
        if (_firstHere.Length < Utterance.Count + 1)
        {
            _firstHere = new int[Utterance.Count * 2];
            _mayBeHere = new ulong[_firstHere.Length * MaskWords];
        }

        Array.Fill(_firstHere, -1, 0, Utterance.Count + 1);
        Array.Clear(_mayBeHere, 0, (Utterance.Count + 1) * MaskWords);
        for (var i = 0; i < Utterance.Count; i++)
            ReadToken(i);
        for (var level = 1; level < grammar.Levels; level++)
        {
            // Symbols of this level join the list while it is walked; they set off only higher levels.
            for (var i = 0; i < _present.Count; i++)
            {
                foreach (var phrase in grammar.Triggered[level][_present[i]])
                    Find(phrase);
            }
        }
    }

    /// <summary>Index of a span of the symbol that begins at a token, or -1.</summary>
    public int At(int token, int symbol)
    {
        if (!MayBeHere(token, symbol))
            return -1;
        for (var i = _firstHere[token]; i >= 0; i = _spans[i].NextHere)
        {
            Steps++;
            if (_spans[i].Symbol == symbol)
                return i;
        }

        return -1;
    }

    private void Forget()
    {
        foreach (var symbol in _present)
            _firstOfSymbol[symbol] = -1;
        _present.Clear();
        _meant.Clear();
        _count = 0;
        Steps = 0;
    }

    private void ReadToken(int i)
    {
        ref readonly var token = ref Utterance[i];
        var value = token.Value;
        if (double.IsNaN(value))
        {
            var word = Utterance.Word(i);
            if (!AddWord(i, word))
                AddMeant(i, word);
            if (!grammar.NumberWordLookup.TryGetValue(word, out value))
                return;
        }

        foreach (var number in grammar.Numbers)
        {
            if (number.Holds(value, token.Lower))
                Add(number.Symbol, i, i + 1, 0);
        }

        ReadPressureInWords(i);
    }

    /// <summary>"170 over 115": the second number closes the pressure.</summary>
    private void ReadPressureInWords(int i)
    {
        if (i < 2 || grammar.Over < 0 || At(i - 1, grammar.Over) < 0)
            return;
        var (upper, lower) = (NumberAt(i - 2), NumberAt(i));
        if (!(upper is > 60 and < 320 && lower is > 30 and < 220 && lower < upper))
            return;
        foreach (var number in grammar.Numbers)
        {
            if (number.IsPressure && number.Holds(upper, lower))
                Add(number.Symbol, i - 2, i + 1, 0);
        }
    }

    private bool AddWord(int i, ReadOnlySpan<char> word)
    {
        var known = grammar.WordLookup.TryGetValue(word, out var symbols);
        foreach (var symbol in symbols ?? [])
            Add(symbol, i, i + 1, 0);
        for (var length = Math.Min(word.Length, grammar.LongestStem); length >= 3; length--)
        {
            if (!grammar.StemLookup.TryGetValue(word[..length], out symbols))
                continue;
            known = true;
            foreach (var symbol in symbols)
                Add(symbol, i, i + 1, 0);
        }

        return known;
    }

    private void AddMeant(int i, ReadOnlySpan<char> word)
    {
        if (word.Length > LongestWord)
            return;
        var shortened = Shortened(word, stackalloc char[word.Length]);
        if (shortened.Length < word.Length && AddWord(i, shortened))
        {
            _meant[i] = shortened.ToString();
        }
        else if (grammar.Spelling.Correct(shortened) is { } meant)
        {
            AddWord(i, meant);
            _meant[i] = meant;
        }
    }

    /// <summary>"heeeelp" is "help": a letter typed three times and more stands once.</summary>
    private static ReadOnlySpan<char> Shortened(ReadOnlySpan<char> word, Span<char> room)
    {
        var length = 0;
        for (var i = 0; i < word.Length;)
        {
            var run = 1;
            while (i + run < word.Length && word[i + run] == word[i])
                run++;
            for (var keep = run > 2 ? 1 : run; keep > 0; keep--)
                room[length++] = word[i];
            i += run;
        }

        return room[..length];
    }

    private void Find(Phrase phrase)
    {
        if (!phrase.IsPossible(_firstOfSymbol))
            return;
        for (var i = _firstOfSymbol[phrase.Elements[0].Symbol]; i >= 0; i = _spans[i].NextOfSymbol)
            Extend(phrase, 1, _spans[i].Start, _spans[i].End, _spans[i].Gaps);
    }

    private void Extend(Phrase phrase, int step, int start, int end, ulong gaps)
    {
        if (step == phrase.Elements.Length)
        {
            Add(phrase.Result, start, end, gaps);
            return;
        }

        var element = phrase.Elements[step];
        if (element.Optional)
            Extend(phrase, step + 1, start, end, gaps);
        for (var skipped = 0; skipped <= element.Gap; skipped++)
        {
            var here = end + skipped;
            if (here >= Utterance.Count || here - start > LongestPhrase || Utterance[here].Before == Break.Sentence)
                return;
            if (!MayBeHere(here, element.Symbol))
                continue;
            for (var i = _firstHere[here]; i >= 0; i = _spans[i].NextHere)
            {
                Steps++;
                if (_spans[i].Symbol == element.Symbol)
                    Extend(phrase, step + 1, start, _spans[i].End, gaps | Bits(end - start, skipped) | (_spans[i].Gaps << (here - start)));
            }
        }
    }

    private static ulong Bits(int from, int count) => ((1UL << count) - 1) << from;

    private bool MayBeHere(int token, int symbol) => (_mayBeHere[token * MaskWords + symbol % MaskBits / 64] >> (symbol % 64) & 1) != 0;

    private void Add(int symbol, int start, int end, ulong gaps)
    {
        for (var i = MayBeHere(start, symbol) ? _firstHere[start] : -1; i >= 0; i = _spans[i].NextHere)
        {
            if (_spans[i].Symbol == symbol && _spans[i].End == end)
                return;
        }

        if (_count == _spans.Length)
            Array.Resize(ref _spans, _count * 2);
        if (_firstOfSymbol[symbol] < 0)
            _present.Add(symbol);
        _spans[_count] = new Found(symbol, start, end, gaps, _firstHere[start], _firstOfSymbol[symbol]);
        _firstHere[start] = _firstOfSymbol[symbol] = _count++;
        _mayBeHere[start * MaskWords + symbol % MaskBits / 64] |= 1UL << (symbol % 64);
    }
}
