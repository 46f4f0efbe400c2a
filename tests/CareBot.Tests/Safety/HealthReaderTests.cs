using System.Text;
using CareBot.Care.Content;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;
using CareBot.Tests.Architecture;

namespace CareBot.Tests.Safety;

/// <summary>What a FHIR record says of a patient, as far as it changes the meaning of their words.</summary>
public sealed class HealthReaderTests
{
    private static readonly HealthReader Reader = new(HealthCodes.Load(Path.Combine(SafetyContent.Folder, "health-codes.json")));

    [Fact]
    public void Age_medicines_in_use_and_active_conditions_are_taken()
    {
        var facts = Read("""
            {"resourceType":"Condition","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"E11.9"}]}},
            {"resourceType":"Condition","clinicalStatus":{"coding":[{"code":"resolved"}]},"code":{"coding":[{"system":"http://snomed.info/sct","code":"88805009"}]}},
            {"resourceType":"Condition","verificationStatus":{"coding":[{"code":"refuted"}]},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"Z79.01"}]}},
            {"resourceType":"MedicationRequest","status":"active","medicationCodeableConcept":{"text":"apixaban 5 mg"}},
            {"resourceType":"MedicationRequest","status":"stopped","medicationCodeableConcept":{"text":"warfarin 5 mg"}},
            {"resourceType":"MedicationStatement","status":"active","medicationReference":{"reference":"Medication/m1"}},
            {"resourceType":"Medication","id":"m1","code":{"coding":[{"display":"docetaxel"}]}}
            """);
        Assert.Equal(new DateOnly(1960, 5, 1), facts.BornOn);
        Assert.Equal(["diabetes"], facts.Conditions);
        Assert.Equal(["apixaban 5 mg", "docetaxel"], facts.Medicines);
        Assert.Null(facts.DueOn);
    }

    [Theory]
    [InlineData("", "2026-08-08")]
    [InlineData(""" ,{"resourceType":"Observation","code":{"coding":[{"system":"http://loinc.org","code":"11778-8"}]},"valueDateTime":"2026-08-20"} """, "2026-08-20")]
    public void A_pregnancy_ends_forty_weeks_after_it_began_or_on_the_day_that_is_written_down(string more, string due) =>
        Assert.Equal(Day(due), Read(Pregnancy("\"onsetDateTime\":\"2025-11-01T09:00:00-06:00\"") + more).DueOn);

    [Theory]
    [InlineData("2026-02-20", "2026-02-20")]
    [InlineData("2025-07-20", null)]
    public void A_pregnancy_that_is_over_was_a_birth_when_it_lasted_twenty_weeks(string over, string? birth)
    {
        var facts = Read(Pregnancy($"\"onsetDateTime\":\"2025-06-01\",\"abatementDateTime\":\"{over}\""));
        Assert.Null(facts.DueOn);
        Assert.Equal(birth is null ? null : Day(birth), facts.GaveBirthOn);
    }

    [Fact]
    public void A_file_of_nobody_or_of_two_is_refused() =>
        Assert.All(["{\"resourceType\":\"Bundle\"}", """{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"a"}},{"resource":{"resourceType":"Patient","id":"b"}}]}"""],
            json => Assert.Contains("exactly one Patient", Assert.Throws<ContentException>(() => Reader.Read(Encoding.UTF8.GetBytes(json), "two.json")).Message, StringComparison.Ordinal));

    [Fact]
    public void Records_that_nobody_here_wrote_are_read()
    {
        var all = Directory.EnumerateFiles(Repository.Path("..", "shared", "data", "fhir", "synthea"), "*.json").Select(path => Reader.Read(File.ReadAllBytes(path), Path.GetFileName(path)).Facts).ToList();
        Assert.True(all.Count > 40);
        Assert.All(all, facts => Assert.NotNull(facts.BornOn));
        Assert.Contains(all, facts => facts.Conditions.Contains("heart-failure"));
        Assert.Contains(all, facts => facts.Medicines.Any(name => name.StartsWith("Clopidogrel", StringComparison.Ordinal)));
    }

    private static string Pregnancy(string dates) =>
        $$"""{"resourceType":"Condition","code":{"coding":[{"system":"http://snomed.info/sct","code":"72892002"}]},{{dates}}}""";

    private static HealthFacts Read(string resources)
    {
        var entries = System.Text.Json.Nodes.JsonNode.Parse($$"""[{"resourceType":"Patient","id":"walt","birthDate":"1960-05-01"},{{resources}}]""")!.AsArray();
        var bundle = new System.Text.Json.Nodes.JsonObject { ["resourceType"] = "Bundle", ["entry"] = new System.Text.Json.Nodes.JsonArray([.. entries.Select(entry => new System.Text.Json.Nodes.JsonObject { ["resource"] = entry!.DeepClone() })]) };
        var (names, facts, refused) = Reader.Read(Encoding.UTF8.GetBytes(bundle.ToJsonString()), "walt.json");
        Assert.Equal("walt", Assert.Single(names));
        Assert.Empty(refused);
        return facts;
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
