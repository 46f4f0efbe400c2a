using CareBot.Care.Safety;
using CareBot.Care.Safety.Evaluation;

namespace CareBot.Tests.Safety;

public sealed class EvaluationSetTests
{
    private static readonly string[] Reds = ["e911", "e988", "safe"];

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Every_red_flag_of_the_set_that_rules_were_written_from_is_heard(string language)
    {
        var report = Measure($"safety.{language}.written-from.jsonl");
        Assert.All(Reds, red => Assert.Equal(1, report.Recall(red, language)));
        Assert.All(Reds, red => Assert.InRange(report.Precision(red, language), 0.8, 1));
    }

    [Theory]
    [InlineData("en", "Hi, good morning. ", ". Please call me back, my appointment is on Monday.")]
    [InlineData("en", "", ". No fever. I took my medicine today and my daughter is at home with me.")]
    [InlineData("es", "Hola, buenas tardes. ", ". Gracias, mi cita es el lunes y tomé mi medicina hoy.")]
    public void Ordinary_words_around_a_red_flag_do_not_hide_it(string language, string before, string after)
    {
        var listener = SafetyContent.Listener;
        var reds = Measure($"safety.{language}.written-from.jsonl").Rows.Where(row => Reds.Contains(row.Expected) && listener.Listen(row.Text, RedFlagContext.Unknown).ActOn < SafetyClass.SameDay);
        Assert.All(reds, row => Assert.InRange((int?)listener.Listen(before + row.Text + after, RedFlagContext.Unknown).ActOn ?? 9, 0, 2));
    }

    // Nobody tunes on these. The floor notices a broken rule; the figures themselves are for reading.
    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Messages_that_no_rule_was_written_from_are_heard_too(string language)
    {
        var report = Measure($"safety.{language}.held-out.jsonl");
        Assert.All(Reds, red => Assert.InRange(report.Recall(red, language), 0.85, 1));
        Assert.InRange(report.Recall("none", language), 0.9, 1);
    }

    [Fact]
    public void No_message_of_a_held_out_set_stands_in_the_other_set()
    {
        var known = Texts("written-from").ToHashSet();
        Assert.DoesNotContain(Texts("held-out"), known.Contains);
    }

    private static IEnumerable<string> Texts(string kind) =>
        new[] { "en", "es" }.SelectMany(language => Measure($"safety.{language}.{kind}.jsonl").Rows).Select(row => row.Text);

    private static EvaluationReport Measure(string set)
    {
        using var rows = new StreamReader(SafetyContent.Set(set));
        using var table = new StringWriter();
        var report = new SafetyEvaluation(SafetyContent.Listener).Run(EvaluationTask.Safety, set, rows, TextWriter.Null);
        report.Write(table);
        TestContext.Current.TestOutputHelper?.WriteLine(table.ToString());
        return report;
    }
}
