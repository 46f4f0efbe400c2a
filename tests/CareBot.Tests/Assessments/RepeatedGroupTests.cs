using System.Text.Json.Nodes;
using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;

namespace CareBot.Tests.Assessments;

/// <summary>A group that repeats stands as often as the answers say, and what stands in one of several concerns that one.</summary>
public sealed class RepeatedGroupTests
{
    private static readonly Questionnaire Household = MadeForms.Read(MadeForms.Household);
    private static readonly ItemAnswer Yes = ItemAnswer.Of(new AnswerValue.Truth(true));
    private static readonly ItemAnswer No = ItemAnswer.Of(new AnswerValue.Truth(false));

    private readonly QuestionnaireFlow _flow = new(Household);

    [Fact]
    public void First_it_is_asked_whether_there_is_one_and_a_no_asks_nothing_of_it()
    {
        Assert.Equal("people#1?", _flow.Next(Of())!.LinkId);
        Assert.Equal("medicine#1", _flow.Next(Of(("people#1?", No)))!.LinkId);
        Assert.Equal("name#1", _flow.Next(Of(("people#1?", Yes)))!.LinkId);
    }

    [Fact]
    public void What_must_be_there_twice_is_asked_twice_without_a_question_and_then_it_is_asked_whether_there_is_a_third()
    {
        var asked = _flow.Questions(Of(("people#1?", No))).Select(item => item.LinkId);
        Assert.Equal(["people#1?", "medicine#1", "doses#1", "effects#1", "medicine#2", "doses#2", "effects#2", "medicines#3?"], asked);
    }

    [Fact]
    public void After_the_most_there_may_be_nobody_asks_for_another()
    {
        var asked = _flow.Questions(Of(("people#1?", No), ("medicines#3?", Yes))).Select(item => item.LinkId).ToList();
        Assert.Equal(["medicines#3?", "medicine#3", "doses#3", "effects#3"], asked.TakeLast(4));
    }

    [Fact]
    public void A_condition_in_one_of_several_looks_at_that_one_alone()
    {
        var answers = Of(("people#1?", Yes), ("works#1", No), ("people#2?", Yes), ("works#2", Yes));
        Assert.Equal(["job#2"], _flow.Questions(answers).Select(item => item.LinkId).Where(linkId => linkId.StartsWith("job", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false, true, true)]
    [InlineData(true, false, false)]
    public void A_condition_outside_of_the_group_looks_at_the_last_of_them(bool first, bool last, bool asked)
    {
        var answers = Of(("people#1?", Yes), ("works#1", first ? Yes : No), ("people#2?", Yes), ("works#2", last ? Yes : No), ("people#3?", No));
        Assert.Equal(asked, _flow.Questions(answers).Any(item => item.LinkId == "lunch"));
    }

    [Fact]
    public void A_group_in_a_group_has_its_own_for_each()
    {
        var answers = Of(("people#1?", Yes), ("visits#1.1?", Yes), ("people#2?", Yes), ("visits#2.1?", Yes), ("visits#2.2?", Yes), ("people#3?", No));
        Assert.Equal(["day#1.1", "day#2.1", "day#2.2"], _flow.Questions(answers).Select(item => item.LinkId).Where(linkId => linkId.StartsWith("day", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_that_is_taken_back_hides_its_answers_and_those_of_all_after_it_and_none_is_lost()
    {
        var answers = Of(("people#1?", Yes), ("name#1", Words("Ana")), ("people#2?", Yes), ("name#2", Words("Leo")), ("people#3?", Yes), ("name#3", Words("Eva")));
        answers["people#2?"] = No;
        Assert.Equal(["people#1?", "name#1", "people#2?"], _flow.Live(answers).Keys);
        answers["people#2?"] = Yes;
        Assert.Equal(7 - 1, _flow.Live(answers).Count);
    }

    [Fact]
    public void An_item_is_found_by_the_name_of_one_of_several_and_by_no_other()
    {
        Assert.Equal(("day", "visits#2.1"), (Household.Find("day#2.1")!.Original, Household.Find("day#2.1")!.Parent));
        Assert.True(Household.Find("visits#2.1?")!.AsksForMore);
        Assert.All(["day", "name#0", "name#x", "name#1.1", "name#1?", "nobody#1", "lunch#1", "#1"], name => Assert.True(Household.Find(name) is null or { Occurrence.Count: 0 }));
    }

    [Fact]
    public void Each_of_them_lies_in_an_item_of_its_own_and_the_formula_sees_all()
    {
        var answers = Of(
            ("people#1?", No), ("medicine#1", Words("metformin")), ("doses#1", Count(2)), ("effects#1", ItemAnswer.Without(AbsentReason.AskedDeclined)),
            ("medicine#2", Words("aspirin")), ("doses#2", Count(1)), ("effects#2", Effect("itch")), ("medicines#3?", No));
        Assert.Equal(new AnswerValue.Number(3), FhirPathReader.For(Household).Computed(answers)["all-doses"]);
        var items = Written(answers)["item"]!.AsArray();
        Assert.Equal(["medicines", "medicines"], items.Select(item => (string?)item!["linkId"]));
        Assert.Equal(["metformin", "aspirin"], items.Select(item => (string?)item!["item"]![0]!["answer"]![0]!["valueString"]));
        Assert.Equal("asked-declined", (string?)items[0]!["item"]![2]!["extension"]![0]!["valueCode"]);
    }

    private static JsonObject Written(Dictionary<string, ItemAnswer> answers)
    {
        var (at, by) = (new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero), new Author(Roles.Patient, "p", "1"));
        var start = new AssessmentStart(Household.Canonical, Household.Name, "en", answers, new Dictionary<string, KnownAnswer>());
        var response = AssessmentResponse.Of("r", [new AssessmentEvent { What = AssessmentStep.Started, At = at, By = by, Start = start }])!;
        return QuestionnaireResponseWriter.Write(new PatientId("p"), response, Household, answers, Outcome.Nothing, ResponseStatus.Completed, by, at);
    }

    private static Dictionary<string, ItemAnswer> Of(params (string LinkId, ItemAnswer Answer)[] answers) => answers.ToDictionary(one => one.LinkId, one => one.Answer);

    private static ItemAnswer Words(string words) => ItemAnswer.Of(new AnswerValue.Words(words));

    private static ItemAnswer Count(int count) => ItemAnswer.Of(new AnswerValue.Number(count));

    private static ItemAnswer Effect(string code) => ItemAnswer.Of(Household.Find("effects")!.Options.Single(option => option.Code == code).Value);
}
