namespace CareBot.Care.Assessments;

/// <summary>A score with all it takes to check it by hand.</summary>
public sealed record Score
{
    /// <summary>Of the rule in the interpretation.</summary>
    public required string Id { get; init; }

    /// <summary>Null when answers are missing and the tool does not say how to do without them.</summary>
    public decimal? Total { get; init; }

    /// <summary>Without a total: what it is whatever the missing answers would be; null where that is not known.</summary>
    public decimal? Least { get; init; }

    public required decimal Highest { get; init; }

    /// <summary>Text key of the band for the care team; null without a total.</summary>
    public string? Band { get; init; }

    /// <summary>Text key of the band in plain words.</summary>
    public string? Patient { get; init; }

    /// <summary>The items without a value.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Each item with what it counted.</summary>
    public IReadOnlyList<ScoredItem> Trace { get; init; } = [];

    /// <summary>Against the time before; null where there is none to compare with.</summary>
    public decimal? Change { get; init; }

    public decimal? Previous { get; init; }

    public DateTimeOffset? PreviousAt { get; init; }
}

/// <param name="Answer">As it was displayed.</param>
public sealed record ScoredItem(string LinkId, string Answer, decimal Counts);

/// <summary>Makes numbers of answers: pure.</summary>
public static class Scoring
{
    /// <param name="questionnaire">Whose options carry the weights.</param>
    /// <param name="rule">How.</param>
    /// <param name="answers">Those that count (<see cref="QuestionnaireFlow.Live"/>).</param>
    public static Score Score(Questionnaire questionnaire, ScoreRule rule, IReadOnlyDictionary<string, ItemAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var trace = new List<ScoredItem>();
        var missing = new List<string>();
        var (asked, unasked) = (questionnaire.PlainFlow.Questions(answers), 0);
        foreach (var linkId in rule.Items)
        {
            var found = false;
            for (var i = 0; i < asked.Count; i++)
            {
                if (asked[i].AsksForMore || asked[i].Original != linkId)
                {
                    continue;
                }

                found = true;
                if (Counts(asked[i], rule, answers.GetValueOrDefault(asked[i].LinkId)) is { } scored)
                {
                    trace.Add(scored);
                }
                else
                {
                    missing.Add(asked[i].LinkId);
                }
            }

            // What the form does not ask (how much, of somebody who never drinks) counts nothing and is not missing.
            unasked += found ? 0 : 1;
        }

        var total = Total(rule, trace, missing.Count, trace.Count + missing.Count + unasked);
        var band = total is { } number ? rule.Bands.FirstOrDefault(one => number >= one.From && number <= one.To) : null;
        return new Score { Id = rule.Id, Total = total, Highest = rule.Highest, Band = band?.Label, Patient = band?.Patient, Missing = missing, Trace = trace };
    }

    /// <summary>A score without a total, with the least that it can come to: each missing answer counts the least that it may.</summary>
    public static Score WithLeast(Questionnaire questionnaire, ScoreRule rule, Score score)
    {
        if (score.Total is not null)
        {
            return score;
        }

        // Where answers are counted, one that is missing may count nothing.
        var least = score.Missing.Select(linkId => rule.Codes.Count > 0 ? 0 : questionnaire.Find(linkId)?.Options.Min(option => option.Weight)).ToList();
        return least.Contains(null) ? score : score with { Least = score.Trace.Sum(item => item.Counts) + least.Sum() };
    }

    private static ScoredItem? Counts(QuestionItem item, ScoreRule rule, ItemAnswer? answer)
    {
        if (answer is null || answer.Values.Count == 0)
        {
            return null;
        }

        var chosen = item.Options.Where(option => answer.Values.Any(option.Value.Means)).ToList();
        var words = string.Join(", ", answer.Values.Select(value => value.Plain));
        if (rule.Codes.Count > 0)
        {
            return new ScoredItem(item.LinkId, words, chosen.Any(option => rule.Codes.Contains(option.Code)) ? 1 : 0);
        }

        if (chosen.Count > 0)
        {
            // An answer without a weight ("don't know") is no zero.
            return chosen.All(option => option.Weight is not null) ? new ScoredItem(item.LinkId, words, chosen.Sum(option => option.Weight!.Value)) : null;
        }

        return answer.Values.All(value => value is AnswerValue.Number) ? new ScoredItem(item.LinkId, words, answer.Values.Sum(value => ((AnswerValue.Number)value).Value)) : null;
    }

    private static decimal? Total(ScoreRule rule, List<ScoredItem> trace, int missing, int all)
    {
        if (missing == 0)
        {
            return trace.Sum(item => item.Counts);
        }

        return trace.Count > 0 && missing <= rule.MostMissing
            ? Math.Round(trace.Average(item => item.Counts) * all, MidpointRounding.AwayFromZero)
            : null;
    }
}
