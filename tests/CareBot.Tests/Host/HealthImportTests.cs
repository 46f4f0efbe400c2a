using System.Text;
using CareBot.Care.Patients;
using CareBot.Storage;
using CareBot.Tests.Storage;
using CareBot.Verbs;

namespace CareBot.Tests.Host;

/// <summary>The verb <c>import health</c>, as somebody runs it on the demo practice: Dot takes apixaban, Lee is on chemotherapy, Amina is pregnant.</summary>
public sealed class HealthImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_record_without_medicines_and_conditions_leaves_the_blood_thinner_the_chemotherapy_and_the_pregnancy()
    {
        var data = await SeedAsync();
        foreach (var (id, given, family, kept) in new[] { ("dot", "Dot", "Mercer", "medicine apixaban 5 mg"), ("lee", "Lee", "Chang", "condition cancer-treatment"), ("amina", "Amina", "Warsame", "expected birth ") })
        {
            var before = await HealthAsync(data, id);
            var said = await ImportAsync(0, Patient(id, given, family, ""), data);
            Assert.Contains($"unchanged: record.json: the chart of {given} {family} ({id})", said, StringComparison.Ordinal);
            Assert.Contains($"kept: {kept}", said, StringComparison.Ordinal);
            Assert.True(new HealthChange(before, await HealthAsync(data, id)).IsNothing);
        }
    }

    [Fact]
    public async Task What_is_written_is_told_with_whose_chart_it_is_and_what_came_what_went_and_what_was_left_out()
    {
        var data = await SeedAsync();
        const string Record = """
            ,{"resource":{"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{"text":"warfarin 5 mg"}}}
            ,{"resource":{"resourceType":"Condition","subject":{"reference":"Patient/rosa"},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"E11.9"}]}}}
            """;
        var said = await ImportAsync(1, Patient("dot", "Dot", "Mercer", Record), data);
        Assert.Equal(
            [
                "written: record.json: the chart of Dot Mercer (dot)",
                "  kept: birth 1942-12-20; the file does not say that it is over",
                "  added: medicine warfarin 5 mg",
                "  removed: medicine apixaban 5 mg",
                "  removed: medicine atorvastatin 20 mg",
                "  ignored: record.json#/entry/2/resource/subject/reference: is \"Patient/rosa\"; that is not the Patient of this file: put it into the record of its own patient, or correct the reference",
            ],
            said.TrimEnd().Split('\n').Select(line => line.TrimEnd()));
        Assert.Equal(["warfarin 5 mg"], (await HealthAsync(data, "dot")).Medicines);
    }

    [Fact]
    public async Task The_record_of_somebody_else_is_refused_until_it_is_said_to_be_the_same_person()
    {
        var data = await SeedAsync();
        var record = Patient("77", "Rosa", "Delgado", ",{\"resource\":{\"resourceType\":\"MedicationStatement\",\"status\":\"active\",\"medicationCodeableConcept\":{\"text\":\"warfarin 5 mg\"}}}");
        var refused = await ImportAsync(1, record, data, "--patient", "walt");
        Assert.Contains("refused: record.json#Patient/name: is another than in the chart 'walt'; name the right chart with --patient, or add --same-person", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("warfarin 5 mg", (await HealthAsync(data, "walt")).Medicines);

        Assert.Contains("written: record.json: the chart of Walt Novak (walt)", await ImportAsync(0, record, data, "--patient", "walt", "--same-person"), StringComparison.Ordinal);
        Assert.Equal(["warfarin 5 mg"], (await HealthAsync(data, "walt")).Medicines);
    }

    [Fact]
    public async Task A_patient_who_is_not_there_is_named()
    {
        var data = await SeedAsync();
        Assert.Contains("there is no patient 'nobody' here; correct --patient", await ImportAsync(1, Patient("dot", "Dot", "Mercer", ""), data, "--patient", "nobody"), StringComparison.Ordinal);
    }

    private async Task<string> SeedAsync()
    {
        var data = _folder.Path("data");
        Assert.Equal(0, await SeedVerb.RunAsync(["--data", data], TextWriter.Null));
        return data;
    }

    /// <summary>With the mark that some editors put before UTF-8.</summary>
    private async Task<string> ImportAsync(int code, string record, string data, params string[] more)
    {
        var file = _folder.Path("record.json");
        await File.WriteAllTextAsync(file, record, new UTF8Encoding(true), Cancelled);
        using var output = new StringWriter();
        var ended = await ImportVerb.RunAsync(["health", file, "--data", data, .. more], output);
        Assert.True(code == ended, output.ToString());
        return output.ToString();
    }

    private static string Patient(string id, string given, string family, string more) =>
        $$$"""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"{{{id}}}","name":[{"given":["{{{given}}}"],"family":"{{{family}}}"}]}}{{{more}}}]}""";

    private static async Task<HealthFacts> HealthAsync(string data, string patient)
    {
        using var store = SqliteRecordStore.Open(Path.Combine(data, "records.db"));
        return (await new Charts(store).OpenAsync(new PatientId(patient), Cancelled)).Summary.Health!;
    }
}
