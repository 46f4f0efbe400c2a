namespace CareBot.Care.Safety.Listening;

/// <summary>Finds the content's word that a misspelt one stands for.</summary>
/// <remarks>
/// One slip only (a letter missing, doubled, exchanged or too many) with the first letter kept, in words of five letters and more; a
/// letter exchanged for another only from seven letters on, where few pairs of real words differ by one. Real words that come too near
/// ("chess" to "chest") stand in the content as plain words and are never corrected.
/// </remarks>
internal sealed class Spelling
{
    private const int ShortestTyped = 5;
    private const int ShortestMeant = 5;
    private const int ShortestExchanged = 7;
    private const int LongestTyped = 24;

    private readonly HashSet<string> _vocabulary;
    private readonly Dictionary<string, string> _misspellings;
    private readonly HashSet<string> _plain;
    private readonly Dictionary<string, string[]> _withoutOneLetter;

    public Spelling(IReadOnlyCollection<string> vocabulary, IReadOnlyDictionary<string, string> misspellings, IReadOnlyCollection<string> plainWords)
    {
        _vocabulary = new(vocabulary.Where(word => word.Length >= ShortestMeant), StringComparer.Ordinal);
        _misspellings = new(misspellings, StringComparer.Ordinal);
        _plain = new(plainWords, StringComparer.Ordinal);
        _withoutOneLetter = _vocabulary
            .SelectMany(word => Enumerable.Range(0, word.Length).Select(i => (Key: word.Remove(i, 1), Word: word)).Distinct())
            .GroupBy(pair => pair.Key, pair => pair.Word, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
    }

    /// <returns>Null when the word is nobody's misspelling.</returns>
    public string? Correct(ReadOnlySpan<char> typed)
    {
        if (_misspellings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(typed, out var listed))
            return listed;
        if (typed.Length is < ShortestTyped or > LongestTyped || _plain.GetAlternateLookup<ReadOnlySpan<char>>().Contains(typed))
            return null;
        var near = _withoutOneLetter.GetAlternateLookup<ReadOnlySpan<char>>();
        if (near.TryGetValue(typed, out var missing) && Nearest(missing, typed) is { } whole)
            return whole;
        Span<char> shorter = stackalloc char[typed.Length - 1];
        var words = _vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 1; i < typed.Length; i++)
        {
            typed[..i].CopyTo(shorter);
            typed[(i + 1)..].CopyTo(shorter[i..]);
            if (words.TryGetValue(shorter, out var tooMany))
                return tooMany;
            if (near.TryGetValue(shorter, out var exchanged) && Nearest(exchanged, typed) is { } word)
                return word;
        }

        return null;
    }

    private static string? Nearest(string[] candidates, ReadOnlySpan<char> typed)
    {
        foreach (var candidate in candidates)
        {
            if (candidate[0] == typed[0] && IsOneSlip(candidate, typed))
                return candidate;
        }

        return null;
    }

    private static bool IsOneSlip(string meant, ReadOnlySpan<char> typed)
    {
        var start = meant.AsSpan().CommonPrefixLength(typed);
        if (meant.Length == typed.Length + 1)
            return meant.AsSpan(start + 1).SequenceEqual(typed[start..]);
        var swapped = start + 1 < typed.Length && meant[start] == typed[start + 1] && meant[start + 1] == typed[start]
            && meant.AsSpan(start + 2).SequenceEqual(typed[(start + 2)..]);
        return swapped || (meant.Length >= ShortestExchanged && meant.AsSpan(start + 1).SequenceEqual(typed[(start + 1)..]));
    }
}
