namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>Forgives one slip of the finger: a letter missing, added, changed, or two neighbours swapped.</summary>
internal sealed class Spelling
{
    // A slip in a short word makes another word (two, too; same, some), so in four letters only a swap is forgiven.
    private const int ShortestSwap = 4;

    private readonly HashSet<string> _leaveAlone;
    private readonly Dictionary<char, string[]> _byFirstLetter;

    public Spelling(IEnumerable<string> words, IEnumerable<string> leaveAlone)
    {
        _leaveAlone = leaveAlone.ToHashSet(StringComparer.Ordinal);
        _byFirstLetter = words.Where(IsLong).Distinct().GroupBy(word => word[0]).ToDictionary(some => some.Key, some => some.ToArray());
    }

    /// <summary>The known word that was meant, or the word itself where none or several could be.</summary>
    public string Correct(string word) => Meant(word) ?? word;

    /// <summary>Words, with single spaces between them, each corrected; the same text where there is nothing to correct.</summary>
    public string CorrectAll(string words)
    {
        foreach (var word in words.AsSpan().Split(' '))
        {
            if (Meant(words.AsSpan()[word]) is not null)
            {
                return string.Join(' ', words.Split(' ').Select(Correct));
            }
        }

        return words;
    }

    /// <summary>The known word that was meant by one that is not known; null where none or several could be.</summary>
    public string? Meant(ReadOnlySpan<char> word)
    {
        // The first letter is rarely the slip, and it tells weight from eight.
        if (word.Length < ShortestSwap || !_byFirstLetter.TryGetValue(word[0], out var known) || _leaveAlone.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)) return null;
        string? near = null;
        return IsSettled(word, known, ref near) ? null : near;
    }

    /// <summary>Whether a word can be told from its slips at all.</summary>
    public static bool IsLong(string word) => word.Length >= ShortestSwap;

    /// <summary>Looks through some of the known words, all of them long, for a long one.</summary>
    /// <param name="near">The only one so far that is one slip away.</param>
    /// <returns>True where the word stands as it is: it is known, or two are one slip away.</returns>
    public static bool IsSettled(ReadOnlySpan<char> word, ReadOnlySpan<string> known, ref string? near)
    {
        foreach (var one in known)
        {
            if (one[0] != word[0] || Math.Abs(one.Length - word.Length) > 1) continue;
            if (word.SequenceEqual(one)) return true;
            if (one == near || !OneSlip(word, one)) continue;
            if (near is not null) return true;
            near = one;
        }

        return false;
    }

    private static bool Swapped(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => a.Length > 1 && a[0] == b[1] && a[1] == b[0];

    private static bool OneSlip(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length == ShortestSwap && b.Length != ShortestSwap) return false;
        var start = a.CommonPrefixLength(b);
        var restA = a[start..];
        var restB = b[start..];
        if (restA.Length != restB.Length)
            return restA.Length > restB.Length ? restA[1..].SequenceEqual(restB) : restB[1..].SequenceEqual(restA);
        if (restA.Length == 0) return true;
        return (a.Length > ShortestSwap && restA[1..].SequenceEqual(restB[1..])) || (Swapped(restA, restB) && restA[2..].SequenceEqual(restB[2..]));
    }
}
