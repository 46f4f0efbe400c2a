using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Tests.Assessments;

/// <summary>What lists and groups that repeat count: each of several, all of a list, and nothing that is missing.</summary>
public sealed class MadeScoreTests
{
    private static readonly string[] Weights = ["none|nada", "some|algo", "much|mucho"];

    private static readonly Instrument Made = Read();

    /// <summary>The trouble of each of two or three visits, and every burden that was chosen.</summary>
    [Theory]
    [InlineData("none none", "", 0, "low")]
    [InlineData("much some", "", 3, "low")]
    [InlineData("much much", "", 4, "high")]
    [InlineData("some some some", "some", 4, "high")]
    [InlineData("none none none", "some much", 3, "low")]
    [InlineData("much much much", "some much", 9, "high")]
    public void Every_one_of_several_counts_and_every_answer_of_a_list(string visits, string burdens, int total, string band)
    {
        var score = Score(Answers(visits, burdens));
        Assert.Equal((total, $"coordinator.band.{band}"), (score.Total, score.Band));
        Assert.Equal(score.Total, score.Trace.Sum(item => item.Counts));
    }

    [Fact]
    public void One_that_is_missing_among_several_leaves_no_total_and_is_named()
    {
        var answers = Answers("much much", "some");
        answers["trouble#2"] = ItemAnswer.Without(AbsentReason.AskedDeclined);
        Assert.Equal((null, "trouble#2"), (Score(answers).Total, Assert.Single(Score(answers).Missing)));
        answers.Remove("trouble#2");
        Assert.Equal((null, "trouble#2"), (Score(answers).Total, Assert.Single(Score(answers).Missing)));
    }

    [Fact]
    public void One_that_was_taken_back_counts_nothing()
    {
        var answers = Answers("much much much", "some");
        answers["visits#3?"] = ItemAnswer.Of(new AnswerValue.Truth(false));
        Assert.Equal(5, Score(answers).Total);
    }

    [Theory]
    [InlineData("none much", true)]
    [InlineData("some none", false)]
    [InlineData("none none much", true)]
    public void An_answer_in_any_of_several_opens_a_need(string visits, bool opened)
    {
        var outcome = Judging.Judge(Made, Made.Flow.Live(Answers(visits, "some")), null);
        Assert.Equal(opened ? ["stress"] : [], outcome.Needs.Select(need => need.Id));
    }

    [Fact]
    public void Each_of_several_is_an_observation_of_its_own_and_a_valid_one()
    {
        var live = Made.Flow.Live(Answers("much some", "some much"));
        var record = new AssessmentRecord
        {
            Id = "r",
            Name = Made.Name,
            Questionnaire = Made.Questionnaire.Canonical,
            CompletedAt = DateTimeOffset.UnixEpoch,
            JudgedAt = DateTimeOffset.UnixEpoch,
            Corrections = 0,
            Status = ResponseStatus.Completed,
            By = new Author(Roles.Patient, "p", "1"),
            Outcome = Judging.Judge(Made, live, null),
            Answers = live,
            Response = "{}"u8.ToArray(),
        };
        var observations = JsonNode.Parse(ScreeningObservations.Write(new PatientId("p"), record, Made).Span)!.AsArray();
        Assert.All(observations, one => Assert.IsType<Hl7.Fhir.Model.Observation>(R4.Strict(one!)));
        Assert.Equal(2, observations.Count(one => (string?)one!["code"]!["text"] == "How much trouble was it?"));
        Assert.Equal(observations.Count, observations.Select(one => (string?)one!["id"]).Distinct().Count());
    }

    [Fact]
    public void FHIR_stands_in_a_record_as_JSON_and_is_read_where_an_earlier_release_put_it_as_text()
    {
        const string record = """{"kind":"assessment","v":1,"id":"r","name":"n","questionnaire":"q|1","completedAt":"2026-01-01T00:00:00+00:00","judgedAt":"2026-01-01T00:00:00+00:00","corrections":0,"status":"Completed","proxy":false,"by":{"role":"patient","id":"p","activityId":"1"},"outcome":{"scores":[],"needs":[],"findings":[],"interpretationVersion":"1","computed":{}},"answers":{},"changes":[],"response":{0}}""";
        const string response = """{"resourceType":"QuestionnaireResponse","text":"\u00bfqu\u00e9?"}""";
        var kept = record.Replace("{0}", response, StringComparison.Ordinal);
        var earlier = $$"""{{record.Replace("{0}", JsonSerializer.Serialize(response), StringComparison.Ordinal)[..^1]}},"observations":"[1]"}""";

        foreach (var json in new[] { kept, earlier })
        {
            var read = JsonSerializer.Deserialize(json, CareJson.Default.AssessmentRecord)!;
            Assert.Equal(response, Encoding.UTF8.GetString(read.Response.Span));
            Assert.Equal(kept, JsonSerializer.Serialize(read, CareJson.Default.AssessmentRecord));
        }
    }

    private static Score Score(Dictionary<string, ItemAnswer> answers) => Scoring.Score(Made.Questionnaire, Made.Interpretation!.Scores[0], answers);

    private static Dictionary<string, ItemAnswer> Answers(string visits, string burdens)
    {
        var troubles = visits.Split(' ');
        var answers = troubles.Index().ToDictionary(one => $"trouble#{one.Index + 1}", one => ItemAnswer.Of(Option("trouble", one.Item)));
        answers["visits#3?"] = ItemAnswer.Of(new AnswerValue.Truth(troubles.Length > 2));
        answers["burdens"] = new ItemAnswer([.. (burdens.Length == 0 ? ["none"] : burdens.Split(' ')).Select(code => Option("burdens", code))]);
        return answers;
    }

    private static AnswerValue Option(string linkId, string code) => Made.Questionnaire.Find(linkId)!.Options.Single(option => option.Code == code).Value;

    private static Instrument Read()
    {
        var trouble = MadeForms.Item("trouble", "choice", "How much trouble was it?", "¿Cuánto le costó?", options: Weights, repeats: false);
        trouble["code"] = new JsonArray(new JsonObject { ["system"] = "urn:made", ["code"] = "trouble" });
        var form = MadeForms.Form(
            "burden",
            MadeForms.With(MadeForms.Group("visits", "Visits", "Visitas", fewest: 2, most: 3, trouble), ("required", true)),
            MadeForms.Item("burdens", "choice", "What else?", "¿Qué más?", options: Weights, most: 2));
        foreach (var item in new[] { trouble, form["item"]![1]!.AsObject() })
        {
            foreach (var (place, option) in item["answerOption"]!.AsArray().Index())
            {
                option!["extension"] = new JsonArray(new JsonObject { ["url"] = "http://hl7.org/fhir/StructureDefinition/ordinalValue", ["valueDecimal"] = place });
            }
        }

        var questionnaire = MadeForms.Read(form);
        return new Instrument(questionnaire, Interpretation.Load(Encoding.UTF8.GetBytes(Meaning), "burden.interpretation.json", questionnaire));
    }

    private const string Meaning = """
        {
          "questionnaire": "https://carebot.example/made/burden", "version": "1", "topic": "assessment.topic.general",
          "sources": [{ "id": "made", "name": "Made", "note": "for this test" }], "signatory": { "role": "tester", "name": "nobody", "date": null },
          "scores": [{
            "id": "total", "label": "coordinator.score.total", "items": ["trouble", "burdens"], "lowest": 0, "highest": 9,
            "bands": [{ "from": 0, "to": 3, "label": "coordinator.band.low", "patient": "a" }, { "from": 4, "to": 9, "label": "coordinator.band.high", "patient": "b" }] }],
          "needs": [{ "id": "stress", "code": "Z73.3", "text": "coordinator.need.stress", "when": { "items": ["trouble"], "codes": ["much"] }, "resources": ["company"] }]
        }
        """;
}
