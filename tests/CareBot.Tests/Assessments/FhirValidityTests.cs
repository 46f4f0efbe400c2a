using System.Text.Json.Nodes;
using CareBot.Care.Assessments;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;

namespace CareBot.Tests.Assessments;

/// <summary>What is shipped, kept and worked out is FHIR R4, as Firely reads it: strictly.</summary>
public sealed class FhirValidityTests
{
    public static TheoryData<string> Shipped => [.. Instruments.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_questionnaire_that_ships_is_a_valid_FHIR_resource(string name) =>
        Assert.IsType<Hl7.Fhir.Model.Questionnaire>(R4.Strict(Instruments.Named(name).Questionnaire.Source));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Whatever_is_answered_makes_a_valid_response(string name)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var walk = new Walk(Instruments.Named(name), seed);
            walk.Wander();
            walk.Finish();
            Assert.IsType<Hl7.Fhir.Model.QuestionnaireResponse>(R4.Strict(walk.Written()));
        }
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Its_answers_and_scores_are_valid_observations_that_hang_together(string name)
    {
        var instrument = Instruments.Named(name);
        var walk = new Walk(instrument, 7);
        walk.Finish();
        var observations = JsonNode.Parse(ScreeningObservations.Write(new PatientId("p"), walk.Record(), instrument).Span)!.AsArray();
        Assert.All(observations, one => Assert.IsType<Hl7.Fhir.Model.Observation>(R4.Strict(one!)));
        var ids = observations.Select(one => $"Observation/{one!["id"]}").ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        if (instrument.Questionnaire.Codes.Count > 0 && ids.Count > 0)
        {
            Assert.Equal(ids.Skip(1), observations[0]!["hasMember"]!.AsArray().Select(member => (string)member!["reference"]!));
        }
    }

    public static TheoryData<string> Calculated => [.. Instruments.All.Where(one => one.Questionnaire.All.Any(item => item.Calculated is not null)).Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Calculated))]
    public void The_formula_in_the_file_and_our_own_counting_agree(string name)
    {
        var instrument = Instruments.Named(name);
        foreach (var rule in instrument.Interpretation!.Scores.Where(rule => rule.LinkId is not null))
        {
            foreach (var answers in new[] { instrument.Weighing(rule, weights => weights.Min()), instrument.Weighing(rule, weights => weights.Max()) })
            {
                Assert.Equal(new AnswerValue.Number(Scoring.Score(instrument.Questionnaire, rule, answers).Total!.Value), FhirPathReader.For(instrument.Questionnaire).Computed(answers)[rule.LinkId!]);
                answers.Remove(rule.Items[0]);
                Assert.DoesNotContain(rule.LinkId!, FhirPathReader.For(instrument.Questionnaire).Computed(answers).Keys);
            }
        }
    }
}
