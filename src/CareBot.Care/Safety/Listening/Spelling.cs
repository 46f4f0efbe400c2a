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

    // Every word without one of its letters, in order: the hash of what is left, and in the lower half which word it was. A dictionary of it would be ten times as large.
    private readonly string[] _words;
    private readonly ulong[] _withoutOneLetter;

    public Spelling(IReadOnlyCollection<string> vocabulary, IReadOnlyDictionary<string, string> misspellings, IReadOnlyCollection<string> plainWords)
    {
        _vocabulary = new(vocabulary.Where(word => word.Length >= ShortestMeant), StringComparer.Ordinal);
        _misspellings = new(misspellings, StringComparer.Ordinal);
        _plain = new(plainWords, StringComparer.Ordinal);
        _words = [.. _vocabulary.Order(StringComparer.Ordinal)];
        var shorter = new List<ulong>();
        for (var at = 0; at < _words.Length; at++)
        {
            var word = _words[at].AsSpan();
            for (var i = 0; i < word.Length; i++)
            {
                // Of two letters that are the same it does not matter which is missing.
                if (i == 0 || word[i] != word[i - 1])
                    shorter.Add(Under(Hash(word[(i + 1)..], Hash(word[..i]))) | (uint)at);
            }
        }

        _withoutOneLetter = [.. shorter];
        Array.Sort(_withoutOneLetter);
    }

    /// <returns>Null when the word is nobody's misspelling.</returns>
    public string? Correct(ReadOnlySpan<char> typed)
    {
        if (_misspellings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(typed, out var listed))
            return listed;
        if (typed.Length is < ShortestTyped or > LongestTyped || _plain.GetAlternateLookup<ReadOnlySpan<char>>().Contains(typed))
            return null;
        if (Nearest(typed, typed) is { } whole)
            return whole;
        Span<char> shorter = stackalloc char[typed.Length - 1];
        var words = _vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 1; i < typed.Length; i++)
        {
            typed[..i].CopyTo(shorter);
            typed[(i + 1)..].CopyTo(shorter[i..]);
            if (words.TryGetValue(shorter, out var tooMany))
                return tooMany;
            if (Nearest(shorter, typed) is { } word)
                return word;
        }

        return null;
    }

    /// <summary>The first word that is this without one of its letters, and one slip away from what was typed.</summary>
    private string? Nearest(ReadOnlySpan<char> rest, ReadOnlySpan<char> typed)
    {
        var hash = Hash(rest);
        var at = _withoutOneLetter.AsSpan().BinarySearch(Under(hash));
        for (at = at < 0 ? ~at : at; at < _withoutOneLetter.Length && _withoutOneLetter[at] >> 32 == hash; at++)
        {
            var word = _words[(uint)_withoutOneLetter[at]];
            if (word[0] == typed[0] && IsWithoutOne(word, rest) && IsOneSlip(word, typed))
                return word;
        }

        return null;
    }

    private static bool IsWithoutOne(string word, ReadOnlySpan<char> rest)
    {
        if (word.Length != rest.Length + 1)
            return false;
        var start = word.AsSpan().CommonPrefixLength(rest);
        return word.AsSpan(start + 1).SequenceEqual(rest[start..]);
    }

    /// <summary>The first that can stand under a hash.</summary>
    private static ulong Under(uint hash) => (ulong)hash << 32;

    // FNV-1a.
    private static uint Hash(ReadOnlySpan<char> text, uint hash = 2166136261)
    {
        foreach (var letter in text)
            hash = (hash ^ letter) * 16777619;
        return hash;
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
