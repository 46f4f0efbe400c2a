using System.Text.Json.Nodes;
using CareBot.Care.Assessments;
using CareBot.Care.Patients;
using Coding = CareBot.Care.Assessments.Coding;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>
/// Writes the answers and scores of a response as FHIR R4 Observations in the shape of US Core's screening assessment: one for each coded
/// answer, one for each score, and a panel that holds them together. A missing answer says why.
/// </summary>
public static class ScreeningObservations
{
    public static JsonArray Write(PatientId patient, AssessmentRecord record, Instrument instrument)
    {
        var members = new List<JsonObject>();
        foreach (var item in instrument.Questionnaire.Answered(record.Answers).Where(item => item.Codes.Count > 0))
        {
            members.Add(Answer(patient, record, item, record.Answers[item.LinkId]));
        }

        foreach (var score in record.Outcome.Scores)
        {
            if (instrument.Interpretation!.Scores.First(rule => rule.Id == score.Id).Code is { } code)
            {
                members.Add(Score(patient, record, code, score));
            }
        }

        if (members.Count > 0 && instrument.Questionnaire.Codes is [var panel, ..])
        {
            var head = Head(patient, record, "panel", panel, instrument.Questionnaire.Title.Text);
            head["hasMember"] = new JsonArray([.. members.Select(member => (JsonNode)new JsonObject { ["reference"] = $"Observation/{member["id"]}" })]);
            members.Insert(0, head);
        }

        return new JsonArray([.. members]);
    }

    private static JsonObject Answer(PatientId patient, AssessmentRecord record, QuestionItem item, ItemAnswer answer)
    {
        var written = Head(patient, record, item.LinkId, item.Codes[0], item.Text?.Text);
        switch (answer.Values)
        {
            case []:
                written["dataAbsentReason"] = Concept(new Coding("http://terminology.hl7.org/CodeSystem/data-absent-reason", QuestionnaireResponseWriter.Code(answer.Absent!.Value)));
                break;
            case [AnswerValue.Coded only]:
                written["valueCodeableConcept"] = Concept(only.Coding);
                break;
            case [AnswerValue.Coded, ..]:
                // Several answers to one question are components of it.
                written["component"] = new JsonArray([.. answer.Values.OfType<AnswerValue.Coded>().Select(one => (JsonNode)new JsonObject { ["code"] = Concept(item.Codes[0]), ["valueCodeableConcept"] = Concept(one.Coding) })]);
                break;
            case [AnswerValue.Number number]:
                written["valueQuantity"] = new JsonObject { ["value"] = number.Value };
                break;
            case [AnswerValue.Truth truth]:
                written["valueBoolean"] = truth.Value;
                break;
            default:
                written["valueString"] = string.Join("; ", answer.Values.Select(value => value.Plain));
                break;
        }

        return written;
    }

    private static JsonObject Score(PatientId patient, AssessmentRecord record, string code, Score score)
    {
        var written = Head(patient, record, score.Id, new Coding("http://loinc.org", code), null);
        if (score.Total is { } total)
        {
            written["valueQuantity"] = new JsonObject { ["value"] = total, ["system"] = "http://unitsofmeasure.org", ["code"] = "{score}" };
        }
        else
        {
            // An answer is missing, and the tool does not say how to do without it.
            written["dataAbsentReason"] = Concept(new Coding("http://terminology.hl7.org/CodeSystem/data-absent-reason", "unknown"));
        }

        return written;
    }

    private static JsonObject Head(PatientId patient, AssessmentRecord record, string name, Coding code, string? text)
    {
        var concept = Concept(code);
        if (text is not null)
        {
            concept["text"] = text;
        }

        return new JsonObject
        {
            ["resourceType"] = "Observation",
            ["id"] = Records.CauseId.Of(record.Id, name),
            ["status"] = record.Corrections > 0 ? "amended" : "final",
            ["category"] = new JsonArray(Concept(new Coding("http://terminology.hl7.org/CodeSystem/observation-category", "survey", "Survey"))),
            ["code"] = concept,
            ["subject"] = new JsonObject { ["reference"] = $"Patient/{patient.Value}" },
            ["effectiveDateTime"] = QuestionnaireResponseWriter.Instant(record.CompletedAt),
            ["performer"] = new JsonArray(new JsonObject { ["reference"] = record.By.Role == Roles.Coordinator ? $"Practitioner/{record.By.Id}" : $"Patient/{patient.Value}" }),
            ["derivedFrom"] = new JsonArray(new JsonObject { ["reference"] = $"QuestionnaireResponse/{record.Id}" }),
        };
    }

    private static JsonObject Concept(Coding coding) => new() { ["coding"] = new JsonArray(QuestionnaireResponseWriter.Write(coding)) };
}
