namespace CareBot.Care.Safety.Listening;

/// <summary>Finds any words in a note, also such as the lexicon does not know, and tells whether they are denied there.</summary>
internal sealed class Denials
{
    private const int ShortestAlike = 4;
    private const int LongestEnding = 3;

    private readonly Utterance _concept = new();

    /// <summary>
    /// A concept that stands in the text several times is denied when all of them are; a heading ("Allergies: no known allergies") says
    /// nothing. One that does not stand there word for word is looked for by its single words, and the whole note is asked when there is
    /// none of them.
    /// </summary>
    public bool Covers(Chart chart, Scopes scopes, string concept)
    {
        _concept.Read(concept);
        var (found, denied) = (0, 0);
        var places = Places(chart);
        foreach (var start in places.Exists(place => !IsHeading(chart, place)) ? places.Where(place => !IsHeading(chart, place)) : places)
            Count(scopes.IsNegated(start, start + _concept.Count) || scopes.IsNegatedAsWhole(chart, start), ref found, ref denied);

        for (var start = 0; found == 0 && start < chart.Utterance.Count; start++)
        {
            if (IsAnyWord(chart, start))
                Count(scopes.IsNegated(start, start + 1), ref found, ref denied);
        }

        return found > 0 ? denied == found : scopes.AnyNegation(chart.Utterance.Count);
    }

    private static void Count(bool isDenied, ref int found, ref int denied)
    {
        found++;
        denied += isDenied ? 1 : 0;
    }

    private List<int> Places(Chart chart)
    {
        var places = new List<int>();
        for (var start = 0; _concept.Count > 0 && start + _concept.Count <= chart.Utterance.Count; start++)
        {
            if (SameWords(chart, start))
                places.Add(start);
        }

        return places;
    }

    private bool IsHeading(Chart chart, int start)
    {
        var end = start + _concept.Count;
        return chart.Utterance[start].Before == Break.Sentence && end < chart.Utterance.Count && chart.Utterance[end].Before == Break.Comma;
    }

    private bool SameWords(Chart chart, int start)
    {
        for (var i = 0; i < _concept.Count; i++)
        {
            if (!SameWord(_concept.Word(i), chart.Utterance.Word(start + i)) || !_concept[i].Value.Equals(chart.Utterance[start + i].Value))
                return false;
        }

        return true;
    }

    private bool IsAnyWord(Chart chart, int token)
    {
        for (var i = 0; i < _concept.Count; i++)
        {
            if (_concept.Word(i).Length > ShortestAlike && SameWord(_concept.Word(i), chart.Utterance.Word(token)))
                return true;
        }

        return false;
    }

    /// <summary>"seizure" is found in "seizures", "embolism" in "embolic", "edema" in "edematous".</summary>
    private static bool SameWord(ReadOnlySpan<char> concept, ReadOnlySpan<char> word)
    {
        var same = concept.CommonPrefixLength(word);
        return same == Math.Max(concept.Length, word.Length)
            || (same >= ShortestAlike && concept.Length - same < LongestEnding && word.Length - same <= LongestEnding);
    }
}
