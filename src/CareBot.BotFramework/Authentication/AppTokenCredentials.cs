using System.Net.Http.Headers;

namespace CareBot.BotFramework;

/// <param name="ExpiresOn">The token is renewed some minutes before.</param>
internal sealed record AppToken(string Value, DateTimeOffset ExpiresOn);

/// <summary>Asks the identity service for a token; the flag says that a cached one was refused and must not come back.</summary>
internal delegate Task<AppToken> AcquireAppToken(bool fresh, CancellationToken cancellationToken);

/// <summary>The bot's token for one audience: asked for once, kept until shortly before it expires or until a service refuses it.</summary>
internal sealed class AppTokenCredentials(AcquireAppToken acquire, TimeProvider clock) : ServiceClientCredentials, IDisposable
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private AppToken? _token;
    private bool _refused;

    public override async Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = Usable(_token) ?? await RenewAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
    }

    /// <summary>A service answered 401 to this token: the next request takes a new one. A token already replaced is left alone.</summary>
    public void Drop(string? refusedToken)
    {
        if (_token is { } token && token.Value == refusedToken && Interlocked.CompareExchange(ref _token, null, token) == token)
            _refused = true;
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<AppToken> RenewAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (Usable(_token) is { } renewedMeanwhile) return renewedMeanwhile;
            var token = await acquire(_refused, cancellationToken);
            _refused = false;
            return _token = token;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private AppToken? Usable(AppToken? token) => token is not null && clock.GetUtcNow() < token.ExpiresOn - RenewBefore ? token : null;
}
