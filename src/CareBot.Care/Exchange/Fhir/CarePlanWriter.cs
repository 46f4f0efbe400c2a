using System.Globalization;
using System.Text.Json.Nodes;
using CareBot.Care.Patients;
using CareBot.Care.Plans;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>Writes a problem of the plan as FHIR R4: Condition and Goal in the shapes of the SDOH Clinical Care guide, and the CarePlan that holds them.</summary>
/// <remarks>Until the patient says yes the Condition is an unconfirmed health concern, the Goal proposed and the CarePlan a draft.</remarks>
public static class CarePlanWriter
{
    private const string Profiles = "http://hl7.org/fhir/us/sdoh-clinicalcare/StructureDefinition/";
    private const string Codes = "http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes";
    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";
    private const string UsCore = "http://hl7.org/fhir/us/core/";

    public static IEnumerable<JsonObject> Write(ChartSummary chart, PlanProblem problem, PlanNeeds content) =>
        [Condition(chart, problem, content.Find(problem.Need)!), Goal(chart, problem, content.Find(problem.Need)!), CarePlan(chart, content)];

    private static JsonObject Condition(ChartSummary chart, PlanProblem problem, PlanNeed need)
    {
        var agreed = IsAgreed(problem);
        var written = Resource("Condition", $"problem-{problem.Id}", Profiles + "SDOHCC-Condition");
        if (problem.Agreement != Agreement.Refused)
        {
            written["clinicalStatus"] = Concept(Terminology + "condition-clinical", "active");
        }

        written["verificationStatus"] = Concept(Terminology + "condition-ver-status", problem.Agreement == Agreement.Refused ? "refuted" : agreed ? "confirmed" : "unconfirmed");
        written["category"] = new JsonArray([.. new[]
        {
            agreed ? Concept(Terminology + "condition-category", "problem-list-item") : Concept(UsCore + "CodeSystem/condition-category", "health-concern"),
            need.Category is { } category ? Concept(Codes, category) : null,
        }.OfType<JsonObject>()]);
        written["code"] = Concept("http://hl7.org/fhir/sid/icd-10-cm", problem.Code, need.Display);
        written["subject"] = Patient(chart);
        written["recordedDate"] = Instant(problem.AddedAt);
        written["asserter"] = agreed ? Patient(chart) : Practitioner(problem.AddedBy);
        written["evidence"] = new JsonArray(new JsonObject { ["detail"] = new JsonArray(Reference($"QuestionnaireResponse/{problem.Response}")) });
        return written;
    }

    private static JsonObject Goal(ChartSummary chart, PlanProblem problem, PlanNeed need)
    {
        var written = Resource("Goal", $"goal-{problem.Id}", Profiles + "SDOHCC-Goal");
        written["lifecycleStatus"] = problem.Agreement switch { Agreement.Refused => "rejected", Agreement.NotSaid => "proposed", _ => "active" };
        if (need.Category is { } category)
        {
            written["category"] = new JsonArray(Concept(Codes, category));
        }

        written["description"] = new JsonObject { ["text"] = problem.Wish ?? need.Goal };
        written["subject"] = Patient(chart);
        written["startDate"] = Day(DateOnly.FromDateTime(problem.AddedAt.UtcDateTime));
        written["expressedBy"] = problem.Wish is null ? Practitioner(problem.AddedBy) : Patient(chart);
        written["addresses"] = new JsonArray(Reference($"Condition/problem-{problem.Id}"));
        return written;
    }

    private static JsonObject CarePlan(ChartSummary chart, PlanNeeds content)
    {
        // What was refused is no part of the plan.
        var problems = chart.Plan.Where(one => one.Agreement != Agreement.Refused).ToList();
        var written = Resource("CarePlan", $"plan-{chart.Patient.Value}", UsCore + "StructureDefinition/us-core-careplan");
        written["status"] = problems.Any(IsAgreed) ? "active" : problems.Count == 0 ? "revoked" : "draft";
        written["intent"] = "plan";
        written["category"] = new JsonArray(Concept(UsCore + "CodeSystem/careplan-category", "assess-plan"));
        written["subject"] = Patient(chart);
        if (problems.Count > 0)
        {
            written["addresses"] = new JsonArray([.. problems.Select(one => (JsonNode)Reference($"Condition/problem-{one.Id}"))]);
            written["goal"] = new JsonArray([.. problems.Select(one => (JsonNode)Reference($"Goal/goal-{one.Id}"))]);
            written["activity"] = new JsonArray([.. problems.Select(one => (JsonNode)Activity(one, content.Find(one.Need)!))]);
        }

        return written;
    }

    private static JsonObject Activity(PlanProblem problem, PlanNeed need) => new()
    {
        ["detail"] = new JsonObject
        {
            ["status"] = problem.Step.DoneAt is null ? "not-started" : "completed",
            ["goal"] = new JsonArray(Reference($"Goal/goal-{problem.Id}")),
            ["scheduledPeriod"] = new JsonObject { ["end"] = Day(problem.Step.Due) },
            ["performer"] = new JsonArray(Practitioner(problem.Step.Owner)),
            ["description"] = need.Step,
        },
    };

    private static bool IsAgreed(PlanProblem problem) => problem.Agreement is Agreement.Agreed or Agreement.AgreedAloud;

    private static JsonObject Resource(string type, string id, string profile) =>
        new() { ["resourceType"] = type, ["id"] = id, ["meta"] = new JsonObject { ["profile"] = new JsonArray(profile) } };

    private static JsonObject Concept(string system, string code, string? display = null)
    {
        var coding = new JsonObject { ["system"] = system, ["code"] = code };
        if (display is not null)
        {
            coding["display"] = display;
        }

        return new JsonObject { ["coding"] = new JsonArray(coding) };
    }

    private static JsonObject Patient(ChartSummary chart) => Reference($"Patient/{chart.Patient.Value}");

    private static JsonObject Practitioner(StaffId staff) => Reference($"Practitioner/{staff.Value}");

    private static JsonObject Reference(string to) => new() { ["reference"] = to };

    private static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
