namespace CareBot.Tests.EndToEnd;

/// <summary>One whole conversation on real parts: the built program, web chat over Direct Line, and Teams as the Agents Playground plays it.</summary>
public sealed class SceneTests
{
    // Rosa's answers by the number of the question, in her words.
    internal static readonly Dictionary<string, string> TwoKilosMore = new()
    {
        ["Pregunta 1 de 6"] = "82,1",
        ["Pregunta 2 de 6"] = "ninguna de estas",
        ["Pregunta 3 de 6"] = "no",
        ["Pregunta 4 de 6"] = "no",
        ["Pregunta 5 de 6"] = "ninguna de estas",
        ["Pregunta 6 de 6"] = "ninguna de estas",
    };

    [Fact]
    public async Task Rosa_gains_two_kilos_Maria_reads_it_in_Teams_and_Rosa_learns_that_she_has()
    {
        await using var host = await RunningHost.StartAsync();
        await using var teams = await Playground.StartAsync(host.Address);
        var rosa = await PatientAtHome.OpenAsync(host, "rosa", "es");

        var (told, since) = await rosa.CheckInAsync("hacer mi control", TwoKilosMore, end: "Esto es lo que anoté");
        var shown = await teams.SeeAsync(one => one.Card is not null);
        Report($"From the patient's last answer to the coordinator's card: {since.ElapsedMilliseconds} ms");
        Assert.Contains("Su peso está a 2.1 kilos de su peso seco de 80 kilos. En su plan esto significa: llame hoy a la clínica. Maria ya tiene el aviso", told, StringComparison.Ordinal);

        var open = shown.Card!;
        var twin = (string)open["fallbackText"]!;
        foreach (var (words, where) in new[] { (open.Words(), "card"), (twin, "text") })
        {
            Assert.True(words.Contains("Alert: Rosa Delgado", StringComparison.Ordinal), where);
            Assert.Matches(@"82\.1 kilos is 2\.1 kilos away from the dry weight of 80 kilos \(\w+, \w+ \d+\)\. Threshold 1\.8 kilos\.", words);
            Assert.Contains("rule dry, Heart failure daily check-in, version 2", words, StringComparison.Ordinal);
        }

        Assert.Equal("🔔 Open", open.Fact("State"));
        Assert.Contains("The patient was told: Call the clinic today.", twin, StringComparison.Ordinal);

        var acknowledge = open.Button("Acknowledge");
        var acknowledged = await teams.PressAsync(shown, acknowledge);
        Assert.Equal("👁 Acknowledged", acknowledged.Fact("State"));
        Assert.StartsWith("Maria Ortiz, ", acknowledged.Fact("Acknowledged by"), StringComparison.Ordinal);
        Assert.DoesNotContain("Acknowledge", acknowledged.ButtonLabels());
        Assert.Equal(acknowledged.ToJsonString(), (await teams.PressAsync(shown, acknowledge)).ToJsonString());
        await rosa.HearAsync(words => words == "Maria ya leyó lo que usted me dijo.");

        await teams.SayAsync("why is Rosa yellow");
        var why = (await teams.SeeAsync(one => one.Card is not null)).Card!.Words();
        Assert.Contains("Why: Rosa Delgado", why, StringComparison.Ordinal);
        Assert.Contains("dry weight of 80 kilos", why, StringComparison.Ordinal);

        var close = acknowledged.Button("Close the alert");
        Assert.Contains("needs a note", (await teams.PressAsync(shown, close, ("outcome", "falseAlarm"))).Words(), StringComparison.Ordinal);
        var closed = await teams.PressAsync(shown, close, ("outcome", "spoke"), ("note", "Will weigh again tomorrow."));
        Assert.Equal("🔒 Closed", closed.Fact("State"));
        Assert.Equal("Spoke with the patient", closed.Fact("Outcome"));
        Assert.Equal("Will weigh again tomorrow.", closed.Fact("Note"));
        Assert.Equal(closed.ToJsonString(), (await teams.PressAsync(shown, close, ("outcome", "spoke"), ("note", "Once more."))).ToJsonString());

        Assert.Single(await rosa.ReadAllAsync(), words => words.StartsWith("Maria ya leyó", StringComparison.Ordinal));
        var events = await host.HistoryAsync("rosa", (string)acknowledge["data"]!["card"]!);
        Assert.Equal(["raised", "acknowledged", "closed"], events.Select(one => one.What));
    }

    [Fact]
    public async Task Chest_pain_that_Walt_types_reaches_Marias_chat_as_an_emergency_while_he_is_told_to_call_911()
    {
        await using var host = await RunningHost.StartAsync();
        await using var teams = await Playground.StartAsync(host.Address);
        var walt = await PatientAtHome.OpenAsync(host, "walt", "en");
        Assert.Contains("**Call 911 now.**", await walt.SayAsync("I have chest pain and it is hard to breathe"), StringComparison.Ordinal);

        var card = (await teams.SeeAsync(one => one.Card is not null)).Card!;
        Assert.Contains("Alert: Walt Novak", card.Words(), StringComparison.Ordinal);
        Assert.Contains("⛔ Red", card.Words(), StringComparison.Ordinal);
        Assert.Contains("Emergency: may need 911", card.Words(), StringComparison.Ordinal);
        Assert.Equal("Call 911 now.", card.Fact("The patient was told"));

        await walt.SayAsync("I can't call");
        var second = (await teams.SeeAsync(one => one.Card is not null)).Card!;
        Assert.Contains("I can't call. Call 911 for them.", second.Words(), StringComparison.Ordinal);
    }

    private static void Report(string measured) => TestContext.Current.TestOutputHelper!.WriteLine(measured);
}
