namespace CareBot.Care.ResourceDirectory;

/// <summary>Finds the known word that a misspelt one stands for: one slip in words of five letters and more, the first letter kept.</summary>
internal sealed class WordCorrection
{
    private const int Shortest = 5;

    private readonly Dictionary<string, string> _byShorter = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known;

    public WordCorrection(IEnumerable<string> known)
    {
        _known = known.ToHashSet(StringComparer.Ordinal);
        foreach (var word in _known.Where(word => word.Length >= Shortest - 1 && word.All(char.IsAsciiLetter)).Order(StringComparer.Ordinal))
        {
            foreach (var shorter in Shorter(word))
                _byShorter.TryAdd(shorter, word);
        }
    }

    /// <returns>Null when the word is known, or nobody's misspelling.</returns>
    public string? Correct(string word)
    {
        if (word.Length < Shortest || word.Length > 24 || _known.Contains(word) || word.Any(char.IsAsciiDigit))
            return null;
        if (_byShorter.TryGetValue(word, out var missing))
            return missing;
        foreach (var shorter in Shorter(word))
        {
            if (shorter.Length >= Shortest - 1 && _known.Contains(shorter))
                return shorter;
        }

        foreach (var shorter in Shorter(word))
        {
            // A letter exchanged for another, or two that changed places.
            if (_byShorter.TryGetValue(shorter, out var exchanged) && exchanged.Length == word.Length)
                return exchanged;
        }

        return null;
    }

    private static IEnumerable<string> Shorter(string word) => Enumerable.Range(1, word.Length - 1).Select(i => word.Remove(i, 1));
}
