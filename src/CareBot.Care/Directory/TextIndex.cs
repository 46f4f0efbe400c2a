using System.Runtime.InteropServices;

namespace CareBot.Care.ResourceDirectory;

/// <summary>
/// Which documents say which words, and how much it counts: BM25 over weighted fields, each weight worked out when a document is added
/// and kept in one byte.
/// </summary>
internal sealed class TextIndex
{
    // Where a word stands matters as much as how often: a name outweighs a description of any length.
    private const double Saturation = 2.0;

    private readonly Dictionary<string, Postings> _words = new(StringComparer.Ordinal);

    public int Documents { get; private set; }

    public bool Has(string stem) => _words.ContainsKey(stem);

    /// <summary>The documents that say every one of these words.</summary>
    public IReadOnlyList<int> All(IReadOnlyList<string> stems)
    {
        List<int>? found = null;
        foreach (var stem in stems)
        {
            if (!_words.TryGetValue(stem, out var postings))
                return [];
            found = found is null ? [.. postings.Documents] : [.. found.Intersect(postings.Documents.ToArray())];
        }

        return found ?? [];
    }

    /// <summary>Adds the next document.</summary>
    /// <param name="fields">Stems of each field, what one of them weighs, and the length at which the field is as long as others of its kind.</param>
    /// <param name="marks">Words that no person types, with their strength from 0 to 1.</param>
    public void Add(IEnumerable<(IReadOnlyList<string> Stems, double Weight, double UsualLength)> fields, IEnumerable<(string Word, double Strength)> marks)
    {
        var document = Documents++;
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (stems, weight, usual) in fields)
        {
            var part = weight / (0.35 + (0.65 * stems.Count / usual));
            foreach (var stem in stems)
                CollectionsMarshal.GetValueRefOrAddDefault(weights, stem, out _) += Math.Min(part, weight);
        }

        foreach (var (word, weight) in weights)
            Post(word, document, weight / (weight + Saturation));
        foreach (var (word, strength) in marks)
            Post(word, document, strength);
    }

    /// <summary>Gives back what growing left over.</summary>
    public void Trim()
    {
        foreach (var postings in _words.Values)
            postings.Trim();
    }

    /// <summary>Adds a word's share to the documents that have it.</summary>
    /// <param name="scores">One a document.</param>
    /// <param name="weight">What the word weighs in the question.</param>
    /// <param name="isMark">A mark counts the same however many have it.</param>
    public void Score(string stem, double weight, bool isMark, float[] scores)
    {
        if (!_words.TryGetValue(stem, out var postings))
            return;
        var rarity = isMark ? 1 : Rarity(postings.Count);
        var factor = (float)(weight * rarity / byte.MaxValue);
        var documents = postings.Documents;
        var impacts = postings.Impacts;
        for (var i = 0; i < documents.Length; i++)
            scores[documents[i]] += factor * impacts[i];
    }

    /// <summary>How much is told by saying any of these: the fewer documents do, the more; most when none does.</summary>
    public double Rarity(IReadOnlyList<string> stems) => Rarity(stems.Max(stem => _words.TryGetValue(stem, out var postings) ? postings.Count : 0));

    /// <summary>Adds a share once to each document that says any of these.</summary>
    public void Share(IReadOnlyList<string> stems, double share, float[] shares)
    {
        var seen = stems.Count > 1 ? new HashSet<int>() : null;
        foreach (var stem in stems)
        {
            foreach (var document in _words.TryGetValue(stem, out var postings) ? postings.Documents : [])
            {
                if (seen?.Add(document) ?? true)
                    shares[document] += (float)share;
            }
        }
    }

    private double Rarity(int count) => Math.Log(1 + ((Documents - count + 0.5) / (count + 0.5)));

    private void Post(string word, int document, double impact)
    {
        ref var postings = ref CollectionsMarshal.GetValueRefOrAddDefault(_words, word, out _);
        (postings ??= new Postings()).Add(document, (byte)Math.Clamp(Math.Round(impact * byte.MaxValue), 1, byte.MaxValue));
    }

    private sealed class Postings
    {
        private int[] _documents = new int[2];
        private byte[] _impacts = new byte[2];

        public int Count { get; private set; }

        public void Add(int document, byte impact)
        {
            if (Count == _documents.Length)
            {
                Array.Resize(ref _documents, Count + (Count / 2) + 1);
                Array.Resize(ref _impacts, _documents.Length);
            }

            (_documents[Count], _impacts[Count]) = (document, impact);
            Count++;
        }

        public void Trim()
        {
            Array.Resize(ref _documents, Count);
            Array.Resize(ref _impacts, Count);
        }

        public ReadOnlySpan<int> Documents => _documents.AsSpan(0, Count);

        public ReadOnlySpan<byte> Impacts => _impacts.AsSpan(0, Count);
    }
}
