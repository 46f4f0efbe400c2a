using CareBot.Care.Assessments;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>The resources of a file that are of its one patient; those of somebody else are left out and named.</summary>
internal sealed class RecordOfOne(FhirNode patient, FhirResources resources, List<string> ignored)
{
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);

    public IEnumerable<FhirNode> Of(string type) => resources.Of(type).Where(IsOwn);

    /// <summary>Names what is left out, once.</summary>
    public void Ignore(FhirNode node, string remedy)
    {
        if (_named.Add(node.Place))
        {
            ignored.Add(node.Broken(remedy).Message);
        }
    }

    /// <summary>The medicine of an order, as it is written there or in the Medication that it refers to.</summary>
    public string? NameOf(FhirNode order)
    {
        var concept = order.Has("medicationCodeableConcept") ? order["medicationCodeableConcept"]
            : order.Has("medicationReference") && resources.Find(order["medicationReference"].Text("reference") ?? "") is { } medicine ? medicine["code"]
            : (FhirNode?)null;
        return concept is { } known ? known.Text("text") ?? known.List("coding").Select(coding => coding.Text("display")).FirstOrDefault(display => display is not null) : null;
    }

    /// <summary>A day; one that does not exist is left out.</summary>
    public DateOnly? Day(FhirNode node, string name)
    {
        if (node.Text(name) is not { } text)
        {
            return null;
        }

        var day = FhirNode.ReadDay(text.Length > 10 ? text[..10] : text);
        if (day is null)
        {
            Ignore(node[name], "write a day of the calendar as year-month-day: 1960-05-01");
        }

        return day;
    }

    private bool IsOwn(FhirNode resource)
    {
        var subject = resource["subject"];
        var isOwn = subject.Text("reference") is { } reference ? IsPatient(reference)
            : !subject.Has("identifier") || patient.List("identifier").Any(one => one.Text("value") == subject["identifier"].Text("value"));
        if (!isOwn)
        {
            Ignore(subject.Has("reference") ? subject["reference"] : subject, "that is not the Patient of this file: put it into the record of its own patient, or correct the reference");
        }

        return isOwn;
    }

    private bool IsPatient(string reference)
    {
        var whole = reference.Split("/_history/")[0];
        return resources.Find(whole) is { } found ? found.Place == patient.Place : patient.Text("id") is null && !resources.HasAddress(patient);
    }
}
