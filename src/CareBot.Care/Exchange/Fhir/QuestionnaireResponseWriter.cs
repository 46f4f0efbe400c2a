using System.Globalization;
using System.Text.Json.Nodes;
using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using Coding = CareBot.Care.Assessments.Coding;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>Writes a response as a FHIR R4 QuestionnaireResponse: who answered and for whom, and why an answer is missing.</summary>
public static class QuestionnaireResponseWriter
{
    /// <param name="answers">Those that count.</param>
    /// <param name="by">Who submitted it: the author. The source is the patient, or the relative who answered in their place.</param>
    public static JsonObject Write(
        PatientId patient, AssessmentResponse response, Questionnaire questionnaire, IReadOnlyDictionary<string, ItemAnswer> answers, Outcome outcome, ResponseStatus status, Author by, DateTimeOffset now)
    {
        var subject = $"Patient/{patient.Value}";
        var items = Items(questionnaire.Outermost(answers), answers, outcome.Computed, response.Start.Language);
        var written = new JsonObject
        {
            ["resourceType"] = "QuestionnaireResponse",
            ["id"] = response.Id,
            ["language"] = response.Start.Language,
            ["questionnaire"] = questionnaire.Canonical,
            ["status"] = Status(status),
            ["subject"] = new JsonObject { ["reference"] = subject },
            ["authored"] = Instant(now),
            ["author"] = new JsonObject { ["reference"] = by.Role switch { Roles.Coordinator => $"Practitioner/{by.Id}", Roles.Family => $"RelatedPerson/{by.Id}", _ => subject } },
            ["source"] = by.Role == Roles.Family ? new JsonObject { ["reference"] = $"RelatedPerson/{by.Id}" } : response.Proxy ? new JsonObject { ["display"] = "Relative of the patient", ["type"] = "RelatedPerson" } : new JsonObject { ["reference"] = subject },
        };
        if (items.Count > 0)
        {
            written["item"] = items;
        }

        return written;
    }

    private static string Status(ResponseStatus status) => status switch
    {
        ResponseStatus.InProgress => "in-progress",
        ResponseStatus.Completed => "completed",
        ResponseStatus.Amended => "amended",
        _ => "stopped",
    };

    /// <param name="weighed">Each coded answer carries its weight, for expressions that look for it there.</param>
    internal static JsonArray Items(
        IReadOnlyList<QuestionItem> items, IReadOnlyDictionary<string, ItemAnswer> answers, IReadOnlyDictionary<string, AnswerValue> computed, string language, bool weighed = false) =>
        [.. items.Select(item => Item(item, answers, computed, language, weighed)).Where(item => item is not null)];

    /// <returns>Null for an item without anything to say.</returns>
    private static JsonObject? Item(QuestionItem item, IReadOnlyDictionary<string, ItemAnswer> answers, IReadOnlyDictionary<string, AnswerValue> computed, string language, bool weighed)
    {
        var inner = Items(item.Items, answers, computed, language, weighed);
        var answer = answers.GetValueOrDefault(item.LinkId) ?? (computed.TryGetValue(item.Original, out var value) ? ItemAnswer.Of(value) : null);
        if (item.Type == ItemType.Display || item.AsksForMore || (answer is null && inner.Count == 0))
        {
            return null;
        }

        var written = new JsonObject();
        if (answer?.Absent is { } reason)
        {
            written["extension"] = new JsonArray(new JsonObject { ["url"] = FhirUrls.AbsentReason, ["valueCode"] = Code(reason) });
        }

        written["linkId"] = item.Original;
        if (item.Text is { } text)
        {
            written["text"] = text.In(language);
        }

        if (answer is { Values.Count: > 0 })
        {
            var given = new JsonArray([.. answer.Values.Select(one => (JsonNode)(weighed ? Weighed(item, one) : Answer(item, one)))]);
            if (inner.Count > 0)
            {
                given[0]!.AsObject()["item"] = inner;
            }

            written["answer"] = given;
        }
        else if (inner.Count > 0)
        {
            written["item"] = inner;
        }

        return written;
    }

    internal static string Code(AbsentReason reason) => reason switch
    {
        AbsentReason.AskedDeclined => "asked-declined",
        AbsentReason.NotAsked => "not-asked",
        _ => "asked-unknown",
    };

    private static JsonObject Weighed(QuestionItem item, AnswerValue value)
    {
        var answer = Answer(item, value);
        if (answer["valueCoding"] is JsonObject coding && item.Options.FirstOrDefault(option => option.Value.Means(value))?.Weight is { } weight)
        {
            coding["extension"] = new JsonArray(new JsonObject { ["url"] = FhirUrls.OrdinalValue, ["valueDecimal"] = weight });
        }

        return answer;
    }

    private static JsonObject Answer(QuestionItem item, AnswerValue value) => value switch
    {
        AnswerValue.Coded coded => new JsonObject { ["valueCoding"] = Write(coded.Coding) },
        AnswerValue.Truth truth => new JsonObject { ["valueBoolean"] = truth.Value },
        AnswerValue.Number number when item.Type == ItemType.Integer => new JsonObject { ["valueInteger"] = (int)number.Value },
        AnswerValue.Number number => new JsonObject { ["valueDecimal"] = number.Value },
        AnswerValue.Measured measured => new JsonObject { ["valueQuantity"] = Quantity(measured) },
        AnswerValue.Day day when item.Type == ItemType.DateTime => new JsonObject { ["valueDateTime"] = day.Plain },
        AnswerValue.Day day => new JsonObject { ["valueDate"] = day.Plain },
        AnswerValue.Moment moment => new JsonObject { ["valueDateTime"] = Instant(moment.Value) },
        AnswerValue.Hour hour => new JsonObject { ["valueTime"] = hour.Plain },
        _ => new JsonObject { ["valueString"] = value.Plain },
    };

    internal static JsonObject Write(Coding coding)
    {
        var written = new JsonObject();
        if (coding.System is { } system)
        {
            written["system"] = system;
        }

        written["code"] = coding.Code;
        if (coding.Display is { } display)
        {
            written["display"] = display;
        }

        return written;
    }

    private static JsonObject Quantity(AnswerValue.Measured measured)
    {
        var written = new JsonObject { ["value"] = measured.Value };
        if (measured.Unit is { } unit)
        {
            written["unit"] = unit.Display ?? unit.Code;
            if (unit.System is { } system)
            {
                written["system"] = system;
                written["code"] = unit.Code;
            }
        }

        return written;
    }

    internal static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
