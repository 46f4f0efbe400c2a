using CareBot.Care.Content;
using CareBot.Tests.Storage;
using CareBot.Verbs;

namespace CareBot.Tests.Host;

/// <summary>The verb <c>evaluate</c>: what somebody's rows may hold, and what becomes of the files.</summary>
public sealed class EvaluateVerbTests : IDisposable
{
    private const string Row = """{"id":"1","text":"chest pain","language":"en","expected":"E911"}""";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("safety", """{"id":"1","text":"I have a fever","context":{"programmes":["cancer","heart-failure"],"pregnantWeeks":43,"postpartumWeeks":0,"ageYears":0.1,"medicines":["apixaban 5 mg"],"byStaff":true},"note":"x","source":7}""")]
    [InlineData("safety", """{"id":7,"text":"","expected":"none","context":{"programmes":[],"medicines":[]},"language":"es-MX"}""")]
    [InlineData("safety", """{"id":"1","text":"chest pain","language":null,"context":null,"expected":"e911"}""")]
    [InlineData("triage", """{"id":"1","text":"runny nose","expected":"self_care"}""")]
    [InlineData("negation", """{"id":"1","text":"no fever","concept":"fever","language":"en","expected":true}""")]
    [InlineData("datetime", """{"id":"1","text":"tomorrow","language":"en","reference":"2026-03-02T08:00:00","expected":["2026-03-03"]}""")]
    [InlineData("caseload", """{"id":"1","text":"red patients","expected":["rosa"]}""")]
    [InlineData("intent", """{"id":"1","text":"hello","speaker":"family","expected":"SmallTalk"}""")]
    public async Task A_row_as_the_verb_knows_it_is_answered(string task, string row)
    {
        Assert.Equal(0, await RunAsync(task, row, "out.jsonl"));
        Assert.Single(await File.ReadAllLinesAsync(_folder.Path("out.jsonl"), Cancelled));
    }

    [Theory]
    [InlineData("safety", """{"id":"1","text":"x","context":{"programs":["cancer"]}}""", "/context/programs: is not known here; remove it or write one of: programmes, pregnantWeeks")]
    [InlineData("safety", """{"id":"1","text":"x","context":{"pregnantweeks":30}}""", "/context/pregnantweeks: is not known here")]
    [InlineData("safety", """{"id":"1","text":"x","context":{"programmes":["hart-failure"]}}""", "/context/programmes/0: is \"hart-failure\"; write one of: ")]
    [InlineData("safety", """{"id":"1","text":"x","context":{"pregnantWeeks":44}}""", "/context/pregnantWeeks: is 44; write a number from 0 to 43")]
    [InlineData("safety", """{"id":"1","text":"x","context":{"postpartumWeeks":-1}}""", "/context/postpartumWeeks: is -1; ")]
    [InlineData("safety", """{"id":"1","text":"x","context":{"pregnantWeeks":30.5}}""", "/context/pregnantWeeks: is 30.5; write completed weeks")]
    [InlineData("safety", """{"id":"1","text":"x","context":{"medicines":"apixaban"}}""", "/context/medicines: is \"apixaban\"; write a list")]
    [InlineData("safety", """{"id":"1","text":"x","context":[]}""", "/context: is an empty list; write an object")]
    [InlineData("safety", """{"id":"1","text":"x","language":"fr"}""", "/language: is \"fr\"; write one of en, es")]
    [InlineData("safety", """{"id":"1","text":"x","expected":"emergency"}""", "/expected: is \"emergency\"; write one of: E911, E988, SAFE, SAMEDAY, none")]
    [InlineData("triage", """{"id":"1","text":"x","expected":"E911"}""", "/expected: is \"E911\"; write one of: emergency, see_clinician_48h")]
    [InlineData("negation", """{"id":"1","text":"x","concept":"x","expected":"yes"}""", "/expected: is \"yes\"; write true or false")]
    [InlineData("safety", """{"id":"1","text":5}""", "/text: is 5; write words in quotes")]
    [InlineData("safety", """{"id":true,"text":"x"}""", "/id: is true; ")]
    [InlineData("safety", """["1","x"]""", ": is a list; write an object")]
    [InlineData("safety", Row, "/id: is \"1\"; line 1 has it too: give one of them another")]
    [InlineData("datetime", """{"id":"2","text":"x","reference":"soon"}""", "/reference: is \"soon\"; write a local time")]
    [InlineData("caseload", """{"id":"2","text":"x","expected":"rosa"}""", "/expected: is \"rosa\"; write a list")]
    [InlineData("intent", """{"id":"2","text":"x","speaker":"doctor"}""", "/speaker: is \"doctor\"; write one of patient, staff, family, visitor, or leave it out")]
    public async Task A_row_that_cannot_be_meant_is_refused_by_line_field_and_remedy_and_nothing_is_written(string task, string row, string named)
    {
        var first = task == "negation" ? Row.Replace("\"E911\"", "true,\"concept\":\"pain\"", StringComparison.Ordinal) : task == "safety" ? Row : """{"id":"1","text":"x"}""";
        await File.WriteAllTextAsync(_folder.Path("out.jsonl"), "what was there", Cancelled);
        if (row != Row)
            row = row.Replace("\"id\":\"1\"", "\"id\":\"2\"", StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<ContentException>(() => RunAsync(task, first + "\n" + row, "out.jsonl"));
        Assert.StartsWith("in.jsonl#line 2" + named, refused.Message, StringComparison.Ordinal);
        Assert.Equal("what was there", await File.ReadAllTextAsync(_folder.Path("out.jsonl"), Cancelled));
        Assert.False(File.Exists(_folder.Path("out.jsonl.part")));
    }

    [Theory]
    [InlineData("in.jsonl")]
    [InlineData("link.jsonl")]
    [InlineData("up/in.jsonl")]
    public async Task The_file_that_is_read_is_never_written(string to)
    {
        foreach (var task in new[] { "safety", "datetime", "resource", "caseload", "intent" })
        {
            await File.WriteAllTextAsync(_folder.Path("in.jsonl"), Row, Cancelled);
            if (!File.Exists(_folder.Path("link.jsonl")))
            {
                File.CreateSymbolicLink(_folder.Path("link.jsonl"), "in.jsonl");
                Directory.CreateSymbolicLink(_folder.Path("up"), Path.GetDirectoryName(_folder.Path("in.jsonl"))!);
            }

            Assert.Equal(2, await EvaluateVerb.RunAsync([task, _folder.Path("in.jsonl"), _folder.Path(to)], TextWriter.Null));
            Assert.Equal(Row, await File.ReadAllTextAsync(_folder.Path("in.jsonl"), Cancelled));
        }
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_named_with_the_remedy()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => RunAsync("safety", Row, Path.Combine("nowhere", "out.jsonl")));
        Assert.Contains("there is no such folder); name a file in a folder that is there", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task What_only_some_may_read_stays_so()
    {
        await File.WriteAllTextAsync(_folder.Path("out.jsonl"), "", Cancelled);
        File.SetUnixFileMode(_folder.Path("out.jsonl"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(0, await RunAsync("safety", Row, "out.jsonl"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.Path("out.jsonl")));
    }

    [Fact]
    public async Task A_caseload_answers_how_it_understood_and_whom_it_means_and_is_measured()
    {
        await File.WriteAllTextAsync(_folder.Path("in.jsonl"), """
            {"id":1,"text":"Spanish patients or patients over 78","expected":["dot","rosa"]}
            {"id":2,"text":"how many heart failure patients by age","expected":[]}
            {"id":3,"text":"pacientes que no hablan español y mayores de 65","language":"es","expected":["walt"]}
            """, Cancelled);
        var report = new StringWriter();
        Assert.Equal(0, await EvaluateVerb.RunAsync(["caseload", _folder.Path("in.jsonl"), _folder.Path("out.jsonl"), "--data", await PracticeAsync(), "--as", "maria", "--now", "2026-03-02T09:00", "--report"], report));
        var answers = (await File.ReadAllLinesAsync(_folder.Path("out.jsonl"), Cancelled)).Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!).ToList();
        Assert.Equal("language=es|age>78", answers[0]["filter"]!.ToString());
        Assert.Equal(["dot", "rosa"], answers[0]["patients"]!.AsArray().Select(one => one!.ToString()).Order());
        Assert.Equal(["by age"], answers[1]["unknown"]!.AsArray().Select(one => one!.ToString()));
        Assert.Empty(answers[1]["patients"]!.AsArray());
        Assert.Contains("caseload en: 2 messages, 100.0 % exactly as expected, recall 100.0 %, precision 100.0 %", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("caseload es: 1 messages, 0.0 % exactly as expected, recall 100.0 %, precision 50.0 %", report.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":1,"text":"I have chest pain"}""", "GetHelpNow", 1)]
    [InlineData("""{"id":1,"text":"cancel my appointment"}""", "BookAppointment.cancel", 1)]
    [InlineData("""{"id":1,"text":"necesito comida","language":"es","speaker":"visitor"}""", "FindResource", 0.5)]
    [InlineData("""{"id":1,"text":"who is red"}""", "AskCaseload", 1)]
    [InlineData("""{"id":1,"text":"asess Dot","speaker":"staff"}""", "SendAssessment.assess", 0.8)]
    [InlineData("""{"id":1,"text":"note Walt: called, 12 min","speaker":"staff"}""", "WriteNote", 1)]
    [InlineData("""{"id":1,"text":"no more messages"}""", "SmallTalk.Stop", 1)]
    [InlineData("""{"id":1,"text":"blargh fnord"}""", "none", 0)]
    public async Task An_intent_is_what_the_whole_bot_took_the_message_for(string row, string intent, double score)
    {
        Assert.Equal(0, await RunAsync("intent", row, "out.jsonl"));
        var answer = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(_folder.Path("out.jsonl"), Cancelled))!;
        Assert.Equal((intent, score), (answer["intent"]!.ToString(), (double)answer["score"]!));
    }

    private async Task<string> PracticeAsync()
    {
        Assert.Equal(0, await SeedVerb.RunAsync(["--data", _folder.Path("data")], TextWriter.Null));
        return _folder.Path("data");
    }

    private async Task<int> RunAsync(string task, string rows, string to)
    {
        await File.WriteAllTextAsync(_folder.Path("in.jsonl"), rows, Cancelled);
        return await EvaluateVerb.RunAsync([task, _folder.Path("in.jsonl"), _folder.Path(to)], TextWriter.Null);
    }
}
