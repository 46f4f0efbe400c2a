using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CareBot.Care.Consent;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>Writes a referral as FHIR R4: ServiceRequest, Task and Consent in the shapes of the SDOH Clinical Care guide.</summary>
/// <remarks>A task never is <c>ready</c> or <c>received</c> there, and one that is rejected, cancelled, on hold or failed says why.</remarks>
public static class ReferralWriter
{
    private const string Profiles = "http://hl7.org/fhir/us/sdoh-clinicalcare/StructureDefinition/";
    private const string Codes = "http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes";
    private const string ActCodes = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    public static JsonObject ServiceRequest(PatientId patient, Referral referral)
    {
        var written = Resource("ServiceRequest", referral.Id, "SDOHCC-ServiceRequest");
        written["status"] = RequestStatus(referral);
        written["intent"] = "order";
        written["category"] = new JsonArray(Concept(Codes, referral.Category));
        written["code"] = new JsonObject { ["text"] = referral.Service.Name };
        written["subject"] = Reference($"Patient/{patient.Value}");
        written["authoredOn"] = Instant(referral.ProposedAt);
        written["requester"] = Reference($"Practitioner/{referral.By.Value}");
        written["performer"] = new JsonArray(new JsonObject { ["type"] = "HealthcareService", ["identifier"] = new JsonObject { ["value"] = referral.Service.Id }, ["display"] = referral.Service.Name });
        if (referral.Consent is { } consent)
        {
            written["supportingInfo"] = new JsonArray(Reference($"Consent/{consent}"));
        }

        return written;
    }

    public static JsonObject Task(PatientId patient, Referral referral)
    {
        var written = Resource("Task", referral.Id, "SDOHCC-TaskForReferralManagement");
        written["status"] = TaskStatus(referral);
        if (StatusReason(referral) is { } reason)
        {
            written["statusReason"] = new JsonObject { ["text"] = reason };
        }

        written["intent"] = "order";
        written["priority"] = "routine";
        written["code"] = Concept("http://hl7.org/fhir/CodeSystem/task-code", "fulfill");
        written["focus"] = Reference($"ServiceRequest/{referral.Id}");
        written["for"] = Reference($"Patient/{patient.Value}");
        written["authoredOn"] = Instant(referral.SentAt ?? referral.ProposedAt);
        written["lastModified"] = Instant(referral.StateAt);
        written["requester"] = Reference($"Practitioner/{referral.By.Value}");
        written["owner"] = new JsonObject { ["type"] = "HealthcareService", ["identifier"] = new JsonObject { ["value"] = referral.Service.Id }, ["display"] = referral.Service.Name };
        if (Notes(referral) is { Count: > 0 } notes)
        {
            written["note"] = notes;
        }

        if (referral.State == ReferralState.Delivered)
        {
            written["output"] = new JsonArray(new JsonObject { ["type"] = Concept(Codes, "resulting-activity"), ["valueCodeableConcept"] = new JsonObject { ["text"] = referral.Service.Name } });
        }

        return written;
    }

    /// <summary>How far the patient has come with the service; null while nothing was sent.</summary>
    public static JsonObject? Enrolment(PatientId patient, Referral referral)
    {
        if (referral.Steps.Count == 0)
        {
            return null;
        }

        var written = Resource("Observation", $"{referral.Id}-enrollment", "SDOHCC-ObservationProgramEnrollmentStatus");
        var reached = referral.Steps.LastOrDefault(step => step.Status != EnrolmentStatus.Closed) ?? referral.Steps[^1];
        written["status"] = "final";
        written["category"] = new JsonArray(Concept("http://hl7.org/fhir/us/core/CodeSystem/us-core-category", "sdoh"), Concept(Codes, "program-enrollment"));
        written["code"] = new JsonObject { ["text"] = referral.Service.Name };
        written["subject"] = Reference($"Patient/{patient.Value}");
        written["focus"] = new JsonArray(Reference($"ServiceRequest/{referral.Id}"));
        written["effectiveDateTime"] = Instant(reached.At);
        written["valueCodeableConcept"] = Concept(Codes, reached.Status switch { EnrolmentStatus.Enrolled => "enrolled", EnrolmentStatus.Waitlisted => "not-enrolled-on-waitlist", _ => "not-enrolled" });
        written["note"] = new JsonArray([.. referral.Steps.Select(step => (JsonNode)new JsonObject { ["time"] = Instant(step.At), ["text"] = JsonNamingPolicy.KebabCaseLower.ConvertName(step.Status.ToString()) })]);
        return written;
    }

    public static JsonObject Consent(PatientId patient, SharingConsent consent, string practice)
    {
        var written = Resource("Consent", consent.Id, "SDOHCC-Consent");
        written["status"] = consent.RevokedAt is null ? "active" : "inactive";
        written["scope"] = Concept("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy");
        written["category"] = new JsonArray(Concept(ActCodes, "IDSCL"));
        written["patient"] = Reference($"Patient/{patient.Value}");
        written["dateTime"] = Instant(consent.GivenAt);
        written["organization"] = new JsonArray(new JsonObject { ["display"] = practice });
        written["sourceAttachment"] = new JsonObject { ["title"] = consent.How, ["creation"] = Instant(consent.GivenAt) };
        written["policyRule"] = new JsonObject { ["text"] = string.Join(", ", consent.What) };
        written["provision"] = new JsonObject { ["type"] = "permit", ["period"] = new JsonObject { ["start"] = Instant(consent.GivenAt), ["end"] = Instant(consent.RevokedAt ?? consent.Until) } };
        return written;
    }

    private static string RequestStatus(Referral referral) => referral.State switch
    {
        ReferralState.Proposed or ReferralState.ConsentNeeded => "draft",
        ReferralState.Declined or ReferralState.Withdrawn => "revoked",
        ReferralState.Delivered => "completed",
        _ => "active",
    };

    private static string TaskStatus(Referral referral) => referral.State switch
    {
        ReferralState.Proposed or ReferralState.ConsentNeeded => "draft",
        ReferralState.Sent => "requested",
        ReferralState.Accepted => "accepted",
        ReferralState.Waitlisted => "on-hold",
        ReferralState.Scheduled => "in-progress",
        ReferralState.Delivered => "completed",
        ReferralState.Declined => "rejected",
        _ => "cancelled",
    };

    private static string? StatusReason(Referral referral) => referral.State switch
    {
        ReferralState.Waitlisted => "waitlist",
        ReferralState.Declined or ReferralState.Withdrawn => JsonNamingPolicy.KebabCaseLower.ConvertName((referral.Reason ?? NoReason.Other).ToString()),
        _ => null,
    };

    private static JsonArray Notes(Referral referral)
    {
        var notes = new JsonArray();
        if (referral.AgencyNote is { } note)
        {
            notes.Add(new JsonObject { ["text"] = note });
        }

        if (referral.PatientSays is { } said)
        {
            notes.Add(new JsonObject { ["authorString"] = "patient", ["time"] = Instant(referral.PatientSaysAt!.Value), ["text"] = JsonNamingPolicy.KebabCaseLower.ConvertName(said.ToString()) });
        }

        return notes;
    }

    private static JsonObject Resource(string type, string id, string profile) =>
        new() { ["resourceType"] = type, ["id"] = id, ["meta"] = new JsonObject { ["profile"] = new JsonArray(Profiles + profile) } };

    private static JsonObject Concept(string system, string code) => new() { ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code }) };

    private static JsonObject Reference(string to) => new() { ["reference"] = to };

    private static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
