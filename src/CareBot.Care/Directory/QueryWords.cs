namespace CareBot.Care.ResourceDirectory;

/// <summary>A request as weighted words of the index: what was said, what directories call it, and the needs themselves.</summary>
internal readonly struct QueryWords(NeedVocabulary vocabulary)
{
    private const double NeedWeight = 9;
    private const double CircumstanceWeight = 4;
    private const double Kin = 0.45;
    private const double OwnWord = 1;
    private const double Synonym = 0.7;
    private const double NeedWord = 0.5;

    public IEnumerable<(string Word, double Weight, bool IsMark)> Of(ResourceRequest request)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var word in request.Words)
        {
            Put(weights, Wording.Stem(word), OwnWord);
            if (vocabulary.Synonyms.TryGetValue(word, out var means))
                PutAll(weights, means, Synonym);
        }

        var marks = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var id in request.Needs)
        {
            var need = vocabulary.Find(id)!;
            Put(marks, ListingReader.NeedMark + id, need.IsCircumstance ? CircumstanceWeight : NeedWeight);
            foreach (var kin in vocabulary.KinOf(need))
                Put(marks, ListingReader.NeedMark + kin, NeedWeight * Kin);
            foreach (var words in need.Words)
                PutAll(weights, words, NeedWord);
        }

        return weights.Select(pair => (pair.Key, pair.Value, false)).Concat(marks.Select(pair => (pair.Key, pair.Value, true)));
    }

    private static void PutAll(Dictionary<string, double> weights, string words, double weight)
    {
        foreach (var word in Wording.Words(words))
            Put(weights, Wording.Stem(word), weight);
    }

    private static void Put(Dictionary<string, double> weights, string stem, double weight) =>
        weights[stem] = Math.Max(weight, weights.GetValueOrDefault(stem));
}
