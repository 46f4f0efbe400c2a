using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CareBot.BotFramework;

/// <summary>An issuer's keys, read from its OpenID metadata: once a day, and at once when a token names a key that is not known yet.</summary>
/// <remarks>
/// Anyone can send a token with an invented key id, so the fetches are counted: at most <see cref="FetchesAMinute"/>, one at a time,
/// and none for <see cref="RestAfterFailure"/> after one that failed. While the issuer is out of reach its last known keys serve on.
/// </remarks>
internal sealed class SigningKeys(string metadataUrl, IDocumentRetriever documents, TimeProvider clock, ILogger logger) : IDisposable
{
    private const int FetchesAMinute = 10;
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly Queue<DateTimeOffset> _fetches = new(FetchesAMinute);
    private DateTimeOffset _restUntil = DateTimeOffset.MinValue;
    private volatile KeySet _keys = KeySet.None;

    public ValueTask<KeySet> CurrentAsync(CancellationToken cancellationToken)
    {
        var keys = _keys;
        return clock.GetUtcNow() - keys.FetchedAt < KeptFor ? new(keys) : new(NewerThanAsync(keys, cancellationToken));
    }

    /// <summary>The keys after a fetch, or the given ones where there may be none now or it failed.</summary>
    public async Task<KeySet> NewerThanAsync(KeySet seen, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (ReferenceEquals(_keys, seen) && MayFetch()) await FetchAsync(cancellationToken);
            return _keys;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private bool MayFetch()
    {
        var now = clock.GetUtcNow();
        while (_fetches.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromMinutes(1)) _fetches.Dequeue();
        if (now < _restUntil || _fetches.Count >= FetchesAMinute) return false;
        _fetches.Enqueue(now);
        return true;
    }

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            var metadata = await OpenIdConnectConfigurationRetriever.GetAsync(metadataUrl, documents, cancellationToken);
            _keys = KeySet.From(metadata.JsonWebKeySet, clock.GetUtcNow());
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            _restUntil = clock.GetUtcNow() + RestAfterFailure;
            logger.KeysOutOfReach(metadataUrl, error);
        }
    }
}
