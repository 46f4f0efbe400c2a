using System.Collections.Concurrent;
using System.Globalization;
using CareBot.Tests.Host;

namespace CareBot.Tests.Faults;

/// <summary>Hosts as processes of their own, on one store and one clock, that are killed and started again.</summary>
/// <param name="store">Where they keep what they know: arguments of the host.</param>
/// <param name="zero">What their clock shows at the beginning.</param>
/// <param name="jump">A file that says how many seconds their clock is off; null for a clock that nobody sets.</param>
internal sealed class Fleet(IReadOnlyList<string> store, DateTimeOffset zero, string? jump = null) : IAsyncDisposable
{
    /// <summary>One fleet at a time: each is a load of its own.</summary>
    public const string Collection = "Fleets";

    /// <summary>How much faster than the wall clock theirs goes: a lease of forty seconds is over in ten, and no send takes that long.</summary>
    private const int Speed = 4;

    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace("CareBot.Tests", "MortalHost", StringComparison.Ordinal), "MortalHost.dll");

    private readonly DateTimeOffset _since = TimeProvider.System.GetUtcNow();
    private readonly ConcurrentDictionary<int, HostProcess> _hosts = new();
    private int _turn;
    private int _deaths;
    private TimeSpan _jump;

    /// <summary>How many processes have been killed so far.</summary>
    public int Deaths => _deaths;

    /// <summary>What the hosts' clock shows.</summary>
    public DateTimeOffset Now => zero + ((TimeProvider.System.GetUtcNow() - _since) * Speed) + _jump;

    /// <summary>Sets the hosts' clock, forward or back.</summary>
    public async Task SetClockAsync(DateTimeOffset to, CancellationToken cancellationToken)
    {
        _jump += to - Now;
        // In one go, so that nobody reads half of it.
        await File.WriteAllTextAsync(jump + ".new", _jump.TotalSeconds.ToString(CultureInfo.InvariantCulture), cancellationToken);
        File.Move(jump + ".new", jump!, overwrite: true);
    }

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
        if (await HostProcess.StartOrDieAsync(Program, [.. Arguments(), "--Death:Step", step, "--Death:Times", times.ToString(CultureInfo.InvariantCulture)]) is { } host)
        {
            _hosts[slot] = host;
            await host.Ended;
            await BuryAsync(slot);
        }

        Interlocked.Increment(ref _deaths);
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
        .. store, "--Logging:LogLevel:Default", "Error", .. jump is null ? Array.Empty<string>() : ["--Clock:Jump", jump], "--Clock:Zero", zero.ToString("O", CultureInfo.InvariantCulture), "--Clock:Speed", $"{Speed}",
        "--Clock:Since", _since.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)
    ];
}
