using CareBot.Care.Assessments;
using CareBot.Care.Patients;
using Wording = CareBot.Care.ResourceDirectory.Wording;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>Who a record says that it is of.</summary>
/// <param name="Given">Words of all names that the record gives; a name that is written as one stands in both.</param>
/// <param name="Family">The same for family names.</param>
/// <param name="BornOn">Null where the record does not say it to the day.</param>
public sealed record RecordOwner(IReadOnlyList<string> Given, IReadOnlyList<string> Family, DateOnly? BornOn)
{
    // "Jo" may be Joanna; one letter may be anybody.
    private const int ShortestBeginning = 2;

    internal static RecordOwner Of(FhirNode patient, DateOnly? bornOn)
    {
        var names = patient.List("name").ToList();
        var whole = names.Select(name => name.Text("text")).OfType<string>().ToList();
        return new RecordOwner(
            Words([.. whole, .. names.SelectMany(name => name.List("given")).Select(given => given.Node?.ToString() ?? "")]),
            Words([.. whole, .. names.Select(name => name.Text("family")).OfType<string>()]),
            bornOn);
    }

    /// <summary>What says that this is somebody else than the patient of a chart: <c>birthDate</c> or <c>name</c>; null where nothing plainly does.</summary>
    /// <remarks>A name may be short or new by marriage: on the same day of birth one of the two names is enough.</remarks>
    public string? DiffersIn(ChartSummary chart)
    {
        var (given, family) = (Fits(Given, chart.Name.Given), Fits(Family, chart.Name.Family));
        return (BornOn, chart.Health?.BornOn) is ({ } told, { } known)
            ? told != known ? "birthDate" : given || family ? null : "name"
            : given && family ? null : "name";
    }

    private static bool Fits(IReadOnlyList<string> told, string known) =>
        told.Count == 0 || Words([known]).Any(name => told.Any(word => Begins(word, name) || Begins(name, word)));

    private static bool Begins(string longer, string shorter) => shorter.Length >= ShortestBeginning && longer.StartsWith(shorter, StringComparison.Ordinal);

    // Records of invented people have numbers in their names.
    private static IReadOnlyList<string> Words(IReadOnlyList<string> names) => Wording.Words(string.Concat(string.Join(' ', names).Where(letter => !char.IsDigit(letter))));
}
