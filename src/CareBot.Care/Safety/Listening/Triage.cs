namespace CareBot.Care.Safety.Listening;

/// <summary>A complaint and how soon somebody should look: when it is new, when it lasts, when it is bad or gets worse.</summary>
internal sealed record CompiledComplaint(Saying[] Sayings, TriageLevel Fresh, double? LastingFromDays, TriageLevel Lasting, TriageLevel Worse);

/// <summary>Grades a message: red flags, then signs of a level, then complaints by their duration and severity.</summary>
internal sealed class Triage(CompiledLexicon lexicon)
{
    private readonly Durations _durations = new(lexicon.Times);

    public TriageLevel Judge(Chart chart, Heard heard, Func<Saying[], Standing> best, Func<int, Standing> bestOf)
    {
        var byRule = heard.Rules.Where(rule => rule.Certainty == Certainty.Now && rule.Id != SecondOpinion.RuleId).ToList();
        if (byRule.Exists(rule => rule.Class != SafetyClass.SameDay))
            return TriageLevel.Emergency;
        var levels = lexicon.Levels.Where(entry => best(entry.Sayings) == Standing.Stands).Select(entry => entry.Level).ToList();
        if (byRule.Count > 0)
            levels.Add(TriageLevel.SeeClinician48h);
        var days = _durations.Longest(chart);
        var worse = bestOf(lexicon.Times.Worse) == Standing.Stands;
        levels.AddRange(lexicon.Complaints.Where(complaint => best(complaint.Sayings) == Standing.Stands).Select(complaint => Level(complaint, days, worse)));
        if (levels.Count > 0)
            return levels.Min();
        if (heard.ActOn < SafetyClass.SameDay)
            return TriageLevel.Emergency;
        return worse ? TriageLevel.SeeClinician48h : days >= lexicon.Times.LastingFromDays ? TriageLevel.SeeClinicianWeeks : TriageLevel.SelfCare;
    }

    private static TriageLevel Level(CompiledComplaint complaint, double? days, bool worse) =>
        worse ? complaint.Worse : days >= complaint.LastingFromDays ? complaint.Lasting : complaint.Fresh;
}
