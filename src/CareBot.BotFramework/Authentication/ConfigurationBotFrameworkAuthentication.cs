using System.Security.Claims;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CareBot.BotFramework;

/// <summary>Authentication as the settings say it.</summary>
/// <remarks>
/// <para>The app: see <see cref="ConfigurationServiceClientCredentialFactory"/>. The cloud: <c>ChannelService</c> (empty, or
/// <see cref="GovernmentAuthenticationConstants.ChannelService"/>). Single addresses: <c>ToChannelFromBotLoginUrl</c>,
/// <c>ToChannelFromBotOAuthScope</c>, <c>ToBotFromChannelTokenIssuer</c>, <c>ToBotFromChannelOpenIdMetadataUrl</c>,
/// <c>ToBotFromEmulatorOpenIdMetadataUrl</c>, <c>ValidateAuthority</c>, <c>CallerId</c>. Plain http is taken for this machine's own
/// addresses only, and only where the host's <c>environment</c> is Development.</para>
/// <para>A channel's token must speak for the activity's service URL, and the key that signed it for the activity's channel.</para>
/// </remarks>
public class ConfigurationBotFrameworkAuthentication : BotFrameworkAuthentication
{
    private readonly BotCloud _cloud;
    private readonly ServiceClientCredentialsFactory _apps;
    private readonly string[] _requiredEndorsements;
    private readonly BearerTokens _tokens;
    private readonly ServiceHosts _hosts;
    private readonly ConnectorFactories _connectors;
    private readonly ILogger _logger;

    /// <exception cref="ArgumentException">A setting cannot be used; the message names it and the remedy.</exception>
    public ConfigurationBotFrameworkAuthentication(
        IConfiguration configuration,
        ServiceClientCredentialsFactory? credentialsFactory = null,
        AuthenticationConfiguration? authConfiguration = null,
        IHttpClientFactory? httpClientFactory = null,
        ILogger? logger = null)
        : this(configuration, TimeProvider.System, credentialsFactory, authConfiguration, httpClientFactory, logger)
    {
    }

    internal ConfigurationBotFrameworkAuthentication(
        IConfiguration configuration,
        TimeProvider clock,
        ServiceClientCredentialsFactory? credentialsFactory = null,
        AuthenticationConfiguration? authConfiguration = null,
        IHttpClientFactory? httpClientFactory = null,
        ILogger? logger = null)
    {
        var demands = authConfiguration ?? new AuthenticationConfiguration();
        Func<HttpClient> http = httpClientFactory is null ? static () => OutgoingHttp.Shared : httpClientFactory.CreateClient;
        _logger = logger ?? NullLogger.Instance;
        _cloud = BotCloud.From(configuration, demands);
        _apps = credentialsFactory ?? new ConfigurationServiceClientCredentialFactory(configuration, logger: logger);
        _requiredEndorsements = demands.RequiredEndorsements;
        var documents = new MetadataDocuments(http, _cloud.MayReach);
        _tokens = new BearerTokens(
            _cloud,
            new SigningKeys(_cloud.ChannelMetadataUrl, documents, clock, _logger),
            new SigningKeys(_cloud.DirectoryMetadataUrl, documents, clock, _logger),
            _apps,
            clock);
        _hosts = new ServiceHosts(_cloud.IsDevelopment);
        _connectors = new ConnectorFactories(_cloud, _apps, new ConnectorHttp(http, _hosts, clock, _logger));
    }

    public override string GetOriginatingAudience() => _cloud.OAuthScope;

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => _connectors.For(AppIdOf(claimsIdentity));

    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(
        Activity activity, string? authHeader, CancellationToken cancellationToken)
    {
        try
        {
            return string.IsNullOrWhiteSpace(authHeader)
                ? await AnonymousAsync(cancellationToken)
                : Accept(activity, await _tokens.VerifyAsync(authHeader, cancellationToken));
        }
        catch (UnauthorizedAccessException refusal)
        {
            _logger.ActivityRefused(refusal.Message);
            throw;
        }
    }

    private async Task<AuthenticateRequestResult> AnonymousAsync(CancellationToken cancellationToken)
    {
        if (!await _apps.IsAuthenticationDisabledAsync(cancellationToken)) throw new UnauthorizedAccessException("no token");
        return Result(new ClaimsIdentity([], AuthenticationConstants.AnonymousAuthType), callerId: null);
    }

    private AuthenticateRequestResult Accept(Activity activity, VerifiedToken token)
    {
        if (!token.Key.Endorses(activity.ChannelId)) throw new UnauthorizedAccessException("a key that does not speak for the channel");
        if (_requiredEndorsements.Any(name => !token.Key.Endorses(name))) throw new UnauthorizedAccessException("a key without a required endorsement");
        if (token.IsFromChannel)
        {
            if (!SpeaksFor(token.ServiceUrl, activity.ServiceUrl)) throw new UnauthorizedAccessException("a token for another service URL");
            _hosts.Trust(activity.ServiceUrl!);
        }

        // A copy: what a turn adds to its identity must not reach the next turn.
        return Result(token.Identity.Clone(), _cloud.CallerId);
    }

    private AuthenticateRequestResult Result(ClaimsIdentity identity, string? callerId) => new()
    {
        ClaimsIdentity = identity,
        Audience = _cloud.OAuthScope,
        CallerId = callerId,
        ConnectorFactory = CreateConnectorFactory(identity),
    };

    private static bool SpeaksFor(string? claimed, string? named) =>
        claimed is not null && named is not null && claimed.AsSpan().TrimEnd('/').SequenceEqual(named.AsSpan().TrimEnd('/'));

    private static string AppIdOf(ClaimsIdentity identity) =>
        (identity.FindFirst(AuthenticationConstants.AudienceClaim) ?? identity.FindFirst(AuthenticationConstants.AppIdClaim))?.Value ?? "";
}
