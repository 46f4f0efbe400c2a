using System.Globalization;

namespace CareBot.BotFramework;

/// <summary>What can be done in the conversations of a connector.</summary>
/// <remarks>All throw <see cref="ErrorResponseException"/> where the connector refuses, <see cref="HttpRequestException"/> where it is out of reach.</remarks>
public static class ConversationsExtensions
{
    /// <summary>A message at the end of the conversation.</summary>
    public static Task<ResourceResponse> SendToConversationAsync(
        this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        operations.SendToConversationAsync(Id(activity.Conversation), activity, cancellationToken);

    public static async Task<ResourceResponse> SendToConversationAsync(
        this IConversations operations, string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
        await operations.CallAsync(
            HttpMethod.Post, Activities(conversationId), activity, ProtocolJson.Info<Activity>(), ProtocolJson.Info<ResourceResponse>(), cancellationToken)
        ?? new ResourceResponse();

    /// <summary>A message in answer to the one named in <see cref="Activity.ReplyToId"/>.</summary>
    public static Task<ResourceResponse> ReplyToActivityAsync(
        this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        operations.ReplyToActivityAsync(Id(activity.Conversation), Id(activity.ReplyToId), activity, cancellationToken);

    public static async Task<ResourceResponse> ReplyToActivityAsync(
        this IConversations operations, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default) =>
        await operations.CallAsync(
            HttpMethod.Post, OneActivity(conversationId, activityId), activity, ProtocolJson.Info<Activity>(), ProtocolJson.Info<ResourceResponse>(), cancellationToken)
        ?? new ResourceResponse();

    /// <summary>The new content of the message named in <see cref="Activity.Id"/>.</summary>
    public static Task<ResourceResponse> UpdateActivityAsync(
        this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        operations.UpdateActivityAsync(Id(activity.Conversation), Id(activity.Id), activity, cancellationToken);

    public static async Task<ResourceResponse> UpdateActivityAsync(
        this IConversations operations, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default) =>
        await operations.CallAsync(
            HttpMethod.Put, OneActivity(conversationId, activityId), activity, ProtocolJson.Info<Activity>(), ProtocolJson.Info<ResourceResponse>(), cancellationToken)
        ?? new ResourceResponse(activityId);

    public static Task DeleteActivityAsync(
        this IConversations operations, string conversationId, string activityId, CancellationToken cancellationToken = default) =>
        operations.CallAsync(HttpMethod.Delete, OneActivity(conversationId, activityId), ProtocolJson.Info<ResourceResponse>(), cancellationToken);

    /// <summary>A conversation with the members given; in Teams, the one that exists where there is one.</summary>
    public static async Task<ConversationResourceResponse> CreateConversationAsync(
        this IConversations operations, ConversationParameters parameters, CancellationToken cancellationToken = default) =>
        await operations.CallAsync(
            HttpMethod.Post, "v3/conversations", parameters,
            ProtocolJson.Info<ConversationParameters>(), ProtocolJson.Info<ConversationResourceResponse>(), cancellationToken)
        ?? new ConversationResourceResponse();

    public static async Task<IList<ChannelAccount>> GetConversationMembersAsync(
        this IConversations operations, string conversationId, CancellationToken cancellationToken = default) =>
        await operations.CallAsync(
            HttpMethod.Get, $"{Conversation(conversationId)}/members", ProtocolJson.Info<List<ChannelAccount>>(), cancellationToken) ?? [];

    /// <param name="pageSize">Between 50 and 500 in Teams; the connector's choice when null.</param>
    /// <param name="continuationToken">From the page before; null for the first.</param>
    public static async Task<PagedMembersResult> GetConversationPagedMembersAsync(
        this IConversations operations,
        string conversationId,
        int? pageSize = null,
        string? continuationToken = null,
        CancellationToken cancellationToken = default) =>
        await operations.CallAsync(
            HttpMethod.Get, PagedMembers(conversationId, pageSize, continuationToken), ProtocolJson.Info<PagedMembersResult>(), cancellationToken)
        ?? new PagedMembersResult();

    internal static string Member(string conversationId, string userId) =>
        $"{Conversation(conversationId)}/members/{Uri.EscapeDataString(userId)}";

    internal static string PagedMembers(string conversationId, int? pageSize, string? continuationToken)
    {
        List<string> query = [];
        if (pageSize is { } size) query.Add(string.Create(CultureInfo.InvariantCulture, $"pageSize={size}"));
        if (continuationToken is not null) query.Add($"continuationToken={Uri.EscapeDataString(continuationToken)}");
        var path = $"{Conversation(conversationId)}/pagedmembers";
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    private static string Conversation(string id) => $"v3/conversations/{Uri.EscapeDataString(id)}";

    private static string Activities(string conversationId) => $"{Conversation(conversationId)}/activities";

    private static string OneActivity(string conversationId, string activityId) =>
        $"{Activities(conversationId)}/{Uri.EscapeDataString(activityId)}";

    private static string Id(ConversationAccount? conversation) => Id(conversation?.Id);

    private static string Id(string? id) =>
        string.IsNullOrEmpty(id) ? throw new ArgumentException("The activity names no conversation, or no activity to answer or change.") : id;
}
