namespace CareBot.Tests.EndToEnd;

/// <summary>The bot as the people in Teams meet it.</summary>
public sealed class TeamsTests
{
    [Fact]
    public async Task A_coordinator_is_greeted_once_though_Teams_installs_twice_and_asks_about_her_caseload()
    {
        await using var host = await RunningHost.StartAsync();
        await using var teams = await Playground.StartAsync(host.Address);
        await teams.InstallAsync(Playground.Personal);
        await teams.SayAsync("my caseload");
        var caseload = (await teams.SeeAsync(one => one.Card is not null)).Card!.Words();
        Assert.Contains("Rosa Delgado", caseload, StringComparison.Ordinal);
        Assert.Contains("Walt Novak", caseload, StringComparison.Ordinal);
        Assert.Single(teams.Seen, one => one.Text.StartsWith("Hello, Maria.", StringComparison.Ordinal));

        await teams.SayAsync("why is Walt green");
        Assert.Contains("Why: Walt Novak", (await teams.SeeAsync(one => one.Card is not null)).Card!.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_others_read_along_a_mention_is_understood_and_no_patient_is_named()
    {
        await using var host = await RunningHost.StartAsync();
        await using var teams = await Playground.StartAsync(host.Address);
        await teams.InstallAsync(Playground.Huddle);
        await teams.SeeAsync(one => one.Text.Contains("in our own chat", StringComparison.Ordinal));
        await teams.MentionAsync(Playground.Huddle, "my caseload");
        await teams.SeeAsync(one => one.Text.Contains("in our own chat", StringComparison.Ordinal));
        await teams.MentionAsync(Playground.Huddle, "help");
        await teams.SeeAsync(one => one.Text.StartsWith("Here is what you can type", StringComparison.Ordinal));
        NamesNobody(teams);
    }

    [Fact]
    public async Task Somebody_whom_the_practice_does_not_know_is_answered_politely_and_learns_of_no_patient()
    {
        await using var host = await RunningHost.StartAsync();
        await using var teams = await Playground.StartAsync(host.Address, Playground.StrangerAtTheDesk);
        foreach (var words in new[] { "my caseload", "alerts", "why is Rosa yellow" })
        {
            await teams.SayAsync(words);
            await teams.SeeAsync(one => one.Text.Length > 0);
        }

        Assert.StartsWith("Hello. I am CareBot", teams.Seen[0].Text, StringComparison.Ordinal);
        Assert.Equal(4, teams.Seen.Count(one => one.Text.Length > 0));
        NamesNobody(teams);
    }

    private static void NamesNobody(Playground teams)
    {
        Assert.All(teams.Seen.Where(one => one.Conversation != Playground.Personal || !one.Text.StartsWith("Hello, Maria", StringComparison.Ordinal)), one =>
        {
            Assert.DoesNotContain("Delgado", one.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Novak", one.Text, StringComparison.Ordinal);
            Assert.Null(one.Card);
        });
    }
}
