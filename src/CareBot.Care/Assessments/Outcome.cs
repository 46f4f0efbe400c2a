using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;

namespace CareBot.Care.Assessments;

/// <summary>What came of the answers: numbers, proposed needs, and what a human has to look at. Never a diagnosis.</summary>
/// <param name="InterpretationVersion">Under which content it was judged; empty where a questionnaire has none.</param>
/// <param name="Computed">Values of unasked items by linkId.</param>
public sealed record Outcome(
    IReadOnlyList<Score> Scores, IReadOnlyList<ProposedNeed> Needs, IReadOnlyList<ResultFinding> Findings, string InterpretationVersion, IReadOnlyDictionary<string, AnswerValue> Computed)
{
    public static Outcome Nothing { get; } = new([], [], [], "", new Dictionary<string, AnswerValue>());
}

/// <summary>A need that the answers speak of. It becomes a problem of the plan only when a human says so.</summary>
/// <param name="Because">The answers that speak of it.</param>
public sealed record ProposedNeed(string Id, string Code, string Text, IReadOnlyList<ScoredItem> Because, IReadOnlyList<string> Resources);

/// <summary>A result that a human has to look at.</summary>
public sealed record ResultFinding(string RuleId, AlertPriority Priority, string Text, string? Score, string Source);

/// <summary>Judges answers by their interpretation: pure, so that it can be done again after a correction.</summary>
public static class Judging
{
    /// <param name="instrument">The questionnaire and what its answers mean.</param>
    /// <param name="answers">Those that count.</param>
    /// <param name="before">The scores of the time before, with when; null when there is none.</param>
    public static Outcome Judge(Instrument instrument, IReadOnlyDictionary<string, ItemAnswer> answers, (IReadOnlyList<Score> Scores, DateTimeOffset At)? before)
    {
        if (instrument.Interpretation is not { } meaning)
        {
            return Outcome.Nothing;
        }

        var scores = meaning.Scores.Select(rule => Compare(Scoring.WithLeast(instrument.Questionnaire, rule, Scoring.Score(instrument.Questionnaire, rule, answers)), before)).ToList();
        var needs = meaning.Needs.Where(need => Holds(need.When, instrument.Questionnaire, answers, scores))
            .Select(need => new ProposedNeed(need.Id, need.Code, need.Text, Because(need.When, instrument.Questionnaire, answers, scores), need.Resources));
        var findings = meaning.Alerts.Where(alert => Holds(alert.When, instrument.Questionnaire, answers, scores))
            .Select(alert => new ResultFinding(alert.Id, alert.Priority, alert.Text, alert.When.Score, alert.Source));
        var computed = meaning.Scores.Where(rule => rule.LinkId is not null)
            .Select(rule => (rule.LinkId, scores.First(score => score.Id == rule.Id).Total)).Where(one => one.Total is not null)
            .ToDictionary(one => one.LinkId!, one => (AnswerValue)new AnswerValue.Number(one.Total!.Value));
        return new Outcome(scores, [.. needs], [.. findings], meaning.Version, computed);
    }

    /// <summary>The first stop that these answers reach; null when the questions may go on.</summary>
    /// <param name="atEnd">No more will be answered, or nobody knows whether: what is certain without the rest counts.</param>
    public static SafetyStop? Stop(Instrument instrument, IReadOnlyDictionary<string, ItemAnswer> answers, bool atEnd)
    {
        foreach (var stop in instrument.Interpretation?.Stops ?? [])
        {
            if (stop.AtEnd && !atEnd)
            {
                continue;
            }

            IReadOnlyList<Score> scores = stop.When.Score is null ? [] : Scores(instrument, answers);
            if (Holds(stop.When, instrument.Questionnaire, answers, scores) && (atEnd || IsAsked(stop.When, scores, answers)))
            {
                return stop;
            }
        }

        return null;
    }

    /// <summary>The second stages that these answers open.</summary>
    public static IEnumerable<string> Opens(Instrument instrument, IReadOnlyDictionary<string, ItemAnswer> answers) =>
        instrument.Interpretation?.Opens.Where(stage => Holds(stage.When, instrument.Questionnaire, answers, Scores(instrument, answers))).Select(stage => stage.Questionnaire) ?? [];

    private static List<Score> Scores(Instrument instrument, IReadOnlyDictionary<string, ItemAnswer> answers) =>
        [.. instrument.Interpretation!.Scores.Select(rule => Scoring.WithLeast(instrument.Questionnaire, rule, Scoring.Score(instrument.Questionnaire, rule, answers)))];

    /// <summary>Nothing of the score is still to be asked: what is missing was not answered.</summary>
    private static bool IsAsked(Condition when, IReadOnlyList<Score> scores, IReadOnlyDictionary<string, ItemAnswer> answers) =>
        when.Score is not { } id || (scores.First(one => one.Id == id) is var score && (score.Total is not null || score.Missing.All(answers.ContainsKey)));

    private static Score Compare(Score score, (IReadOnlyList<Score> Scores, DateTimeOffset At)? before) =>
        score.Total is { } total && before?.Scores.FirstOrDefault(one => one.Id == score.Id)?.Total is { } previous
            ? score with { Change = total - previous, Previous = previous, PreviousAt = before.Value.At }
            : score;

    private static bool Holds(Condition when, Questionnaire questionnaire, IReadOnlyDictionary<string, ItemAnswer> answers, IReadOnlyList<Score> scores)
    {
        if (when.Score is not { } id)
        {
            return Matches(when, questionnaire, answers) || (when.Declined && when.Items.SelectMany(item => questionnaire.AnswersTo(item, answers)).Any(given => given.Answer.Absent == AbsentReason.AskedDeclined));
        }

        var score = scores.First(one => one.Id == id);
        if (score.Total is null)
        {
            // It reaches it whatever the missing answers would be.
            return when is { AtLeast: { } atLeast, Rose: null, Fell: null } && score.Least is { } least && least >= atLeast && !(least > when.AtMost);
        }

        return score.Total is { } total
            && !(total < when.AtLeast) && !(total > when.AtMost)
            && (when.Rose is not { } rose || score.Change >= rose)
            && (when.Fell is not { } fell || score.Change <= -fell);
    }

    /// <summary>Whether <see cref="Matching"/> finds anything: asked at every answer.</summary>
    private static bool Matches(Condition when, Questionnaire questionnaire, IReadOnlyDictionary<string, ItemAnswer> answers)
    {
        if (questionnaire.Repeated is not null)
        {
            return Matching(when, questionnaire, answers).Any();
        }

        foreach (var linkId in when.Items)
        {
            if (answers.TryGetValue(linkId, out var given) && given.Values.Count > 0 && Speaks(when, questionnaire.Find(linkId)!.Options, given.Values))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One of the values is an option with one of the codes.</summary>
    private static bool Speaks(Condition when, IReadOnlyList<ItemOption> options, IReadOnlyList<AnswerValue> values)
    {
        for (var i = 0; i < options.Count; i++)
        {
            for (var j = 0; j < values.Count; j++)
            {
                if (options[i].Value.Means(values[j]) && when.Codes.Contains(options[i].Code))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static IReadOnlyList<ScoredItem> Because(Condition when, Questionnaire questionnaire, IReadOnlyDictionary<string, ItemAnswer> answers, IReadOnlyList<Score> scores) =>
        when.Score is { } id ? scores.First(score => score.Id == id).Trace : [.. Matching(when, questionnaire, answers)];

    private static IEnumerable<ScoredItem> Matching(Condition when, Questionnaire questionnaire, IReadOnlyDictionary<string, ItemAnswer> answers) =>
        from linkId in when.Items
        from given in questionnaire.AnswersTo(linkId, answers)
        from option in questionnaire.Find(linkId)!.Options
        where when.Codes.Contains(option.Code) && given.Answer.Values.Any(option.Value.Means)
        select new ScoredItem(given.LinkId, option.Label.Text, 1);
}
