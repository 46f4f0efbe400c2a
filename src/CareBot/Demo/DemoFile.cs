using System.Text.Json.Serialization;
using CareBot.Care.Patients;

namespace CareBot.Demo;

/// <summary>The demo practice as its file says it. Everybody in it is invented.</summary>
internal sealed record DemoFile(
    DemoPracticeRow Practice, IReadOnlyList<DemoStaffRow> Staff, IReadOnlyList<DemoPatientRow> Patients, IReadOnlyList<DemoFamilyRow> Family, IReadOnlyList<DemoProviderRow> Providers, IReadOnlyList<string> GivenNames, IReadOnlyList<string> FamilyNames);

internal sealed record DemoPracticeRow(
    string Name, string TimeZone, TimeOnly Opens, TimeOnly Closes, IReadOnlyList<DateOnly> Holidays, string NurseLine, IReadOnlyList<string> OnCall,
    string? Lead = null, string Language = "en", IReadOnlyList<PhoneContact>? PhoneTree = null);

internal sealed record DemoStaffRow(string Id, string Given, string Family, string Entra, string Position);

/// <param name="Times">Local times at which visits begin, on every working day; none where the office books by telephone.</param>
internal sealed record DemoProviderRow(
    string Id, string Name, string Specialty, string VisitType, string Location, string Address, string TimeZone, IReadOnlyList<string> Languages, string Phone,
    IReadOnlyList<TimeOnly>? Times = null, bool PhoneOnly = false, bool Virtual = false);

/// <param name="Patient">Whose family it is.</param>
internal sealed record DemoFamilyRow(string Id, string Given, string Family, string Relation, string Language, string Patient);

/// <param name="Programme">A protocol's id; null for somebody in no programme yet.</param>
/// <param name="DryWeight">In <paramref name="Unit"/>.</param>
/// <param name="Weights">One a day in <paramref name="Unit"/>, oldest first, the last one yesterday's.</param>
/// <param name="PregnantWeeks">Completed weeks on the day of the seeding.</param>
/// <param name="Medicines">As a record names them.</param>
/// <param name="Conditions">Ids as the rules of the lexicon name them.</param>
internal sealed record DemoPatientRow(
    string Id, string Given, string Family, string Language, string TimeZone, string Coordinator,
    string? Programme = null, string Unit = "kg", decimal? DryWeight = null, IReadOnlyList<decimal>? Weights = null,
    DateOnly? Born = null, int? PregnantWeeks = null, IReadOnlyList<string>? Medicines = null, IReadOnlyList<string>? Conditions = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(DemoFile))]
internal sealed partial class DemoJson : JsonSerializerContext;
