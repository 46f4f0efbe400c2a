using CareBot.Care.Appointments;
using CareBot.Care.Assessments;
using NodaTime;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>Whose calendar a Schedule is: put together from the Practitioner, PractitionerRole, HealthcareService and Location that it refers to.</summary>
internal sealed class FhirOffice
{
    private const string ZoneExtension = "http://hl7.org/fhir/StructureDefinition/timezone";

    private readonly FhirNode _schedule;
    private readonly FhirNode? _practitioner, _role, _service, _location;

    public FhirOffice(FhirResources resources, FhirNode schedule)
    {
        _schedule = schedule;
        var found = schedule.List("actor").Select(actor => actor.Text("reference") is { } reference
            ? resources.Find(reference) ?? throw actor["reference"].Broken("there is no such resource in the files; add it")
            : throw actor["reference"].Broken("write a reference, such as Practitioner/...")).ToList();
        FhirNode? Of(string type) => found.Where(one => one.Text("resourceType") == type).Select(one => (FhirNode?)one).FirstOrDefault();
        FhirNode? At(FhirNode? from, string name) => from?[name].Text("reference") is { } reference ? resources.Find(reference) : null;
        FhirNode? First(FhirNode? from, string name) => from?.List(name).Select(one => one.Text("reference") is { } reference ? resources.Find(reference) : null).FirstOrDefault(one => one is not null);

        _role = Of("PractitionerRole");
        _practitioner = Of("Practitioner") ?? At(_role, "practitioner");
        _service = Of("HealthcareService") ?? First(_role, "healthcareService");
        _location = Of("Location") ?? First(_role, "location") ?? First(_service, "location");
        Actors = [.. new[] { _practitioner, _role, _service, _location }.Select(one => one?.Text("id")).OfType<string>()];
    }

    /// <summary>The ids under which an Appointment may refer to it.</summary>
    public IReadOnlyList<string> Actors { get; }

    /// <summary>Whose calendar it is, and where; null where it does not say.</summary>
    public (string? Whose, string? Place) Identity => ((_practitioner ?? _service ?? _location)?.Text("id"), _location?.Text("id"));

    /// <param name="isOneOfSeveral">The same doctor has another calendar at another place.</param>
    /// <param name="known">Providers that are here already keep the id under which they came.</param>
    public CareProvider Provider(VisitTypes types, string timeZone, string phone, bool isOneOfSeveral, IReadOnlyList<CareProvider> known)
    {
        if ((_practitioner ?? _service ?? _location) is not { } whose)
        {
            throw _schedule["actor"].Broken("name whose calendar it is: a Practitioner, PractitionerRole, HealthcareService or Location");
        }

        if (_location is not { } place)
        {
            throw _schedule["actor"].Broken("names no Location, so that nobody would know where to go; add one");
        }

        var specialty = types.SpecialtyOf(Codes(_role, "specialty").Concat(Codes(_service, "specialty")).Concat(Codes(_schedule, "specialty")).Concat(Codes(_service, "type")));
        var byPhone = _service?.List("referralMethod").SelectMany(CodesOf).ToList() is { Count: > 0 } methods && methods.All(code => code == "phone");
        var number = Phone(_role) ?? Phone(_service) ?? Phone(place) ?? Phone(_practitioner);
        var name = place.Required("name", "write what patients call the office");
        return new CareProvider
        {
            Id = IdOf(whose.Required("id", "give it one"), place, isOneOfSeveral, known),
            Name = NameOf(whose),
            Specialty = specialty.Id,
            VisitType = _schedule.List("serviceType").SelectMany(CodesOf).FirstOrDefault(code => types.Types.Any(type => type.Id == code)) ?? specialty.VisitType,
            Location = name,
            Address = Address(place),
            TimeZone = Zone(place, timeZone),
            Languages = _practitioner?.List("communication").SelectMany(CodesOf).Select(code => code.Split('-')[0]).Distinct().ToList() is { Count: > 0 } spoken ? spoken : ["en"],
            Phone = number ?? (byPhone ? throw _service!.Value["telecom"].Broken("the office is booked by telephone; write its number") : phone),
            IsPhoneOnly = byPhone,
            OffersVirtual = _service?.List("characteristic").SelectMany(CodesOf).Any(code => code is "virtual" or "telehealth") == true,
        };
    }

    /// <summary>The doctor's own id, or with that of the place where they work at several.</summary>
    private static string IdOf(string whose, FhirNode place, bool isOneOfSeveral, IReadOnlyList<CareProvider> known)
    {
        var there = $"{whose}-{place.Text("id")}";
        return known.Any(one => one.Id == there) ? there
            : known.FirstOrDefault(one => one.Id == whose) is { } before ? (before.Location == place.Text("name") || (!isOneOfSeveral && before.Address == Address(place)) ? whose : there)
            : isOneOfSeveral ? there
            : whose;
    }

    private static string NameOf(FhirNode whose)
    {
        if (whose.Text("resourceType") != "Practitioner")
        {
            return whose.Required("name", "write what patients call it");
        }

        if (whose.List("name").FirstOrDefault() is not { Node: not null } name)
        {
            throw whose["name"].Broken("write the name, with the title that patients know");
        }

        var parts = name.Text("text") is { } text ? text
            : string.Join(' ', Words(name, "prefix").Concat(Words(name, "given")).Append(name.Text("family") ?? "")).Trim();
        return parts.Length > 0 ? parts : throw name.Broken("write text, or given and family");
    }

    private static IEnumerable<string> Words(FhirNode node, string name) => node.List(name).Select(one => one.Node?.GetValue<string>() ?? "");

    private static string Address(FhirNode place)
    {
        var address = place["address"];
        return address.Text("text") ?? string.Join(", ", Words(address, "line").Append(address.Text("city") ?? "").Where(part => part.Length > 0));
    }

    private static string Zone(FhirNode place, string fallback)
    {
        if (place.Extension(ZoneExtension) is not { } extension)
        {
            return fallback;
        }

        var zone = extension.Required("valueCode", "write the zone by its name: America/Chicago");
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null ? zone : throw extension["valueCode"].Broken("is no zone; write its name, such as America/Chicago");
    }

    private static string? Phone(FhirNode? node) =>
        node?.List("telecom").Where(one => one.Text("system") is "phone" or null).Select(one => one.Text("value")).FirstOrDefault(value => value is not null);

    private static IEnumerable<string> Codes(FhirNode? node, string name) => node?.List(name).SelectMany(CodesOf) ?? [];

    private static IEnumerable<string> CodesOf(FhirNode concept) => concept.List("coding").Select(coding => coding.Text("code")).Append(concept.Text("text")).OfType<string>();
}
