using System.Text.Json;
using System.Text.Json.Serialization;
using CareBot.Care.Content;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>Which codes of a record mean which condition of the red-flag rules: clinical content, read from <c>dialogs/GetHelpNow/health-codes.json</c>.</summary>
public sealed record HealthCodes
{
    public string? Title { get; init; }

    public required string Version { get; init; }

    public required string Source { get; init; }

    public required string Signatory { get; init; }

    public required CodeSet Pregnancy { get; init; }

    /// <summary>By the id that the rules use.</summary>
    public required IReadOnlyDictionary<string, CodeSet> Conditions { get; init; }

    /// <exception cref="ContentException">The file cannot be used; names the place and the remedy.</exception>
    public static HealthCodes Load(string path)
    {
        var file = Path.GetFileName(path);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), HealthCodesJson.Default.HealthCodes) ?? throw new ContentException(file, "", "is empty; write pregnancy and conditions");
        }
        catch (JsonException broken)
        {
            throw new ContentException(file, broken.Path ?? "", $"cannot be read near line {broken.LineNumber + 1}; write version, source, signatory, pregnancy and conditions with snomed and icd10");
        }
    }
}

/// <param name="Snomed">Whole codes.</param>
/// <param name="Icd10">Codes of ICD-10-CM, or their beginnings.</param>
public sealed record CodeSet(IReadOnlyList<string> Snomed, IReadOnlyList<string> Icd10)
{
    public bool Holds(string system, string code) => system switch
    {
        "http://snomed.info/sct" => Snomed.Contains(code),
        "http://hl7.org/fhir/sid/icd-10-cm" or "http://hl7.org/fhir/sid/icd-10" => Icd10.Any(start => code.StartsWith(start, StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(HealthCodes))]
internal sealed partial class HealthCodesJson : JsonSerializerContext;
