using System.Collections.Concurrent;
using System.Globalization;
using CareBot.Tests.Host;

namespace CareBot.Tests.Faults;

/// <summary>Hosts as processes of their own, on one store and one clock, that are killed and started again.</summary>
/// <param name="store">Where they keep what they know: arguments of the host.</param>
internal sealed class Fleet(IReadOnlyList<string> store) : IAsyncDisposable
{
    /// <summary>How much faster than the wall clock theirs goes: a lease of thirty seconds is over in five.</summary>
    private const int Speed = 6;

    public static readonly DateTimeOffset Zero = DateTimeOffset.Parse("2026-03-02T14:05:00Z", CultureInfo.InvariantCulture);

    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace("CareBot.Tests", "MortalHost", StringComparison.Ordinal), "MortalHost.dll");

    private readonly DateTimeOffset _since = TimeProvider.System.GetUtcNow();
    private readonly ConcurrentDictionary<int, HostProcess> _hosts = new();
    private int _turn;
    private int _deaths;

    /// <summary>How many processes have been killed so far.</summary>
    public int Deaths => _deaths;

    /// <summary>One of the hosts that live, in turn; null while none does.</summary>
    public HttpClient? Any()
    {
        var living = _hosts.OrderBy(host => host.Key).ToList();
        return living.Count == 0 ? null : living[Interlocked.Increment(ref _turn) % living.Count].Value.Http;
    }

    /// <summary>Starts a host that lives until it is killed.</summary>
    public async Task StartAsync(int slot) => _hosts[slot] = await HostProcess.StartAsync(Program, Arguments());

    /// <summary>Starts a host that kills itself at a step, and waits for that.</summary>
    public async Task LiveAndDieAsync(int slot, string step, int times)
    {
        var host = await HostProcess.StartAsync(Program, [.. Arguments(), "--Death:Step", step, "--Death:Times", times.ToString(CultureInfo.InvariantCulture)]);
        _hosts[slot] = host;
        await host.Ended;
        Interlocked.Increment(ref _deaths);
        await BuryAsync(slot);
    }

    public async Task KillAllAsync()
    {
        foreach (var (slot, host) in _hosts)
        {
            await host.KillAsync();
            await BuryAsync(slot);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts.Values)
            await host.DisposeAsync();
    }

    private async Task BuryAsync(int slot)
    {
        if (_hosts.TryRemove(slot, out var host))
            await host.DisposeAsync();
    }

    private string[] Arguments() =>
    [
        .. store, "--Logging:LogLevel:Default", "Error", "--Clock:Zero", Zero.ToString("O", CultureInfo.InvariantCulture), "--Clock:Speed", $"{Speed}",
        "--Clock:Since", _since.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)
    ];
}
