using System.Text;
using CareBot.Care.Content;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;
using CareBot.Tests.Architecture;

namespace CareBot.Tests.Safety;

/// <summary>What a FHIR record says of a patient, as far as it changes the meaning of their words.</summary>
public sealed class HealthReaderTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly HealthFacts Known = new()
    {
        BornOn = new(1960, 5, 1),
        DueOn = new(2026, 5, 1),
        GaveBirthOn = new(2024, 1, 1),
        Medicines = ["docetaxel", "warfarin 5 mg"],
        Conditions = ["anticoagulation", "cancer-treatment"],
    };

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

    [Fact]
    public void What_was_expected_of_an_earlier_pregnancy_is_not_the_day_of_this_one()
    {
        const string earlier = """ ,{"resourceType":"Observation","code":{"coding":[{"system":"http://loinc.org","code":"11778-8"}]},"effectiveDateTime":"2019-01-10","valueDateTime":"2019-06-01"} """;
        Assert.Equal(Day("2026-08-08"), Read(Pregnancy("\"onsetDateTime\":\"2025-11-01\"") + earlier).DueOn);
        Assert.Null(Record(Pregnancy("\"recordedDate\":\"2025-11-20\"") + earlier).News.Facts.DueOn);
    }

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
            json => Assert.Contains("exactly one Patient", Assert.Throws<ContentException>(() => Reader.Read(Encoding.UTF8.GetBytes(json), "two.json", Today)).Message, StringComparison.Ordinal));

    [Fact]
    public void A_record_without_medicines_or_conditions_takes_none_away()
    {
        Assert.True(new HealthChange(Known, Record("").News.Over(Known)).IsNothing);
        var medicine = Record("""{"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{"text":"apixaban 5 mg"}}""").News.Over(Known);
        Assert.Equal(["apixaban 5 mg"], medicine.Medicines);
        Assert.Equal(Known.Conditions, medicine.Conditions);
        Assert.Equal(Known.DueOn, medicine.DueOn);
        var condition = Record(Diabetes).News.Over(Known);
        Assert.Equal(Known.Medicines, condition.Medicines);
        Assert.Equal(["diabetes"], condition.Conditions);
        Assert.Equal((Known.DueOn, Known.GaveBirthOn), (condition.DueOn, condition.GaveBirthOn));
    }

    [Theory]
    [InlineData("""{"resourceType":"MedicationRequest","status":"stopped","medicationCodeableConcept":{"text":"warfarin 5 mg"}}""", 0, 2)]
    [InlineData("""{"resourceType":"Condition","verificationStatus":{"coding":[{"code":"refuted"}]},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"Z79.01"}]}}""", 2, 0)]
    public void What_a_record_says_is_over_is_taken_away(string resource, int medicines, int conditions)
    {
        var after = Record(resource).News.Over(Known);
        Assert.Equal((medicines, conditions), (after.Medicines.Count, after.Conditions.Count));
    }

    [Fact]
    public void A_pregnancy_is_over_when_the_record_says_so()
    {
        var after = Record(Pregnancy("\"onsetDateTime\":\"2025-06-01\",\"abatementDateTime\":\"2026-02-20\"")).News.Over(Known);
        Assert.Equal((null, new DateOnly(2026, 2, 20)), (after.DueOn, after.GaveBirthOn));
    }

    [Theory]
    [InlineData("""{"resourceType":"MedicationRequest","status":"active","medicationReference":{"reference":"Medication/none"}}""", "medicationReference/reference")]
    [InlineData("""{"resourceType":"MedicationStatement","medicationCodeableConcept":{"text":"apixaban"}}""", "status")]
    [InlineData("""{"resourceType":"Condition","code":{"text":"on chemotherapy"}}""", "code")]
    public void What_cannot_be_read_is_named_and_takes_nothing_of_its_kind_away(string resource, string place)
    {
        var record = Record(resource);
        Assert.Contains(record.Ignored, line => line.StartsWith($"walt.json#/entry/1/resource/{place}: ", StringComparison.Ordinal) && line.Contains("; write ", StringComparison.Ordinal));
        Assert.True(new HealthChange(Known, record.News.Over(Known)).IsNothing);
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("soon")]
    public void A_pregnancy_whose_beginning_cannot_be_read_leaves_the_day_that_is_known(string onset)
    {
        var record = Record(Pregnancy($"\"onsetDateTime\":\"{onset}\""));
        Assert.StartsWith($"walt.json#/entry/1/resource/onsetDateTime: is \"{onset}\"; write ", Assert.Single(record.Ignored), StringComparison.Ordinal);
        Assert.Equal((Known.DueOn, Known.GaveBirthOn), (record.News.Over(Known).DueOn, record.News.Over(Known).GaveBirthOn));
    }

    [Theory]
    [InlineData("Patient/walt", true)]
    [InlineData("https://ehr.example/fhir/Patient/walt/_history/3", true)]
    [InlineData("Patient/rosa", false)]
    public void A_condition_of_somebody_else_is_named_and_changes_nothing(string reference, bool isOwn)
    {
        var record = Record(Diabetes.Replace("\"code\":{", $"\"subject\":{{\"reference\":\"{reference}\"}},\"code\":{{", StringComparison.Ordinal));
        Assert.Equal(isOwn, record.Ignored.Count == 0);
        Assert.Equal(isOwn ? ["diabetes"] : Known.Conditions, record.News.Over(Known).Conditions);
    }

    [Theory]
    [InlineData("1899-02-29")]
    [InlineData("2026-02-30")]
    [InlineData("2026-03-03")]
    [InlineData("1896-03-01")]
    public void A_birth_that_cannot_be_is_named_and_leaves_the_one_that_is_known(string born)
    {
        var record = Reader.Read(Encoding.UTF8.GetBytes($$"""{"resourceType":"Patient","id":"walt","birthDate":"{{born}}"}"""), "walt.json", Today);
        Assert.StartsWith($"walt.json#/birthDate: is \"{born}\"; ", Assert.Single(record.Ignored), StringComparison.Ordinal);
        Assert.Equal(Known.BornOn, record.News.Over(Known).BornOn);
    }

    [Theory]
    [InlineData("Walter", "Novák", "1948-10-03", null)]
    [InlineData("Walt", "Smith", "1948-10-03", null)]
    [InlineData("Bob", "Novak", "1948-10-03", null)]
    [InlineData("Rosa", "Smith", "1948-10-03", "name")]
    [InlineData("Walt", "Novak", "1948-10-04", "birthDate")]
    [InlineData("Walt", "Novak", "", null)]
    [InlineData("Rosa", "Novak", "", "name")]
    [InlineData("Walt", "Smith", "", "name")]
    [InlineData("W", "Novak", "", "name")]
    public void A_record_of_somebody_else_differs_in_the_day_of_birth_or_in_the_name(string given, string family, string born, string? differs)
    {
        var json = $$"""{"resourceType":"Patient","id":"x","name":[{"given":["{{given}}"],"family":"{{family}}"}]{{(born.Length == 0 ? "" : $",\"birthDate\":\"{born}\"")}}}""";
        var chart = new ChartSummary
        {
            Patient = new PatientId("walt"),
            Name = new PersonName("Walt", "Novak"),
            Language = "en",
            TimeZone = "America/Chicago",
            Coordinator = new StaffId("maria"),
            Health = new HealthFacts { BornOn = new(1948, 10, 3) },
        };
        Assert.Equal(differs, Reader.Read(Encoding.UTF8.GetBytes(json), "x.json", Today).Owner.DiffersIn(chart));
    }

    [Fact]
    public void Records_that_nobody_here_wrote_are_read()
    {
        var all = Directory.EnumerateFiles(Repository.Path("..", "shared", "data", "fhir", "synthea"), "*.json").Select(path => Reader.Read(File.ReadAllBytes(path), Path.GetFileName(path), Today)).ToList();
        Assert.True(all.Count > 40);
        Assert.All(all, record => Assert.NotNull(record.News.Facts.BornOn));
        Assert.All(all, record => Assert.Empty(record.Ignored));
        Assert.Contains(all, record => record.News.Facts.Conditions.Contains("heart-failure"));
        Assert.Contains(all, record => record.News.Facts.Medicines.Any(name => name.StartsWith("Clopidogrel", StringComparison.Ordinal)));
    }

    private const string Diabetes = """{"resourceType":"Condition","code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"E11.9"}]}}""";

    private static string Pregnancy(string dates) =>
        $$"""{"resourceType":"Condition","code":{"coding":[{"system":"http://snomed.info/sct","code":"72892002"}]},{{dates}}}""";

    private static HealthFacts Read(string resources)
    {
        var record = Record(resources);
        Assert.Equal("walt", Assert.Single(record.Ids));
        Assert.Empty(record.Ignored);
        return record.News.Facts;
    }

    private static HealthReading Record(string resources)
    {
        var entries = System.Text.Json.Nodes.JsonNode.Parse($$"""[{"resourceType":"Patient","id":"walt","birthDate":"1960-05-01"}{{(resources.Length == 0 ? "" : ",")}}{{resources}}]""")!.AsArray();
        var bundle = new System.Text.Json.Nodes.JsonObject { ["resourceType"] = "Bundle", ["entry"] = new System.Text.Json.Nodes.JsonArray([.. entries.Select(entry => new System.Text.Json.Nodes.JsonObject { ["resource"] = entry!.DeepClone() })]) };
        return Reader.Read(Encoding.UTF8.GetBytes(bundle.ToJsonString()), "walt.json", Today);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
