using System.Globalization;
using System.Text.Json.Nodes;
using CareBot.Care.Appointments;
using CareBot.Care.Patients;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>Writes the calendar as a Bundle of FHIR R4, so that what was read here can be read elsewhere, and here again.</summary>
public static class FhirCalendarWriter
{
    private const string Snomed = "http://snomed.info/sct";

    public static JsonObject Bundle(VisitTypes types, IReadOnlyList<CareProvider> providers, IReadOnlyList<Slot> slots, IReadOnlyList<(PatientId Patient, Appointment Visit)> visits) => new()
    {
        ["resourceType"] = "Bundle",
        ["type"] = "collection",
        ["entry"] = new JsonArray([.. providers.SelectMany(provider => Office(types, provider)).Concat(slots.Select(Slot)).Concat(visits.Select(one => Appointment(one.Patient, one.Visit)))
            .Select(resource => (JsonNode)new JsonObject { ["resource"] = resource })]),
    };

    private static IEnumerable<JsonObject> Office(VisitTypes types, CareProvider provider)
    {
        var (place, service) = ($"{provider.Id}-location", $"{provider.Id}-service");
        yield return new JsonObject
        {
            ["resourceType"] = "Practitioner",
            ["id"] = provider.Id,
            ["name"] = new JsonArray(new JsonObject { ["text"] = provider.Name }),
            ["communication"] = new JsonArray([.. provider.Languages.Select(language => (JsonNode)Concept("urn:ietf:bcp:47", language))]),
        };
        yield return new JsonObject
        {
            ["resourceType"] = "Location",
            ["id"] = place,
            ["extension"] = new JsonArray(new JsonObject { ["url"] = "http://hl7.org/fhir/StructureDefinition/timezone", ["valueCode"] = provider.TimeZone }),
            ["name"] = provider.Location,
            ["telecom"] = Phone(provider),
            ["address"] = new JsonObject { ["text"] = provider.Address },
        };
        var offered = new JsonObject
        {
            ["resourceType"] = "HealthcareService",
            ["id"] = service,
            ["specialty"] = new JsonArray(types.Specialties.FirstOrDefault(one => one.Id == provider.Specialty) is { Codes: [var code, ..] } ? Concept(Snomed, code, provider.Specialty) : new JsonObject { ["text"] = provider.Specialty }),
            ["location"] = new JsonArray(Reference($"Location/{place}")),
            ["name"] = provider.Name,
            ["telecom"] = Phone(provider),
        };
        if (provider.IsPhoneOnly)
        {
            offered["referralMethod"] = new JsonArray(Concept("http://terminology.hl7.org/CodeSystem/service-referral-method", "phone"));
        }

        if (provider.OffersVirtual)
        {
            offered["characteristic"] = new JsonArray(new JsonObject { ["text"] = "virtual" });
        }

        yield return offered;
        yield return new JsonObject
        {
            ["resourceType"] = "Schedule",
            ["id"] = provider.Id,
            ["serviceType"] = new JsonArray(new JsonObject { ["text"] = provider.VisitType }),
            ["actor"] = new JsonArray(Reference($"Practitioner/{provider.Id}"), Reference($"Location/{place}"), Reference($"HealthcareService/{service}")),
        };
    }

    private static JsonObject Slot(Slot slot) => new()
    {
        ["resourceType"] = "Slot",
        ["id"] = SlotId(slot.Provider, slot.Start),
        ["schedule"] = Reference($"Schedule/{slot.Provider}"),
        ["status"] = slot.State switch { SlotState.Free => "free", SlotState.Held => "busy-tentative", SlotState.Blocked => "busy-unavailable", _ => "busy" },
        ["start"] = Instant(slot.Start),
        ["end"] = Instant(slot.Start.AddMinutes(slot.Minutes)),
    };

    private static JsonObject Appointment(PatientId patient, Appointment visit) => new()
    {
        ["resourceType"] = "Appointment",
        ["id"] = visit.Id,
        ["status"] = visit.State switch { AppointmentState.Booked => "booked", AppointmentState.Fulfilled => "fulfilled", AppointmentState.NoShow => "noshow", _ => "cancelled" },
        ["start"] = Instant(visit.Start),
        ["end"] = Instant(visit.End),
        ["slot"] = new JsonArray(Reference($"Slot/{SlotId(visit.Provider, visit.Start)}")),
        ["participant"] = new JsonArray(
            new JsonObject { ["actor"] = Reference($"Patient/{patient.Value}"), ["status"] = visit.IsConfirmed ? "accepted" : "needs-action" },
            new JsonObject { ["actor"] = Reference($"Practitioner/{visit.Provider}"), ["status"] = "accepted" }),
    };

    private static string SlotId(string provider, DateTimeOffset start) => $"{provider}-{Appointments.Slot.KeyOf(start)}";

    private static JsonObject Reference(string to) => new() { ["reference"] = to };

    private static JsonObject Concept(string system, string code, string? text = null)
    {
        var concept = new JsonObject { ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code }) };
        if (text is not null)
        {
            concept["text"] = text;
        }

        return concept;
    }

    private static JsonArray Phone(CareProvider provider) => [new JsonObject { ["system"] = "phone", ["value"] = provider.Phone }];

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
