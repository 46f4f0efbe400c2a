namespace CareBot.Care.ResourceDirectory;

/// <summary>Finds phrases, compared by their stems, in words.</summary>
internal sealed class PhraseSet
{
    private readonly Dictionary<string, List<(string[] Stems, int Owner)>> _byFirst = new(StringComparer.Ordinal);
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly Func<string, string> _alike;

    /// <param name="owners">The phrases of each owner, in order.</param>
    /// <param name="alike">Gives folded words that count as the same one form.</param>
    public PhraseSet(IEnumerable<IEnumerable<string>> owners, Func<string, string> alike)
    {
        _alike = alike;
        foreach (var (phrases, owner) in owners.Select((phrases, index) => (phrases, index)))
        {
            foreach (var phrase in phrases)
            {
                var words = Wording.Words(phrase);
                _words.UnionWith(words);
                var stems = words.Select(Stem).ToArray();
                if (!_byFirst.TryGetValue(stems[0], out var list))
                    _byFirst[stems[0]] = list = [];
                list.Add((stems, owner));
            }
        }

        foreach (var list in _byFirst.Values)
            list.Sort((one, other) => other.Stems.Length.CompareTo(one.Stems.Length));
    }

    /// <summary>The folded words that phrases are made of.</summary>
    public IReadOnlySet<string> Words => _words;

    /// <summary>Every phrase that stands in folded words: whose it is, where, and how long. Longer ones come first at each place.</summary>
    public IEnumerable<(int Owner, int At, int Length)> Find(IReadOnlyList<string> words) => FindStems([.. words.Select(Stem)]);

    /// <summary>The same in words that are stemmed already, for sets in which no words count as the same.</summary>
    public IEnumerable<(int Owner, int At, int Length)> FindStems(IReadOnlyList<string> stems)
    {
        for (var at = 0; at < stems.Count; at++)
        {
            if (!_byFirst.TryGetValue(stems[at], out var phrases))
                continue;
            foreach (var (phrase, owner) in phrases)
            {
                if (Stands(phrase, stems, at))
                    yield return (owner, at, phrase.Length);
            }
        }
    }

    private string Stem(string word) => Wording.Stem(_alike(word));

    private static bool Stands(string[] phrase, IReadOnlyList<string> stems, int at)
    {
        if (at + phrase.Length > stems.Count)
            return false;
        for (var i = 1; i < phrase.Length; i++)
        {
            if (phrase[i] != stems[at + i])
                return false;
        }

        return true;
    }
}
