using System.Text.Json.Nodes;
using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;
using Model = Hl7.Fhir.Model;

namespace CareBot.Tests.Assessments;

/// <summary>The golden answers of every scale (all lowest, all highest, at each cut-off, one below it, one missing) as FHIR: valid by R4's own definitions, and true to the questionnaire.</summary>
public sealed class GoldenFhirTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Scales => [.. Instruments.All.SelectMany(one => one.Interpretation!.Scores.Select(rule => (one.Name, rule.Id)))];

    [Theory]
    [MemberData(nameof(Scales))]
    public void The_response_and_the_observations_of_golden_answers_are_valid_FHIR(string name, string score)
    {
        var instrument = Instruments.Named(name);
        var rule = instrument.Interpretation!.Scores.Single(one => one.Id == score);
        foreach (var (what, answers) in Golden(instrument, rule))
        {
            var (record, response, observations) = Write(instrument, answers);
            Holds(what, response, [.. observations.Select(one => one!)]);
            Assert.True(ResponseReading.Faults(Read(instrument), (Model.QuestionnaireResponse)R4.Strict(response)).ToList() is { Count: 0 }, $"{what}: {string.Join("; ", ResponseReading.Faults(Read(instrument), (Model.QuestionnaireResponse)R4.Strict(response)))}");
            if (rule.Code is { } code)
            {
                var written = observations.Single(one => (string?)one!["code"]?["coding"]?[0]?["code"] == code)!;
                Assert.Equal(record.Outcome.Scores.Single(one => one.Id == score).Total, (decimal?)(written["valueQuantity"]?["value"] ?? written["valueInteger"]));
                Assert.Equal(record.Outcome.Scores.Single(one => one.Id == score).Total is null, written["dataAbsentReason"] is not null);
            }
        }
    }

    /// <summary>The suicide screen counts nothing: its answers are its meaning.</summary>
    [Theory]
    [InlineData("yes")]
    [InlineData("no")]
    public void Every_answer_to_ASQ_is_valid_FHIR(string said)
    {
        var instrument = Instruments.Named("asq");
        var answers = instrument.Questionnaire.Questions.ToDictionary(item => item.LinkId, item => item.Type == ItemType.Boolean
            ? ItemAnswer.Of(new AnswerValue.Truth(said == "yes"))
            : ItemAnswer.Of((said == "yes" ? item.Options[0] : item.Options[^1]).Value));
        var (_, response, observations) = Write(instrument, answers);
        Holds(said, response, [.. observations.Select(one => one!)]);
        Assert.Empty(ResponseReading.Faults(Read(instrument), (Model.QuestionnaireResponse)R4.Strict(response)));
    }

    [Theory]
    [MemberData(nameof(FhirValidityTests.Shipped), MemberType = typeof(FhirValidityTests))]
    public void A_questionnaire_that_ships_is_valid_by_the_definitions_of_R4(string name) => Assert.Empty(R4.Faults(Instruments.Named(name).Questionnaire.Source));

    [Fact]
    public void A_response_that_is_wrong_is_found_out()
    {
        var instrument = Instruments.Named("phq-2");
        var (_, response, _) = Write(instrument, Instruments.Weighing(instrument, instrument.Interpretation!.Scores[0], weights => weights.Max()));
        var answer = response["item"]![0]!["item"]![0]!["answer"]![0]!["valueCoding"]!;
        answer["code"] = "LA0000-0";
        Assert.Contains(ResponseReading.Faults(Read(instrument), (Model.QuestionnaireResponse)R4.Strict(response)), fault => fault.Contains("does not fit", StringComparison.Ordinal));
        response["status"] = "completed";
        response["item"]![0]!["answer"] = new JsonArray(new JsonObject { ["valueBoolean"] = true });
        Assert.NotEmpty(R4.Faults(response));
    }

    private static IEnumerable<(string What, Dictionary<string, ItemAnswer> Answers)> Golden(Instrument instrument, ScoreRule rule)
    {
        if (rule.Items.Select(linkId => instrument.Questionnaire.Find(linkId)!).Any(item => item.Options.Count == 0))
        {
            foreach (var number in rule.Bands.SelectMany(band => new[] { band.From, band.To }).Distinct())
            {
                yield return ($"{number}", rule.Items.ToDictionary(linkId => linkId, _ => ItemAnswer.Of(new AnswerValue.Number(number))));
            }

            yield break;
        }

        // A scale that counts codes instead of weights is taken by its options one by one.
        if (rule.Codes.Count > 0)
        {
            foreach (var place in Enumerable.Range(0, rule.Items.Max(linkId => instrument.Questionnaire.Find(linkId)!.Options.Count)))
            {
                yield return ($"option {place + 1}", rule.Items.ToDictionary(linkId => linkId, linkId => ItemAnswer.Of(instrument.Questionnaire.Find(linkId)!.Options[place].Value)));
            }
        }
        else
        {
            yield return ("all lowest", instrument.Weighing(rule, weights => weights.Min()));
            yield return ("all highest", instrument.Weighing(rule, weights => weights.Max()));
            foreach (var cut in rule.Bands.Skip(1).Select(band => band.From))
            {
                yield return ($"at {cut}", instrument.AddingUpTo(rule, cut));
                yield return ($"one below {cut}", instrument.AddingUpTo(rule, cut - 1));
            }
        }

        var missing = rule.Items.ToDictionary(linkId => linkId, linkId => ItemAnswer.Of(instrument.Questionnaire.Find(linkId)!.Options[0].Value));
        missing[rule.Items[^1]] = ItemAnswer.Without(AbsentReason.AskedDeclined);
        yield return ("one missing", missing);
    }

    private static (AssessmentRecord Record, JsonObject Response, JsonArray Observations) Write(Instrument instrument, Dictionary<string, ItemAnswer> golden)
    {
        // What is not part of the scale is answered by the first that is offered, in the order of asking.
        var flow = instrument.Flow;
        var answers = new Dictionary<string, ItemAnswer>();
        while (flow.Next(answers) is { } next)
        {
            answers[next.LinkId] = golden.GetValueOrDefault(next.LinkId) ?? ItemAnswer.Of(next.Options.Count > 0 ? next.Options[0].Value : new AnswerValue.Number(next.Lowest ?? 0));
        }

        var by = new Author(Roles.Patient, "p", "1");
        var start = new AssessmentEvent { What = AssessmentStep.Started, At = Now, By = by, Start = new AssessmentStart(instrument.Questionnaire.Canonical, instrument.Name, "en", answers, new Dictionary<string, KnownAnswer>()) };
        var response = AssessmentResponse.Of("r", [start])!;
        var live = flow.Live(response.Answers);
        var outcome = Judging.Judge(instrument, live, null);
        var written = QuestionnaireResponseWriter.Write(new PatientId("p"), response, instrument.Questionnaire, live, outcome, ResponseStatus.Completed, by, Now);
        var record = new AssessmentRecord
        {
            Id = "r",
            Name = instrument.Name,
            Questionnaire = instrument.Questionnaire.Canonical,
            CompletedAt = Now,
            JudgedAt = Now,
            Corrections = 0,
            Status = ResponseStatus.Completed,
            By = by,
            Outcome = outcome,
            Answers = live,
            Response = System.Text.Encoding.UTF8.GetBytes(written.ToJsonString()),
        };
        return (record, written, JsonNode.Parse(ScreeningObservations.Write(new PatientId("p"), record, instrument).Span)!.AsArray());
    }

    private static Model.Questionnaire Read(Instrument instrument) => (Model.Questionnaire)R4.Strict(instrument.Questionnaire.Source);

    private static void Holds(string what, JsonObject response, IReadOnlyList<JsonNode> observations)
    {
        Assert.True(R4.Faults(response) is { Count: 0 }, $"{what}: {string.Join("; ", R4.Faults(response))}");
        foreach (var one in observations)
        {
            Assert.True(R4.Faults(one) is { Count: 0 }, $"{what}, {one["id"]}: {string.Join("; ", R4.Faults(one))}");
        }
    }
}
