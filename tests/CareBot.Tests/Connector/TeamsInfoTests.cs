using CareBot.Tests.Authentication;

namespace CareBot.Tests.Connector;

public sealed class TeamsInfoTests : IAsyncLifetime
{
    private ConnectorStub _teams = null!;
    private BotUnderTest _bot = null!;

    public async ValueTask InitializeAsync()
    {
        _teams = await ConnectorStub.StartAsync();
        _bot = new BotUnderTest([], TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _teams.DisposeAsync();
    }

    [Fact]
    public async Task A_turn_in_a_team_reads_the_teams_details_and_channels()
    {
        _teams.Documents["/v3/teams/19:team"] = """{"id":"19:team","name":"Cardiology","memberCount":12,"tenantId":"t"}""";
        _teams.Documents["/v3/teams/19:team/conversations"] = """{"conversations":[{"id":"19:team"},{"id":"19:alerts","name":"Alerts"}]}""";
        await InTurnAsync("19:team", async turn =>
        {
            var team = await TeamsInfo.GetTeamDetailsAsync(turn, cancellationToken: Cancel);
            Assert.Equal(("Cardiology", 12), (team!.Name, team.MemberCount));
            var channels = await TeamsInfo.GetTeamChannelsAsync(turn, cancellationToken: Cancel);
            Assert.Equal([null, "Alerts"], channels.Select(channel => channel.Name));
        });
    }

    [Fact]
    public async Task Outside_a_team_no_team_can_be_read() => await InTurnAsync(null, async turn =>
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => TeamsInfo.GetTeamDetailsAsync(turn, cancellationToken: Cancel));
        Assert.Empty(_teams.Requests);
    });

    [Theory]
    [InlineData("19:team", "/v3/conversations/19:team/members/29:ana")]
    [InlineData(null, "/v3/conversations/a:1/members/29:ana")]
    public async Task A_member_is_looked_up_in_the_team_or_else_in_the_conversation(string? teamId, string path)
    {
        _teams.Documents[path] = """{"id":"29:ana","name":"Ana","userPrincipalName":"ana@clinic.test","aadObjectId":"o"}""";
        await InTurnAsync(teamId, async turn =>
        {
            var member = await TeamsInfo.GetMemberAsync(turn, "29:ana", Cancel);
            Assert.Equal(("ana@clinic.test", "o"), (member!.UserPrincipalName, member.AadObjectId));
        });
    }

    [Fact]
    public async Task Members_are_read_in_pages()
    {
        _teams.Documents["/v3/conversations/19:team/pagedmembers"] = """{"continuationToken":"next","members":[{"id":"29:ana","email":"ana@clinic.test"}]}""";
        await InTurnAsync("19:team", async turn =>
        {
            var page = await TeamsInfo.GetPagedMembersAsync(turn, 50, null, Cancel);
            Assert.Equal(("next", "ana@clinic.test"), (page.ContinuationToken, Assert.Single(page.Members!).Email));
        });
        Assert.Equal(["GET /v3/conversations/19%3Ateam/pagedmembers?pageSize=50"], _teams.Requests);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task InTurnAsync(string? teamId, Func<ITurnContext, Task> looksUp) => _bot.Adapter.ContinueConversationAsync(
        "",
        new Activity
        {
            Type = "event",
            ChannelId = "msteams",
            ServiceUrl = _teams.Url,
            Conversation = new ConversationAccount(id: "a:1"),
            ChannelData = teamId is null ? null : new TeamsChannelData { Team = new TeamInfo(teamId) },
        },
        (turn, _) => looksUp(turn),
        Cancel);
}
