using System.Text.Json.Serialization.Metadata;

namespace CareBot.BotFramework;

/// <summary>The conversations of a connector; its calls are those of <see cref="ConversationsExtensions"/>.</summary>
public interface IConversations
{
    /// <param name="path">From the service URL on, escaped, without a leading slash.</param>
    internal Task<T?> CallAsync<T>(HttpMethod method, string path, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class;

    internal Task<T?> CallAsync<TBody, T>(
        HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class;
}
