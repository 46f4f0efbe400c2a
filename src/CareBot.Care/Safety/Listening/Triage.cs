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
        var course = CourseOf(chart, bestOf);
        var levels = lexicon.Levels.Where(entry => best(entry.Sayings) == Standing.Stands).Select(entry => entry.Level).ToList();
        if (byRule.Count > 0 && !course.Eased)
            levels.Add(course.Slow ? TriageLevel.SeeClinicianWeeks : TriageLevel.SeeClinician48h);
        levels.AddRange(lexicon.Complaints.Where(complaint => best(complaint.Sayings) == Standing.Stands).Select(course.Level));
        return levels.Count > 0 ? levels.Min() : Unknown(heard, course);
    }

    private Course CourseOf(Chart chart, Func<int, Standing> bestOf)
    {
        var days = _durations.Longest(chart);
        var slow = days >= TimeSymbols.SlowFromDays && bestOf(lexicon.Times.Recent) != Standing.Stands;
        var worse = bestOf(lexicon.Times.Worse) == Standing.Stands;
        return new(days, slow, worse && !slow, !worse && bestOf(lexicon.Times.Eased) == Standing.Stands, !worse && bestOf(lexicon.Times.Slight) == Standing.Stands);
    }

    /// <summary>Nothing in the message is known as a complaint.</summary>
    private static TriageLevel Unknown(Heard heard, Course course)
    {
        if (heard.ActOn < SafetyClass.SameDay)
            return TriageLevel.Emergency;
        if (course.Days >= TimeSymbols.LastingFromDays && !course.Worse)
            return TriageLevel.SeeClinicianWeeks;
        return course.Worse || (heard.ActOn is not null && !course.Eased) ? TriageLevel.SeeClinician48h : TriageLevel.SelfCare;
    }
}
