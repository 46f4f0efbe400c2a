using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace CareBot.DirectLine;

/// <summary>
/// How many strangers may come in from one address: a waiting room full at once, and then one every six seconds. Each may raise an emergency, and a program that
/// made thousands would hide the true ones. Whoever is signed in is not counted, nor is what comes from this network itself: a proxy that does not
/// say for whom it asks stands for everybody.
/// </summary>
public sealed class VisitorLimit : IDisposable
{
    /// <summary>So many come in at once.</summary>
    public const int AtOnce = 60;

    private const int AMinute = 10;

    // Of the newer addresses a household has as many as it likes; their first half is its own.
    private const int NetworkBytes = 8;

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, string>(from => RateLimitPartition.GetTokenBucketLimiter(
        Network(from),
        _ => new TokenBucketRateLimiterOptions { TokenLimit = AtOnce, TokensPerPeriod = AMinute, ReplenishmentPeriod = TimeSpan.FromMinutes(1), AutoReplenishment = true }));

    /// <param name="from">Of the request; null where it came by no network.</param>
    public bool LetsIn(IPAddress? from)
    {
        if (from is null || IsOwn(Plain(from)))
        {
            return true;
        }

        using var lease = _limiter.AttemptAcquire(Plain(from));
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static string Network(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, NetworkBytes) : address.ToString();

    private static bool IsOwn(IPAddress address) => IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal
        || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [10, ..] or [192, 168, ..] or [169, 254, ..] or [172, >= 16 and <= 31, ..]);
}
