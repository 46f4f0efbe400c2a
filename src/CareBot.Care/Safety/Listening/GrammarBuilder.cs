using System.Buffers;
using System.Globalization;
using CareBot.Care.Content;

namespace CareBot.Care.Safety.Listening;

/// <summary>Where a pattern stands in the content: written out only for a fault.</summary>
/// <param name="At">Which of the list beneath the pointer; null for the pointer itself.</param>
internal readonly record struct Place(string File, string Pointer, int? At = null)
{
    public ContentException Fault(string problem) => new(File, At is { } at ? $"{Pointer}/{at}" : Pointer, problem);
}

/// <summary>Reads the pattern notation (dialogs/GetHelpNow/README.md) and numbers everything that it names.</summary>
internal sealed class GrammarBuilder
{
    private const int DefaultGap = 3;
    private const int WidestGap = 8;
    private const int ShortestStem = 3;

    private static readonly SearchValues<char> Notation = SearchValues.Create("(){}*?.,&~#<>=/");

    private readonly Dictionary<string, int> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _stems = new(StringComparer.Ordinal);
    private readonly List<NumberCondition> _numbers = [];
    private readonly List<(int Result, Element[] Elements, Place Place)> _phrases = [];
    private readonly Utterance _reader = new();
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Place> _referenced = new(StringComparer.Ordinal);

    /// <summary>Adds one item to a named list; a list may be filled from several files and languages.</summary>
    public void AddToList(string name, string item, Place place)
    {
        _defined.Add(name);
        var list = Symbol($"{{{name}}}");
        var elements = ReadElements(item, place, list);
        if (elements.Length > 0)
            _phrases.Add((list, elements, place));
    }

    /// <summary>The symbol that stands for a phrase.</summary>
    public int AddPhrase(string text, Place place)
    {
        var key = "= " + text;
        if (_symbols.TryGetValue(key, out var known))
            return known;
        var elements = ReadElements(text, place, alias: -1);
        if (elements.Length == 1)
            return _symbols[key] = elements[0].Symbol;
        var symbol = Symbol(key);
        _phrases.Add((symbol, elements, place));
        return symbol;
    }

    /// <summary>The symbol of a named list, for scopes and markers that code asks about.</summary>
    public int ListSymbol(string name) => Symbol($"{{{name}}}");

    public Grammar Build(Dictionary<string, double> numberWords, IReadOnlyDictionary<string, string> misspellings, IReadOnlyCollection<string> plainWords)
    {
        foreach (var (name, place) in _referenced)
        {
            if (!_defined.Contains(name))
                throw place.Fault($"names the list {{{name}}}, which no file defines; define it under \"lists\" or correct the name");
        }

        var levels = Levels();
        var phrases = _phrases.Select(phrase => new Phrase(phrase.Result, phrase.Elements, levels[phrase.Result])).ToList();
        return new Grammar
        {
            SymbolCount = _symbols.Count,
            Lists = _defined.ToDictionary(name => _symbols[$"{{{name}}}"]),
            Levels = levels.Max() + 1,
            Words = _words.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal),
            Stems = _stems.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal),
            LongestStem = _stems.Count == 0 ? 0 : _stems.Keys.Max(stem => stem.Length),
            Numbers = _numbers,
            Over = _symbols.GetValueOrDefault("{over}", -1),
            NumberWords = numberWords,
            Spelling = new Spelling(_words.Keys, misspellings, plainWords),
            Triggered = Triggers(phrases, levels.Max() + 1),
        };
    }

    private Phrase[][][] Triggers(List<Phrase> phrases, int levels)
    {
        var uses = new int[_symbols.Count];
        foreach (var phrase in phrases)
        {
            foreach (var element in phrase.Elements)
                uses[element.Symbol]++;
        }

        var triggers = new Phrase[levels][][];
        for (var level = 0; level < levels; level++)
            Array.Fill(triggers[level] = new Phrase[_symbols.Count][], []);
        foreach (var phrase in phrases)
        {
            ref var some = ref triggers[phrase.Level][Rarest(phrase.Elements, uses)];
            some = [.. some, phrase];
        }

        return triggers;
    }

    private static int Rarest(Element[] elements, int[] uses)
    {
        var rarest = elements[0].Symbol;
        foreach (var element in elements)
        {
            if (!element.Optional && uses[element.Symbol] < uses[rarest])
                rarest = element.Symbol;
        }

        return rarest;
    }

    /// <summary>0 for what single words give; a phrase stands above all that it is made of.</summary>
    private int[] Levels()
    {
        var byResult = _phrases.ToLookup(phrase => phrase.Result);
        var levels = Enumerable.Repeat(-1, _symbols.Count).ToArray();
        for (var symbol = 0; symbol < levels.Length; symbol++)
            Level(symbol, byResult, levels);
        return levels;
    }

    private static int Level(int symbol, ILookup<int, (int Result, Element[] Elements, Place Place)> byResult, int[] levels)
    {
        const int InProgress = -2;
        if (levels[symbol] >= 0)
            return levels[symbol];
        levels[symbol] = InProgress;
        var level = 0;
        foreach (var (_, elements, place) in byResult[symbol])
        {
            foreach (var element in elements)
            {
                if (levels[element.Symbol] == InProgress)
                    throw place.Fault("uses a list that contains itself; take the circle out");
                level = Math.Max(level, Level(element.Symbol, byResult, levels) + 1);
            }
        }

        return levels[symbol] = level;
    }

    /// <summary>Reads a sequence. A single plain atom goes straight into <paramref name="alias"/> when that is a list, and nothing is returned.</summary>
    private Element[] ReadElements(string text, Place place, int alias)
    {
        var parts = SplitOutside(text, ' ');
        if (parts.Count == 0)
            throw place.Fault("is empty; write a pattern or take the line out");
        if (alias >= 0 && parts.Count == 1 && parts[0][^1] != '?')
        {
            AddAlternatives(parts[0], alias, place);
            return [];
        }

        var elements = new List<Element>();
        var gap = 0;
        foreach (var part in parts)
        {
            if (part.StartsWith("..", StringComparison.Ordinal))
            {
                gap = Gap(part, place);
                continue;
            }

            var optional = part[^1] == '?';
            elements.Add(new Element(Atom(optional ? part[..^1] : part, place), gap, optional));
            gap = 0;
        }

        if (gap > 0 || elements.Count == 0 || elements[0].Optional || elements[^1].Optional || parts[0][0] == '.')
            throw place.Fault($"\"{text}\" begins or ends with a gap or an optional word; begin and end with a word that must be there");
        return elements.ToArray();
    }

    /// <summary>Cuts at a character that does not stand in parentheses.</summary>
    private static List<string> SplitOutside(string text, char cut)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == cut && depth == 0))
            {
                if (i > start)
                    parts.Add(text[start..i]);
                start = i + 1;
            }
            else
            {
                depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            }
        }

        return parts;
    }

    private static int Gap(string part, Place place)
    {
        if (part.Length == 2)
            return DefaultGap;
        return int.TryParse(part.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var gap) && gap is > 0 and <= WidestGap
            ? gap
            : throw place.Fault($"has the gap \"{part}\"; write .. or ..1 to ..{WidestGap}");
    }

    private int Atom(string atom, Place place)
    {
        if (atom.Length > 2 && atom[0] == '{' && atom.IndexOf('}') == atom.Length - 1)
            return Reference(atom, place);
        if (_symbols.TryGetValue(atom, out var known))
            return known;
        var symbol = Symbol(atom);
        AddAlternatives(atom, symbol, place);
        return symbol;
    }

    private void AddAlternatives(string atom, int symbol, Place place)
    {
        foreach (var choice in SplitOutside(atom, '|'))
        {
            if (choice.Length > 2 && choice[0] == '(' && choice[^1] == ')')
                _phrases.Add((symbol, ReadElements(choice[1..^1], place, alias: -1), place));
            else if (choice.Length > 2 && choice[0] == '{' && choice[^1] == '}')
                _phrases.Add((symbol, [new Element(Reference(choice, place), 0, false)], place));
            else if (choice.Length > 0 && (choice[0] == '#' || choice.StartsWith("bp>", StringComparison.Ordinal) || choice.StartsWith("bp<", StringComparison.Ordinal)))
                _numbers.Add(NumberNotation.Read(choice, symbol, place));
            else if (choice.Length > 0 && choice[^1] == '*')
                AddTo(_stems, Stem(choice, place), symbol);
            else
                AddTo(_words, Plain(choice, place), symbol);
        }
    }

    private int Reference(string atom, Place place)
    {
        _referenced.TryAdd(atom[1..^1], place);
        return Symbol(atom);
    }

    private string Stem(string choice, Place place)
    {
        var stem = Plain(choice[..^1], place);
        return stem.Length >= ShortestStem ? stem : throw place.Fault($"has the stem \"{choice}\"; leave at least {ShortestStem} letters before the *");
    }

    private string Plain(string word, Place place)
    {
        _reader.Read(word);
        return _reader.Count == 1 && double.IsNaN(_reader[0].Value) && !word.AsSpan().ContainsAny(Notation)
            ? _reader.Word(0).ToString()
            : throw place.Fault($"has \"{word}\" where a word should stand; words are letters only, see the notation in dialogs/GetHelpNow/README.md");
    }

    private static void AddTo(Dictionary<string, List<int>> index, string key, int symbol)
    {
        if (!index.TryGetValue(key, out var symbols))
            index[key] = symbols = [];
        if (!symbols.Contains(symbol))
            symbols.Add(symbol);
    }

    private int Symbol(string key)
    {
        if (!_symbols.TryGetValue(key, out var symbol))
            _symbols[key] = symbol = _symbols.Count;
        return symbol;
    }
}
