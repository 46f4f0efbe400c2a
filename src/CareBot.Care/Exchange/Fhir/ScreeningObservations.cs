using System.Buffers;
using System.Text.Json;
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
    // An observation takes about so many bytes.
    private const int UsualSize = 1024;

    private const string AbsentReasons = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    /// <returns>A JSON list.</returns>
    public static ReadOnlyMemory<byte> Write(PatientId patient, AssessmentRecord record, Instrument instrument)
    {
        var items = instrument.Questionnaire.Answered(record.Answers).Where(item => item.Codes.Count > 0).ToList();
        var scores = record.Outcome.Scores.Select(score => (Score: score, instrument.Interpretation!.Scores.First(rule => rule.Id == score.Id).Code)).Where(one => one.Code is not null).ToList();
        var ids = items.Select(item => IdOf(record, item.LinkId)).Concat(scores.Select(one => IdOf(record, one.Score.Id))).ToList();
        var buffer = new ArrayBufferWriter<byte>(UsualSize * (ids.Count + 1));
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            if (ids.Count > 0 && instrument.Questionnaire.Codes is [var panel, ..])
            {
                WriteHead(writer, patient, record, IdOf(record, "panel"), panel, instrument.Questionnaire.Title.Text);
                writer.WriteStartArray("hasMember");
                foreach (var id in ids)
                {
                    WriteReference(writer, $"Observation/{id}");
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            for (var i = 0; i < items.Count; i++)
            {
                WriteAnswer(writer, patient, record, ids[i], items[i], record.Answers[items[i].LinkId]);
            }

            for (var i = 0; i < scores.Count; i++)
            {
                WriteScore(writer, patient, record, ids[items.Count + i], scores[i].Code!, scores[i].Score);
            }

            writer.WriteEndArray();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteAnswer(Utf8JsonWriter writer, PatientId patient, AssessmentRecord record, string id, QuestionItem item, ItemAnswer answer)
    {
        WriteHead(writer, patient, record, id, item.Codes[0], item.Text?.Text);
        switch (answer.Values)
        {
            case []:
                WriteConcept(writer, "dataAbsentReason", new Coding(AbsentReasons, QuestionnaireResponseWriter.Code(answer.Absent!.Value)));
                break;
            case [AnswerValue.Coded only]:
                WriteConcept(writer, "valueCodeableConcept", only.Coding);
                break;
            case [AnswerValue.Coded, ..]:
                // Several answers to one question are components of it.
                writer.WriteStartArray("component");
                foreach (var one in answer.Values.OfType<AnswerValue.Coded>())
                {
                    writer.WriteStartObject();
                    WriteConcept(writer, "code", item.Codes[0]);
                    WriteConcept(writer, "valueCodeableConcept", one.Coding);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                break;
            case [AnswerValue.Number number]:
                writer.WriteStartObject("valueQuantity");
                writer.WriteNumber("value", number.Value);
                writer.WriteEndObject();
                break;
            case [AnswerValue.Truth truth]:
                writer.WriteBoolean("valueBoolean", truth.Value);
                break;
            default:
                writer.WriteString("valueString", string.Join("; ", answer.Values.Select(value => value.Plain)));
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteScore(Utf8JsonWriter writer, PatientId patient, AssessmentRecord record, string id, string code, Score score)
    {
        WriteHead(writer, patient, record, id, new Coding("http://loinc.org", code), null);
        if (score.Total is { } total)
        {
            writer.WriteStartObject("valueQuantity");
            writer.WriteNumber("value", total);
            writer.WriteString("system", "http://unitsofmeasure.org");
            writer.WriteString("code", "{score}");
            writer.WriteEndObject();
        }
        else
        {
            // An answer is missing, and the tool does not say how to do without it.
            WriteConcept(writer, "dataAbsentReason", new Coding(AbsentReasons, "unknown"));
        }

        writer.WriteEndObject();
    }

    /// <summary>Begins an observation: what every one of them says.</summary>
    private static void WriteHead(Utf8JsonWriter writer, PatientId patient, AssessmentRecord record, string id, Coding code, string? text)
    {
        writer.WriteStartObject();
        writer.WriteString("resourceType", "Observation");
        writer.WriteString("id", id);
        writer.WriteString("status", record.Corrections > 0 ? "amended" : "final");
        writer.WriteStartArray("category");
        WriteConcept(writer, null, new Coding("http://terminology.hl7.org/CodeSystem/observation-category", "survey", "Survey"));
        writer.WriteEndArray();
        WriteConcept(writer, "code", code, text);
        writer.WritePropertyName("subject");
        WriteReference(writer, $"Patient/{patient.Value}");
        writer.WriteString("effectiveDateTime", QuestionnaireResponseWriter.Instant(record.CompletedAt));
        writer.WriteStartArray("performer");
        WriteReference(writer, record.By.Role == Roles.Coordinator ? $"Practitioner/{record.By.Id}" : $"Patient/{patient.Value}");
        writer.WriteEndArray();
        writer.WriteStartArray("derivedFrom");
        WriteReference(writer, $"QuestionnaireResponse/{record.Id}");
        writer.WriteEndArray();
    }

    private static string IdOf(AssessmentRecord record, string name) => Records.CauseId.Of(record.Id, name);

    private static void WriteReference(Utf8JsonWriter writer, string reference)
    {
        writer.WriteStartObject();
        writer.WriteString("reference", reference);
        writer.WriteEndObject();
    }

    /// <param name="property">Null in a list.</param>
    private static void WriteConcept(Utf8JsonWriter writer, string? property, Coding coding, string? text = null)
    {
        if (property is not null)
        {
            writer.WritePropertyName(property);
        }

        writer.WriteStartObject();
        writer.WriteStartArray("coding");
        writer.WriteStartObject();
        if (coding.System is { } system)
        {
            writer.WriteString("system", system);
        }

        writer.WriteString("code", coding.Code);
        if (coding.Display is { } display)
        {
            writer.WriteString("display", display);
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
        if (text is not null)
        {
            writer.WriteString("text", text);
        }

        writer.WriteEndObject();
    }
}
