using CareBot.Care.Assessments;
using CareBot.Care.Content;
using CareBot.Care.Patients;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>
/// Reads what changes the meaning of a patient's words from a FHIR R4 record: birth, pregnancy, what they have and what they take. What is
/// over, stopped or entered in error counts for nothing; of what the record does not hold it says nothing.
/// </summary>
public sealed class HealthReader(HealthCodes codes)
{
    // LOINC: delivery date, estimated.
    private const string EstimatedDelivery = "11778-8";

    // A pregnancy that ended earlier was no birth.
    private const int EarliestBirth = 140;

    /// <summary>The one patient of a file, with what it tells of them.</summary>
    /// <param name="today">No birth lies behind it.</param>
    /// <exception cref="ContentException">The file is no FHIR, or does not hold exactly one Patient; names the place and the remedy.</exception>
    public HealthReading Read(ReadOnlyMemory<byte> bytes, string file, DateOnly today)
    {
        var (resources, ignored) = (new FhirResources(), new List<string>());
        resources.Add(bytes, file, ignored);
        if (resources.Of("Patient").ToList() is not [var patient])
        {
            throw new ContentException(file, "", "does not hold exactly one Patient; write a Bundle of one patient's record");
        }

        var own = new RecordOfOne(patient, resources, ignored);
        var born = Birth(patient, own, today);
        var facts = new HealthFacts { BornOn = born };
        var news = Conditions(own, Medicines(own, new HealthNews(facts)), today);
        return new HealthReading
        {
            Ids = [.. patient.List("identifier").Select(identifier => identifier.Text("value")).Prepend(patient.Text("id")).OfType<string>()],
            Owner = RecordOwner.Of(patient, patient.Text("birthDate") is { Length: 10 } ? born : null),
            Person = RecordPerson.Of(patient),
            News = news,
            Ignored = ignored,
        };
    }

    private static DateOnly? Birth(FhirNode patient, RecordOfOne own, DateOnly today)
    {
        if (own.Day(patient, "birthDate") is not { } born)
        {
            return null;
        }

        if (born <= today && born >= today.AddYears(-HealthFacts.MostYears))
        {
            return born;
        }

        own.Ignore(patient["birthDate"], "nobody who lives was born then: correct the day");
        return null;
    }

    private static HealthNews Medicines(RecordOfOne own, HealthNews news)
    {
        var (names, orders, unread) = (new List<string>(), 0, 0);
        foreach (var order in own.Of("MedicationRequest").Concat(own.Of("MedicationStatement")))
        {
            orders++;
            switch (order.Text("status"))
            {
                case "active" or "intended" or "on-hold" when own.NameOf(order) is { } name:
                    names.Add(name);
                    break;
                case "active" or "intended" or "on-hold":
                    unread++;
                    own.Ignore(order.Has("medicationReference") ? order["medicationReference"]["reference"] : order["medicationCodeableConcept"], "write the medicine's name as text or display, here or in the Medication that is referred to");
                    break;
                case null:
                    unread++;
                    own.Ignore(order["status"], "write active where it is taken now");
                    break;
            }
        }

        return news with { Facts = news.Facts with { Medicines = [.. names.Distinct().Order(StringComparer.Ordinal)] }, AllMedicines = orders > 0 && unread == 0 };
    }

    private HealthNews Conditions(RecordOfOne own, HealthNews news, DateOnly today)
    {
        var all = own.Of("Condition").ToList();
        var unread = all.Where(condition => !condition["code"].List("coding").Any() && IsActive(condition)).ToList();
        unread.ForEach(condition => own.Ignore(condition["code"], "write a coding of SNOMED CT or ICD-10-CM"));
        var so = all.Where(IsSo).ToList();
        var pregnancies = all.Where(condition => Is(condition, codes.Pregnancy)).ToList();
        var (due, birth) = Pregnancy([.. pregnancies.Where(IsSo)], own, today);
        var isOpen = due is null && pregnancies.Any(condition => IsSo(condition) && IsActive(condition));
        if (isOpen)
        {
            own.Ignore(pregnancies.First(condition => IsSo(condition) && IsActive(condition))["onsetDateTime"], $"write the day on which the pregnancy began, or an Observation {EstimatedDelivery} with the day on which the birth is expected");
        }

        return news with
        {
            Facts = news.Facts with
            {
                DueOn = due,
                GaveBirthOn = birth,
                Conditions = [.. codes.Conditions.Where(one => so.Any(condition => IsActive(condition) && Is(condition, one.Value))).Select(one => one.Key).Order(StringComparer.Ordinal)],
            },
            AllConditions = all.Count > 0 && unread.Count == 0,
            AllPregnancies = pregnancies.Count > 0 && !isOpen,
        };
    }

    private static (DateOnly? Due, DateOnly? Birth) Pregnancy(List<FhirNode> pregnancies, RecordOfOne own, DateOnly today)
    {
        var begun = pregnancies.Where(IsActive).Select(condition => own.Day(condition, "onsetDateTime")).Max();
        var told = own.Of("Observation").Where(one => one["code"].List("coding").Any(coding => coding.Text("code") == EstimatedDelivery))
            .OrderBy(one => own.Day(one, "effectiveDateTime")).Select(one => own.Day(one, "valueDateTime")).LastOrDefault(day => IsOfNow(day));
        var birth = pregnancies.Select(condition => (From: own.Day(condition, "onsetDateTime"), To: own.Day(condition, "abatementDateTime")))
            .Where(one => one.To is not null && one.To.Value.DayNumber - (one.From?.DayNumber ?? 0) >= EarliestBirth).Select(one => one.To).Max();
        return (pregnancies.Any(IsActive) ? told ?? begun?.AddDays(HealthFacts.DaysOfPregnancy) : null, birth);

        // What was expected of an earlier pregnancy stands in the record too.
        bool IsOfNow(DateOnly? day) => begun is { } from ? day > from && day <= from.AddDays(HealthFacts.DaysOfPregnancy + HealthFacts.DaysLate) : day >= today.AddDays(-HealthFacts.DaysLate);
    }

    private static bool Is(FhirNode condition, CodeSet set) =>
        condition["code"].List("coding").Any(coding => set.Holds(coding.Text("system") ?? "", coding.Text("code") ?? ""));

    private static bool IsActive(FhirNode condition) =>
        !condition.Has("abatementDateTime") && Codes(condition, "clinicalStatus").All(code => code is "active" or "recurrence" or "relapse");

    private static bool IsSo(FhirNode condition) => !Codes(condition, "verificationStatus").Any(code => code is "refuted" or "entered-in-error");

    private static IEnumerable<string> Codes(FhirNode condition, string name) => condition[name].List("coding").Select(coding => coding.Text("code")).OfType<string>();
}
