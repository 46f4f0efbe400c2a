using System.Diagnostics;
using CareBot.Care.Records;
using CareBot.Storage;
using CareBot.Tests.Architecture;
using CareBot.Tests.Storage;
using CareBot.Verbs;

namespace CareBot.Tests.Host;

/// <summary>Issue 2, part 10: the verbs beside <c>serve</c>.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_chat_that_goes_as_it_is_written_ends_well()
    {
        using var output = new StringWriter();
        Assert.Equal(0, await ChatVerb.RunAsync([StopChat], output));
        Assert.Contains("1 as written, 0 not", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chat_that_goes_otherwise_shows_the_first_difference_and_ends_with_1()
    {
        var changed = _folder.Path("changed.chat");
        var lines = await File.ReadAllLinesAsync(StopChat, Cancelled);
        var at = Array.FindIndex(lines, line => line.Contains("Question 1 of 6", StringComparison.Ordinal));
        lines[at] = lines[at].Replace("1 of 6", "1 of 7", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(changed, lines, Cancelled);

        using var output = new StringWriter();
        Assert.Equal(1, await ChatVerb.RunAsync([changed], output));

        Assert.Contains($"{changed}:{at + 1}", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("written:      Question 1 of 7", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("now:          Question 1 of 6", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.chat", null, "no such file")]
    [InlineData("nobody.chat", "Walt: hello", "names nobody")]
    [InlineData("stranger.chat", "person: Zebulon", "Nobody of the demo cast")]
    [InlineData("broken.chat", "person: Walt\nhe says hello", "line 2: 'he says hello' is not a line of a chat")]
    [InlineData("time.chat", "person: Walt\nclock: soon", "line 2: 'soon' is no time")]
    public async Task A_chat_that_cannot_be_played_says_why(string name, string? text, string why)
    {
        var path = _folder.Path(name);
        if (text is not null)
            await File.WriteAllTextAsync(path, text, Cancelled);
        using var output = new StringWriter();
        Assert.Equal(1, await ChatVerb.RunAsync([path], output));
        Assert.Contains(why, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_in_a_terminal_is_saved_as_a_chat_that_replays()
    {
        var saved = _folder.Path("saved.chat");
        using var input = new StringReader("182\nnone of these\n/later 2h\nhelp\n\n");
        using var output = new StringWriter();

        Assert.Equal(0, await TalkVerb.RunAsync(["DailyCheckIn", "--as", "walt", "--now", "2026-03-03T08:10", "--save", saved], input, output));

        Assert.Contains("Question 3 of 6", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("clock:  2026-03-03 08:10", await File.ReadAllTextAsync(saved, Cancelled), StringComparison.Ordinal);
        Assert.Contains("(2 hours later)", await File.ReadAllTextAsync(saved, Cancelled), StringComparison.Ordinal);
        using var replayed = new StringWriter();
        Assert.Equal(0, await ChatVerb.RunAsync([saved], replayed));
    }

    [Fact]
    public async Task A_talk_goes_on_after_what_cannot_be_meant_and_takes_a_colon_for_words()
    {
        var saved = _folder.Path("saved.chat");
        using var input = new StringReader("/later soon\n/later 3x\n/later\nMaria presses: nothing\nmy weight: 182\nMaria: my caseload\n");
        using var output = new StringWriter();

        Assert.Equal(0, await TalkVerb.RunAsync(["DailyCheckIn", "--as", "walt", "--save", saved], input, output));

        Assert.Contains("Walt: my weight: 182", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Maria: my caseload\nBot to Maria: ", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("later", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("presses", await File.ReadAllTextAsync(saved, Cancelled), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FindResource", "walt", "en", "What do you need")]
    [InlineData("ReadPlan", "rosa", "es", "Todavía no hay nada en su plan")]
    [InlineData("GetHelpNow", "walt", "en", "Call 911 now")]
    [InlineData("GetHelpNow", "rosa", "es", "Llame al 911 ahora")]
    [InlineData("ReferPatient", "maria", "en", "[card] Refer Dot Mercer: food")]
    [InlineData("ReferPatient", "maria", "es", "Dot Mercer: comida")]
    [InlineData("SendAssessment", "maria", "en", "[card] Assessments: Dot Mercer")]
    [InlineData("SendAssessment", "maria", "es", "[card] Evaluaciones: Dot Mercer")]
    [InlineData("CurateListings", "maria", "en", "No listing of the directory was reported wrong")]
    [InlineData("AskCaseload", "maria", "es", "Rosa Delgado")]
    [InlineData("ReviewAlerts", "maria", "en", "No alert is open")]
    public async Task Every_guided_dialog_can_be_talked_to(string dialog, string person, string language, string said)
    {
        using var output = new StringWriter();
        Assert.Equal(0, await TalkVerb.RunAsync([dialog, "--as", person, .. language == "es" ? new[] { "--language", "es" } : []], new StringReader(""), output));
        Assert.Contains(said, output.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_talk_can_be_in_the_other_language_from_its_first_word()
    {
        using var output = new StringWriter();
        Assert.Equal(0, await TalkVerb.RunAsync(["DailyCheckIn", "--as", "walt", "--language", "es"], new StringReader(""), output));
        Assert.Contains("Pregunta 1 de 6", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("talk")]
    [InlineData("talk", "Dancing", "--as", "walt")]
    [InlineData("talk", "DailyCheckIn", "--as", "zebulon")]
    [InlineData("talk", "DailyCheckIn", "--as", "walt", "--now", "noon")]
    [InlineData("talk", "DailyCheckIn", "--as", "walt", "--language", "fr")]
    [InlineData("chat")]
    [InlineData("chat", "--what")]
    [InlineData("seed", "--people", "many")]
    [InlineData("seed", "--people")]
    [InlineData("seed", "now")]
    [InlineData("check", "everything")]
    [InlineData("dance")]
    [InlineData("serve", "now")]
    [InlineData("serve", "--dta", "x")]
    [InlineData("--data")]
    [InlineData("--data", "--urls", "http://127.0.0.1:0")]
    public async Task What_the_command_line_does_not_understand_ends_with_2_and_says_what_it_does(params string[] args)
    {
        var (code, said) = await RunAsync(null, args);
        Assert.True(code == 2, said);
        Assert.Contains("usage: carebot", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("serve", "-h")]
    public async Task Whoever_asks_for_help_gets_the_usage_and_nothing_is_started(params string[] args)
    {
        var (code, said) = await RunAsync(null, args);
        Assert.True(code == 0, said);
        Assert.StartsWith("usage: carebot", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'/nowhere/x.json' cannot be written", "export", "calendar", "/nowhere/x.json")]
    [InlineData("There is no patient 'nobody' in the store", "export", "assessments", "nobody", "x.json")]
    [InlineData("'walt' has finished no assessment 'phq-9'", "export", "assessments", "walt/phq-9", "x.json")]
    [InlineData("There is no patient 'nobody' in the store", "export", "referral", "nobody/r1", "x.json")]
    [InlineData("'/nowhere/x.chat' cannot be written", "talk", "DailyCheckIn", "--as", "walt", "--save", "/nowhere/x.chat")]
    [InlineData("name another data folder", "seed", "--data", "/dev/null/x")]
    [InlineData("name another data folder", "serve", "--data", "/dev/null/x")]
    [InlineData("No practice is set up in this data folder", "replay", "--rule", "heart-failure/d1", "--set", "pounds=4", "--data", "nowhere")]
    [InlineData("No practice is set up in this data folder", "export", "hsds", "x.zip", "--data", "nowhere")]
    [InlineData("ConnectionStrings:Tables is neither", "serve", "--ConnectionStrings:Tables", "garbage")]
    [InlineData("'abc' at 'CareBot:Mail:Port'", "serve", "--CareBot:Mail:Port", "abc")]
    [InlineData("'forever' at 'CareBot:Outbox:MaxAge'", "serve", "--CareBot:Outbox:MaxAge", "forever")]
    [InlineData("CareBot:PublicAddress is 'garbage'", "serve", "--CareBot:PublicAddress", "garbage")]
    public async Task A_mistake_is_told_in_one_line_that_names_the_thing(string named, params string[] args)
    {
        if (args[0] == "export" && args[1] != "hsds")
        {
            Assert.Equal(0, await SeedVerb.RunAsync(["--data", _folder.Path("data")], TextWriter.Null));
            args = [.. args, "--data", _folder.Path("data")];
        }

        var (code, said) = await RunAsync(null, args);
        Assert.True(code == (args.Any(arg => arg.StartsWith("--CareBot:", StringComparison.Ordinal)) ? 2 : 1), said);
        Assert.Contains(named, Assert.Single(said.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Path("nowhere")));
    }

    [Fact]
    public async Task The_content_is_the_one_that_the_settings_file_names_and_the_check_says_which()
    {
        var content = Content();
        var program = Path.GetDirectoryName(HostProcess.Program)!;
        var other = Directory.CreateDirectory(_folder.Path("program")).FullName;
        foreach (var entry in Directory.EnumerateFileSystemEntries(program))
        {
            var name = Path.GetFileName(entry);
            if (name.StartsWith("CareBot.dll", StringComparison.Ordinal) || name.StartsWith("CareBot.deps", StringComparison.Ordinal) || name.StartsWith("CareBot.runtimeconfig", StringComparison.Ordinal))
                File.Copy(entry, Path.Combine(other, name));
            else if (name != "appsettings.json")
                File.CreateSymbolicLink(Path.Combine(other, name), entry);
        }

        await File.WriteAllTextAsync(Path.Combine(other, "appsettings.json"), $$$"""{"CareBot":{"ContentRoot":"{{{content}}}"}}""", Cancelled);
        File.Delete(Path.Combine(content, "dialogs", "phrases.json"));
        await File.WriteAllTextAsync(_folder.Path("x.jsonl"), "{\"id\":1,\"text\":\"x\"}", Cancelled);
        var (_, said) = await RunProgramAsync(Path.Combine(other, "CareBot.dll"), null, "check");
        Assert.StartsWith($"content of {content}\ndialogs/phrases.json#: is missing; ", said, StringComparison.Ordinal);
        Assert.Contains("dialogs/phrases.json", (await RunProgramAsync(Path.Combine(other, "CareBot.dll"), null, "chat", StopChat)).Said, StringComparison.Ordinal);
        File.Delete(Path.Combine(content, "dialogs", "GetHelpNow", "lexicon", "safe.json"));
        Assert.Contains("safe.json#: is missing", (await RunProgramAsync(Path.Combine(other, "CareBot.dll"), null, "evaluate", "safety", _folder.Path("x.jsonl"), _folder.Path("y.jsonl"))).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seeding_twice_leaves_what_seeding_once_left()
    {
        var data = _folder.Path("data");
        Assert.Equal(0, await SeedVerb.RunAsync(["--data", data], TextWriter.Null));
        var first = await ChartsAsync(data);
        Assert.Equal(0, await SeedVerb.RunAsync(["--data", data], TextWriter.Null));
        Assert.Equal(first, await ChartsAsync(data));
        Assert.Equal(6, first.Count(record => record.Contains("/summary ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Twenty_more_people_with_five_days_each_are_seeded_and_the_same_number_gives_the_same_people()
    {
        var (one, other) = (_folder.Path("one"), _folder.Path("other"));
        Assert.Equal(0, await SeedVerb.RunAsync(["--people", "20", "--days", "5", "--seed", "7", "--data", one], TextWriter.Null));
        Assert.Equal(0, await SeedVerb.RunAsync(["--people", "20", "--days", "5", "--seed", "7", "--data", other], TextWriter.Null));

        var charts = await ChartsAsync(one);
        Assert.Equal(26, charts.Count(record => record.Contains("/summary ", StringComparison.Ordinal)));
        Assert.Equal((20 * 5) + (2 * 6), charts.Count(record => record.Contains("/checkin:", StringComparison.Ordinal)));
        Assert.Equal(Names(charts), Names(await ChartsAsync(other)));
    }

    [Fact]
    public async Task Content_without_a_fault_passes_the_check()
    {
        var (code, said) = await RunAsync(Content(), "check");
        Assert.True(code == 0, said);
        Assert.Contains("no fault", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dialogs/DailyCheckIn/protocols/heart-failure.protocol.json", "\"at\": \"08:00\"", "\"at\": \"8 o'clock\"", "#/schedule/at")]
    [InlineData("dialogs/DailyCheckIn/protocols/heart-failure.protocol.json", "\"linkId\"", "\"linkID\"", "linkI")]
    [InlineData("dialogs/DailyCheckIn/texts.es.json", "\"checkIn.newDay\"", "\"checkIn.otherDay\"", "checkIn.")]
    [InlineData("dialogs/ReviewAlerts/alert-ladder.json", "\"Always\"", "\"Never\"", "alert-ladder.json")]
    [InlineData("cards/alert.card.json", "\"card\"", "\"card", "alert.card.json")]
    public async Task Content_with_a_fault_fails_the_check_and_the_start_with_file_place_and_remedy(string file, string was, string now, string place)
    {
        var content = Content();
        var path = Path.Combine(content, file);
        var text = await File.ReadAllTextAsync(path, Cancelled);
        Assert.Contains(was, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(was, now, StringComparison.Ordinal), Cancelled);

        foreach (var verb in new[] { "check", "serve" })
        {
            var (code, said) = await RunAsync(content, verb);
            Assert.True(code == 1, said);
            Assert.Contains(Path.GetFileName(file).Replace(".es.", ".", StringComparison.Ordinal)[..5], said, StringComparison.Ordinal);
            Assert.Contains(place, said, StringComparison.Ordinal);
            Assert.Contains(";", said, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_content_folder_that_holds_none_is_named_with_the_remedy()
    {
        var (code, said) = await RunAsync(_folder.Path("nothing"), "check");
        Assert.Equal(1, code);
        Assert.Contains("CareBot:ContentRoot", said, StringComparison.Ordinal);
    }

    private static string StopChat => Repository.Path("dialogs", "DailyCheckIn", "chats", "stop.en.chat");

    private static IEnumerable<string> Names(IEnumerable<string> charts) => charts.Where(record => record.Contains("/summary ", StringComparison.Ordinal))
        .Select(record => record[..record.IndexOf(' ', StringComparison.Ordinal)] + record[record.IndexOf("\"name\"", StringComparison.Ordinal)..].Split('}')[0]);

    /// <summary>A copy of the content as it travels with the program.</summary>
    private string Content()
    {
        var from = Path.Combine(Path.GetDirectoryName(HostProcess.Program)!, "content");
        var to = _folder.Path("content");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }

    private Task<(int Code, string Said)> RunAsync(string? content, params string[] args) => RunProgramAsync(HostProcess.Program, content, args);

    private async Task<(int Code, string Said)> RunProgramAsync(string program, string? content, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetDirectoryName(_folder.Path("x"))!,
        };
        start.Environment["CareBot__ContentRoot"] = content;
        start.Environment["CareBot__DataFolder"] = ":memory:";
        start.Environment["Urls"] = "http://127.0.0.1:0";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        var said = process.StandardOutput.ReadToEndAsync(patience.Token);
        var complained = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await said + await complained);
    }

    /// <summary>Every record of every chart, a line each.</summary>
    private static async Task<List<string>> ChartsAsync(string data)
    {
        using var store = SqliteRecordStore.Open(Path.Combine(data, "records.db"));
        var records = new List<string>();
        foreach (var patient in await store.ReadPartitionsAsync("charts", null, 1000, Cancelled))
        {
            var page = await store.ReadAsync("charts", patient, new KeyRange(), 1000, null, Cancelled);
            records.AddRange(page.Records.Select(record => $"{patient}/{record.Key} {System.Text.Encoding.UTF8.GetString(record.Json.Span)}"));
        }

        return records;
    }
}
