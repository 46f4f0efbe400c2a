using System.Collections.Concurrent;

namespace CareBot.BotFramework;

/// <summary>One connector factory for each app id the bot answers to; most bots have one.</summary>
internal sealed class ConnectorFactories(BotCloud cloud, ServiceClientCredentialsFactory apps, ConnectorHttp http)
{
    private readonly ConcurrentDictionary<string, ConnectorFactory> _byApp = new(StringComparer.OrdinalIgnoreCase);

    // App ids are the bot's own, checked before they come here, so that this cannot grow.
    public ConnectorFactory For(string appId) => _byApp.GetOrAdd(appId, id => new PooledConnectors(id, cloud, apps, http));
}

/// <summary>Clients of one app, one for each service URL, all over one pool of connections and one token for each audience.</summary>
internal sealed class PooledConnectors(string appId, BotCloud cloud, ServiceClientCredentialsFactory apps, ConnectorHttp http) : ConnectorFactory
{
    // Without authentication an activity can name any service URL: those beyond this number are not kept.
    private const int MostKept = 256;

    private readonly ConcurrentDictionary<(string ServiceUrl, string Audience), IConnectorClient> _clients = new();
    private readonly ConcurrentDictionary<string, Task<ServiceClientCredentials>> _credentials = new(StringComparer.Ordinal);

    public override async Task<IConnectorClient> CreateAsync(string serviceUrl, string? audience, CancellationToken cancellationToken)
    {
        var wanted = string.IsNullOrEmpty(audience) ? cloud.OAuthScope : audience;
        if (_clients.TryGetValue((serviceUrl, wanted), out var kept)) return kept;
        var url = new Uri(serviceUrl.EndsWith('/') ? serviceUrl : serviceUrl + "/");
        var client = new ConnectorClient(url, await _credentials.GetOrAdd(wanted, CredentialsAsync), http);
        return _clients.Count < MostKept ? _clients.GetOrAdd((serviceUrl, wanted), client) : client;
    }

    private Task<ServiceClientCredentials> CredentialsAsync(string audience) =>
        apps.CreateCredentialsAsync(appId, audience, cloud.LoginUrl, cloud.ValidateAuthority, CancellationToken.None);
}
