using CareBot.Care.Content;
using CareBot.Care.Safety.Evaluation;

namespace CareBot.Tests.Safety;

public sealed class SafetyEvaluationTests
{
    [Fact]
    public void A_row_is_answered_under_its_own_id_with_class_and_rules() =>
        Assert.Equal(
            """{"id":7,"class":"E911","rules":["short-of-breath"]}""",
            Answer(EvaluationTask.Safety, """{"id":7,"text":"I can't breathe","language":"en"}"""));

    [Fact]
    public void What_is_only_asked_about_is_no_alarm() =>
        Assert.Equal(
            """{"id":"a","class":"none","rules":["chest-pain"],"ask":"E911"}""",
            Answer(EvaluationTask.Safety, """{"id":"a","text":"I had chest pain last year"}"""));

    [Fact]
    public void The_context_of_a_row_counts() =>
        Assert.StartsWith("""{"id":1,"class":"E911",""", Answer(EvaluationTask.Safety, """{"id":1,"text":"I have a fever","context":{"programmes":["cancer"]}}"""));

    [Theory]
    [InlineData("crushing chest pain and sweating", "emergency")]
    [InlineData("I want to kill myself", "emergency")]
    [InlineData("it burns when I pee", "see_clinician_48h")]
    [InlineData("my knee has been stiff for three months", "see_clinician_weeks")]
    [InlineData("runny nose and sneezing since yesterday", "self_care")]
    public void Triage_gives_the_most_urgent_level_that_was_heard(string text, string level) =>
        Assert.Equal($$"""{"id":1,"level":"{{level}}"}""", Answer(EvaluationTask.Triage, $$"""{"id":1,"text":"{{text}}"}"""));

    [Theory]
    [InlineData("Patient denies chest pain and fever.", "fever", true)]
    [InlineData("Patient has chest pain but no fever.", "chest pain", false)]
    [InlineData("Pneumonia was ruled out.", "pneumonia", true)]
    [InlineData("No change in his cough.", "cough", false)]
    [InlineData("Niega dolor torácico, refiere disnea.", "disnea", false)]
    [InlineData("No tiene fiebre ni tos.", "tos", true)]
    public void Negation_is_told_for_any_words(string text, string concept, bool negated) =>
        Assert.Equal(
            $$"""{"id":1,"negated":{{(negated ? "true" : "false")}}}""",
            Answer(EvaluationTask.Negation, $$"""{"id":1,"text":"{{text}}","concept":"{{concept}}"}"""));

    [Fact]
    public void The_report_counts_recall_precision_and_both_ways_of_going_wrong()
    {
        var report = Report("""
            {"id":1,"text":"I can't breathe","language":"en","expected":"E911"}
            {"id":2,"text":"I feel odd","language":"en","expected":"E911"}
            {"id":3,"text":"chest pain","language":"en","expected":"none"}
            {"id":4,"text":"good morning","language":"en","expected":"none"}
            {"id":5,"text":"not labelled","language":"en"}
            """);
        Assert.Equal((0.5, 0.5), (report.Recall("e911", "en"), report.Precision("e911", "en")));
        Assert.Equal((0.25, 0.25), (report.UnderTriage(), report.OverTriage()));
        Assert.Equal(["2", "3"], report.Misses.Select(miss => miss.Id));
    }

    [Theory]
    [InlineData("not json", "line 1")]
    [InlineData("""{"id":1}""", "\"text\"")]
    [InlineData("""{"text":"no id"}""", "\"id\"")]
    public void A_line_that_is_no_row_is_refused_by_its_number(string line, string named) =>
        Assert.Contains(named, Assert.Throws<ContentException>(() => Report(line)).Message, StringComparison.Ordinal);

    private static string Answer(EvaluationTask task, string row)
    {
        using var output = new StringWriter();
        new SafetyEvaluation(SafetyContent.Listener).Run(task, "rows.jsonl", new StringReader(row), output);
        return output.ToString().TrimEnd();
    }

    private static EvaluationReport Report(string rows) =>
        new SafetyEvaluation(SafetyContent.Listener).Run(EvaluationTask.Safety, "rows.jsonl", new StringReader(rows), TextWriter.Null);
}
