using CareBot.Care.Assessments;
using CareBot.Care.Content;
using CareBot.Care.Patients;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>
/// Reads what changes the meaning of a patient's words from a FHIR R4 record: birth, pregnancy, what they have and what they take. What is
/// over, stopped or entered in error counts for nothing.
/// </summary>
public sealed class HealthReader(HealthCodes codes)
{
    // LOINC: delivery date, estimated.
    private const string EstimatedDelivery = "11778-8";
    private const int DaysOfPregnancy = 280;

    // A pregnancy that ended earlier was no birth.
    private const int EarliestBirth = 140;

    /// <summary>The one patient of a file, with their facts.</summary>
    /// <exception cref="ContentException">The file is no FHIR, or does not hold exactly one Patient; names the place and the remedy.</exception>
    public (IReadOnlyList<string> Names, HealthFacts Facts, IReadOnlyList<string> Refused) Read(ReadOnlyMemory<byte> bytes, string file)
    {
        var (resources, refused) = (new FhirResources(), new List<string>());
        resources.Add(bytes, file, refused);
        if (resources.Of("Patient").ToList() is not [var patient])
        {
            throw new ContentException(file, "", "does not hold exactly one Patient; write a Bundle of one patient's record");
        }

        var conditions = resources.Of("Condition").Where(IsSo).ToList();
        var (due, birth) = Pregnancy(conditions, resources);
        var facts = new HealthFacts
        {
            BornOn = Day(patient, "birthDate"),
            DueOn = due,
            GaveBirthOn = birth,
            Medicines = [.. Medicines(resources).Distinct().Order(StringComparer.Ordinal)],
            Conditions = [.. codes.Conditions.Where(one => conditions.Any(condition => IsActive(condition) && Is(condition, one.Value))).Select(one => one.Key).Order(StringComparer.Ordinal)],
        };
        return ([.. patient.List("identifier").Select(identifier => identifier.Text("value")).Prepend(patient.Text("id")).OfType<string>()], facts, refused);
    }

    private (DateOnly? Due, DateOnly? Birth) Pregnancy(List<FhirNode> conditions, FhirResources resources)
    {
        var pregnancies = conditions.Where(condition => Is(condition, codes.Pregnancy)).ToList();
        var told = resources.Of("Observation").Where(one => one["code"].List("coding").Any(coding => coding.Text("code") == EstimatedDelivery))
            .Select(one => Day(one, "valueDateTime")).Max();
        var begun = pregnancies.Where(IsActive).Select(condition => Day(condition, "onsetDateTime")).Max();
        var birth = pregnancies.Select(condition => (From: Day(condition, "onsetDateTime"), To: Day(condition, "abatementDateTime")))
            .Where(one => one.To is not null && one.To.Value.DayNumber - (one.From?.DayNumber ?? 0) >= EarliestBirth).Select(one => one.To).Max();
        return (pregnancies.Any(IsActive) ? told ?? begun?.AddDays(DaysOfPregnancy) : null, birth);
    }

    private static IEnumerable<string> Medicines(FhirResources resources) =>
        from order in resources.Of("MedicationRequest").Concat(resources.Of("MedicationStatement"))
        where order.Text("status") is "active" or "intended" or "on-hold"
        let concept = order.Has("medicationCodeableConcept") ? order["medicationCodeableConcept"]
            : order.Has("medicationReference") && resources.Find(order["medicationReference"].Text("reference") ?? "") is { } medicine ? medicine["code"]
            : (FhirNode?)null
        let name = concept is { } known ? known.Text("text") ?? known.List("coding").Select(coding => coding.Text("display")).FirstOrDefault(display => display is not null) : null
        where name is not null
        select name;

    private static bool Is(FhirNode condition, CodeSet set) =>
        condition["code"].List("coding").Any(coding => set.Holds(coding.Text("system") ?? "", coding.Text("code") ?? ""));

    private static bool IsActive(FhirNode condition) =>
        !condition.Has("abatementDateTime") && Codes(condition, "clinicalStatus").All(code => code is "active" or "recurrence" or "relapse");

    private static bool IsSo(FhirNode condition) => !Codes(condition, "verificationStatus").Any(code => code is "refuted" or "entered-in-error");

    private static IEnumerable<string> Codes(FhirNode condition, string name) => condition[name].List("coding").Select(coding => coding.Text("code")).OfType<string>();

    private static DateOnly? Day(FhirNode node, string name) => node.Text(name) is { Length: >= 4 } text ? FhirNode.ReadDay(text.Length > 10 ? text[..10] : text) : null;
}
