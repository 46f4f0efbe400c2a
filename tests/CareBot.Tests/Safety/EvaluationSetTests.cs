using CareBot.Care.Safety;
using CareBot.Care.Safety.Evaluation;

namespace CareBot.Tests.Safety;

public sealed class EvaluationSetTests
{
    private static readonly string[] Reds = ["e911", "e988", "safe"];

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Every_red_flag_of_the_sets_that_rules_were_written_from_is_heard(string language)
    {
        var report = Measure(EvaluationTask.Safety, language, "written-from");
        Assert.All(Reds, red => Assert.Equal(1, report.Recall(red, language)));
        Assert.All(Reds, red => Assert.InRange(report.Precision(red, language), 0.8, 1));
    }

    [Theory]
    [InlineData("en", "Hi, good morning. ", ". Please call me back, my appointment is on Monday.")]
    [InlineData("en", "", ". No fever. I took my medicine today and my daughter is at home with me.")]
    [InlineData("es", "Hola, buenas tardes. ", ". Gracias, mi cita es el lunes y tomé mi medicina hoy.")]
    public void Ordinary_words_around_a_red_flag_that_the_rules_heard_do_not_hide_it(string language, string before, string after)
    {
        var listener = SafetyContent.Listener;
        var reds = Measure(EvaluationTask.Safety, language, "written-from").Rows.Where(row => Reds.Contains(row.Expected) && row.Text.Split(' ').Length > 2 && ByRule(listener.Listen(row.Text, RedFlagContext.Unknown)));
        Assert.All(reds, row => Assert.InRange((int?)listener.Listen(before + row.Text + after, RedFlagContext.Unknown).ActOn ?? 9, 0, 2));
    }

    // Nobody tunes on these. The floor notices a broken rule; the figures themselves are for reading. The harmless messages of round 6 were
    // written to be as like the red ones as can be: they have a floor of their own.
    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Messages_that_no_rule_was_written_from_are_heard_too(string language)
    {
        var rows = Measure(EvaluationTask.Safety, language, "held-out");
        var (others, round6) = (new EvaluationReport(EvaluationTask.Safety), new EvaluationReport(EvaluationTask.Safety));
        foreach (var row in rows.Rows)
            (row.Id.Contains("-6-", StringComparison.Ordinal) ? round6 : others).Add(row);
        Assert.All(Reds, red => Assert.InRange(others.Recall(red, language), 0.7, 1));
        Assert.All(Reds, red => Assert.InRange(round6.Recall(red, language), 0.7, 1));
        Assert.InRange(others.Recall("none", language), 0.9, 1);
        Assert.InRange(round6.Recall("none", language), 0.85, 1);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Emergencies_of_the_written_from_vignettes_are_graded_so_and_the_levels_below_are_told_apart(string language)
    {
        var report = Measure(EvaluationTask.Triage, language, "written-from");
        Assert.Equal(1, report.Recall("emergency", language));
        Assert.All(["see_clinician_48h", "see_clinician_weeks", "self_care"], level => Assert.InRange(report.Recall(level, language), 0.8, 1));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Vignettes_that_nothing_was_written_from_are_seldom_graded_too_low(string language) =>
        Assert.InRange(Measure(EvaluationTask.Triage, language, "held-out").UnderTriage(language), 0, 0.12);

    [Theory]
    [InlineData("en", "written-from", 0.95)]
    [InlineData("es", "written-from", 0.95)]
    [InlineData("en", "held-out", 0.85)]
    [InlineData("es", "held-out", 0.85)]
    public void Denials_are_told_from_statements(string language, string kind, double least)
    {
        var report = Measure(EvaluationTask.Negation, language, kind);
        Assert.InRange(1 - (double)report.Misses.Count() / report.Rows.Count, least, 1);
    }

    [Fact]
    public void No_message_of_a_held_out_set_stands_in_a_set_that_rules_were_written_from()
    {
        var known = Texts("written-from").ToHashSet();
        Assert.DoesNotContain(Texts("held-out"), known.Contains);
    }

    private static bool ByRule(Heard heard) => heard.ActOn < SafetyClass.SameDay && heard.Rules[0].Id != "second-opinion";

    private static IEnumerable<string> Texts(string kind) =>
        new[] { "en", "es" }.SelectMany(language => Measure(EvaluationTask.Safety, language, kind).Rows).Select(row => row.Text);

    private static EvaluationReport Measure(EvaluationTask task, string language, string kind)
    {
        using var rows = new StringReader(string.Concat(SafetyContent.Sets(task, language, kind).Select(File.ReadAllText)));
        using var table = new StringWriter();
        var report = new SafetyEvaluation(SafetyContent.Listener).Run(task, kind, rows, TextWriter.Null);
        report.Write(table);
        TestContext.Current.TestOutputHelper?.WriteLine(table.ToString());
        return report;
    }
}
