using System.Text.Json.Nodes;
using CareBot.Care.Patients;
using CareBot.Storage;
using CareBot.Tests.Architecture;
using CareBot.Tests.Storage;
using CareBot.Verbs;

namespace CareBot.Tests.Host;

/// <summary>A practice begins with an empty folder: the verbs <c>import practice</c> and <c>import fhir</c>.</summary>
public sealed class PracticeImportTests : IDisposable
{
    private const string Practice = """
        {
          "practice": { "name": "Riverside Clinic", "timeZone": "America/New_York", "opens": "08:30", "closes": "17:00", "holidays": ["2026-12-25"], "nurseLine": "555-0100", "onCall": ["nora"], "lead": "cora", "phoneTree": [{ "name": "Nora Pike", "phone": "555-0101" }] },
          "staff": [
            { "id": "cora", "given": "Cora", "family": "Bell", "entraObjectId": "33333333-2222-2222-2222-222222222201", "position": "care coordinator" },
            { "id": "nora", "given": "Nora", "family": "Pike", "entraObjectId": "33333333-2222-2222-2222-222222222202", "position": "nurse", "language": "es" }
          ]
        }
        """;

    private const string Anna = """
        {"resourceType":"Bundle","entry":[
          {"resource":{"resourceType":"Patient","id":"anna-1","name":[{"use":"maiden","family":"Old","given":["Anna"]},{"use":"official","family":"Ruiz","given":["Anna","Maria"]}],"birthDate":"1950-04-02",
            "communication":[{"language":{"coding":[{"code":"en"}]}},{"language":{"coding":[{"code":"es-MX"}]},"preferred":true}],"address":[{"postalCode":"60629-1234"}]}},
          {"resource":{"resourceType":"Condition","subject":{"reference":"Patient/anna-1"},"clinicalStatus":{"coding":[{"code":"active"}]},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"E11.9"}]}}}
        ]}
        """;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_practice_is_set_up_from_a_file_and_the_same_again_changes_nothing()
    {
        Assert.Contains("added: Cora Bell (cora), care coordinator", await PracticeAsync(0, Practice), StringComparison.Ordinal);
        using (var store = Store())
        {
            var people = new PeopleDesk(store);
            var practice = await people.PracticeAsync(Cancelled);
            Assert.Equal(("Riverside Clinic", "en", "America/New_York", new TimeOnly(8, 30), "555-0100"), (practice.Name, practice.Language, practice.TimeZone, practice.Opens, practice.NurseLine));
            Assert.Equal([new StaffId("nora")], practice.OnCall);
            Assert.Equal("es", (await people.FindByEntraAsync("33333333-2222-2222-2222-222222222202", Cancelled))!.Language);
            await people.ChangeAsync(new StaffId("cora"), staff => staff with { Conversation = "teams" }, Cancelled);
        }

        var again = await PracticeAsync(0, Practice.Replace("\"care coordinator\"", "\"lead coordinator\"", StringComparison.Ordinal).Replace("\"nora\", \"given\"", "\"nina\", \"given\"", StringComparison.Ordinal).Replace("[\"nora\"]", "[\"nina\"]", StringComparison.Ordinal).Replace("202\"", "209\"", StringComparison.Ordinal));
        Assert.Contains("changed: Cora Bell (cora), lead coordinator", again, StringComparison.Ordinal);
        Assert.Contains("kept: Nora Pike (nora), nurse; the file does not name them", again, StringComparison.Ordinal);
        using var after = Store();
        Assert.Equal("teams", (await new PeopleDesk(after).FindAsync(new StaffId("cora"), Cancelled))!.Conversation);
    }

    [Theory]
    [InlineData("\"America/New_York\"", "\"Eastern\"", "/practice/timeZone: is \"Eastern\"; write a time zone of the IANA list")]
    [InlineData("[\"nora\"]", "[\"nor\"]", "/practice/onCall/0: is \"nor\"; write the id of somebody in staff: cora, nora")]
    [InlineData("[\"nora\"]", "[]", "/practice/onCall: is an empty list")]
    [InlineData("\"17:00\"", "\"08:00\"", "/practice/closes: is \"08:00\"; write a time after opens")]
    [InlineData("\"17:00\"", "\"5 pm\"", "/practice/closes: is \"5 pm\"; write a time of day")]
    [InlineData("\"id\": \"cora\"", "\"id\": \"Cora B\"", "/staff/0/id: is \"Cora B\"; write up to 40 small letters")]
    [InlineData("\"33333333-2222-2222-2222-222222222201\"", "\"cora@clinic\"", "/staff/0/entraObjectId: is \"cora@clinic\"; write the object id")]
    [InlineData("222222222201", "222222222202", "/staff: is a list; cora and nora have one entraObjectId")]
    [InlineData("\"nurseLine\": \"555-0100\", ", "", "/practice/nurseLine: is missing")]
    [InlineData("\"language\": \"es\"", "\"language\": \"fr\"", "/staff/1/language: is \"fr\"; write one of en, es")]
    [InlineData("\"position\": \"nurse\"", "\"role\": \"nurse\"", "/staff/1/position: is missing")]
    public async Task A_practice_that_cannot_be_meant_is_refused_by_place_and_remedy_and_nothing_is_written(string from, string to, string named)
    {
        Assert.Contains(from, Practice, StringComparison.Ordinal);
        Assert.Contains($"refused: practice.json#{named}", await PracticeAsync(1, Practice.Replace(from, to, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Path("data")));
    }

    [Fact]
    public async Task A_chart_is_opened_for_a_patient_of_a_record_once_and_what_it_tells_of_their_health_comes_with_it()
    {
        await PracticeAsync(0, Practice);
        var said = await FhirAsync(0, Anna, "--coordinator", "cora", "--programme", "heart-failure", "--unit", "kg");
        Assert.Contains("opened: patient.json: the chart of Anna Ruiz (anna-1), es, America/Chicago, of Cora Bell, in heart-failure", said, StringComparison.Ordinal);
        Assert.Contains("added: condition diabetes", said, StringComparison.Ordinal);
        Assert.Contains("known: patient.json: the chart of Anna Ruiz (anna-1)", await FhirAsync(0, Anna.Replace("Anna", "Ann", StringComparison.Ordinal), "--coordinator", "nora"), StringComparison.Ordinal);

        using var store = Store();
        var chart = (await new Charts(store).OpenAsync(new PatientId("anna-1"), Cancelled)).Summary;
        Assert.Equal((new PersonName("Anna", "Ruiz"), "es", "America/Chicago", "cora"), (chart.Name, chart.Language, chart.TimeZone, chart.Coordinator.Value));
        Assert.Equal(("heart-failure", "kg"), (Assert.Single(chart.Enrolments).Protocol, chart.Enrolments[0].Unit));
        Assert.Equal((new DateOnly(1950, 4, 2), "diabetes"), (chart.Health!.BornOn!.Value, Assert.Single(chart.Health.Conditions)));
    }

    [Theory]
    [InlineData("\"birthDate\":", "\"deceasedBoolean\":true,\"birthDate\":", "Patient: has died, as the record says: no chart is opened")]
    [InlineData("\"id\":\"anna-1\",", "", "Patient/id: is missing or no FHIR id")]
    [InlineData("\"id\":\"anna-1\"", "\"id\":\"anna 1\"", "Patient/id: is missing or no FHIR id")]
    [InlineData("\"family\":\"Ruiz\",", "", "opened: patient.json: the chart of Anna Old")]
    [InlineData("\"es-MX\"", "\"zh\"", "note: speaks 'zh', which the bot does not write; is written to in 'en'")]
    [InlineData("\"60629-1234\"", "\"K1A 0B1\"", "note: no ZIP code that is known; lives by the practice's clock, America/New_York")]
    public async Task What_a_record_does_not_say_is_said(string from, string to, string said)
    {
        await PracticeAsync(0, Practice);
        Assert.Contains(from, Anna, StringComparison.Ordinal);
        Assert.Contains(said, await FhirAsync(null, Anna.Replace(from, to, StringComparison.Ordinal), "--coordinator", "cora"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_else_under_the_same_id_is_refused_and_the_chart_stays()
    {
        await PracticeAsync(0, Practice);
        await FhirAsync(0, Anna, "--coordinator", "cora");
        Assert.Contains("Patient/birthDate: is another than in the chart 'anna-1'", await FhirAsync(1, Anna.Replace("1950-04-02", "1981-04-02", StringComparison.Ordinal), "--coordinator", "cora"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--coordinator", "zoe")]
    [InlineData("--coordinator", "cora", "--programme", "heart-failure")]
    [InlineData("--coordinator", "cora", "--programme", "gout", "--unit", "kg")]
    [InlineData("--coordinator", "cora", "--programme", "heart-failure", "--unit", "stone")]
    [InlineData("--programme", "heart-failure", "--unit", "kg")]
    public async Task What_is_asked_for_in_a_way_that_cannot_be_meant_is_wrong_usage(params string[] options)
    {
        await PracticeAsync(0, Practice);
        await FhirAsync(2, Anna, options);
        using var store = Store();
        Assert.Null(await new Charts(store).FindAsync(new PatientId("anna-1"), Cancelled));
    }

    /// <summary>Every record of the folder goes one way: a chart, or a refusal with its reason.</summary>
    [Fact]
    public async Task A_folder_of_synthetic_patients_is_taken_in_and_asked_for()
    {
        await PracticeAsync(0, Practice);
        var output = new StringWriter();
        Assert.Equal(1, await ImportVerb.RunAsync(["fhir", Repository.Path("..", "shared", "data", "fhir", "synthea"), "--coordinator", "cora", "--data", _folder.Path("data")], output));
        var lines = output.ToString().Split('\n');
        var (opened, refused) = (lines.Count(line => line.StartsWith("opened: ", StringComparison.Ordinal)), lines.Count(line => line.StartsWith("refused: ", StringComparison.Ordinal)));
        Assert.Equal(Directory.GetFiles(Repository.Path("..", "shared", "data", "fhir", "synthea"), "*.json").Length, opened + refused);
        Assert.All(lines.Where(line => line.StartsWith("refused: ", StringComparison.Ordinal)), line => Assert.EndsWith("has died, as the record says: no chart is opened", line, StringComparison.Ordinal));

        await File.WriteAllTextAsync(_folder.Path("in.jsonl"), """{"id":1,"text":"Spanish patients"}""", Cancelled);
        Assert.Equal(0, await EvaluateVerb.RunAsync(["caseload", _folder.Path("in.jsonl"), _folder.Path("out.jsonl"), "--data", _folder.Path("data")], TextWriter.Null));
        Assert.Equal(lines.Count(line => line.StartsWith("opened: ", StringComparison.Ordinal) && line.Contains("), es, ", StringComparison.Ordinal)), JsonNode.Parse(await File.ReadAllTextAsync(_folder.Path("out.jsonl"), Cancelled))!["patients"]!.AsArray().Count);
    }

    private SqliteRecordStore Store() => SqliteRecordStore.Open(Path.Combine(_folder.Path("data"), "records.db"));

    private async Task<string> PracticeAsync(int code, string json)
    {
        await File.WriteAllTextAsync(_folder.Path("practice.json"), json, Cancelled);
        return await RunAsync(code, "practice", _folder.Path("practice.json"));
    }

    private async Task<string> FhirAsync(int? code, string json, params string[] options)
    {
        await File.WriteAllTextAsync(_folder.Path("patient.json"), json, Cancelled);
        return await RunAsync(code, ["fhir", _folder.Path("patient.json"), .. options]);
    }

    private async Task<string> RunAsync(int? code, params string[] args)
    {
        var output = new StringWriter();
        var ended = await ImportVerb.RunAsync([.. args, "--data", _folder.Path("data")], output);
        Assert.Equal(code ?? ended, ended);
        return output.ToString();
    }
}
