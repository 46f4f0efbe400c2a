using CareBot.Care.Assessments;
using CareBot.Care.Patients;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>Whom a record is about, as far as a new chart needs it.</summary>
/// <param name="Id">The id of the Patient; null where it has none that can name a chart.</param>
/// <param name="Name">The official name, else the first; null where none is written in its parts.</param>
/// <param name="Language">Primary tag of the language that they prefer, else of the first; null where none is written.</param>
/// <param name="Zip">Five digits; null where no address in the United States has them.</param>
/// <param name="HasDied">The record says so.</param>
public sealed record RecordPerson(string? Id, PersonName? Name, string? Language, string? Zip, bool HasDied)
{
    /// <summary>Of an id, by FHIR.</summary>
    public const int LongestId = 64;

    private const int ZipDigits = 5;

    internal static RecordPerson Of(FhirNode patient)
    {
        var names = patient.List("name").Where(name => name.Text("family") is not null && name.List("given").Any()).OrderBy(name => name.Text("use") switch { "official" => 0, "old" or "maiden" => 2, _ => 1 });
        var languages = patient.List("communication").OrderByDescending(one => one.Has("preferred") && one.Flag("preferred")).SelectMany(one => one["language"].List("coding")).Select(coding => coding.Text("code"));
        var zip = patient.List("address").Select(address => address.Text("postalCode")).FirstOrDefault(code => code?.Length >= ZipDigits && code.Take(ZipDigits).All(char.IsAsciiDigit));
        return new RecordPerson(
            patient.Text("id") is { Length: <= LongestId } id && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.') ? id : null,
            names.Select(name => new PersonName(name.List("given").First().Node!.ToString(), name.Text("family")!)).FirstOrDefault(),
            languages.FirstOrDefault(code => code is not null)?.Split('-', '_')[0].ToLowerInvariant(),
            zip?[..ZipDigits],
            patient.Has("deceasedDateTime") || (patient.Has("deceasedBoolean") && patient.Flag("deceasedBoolean")));
    }
}
