namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>Forgives one slip of the finger: a letter missing, added, changed, or two neighbours swapped.</summary>
internal sealed class Spelling
{
    // A slip in a short word makes another word (two, too; same, some), so in four letters only a swap is forgiven.
    private const int ShortestSwap = 4;

    private readonly HashSet<string> _words;
    private readonly HashSet<string> _leaveAlone;

    public Spelling(IEnumerable<string> words, IEnumerable<string> leaveAlone)
    {
        _words = words.ToHashSet(StringComparer.Ordinal);
        _leaveAlone = leaveAlone.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The known word that was meant, or the word itself where none or several could be.</summary>
    public string Correct(string word)
    {
        if (word.Length < ShortestSwap || _words.Contains(word) || _leaveAlone.Contains(word)) return word;
        // The first letter is rarely the slip, and it tells weight from eight.
        var near = _words.Where(known => known.Length >= ShortestSwap && known[0] == word[0] && OneSlip(word, known)).Take(2).ToArray();
        return near.Length == 1 ? near[0] : word;
    }

    private static bool Swapped(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => a.Length > 1 && a[0] == b[1] && a[1] == b[0];

    private static bool OneSlip(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1 || (a.Length == ShortestSwap && b.Length != ShortestSwap)) return false;
        var start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start]) start++;
        var restA = a.AsSpan(start);
        var restB = b.AsSpan(start);
        if (restA.Length != restB.Length)
            return restA.Length > restB.Length ? restA[1..].SequenceEqual(restB) : restB[1..].SequenceEqual(restA);
        if (restA.Length == 0) return true;
        return (a.Length > ShortestSwap && restA[1..].SequenceEqual(restB[1..])) || (Swapped(restA, restB) && restA[2..].SequenceEqual(restB[2..]));
    }
}
