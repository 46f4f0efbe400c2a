using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CareBot.BotFramework;

/// <param name="url">Ends in a slash.</param>
internal sealed class ConnectorClient(Uri url, ServiceClientCredentials credentials, ConnectorHttp http) : IConnectorClient, IConversations
{
    public Uri BaseUri { get; } = url;

    public IConversations Conversations => this;

    public Task<T?> CallAsync<T>(HttpMethod method, string path, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class =>
        http.SendAsync(new ConnectorCall(method, new Uri(BaseUri, path), credentials), answer, cancellationToken);

    public Task<T?> CallAsync<TBody, T>(
        HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        var call = new ConnectorCall(method, new Uri(BaseUri, path), credentials, JsonSerializer.SerializeToUtf8Bytes(body, bodyType));
        return http.SendAsync(call, answer, cancellationToken);
    }
}
