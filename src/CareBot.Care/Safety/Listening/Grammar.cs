namespace CareBot.Care.Safety.Listening;

/// <summary>One step of a phrase: a symbol, after at most <paramref name="Gap"/> other words.</summary>
internal readonly record struct Element(int Symbol, int Gap, bool Optional);

/// <summary>A phrase, and the symbol that stands for it wherever it is found.</summary>
/// <param name="Result">The symbol.</param>
/// <param name="Elements">First and last are never optional.</param>
/// <param name="Level">Above the level of every symbol in it.</param>
internal sealed record Phrase(int Result, Element[] Elements, int Level)
{
    public bool IsPossible(ReadOnlySpan<int> firstOfSymbol)
    {
        foreach (var element in Elements)
        {
            if (!element.Optional && firstOfSymbol[element.Symbol] < 0)
                return false;
        }

        return true;
    }
}

/// <summary>A condition on a number, such as <c>#&lt;54</c>, <c>#38-42.9</c>, <c>bp>=180/120</c> or <c>bp&lt;90</c>.</summary>
internal sealed record NumberCondition(int Symbol, bool IsPressure, double From, double To, double LowerFrom, double Below)
{
    public bool Holds(double value, double lower) => IsPressure
        ? value is > 60 and < 320 && lower is > 30 and < 220 && (value >= From || lower >= LowerFrom || value < Below)
        : double.IsNaN(lower) && value >= From && value <= To;
}

/// <summary>All content, compiled: which symbols a word stands for, and which phrases become possible with a symbol.</summary>
internal sealed class Grammar
{
    public required int SymbolCount { get; init; }

    /// <summary>The symbols of named lists, with their names.</summary>
    public required IReadOnlyDictionary<int, string> Lists { get; init; }

    public required int Levels { get; init; }

    public required Dictionary<string, int[]> Words { get; init; }

    public Dictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> WordLookup => Words.GetAlternateLookup<ReadOnlySpan<char>>();

    public Dictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> StemLookup => Stems.GetAlternateLookup<ReadOnlySpan<char>>();

    public Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> NumberWordLookup => NumberWords.GetAlternateLookup<ReadOnlySpan<char>>();

    public required Dictionary<string, int[]> Stems { get; init; }

    public required int LongestStem { get; init; }

    public required IReadOnlyList<NumberCondition> Numbers { get; init; }

    /// <summary>The word between the two numbers of "170 over 115"; -1 when content names none.</summary>
    public required int Over { get; init; }

    public required Dictionary<string, double> NumberWords { get; init; }

    public required Spelling Spelling { get; init; }

    /// <summary>By level, then by the phrase's least common symbol.</summary>
    public required Phrase[][][] Triggered { get; init; }
}
