using System.Text;
using CareBot.Care.Assessments;

namespace CareBot.Tests.Assessments;

public sealed class QuestionnaireFlowTests
{
    private static readonly ItemAnswer Yes = ItemAnswer.Of(new AnswerValue.Truth(true));
    private static readonly ItemAnswer No = ItemAnswer.Of(new AnswerValue.Truth(false));

    [Theory]
    [InlineData("=", true, true, true)]
    [InlineData("=", true, false, false)]
    [InlineData("!=", true, false, true)]
    [InlineData("!=", true, true, false)]
    [InlineData("exists", true, false, true)]
    [InlineData("exists", false, false, false)]
    public void A_question_is_asked_when_its_condition_holds(string @operator, bool compared, bool answered, bool asked) =>
        Assert.Equal(asked, Flow($$"""[{ "question": "a", "operator": "{{@operator}}", "answerBoolean": {{Json(compared)}} }]""").Questions(new Dictionary<string, ItemAnswer> { ["a"] = answered ? Yes : No }).Any(item => item.LinkId == "b"));

    [Fact]
    public void An_unanswered_question_satisfies_only_exists_false()
    {
        Assert.DoesNotContain(Flow("""[{ "question": "a", "operator": "!=", "answerBoolean": true }]""").Questions(new Dictionary<string, ItemAnswer>()), item => item.LinkId == "b");
        Assert.Contains(Flow("""[{ "question": "a", "operator": "exists", "answerBoolean": false }]""").Questions(new Dictionary<string, ItemAnswer>()), item => item.LinkId == "b");
    }

    [Theory]
    [InlineData("all", false)]
    [InlineData("any", true)]
    public void Several_conditions_hold_together_or_one_for_all(string behaviour, bool asked)
    {
        var flow = Of($$"""
            [{ "linkId": "a", "text": "A", "type": "boolean" }, { "linkId": "c", "text": "C", "type": "boolean" },
             { "linkId": "b", "text": "B", "type": "boolean", "enableBehavior": "{{behaviour}}",
               "enableWhen": [{ "question": "a", "operator": "=", "answerBoolean": true }, { "question": "c", "operator": "=", "answerBoolean": true }] }]
            """);
        Assert.Equal(asked, flow.Questions(new Dictionary<string, ItemAnswer> { ["a"] = Yes, ["c"] = No }).Any(item => item.LinkId == "b"));
    }

    [Fact]
    public void An_answer_that_is_hidden_does_not_count_and_counts_again_when_it_is_shown_again()
    {
        var flow = Flow("""[{ "question": "a", "operator": "=", "answerBoolean": true }]""");
        var answers = new Dictionary<string, ItemAnswer> { ["a"] = Yes, ["b"] = No };
        Assert.Contains("b", flow.Live(answers).Keys);
        answers["a"] = No;
        Assert.DoesNotContain("b", flow.Live(answers).Keys);
        answers["a"] = Yes;
        Assert.Contains("b", flow.Live(answers).Keys);
    }

    [Fact]
    public void What_depends_on_a_hidden_answer_is_hidden_with_it()
    {
        var flow = Of("""
            [{ "linkId": "a", "text": "A", "type": "boolean" },
             { "linkId": "b", "text": "B", "type": "boolean", "enableWhen": [{ "question": "a", "operator": "=", "answerBoolean": true }] },
             { "linkId": "c", "text": "C", "type": "boolean", "enableWhen": [{ "question": "b", "operator": "=", "answerBoolean": true }] }]
            """);
        var answers = new Dictionary<string, ItemAnswer> { ["a"] = No, ["b"] = Yes, ["c"] = Yes };
        Assert.Equal(["a"], flow.Live(answers).Keys);
        Assert.Null(flow.Next(answers));
    }

    [Fact]
    public void A_question_under_a_question_is_asked_once_that_has_an_answer()
    {
        var flow = Of("""[{ "linkId": "fell", "text": "Fell?", "type": "boolean", "item": [{ "linkId": "times", "text": "How often?", "type": "integer" }] }]""");
        Assert.Equal("fell", flow.Next(new Dictionary<string, ItemAnswer>())!.LinkId);
        Assert.Equal("times", flow.Next(new Dictionary<string, ItemAnswer> { ["fell"] = Yes })!.LinkId);
    }

    private static string Json(bool truth) => truth ? "true" : "false";

    private static QuestionnaireFlow Flow(string conditions) => Of(
        $$"""[{ "linkId": "a", "text": "A", "type": "boolean" }, { "linkId": "b", "text": "B", "type": "boolean", "enableWhen": {{conditions}} }]""");

    private static QuestionnaireFlow Of(string items) => new(Questionnaire.Load(
        Encoding.UTF8.GetBytes($$"""{ "resourceType": "Questionnaire", "id": "test", "copyright": "ours", "item": {{items}} }"""), "test.json"));
}
