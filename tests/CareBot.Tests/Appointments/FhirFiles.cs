namespace CareBot.Tests.Appointments;

/// <summary>An invented clinic as another system's calendar would write it.</summary>
internal static class FhirFiles
{
    /// <param name="start">When Walt's visit begins; it takes half an hour.</param>
    /// <param name="status">Of Walt's visit.</param>
    /// <param name="times">Status of the three other times.</param>
    /// <param name="patient">Whose visit it is.</param>
    /// <param name="referral">How the office is booked.</param>
    public static string Clinic(string start = "2026-03-05T09:00:00-06:00", string status = "booked", string times = "free", string patient = "walt", string referral = "elec")
    {
        var end = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture).AddMinutes(30).ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
        var visited = start.Contains("T09", StringComparison.Ordinal) ? "" : start;
        return $$$"""
            {"resourceType": "Bundle", "type": "collection", "entry": [
              {"resource": {"resourceType": "Practitioner", "id": "ruiz", "name": [{"prefix": ["Dra."], "given": ["Elena"], "family": "Ruiz"}], "communication": [{"coding": [{"code": "es-MX"}]}, {"coding": [{"code": "en"}]}]}},
              {"resource": {"resourceType": "Location", "id": "l1", "name": "Elm Clinic", "address": {"line": ["9 Elm Street"], "city": "Oak Park"}, "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/timezone", "valueCode": "America/Chicago"}]}},
              {"resource": {"resourceType": "HealthcareService", "id": "h1", "name": "Heart clinic", "referralMethod": [{"coding": [{"code": "{{{referral}}}"}]}], "telecom": [{"system": "phone", "value": "555-0170"}]}},
              {"resource": {"resourceType": "PractitionerRole", "id": "r1", "practitioner": {"reference": "Practitioner/ruiz"}, "specialty": [{"coding": [{"system": "http://snomed.info/sct", "code": "394579002"}]}]}},
              {"resource": {"resourceType": "Schedule", "id": "s1", "actor": [{"reference": "PractitionerRole/r1"}, {"reference": "HealthcareService/h1"}, {"reference": "Location/l1"}]}},
              {"resource": {{{Time("a", 10, times)}}}},
              {"resource": {{{Time("b", 11, visited.Length > 0 ? "busy" : times)}}}},
              {"resource": {{{Time("c", 14, times)}}}},
              {"resource": {"resourceType": "Appointment", "id": "visit-1", "status": "{{{status}}}", "start": "{{{start}}}", "end": "{{{end}}}", "participant": [{"actor": {"reference": "Patient/{{{patient}}}"}, "status": "accepted"}, {"actor": {"reference": "Practitioner/ruiz"}, "status": "accepted"}]}}
            ]}
            """;
    }

    /// <summary>A doctor with two offices, who has time in both at once, and a visit in the second; one of the two Schedules stands there twice.</summary>
    /// <param name="where">What the visit names besides the patient and the doctor.</param>
    public static string TwoOffices(string where = """{"actor": {"reference": "Location/l2"}, "status": "accepted"}""")
    {
        const string elm = """{"resource": {"resourceType": "Schedule", "id": "s1", "actor": [{"reference": "Practitioner/ruiz"}, {"reference": "Location/l1"}]}}""";
        return $$$$"""
            {"resourceType": "Bundle", "type": "collection", "entry": [
              {"resource": {"resourceType": "Practitioner", "id": "ruiz", "name": [{"text": "Dra. Elena Ruiz"}]}},
              {"resource": {"resourceType": "Location", "id": "l1", "name": "Elm Clinic", "address": {"text": "9 Elm Street"}}},
              {"resource": {"resourceType": "Location", "id": "l2", "name": "Oak Clinic", "address": {"text": "2 Oak Street"}}},
              {{{{elm}}}}, {{{{elm}}}},
              {"resource": {"resourceType": "Schedule", "id": "s2", "actor": [{"reference": "Practitioner/ruiz"}, {"reference": "Location/l2"}]}},
              {"resource": {{{{Time("a", 10, "free")}}}}},
              {"resource": {{{{Time("b", 10, "free").Replace("s1", "s2", StringComparison.Ordinal)}}}}},
              {"resource": {"resourceType": "Appointment", "id": "visit-2", "status": "booked", "start": "2026-03-05T14:00:00-06:00", "end": "2026-03-05T14:30:00-06:00",
                "participant": [{"actor": {"reference": "Patient/walt"}, "status": "accepted"}, {"actor": {"reference": "Practitioner/ruiz"}, "status": "accepted"}, {{{{where}}}}]}}
            ]}
            """;
    }

    private static string Time(string id, int hour, string status) =>
        $$$"""{"resourceType": "Slot", "id": "{{{id}}}", "schedule": {"reference": "Schedule/s1"}, "status": "{{{status}}}", "start": "2026-03-05T{{{hour:00}}}:00:00-06:00", "end": "2026-03-05T{{{hour:00}}}:30:00-06:00"}""";
}
