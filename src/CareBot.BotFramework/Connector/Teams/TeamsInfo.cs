using System.Text.Json.Serialization.Metadata;

namespace CareBot.BotFramework;

/// <summary>What Teams knows of the team and the people around a turn.</summary>
/// <remarks>All throw <see cref="ErrorResponseException"/> where Teams refuses, <see cref="HttpRequestException"/> where it is out of reach.</remarks>
public static class TeamsInfo
{
    /// <param name="teamId">The turn's own team when null.</param>
    /// <exception cref="InvalidOperationException">The turn is in no team, and none was named.</exception>
    public static async Task<TeamDetails?> GetTeamDetailsAsync(
        ITurnContext turnContext, string? teamId = null, CancellationToken cancellationToken = default) =>
        await GetAsync(turnContext, Team(turnContext, teamId), TeamsAnswersJsonContext.Default.TeamDetails, cancellationToken);

    /// <inheritdoc cref="GetTeamDetailsAsync"/>
    public static async Task<IList<ChannelInfo>> GetTeamChannelsAsync(
        ITurnContext turnContext, string? teamId = null, CancellationToken cancellationToken = default)
    {
        var path = $"{Team(turnContext, teamId)}/conversations";
        return (await GetAsync(turnContext, path, TeamsAnswersJsonContext.Default.ConversationList, cancellationToken))?.Conversations ?? [];
    }

    /// <summary>A member of the turn's team or, outside a team, of its conversation.</summary>
    public static async Task<TeamsChannelAccount?> GetMemberAsync(
        ITurnContext turnContext, string userId, CancellationToken cancellationToken = default) =>
        await GetAsync(
            turnContext, ConversationsExtensions.Member(Roster(turnContext), userId), TeamsAnswersJsonContext.Default.TeamsChannelAccount, cancellationToken);

    /// <summary>The members of the turn's team or, outside a team, of its conversation.</summary>
    /// <param name="pageSize">Between 50 and 500; Teams' choice when null.</param>
    /// <param name="continuationToken">From the page before; null for the first.</param>
    public static async Task<TeamsPagedMembersResult> GetPagedMembersAsync(
        ITurnContext turnContext, int? pageSize = null, string? continuationToken = null, CancellationToken cancellationToken = default)
    {
        var path = ConversationsExtensions.PagedMembers(Roster(turnContext), pageSize, continuationToken);
        return await GetAsync(turnContext, path, TeamsAnswersJsonContext.Default.TeamsPagedMembersResult, cancellationToken) ?? new TeamsPagedMembersResult();
    }

    private static async Task<T?> GetAsync<T>(
        ITurnContext turnContext, string path, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        var connector = await TurnConnector.OfAsync(turnContext, cancellationToken);
        return await connector.Conversations.CallAsync(HttpMethod.Get, path, answer, cancellationToken);
    }

    private static string Team(ITurnContext turnContext, string? teamId)
    {
        var id = teamId ?? turnContext.Activity.TeamsGetTeamInfo()?.Id;
        return id is not null ? $"v3/teams/{Uri.EscapeDataString(id)}" : throw new InvalidOperationException("The turn is in no team, and none was named.");
    }

    // A team's roster is kept under the team's own id.
    private static string Roster(ITurnContext turnContext) =>
        turnContext.Activity.TeamsGetTeamInfo()?.Id ?? turnContext.Activity.Conversation?.Id
        ?? throw new InvalidOperationException("The activity names no conversation.");
}
