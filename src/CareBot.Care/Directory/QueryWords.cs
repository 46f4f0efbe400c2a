namespace CareBot.Care.ResourceDirectory;

/// <summary>A request as weighted words of the index: what was said, what directories call it, and the needs themselves.</summary>
internal sealed class QueryWords(NeedVocabulary vocabulary)
{
    private const double NeedWeight = 9;
    private const double FurtherNeedWeight = 4.5;
    private const double CircumstanceWeight = 2.5;
    private const double OnlyCircumstanceWeight = 4;
    private const double YieldingWeight = 4.5;

    /// <summary>Who asks for food may be glad of a hot meal; who asks for food stamps is not helped by one.</summary>
    private const double KinOfFamily = 0.4;
    private const double Kin = 0.15;

    private const double OwnWord = 1;
    private const double Synonym = 0.7;
    private const double NeedWord = 0.5;

    /// <summary>What was understood counts more than the words around it.</summary>
    private const double Beside = 0.45;

    public IEnumerable<(string Word, double Weight, bool IsMark)> Of(ResourceRequest request)
    {
        var needs = request.Needs.Select(id => vocabulary.Find(id)!).ToList();
        var isUnderstood = needs.Any(need => !need.IsCircumstance);
        var isSure = IsSure(needs);
        var main = needs.FirstOrDefault(need => !need.IsCircumstance && !(need.Yields && isSure));
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var word in request.Words)
        {
            var part = isUnderstood && !request.Meant.Contains(word) ? Beside : 1;
            Put(weights, Wording.Stem(word), OwnWord * part);
            if (vocabulary.Synonyms.TryGetValue(word, out var means))
                PutAll(weights, means, Synonym * part);
        }

        var marks = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var need in needs)
        {
            var yields = need.Yields && isSure;
            Put(marks, ListingReader.NeedMark + need.Id, need.IsCircumstance ? isSure ? CircumstanceWeight : OnlyCircumstanceWeight : yields ? YieldingWeight : need == main ? NeedWeight : FurtherNeedWeight);
            foreach (var kin in yields ? [] : vocabulary.KinOf(need))
                Put(marks, ListingReader.NeedMark + kin, NeedWeight * (need.Id.Contains('.', StringComparison.Ordinal) ? Kin : KinOfFamily));
            foreach (var words in yields ? [] : need.Words)
                PutAll(weights, words, NeedWord);
        }

        return weights.Select(pair => (pair.Key, pair.Value, false)).Concat(marks.Select(pair => (pair.Key, pair.Value, true)));
    }

    /// <summary>
    /// One of these marks a service needs to have to be an answer at all, however many of the words it says: what was asked for, or a
    /// relative of it; a circumstance only where nothing else was said. Empty where no need was understood.
    /// </summary>
    public IReadOnlySet<string> Wanted(ResourceRequest request)
    {
        var needs = request.Needs.Select(id => vocabulary.Find(id)!).ToList();
        var isSure = IsSure(needs);
        var isUnderstood = needs.Any(need => !need.IsCircumstance);
        return needs.Where(need => isSure ? need is { IsCircumstance: false, Yields: false } : !isUnderstood || !need.IsCircumstance)
            .SelectMany(vocabulary.AnswersTo).Select(id => ListingReader.NeedMark + id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The ways in which a directory may say each of the person's own words, for requests in which no need was understood.</summary>
    public IEnumerable<IReadOnlyList<string>> Own(ResourceRequest request) =>
        request.Words.Select(word => (IReadOnlyList<string>)[Wording.Stem(word), .. vocabulary.Synonyms.TryGetValue(word, out var means) ? Wording.Words(means).Select(Wording.Stem) : []]);

    private static bool IsSure(IEnumerable<Need> needs) => needs.Any(need => need is { IsCircumstance: false, Yields: false });

    private static void PutAll(Dictionary<string, double> weights, string words, double weight)
    {
        foreach (var word in Wording.Words(words))
            Put(weights, Wording.Stem(word), weight);
    }

    private static void Put(Dictionary<string, double> weights, string stem, double weight) =>
        weights[stem] = Math.Max(weight, weights.GetValueOrDefault(stem));
}
