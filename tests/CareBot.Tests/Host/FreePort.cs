using System.Net;
using System.Net.Sockets;

namespace CareBot.Tests.Host;

/// <summary>
/// Ports for programs that must be told one. It was free a moment ago; where somebody else was faster, the program is started again on
/// another. Whatever can choose a port itself and say which listens on port 0 instead.
/// </summary>
internal static class FreePort
{
    private const int Tries = 5;

    public static async Task<T> StartAsync<T>(Func<int, Task<T>> start)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return await start(Find());
            }
            catch (InvalidOperationException taken) when (left > 1 && IsTaken(taken.Message))
            {
            }
        }
    }

    /// <param name="said">What the program wrote.</param>
    public static bool IsTaken(string said) => said.Contains("address already in use", StringComparison.OrdinalIgnoreCase) || said.Contains("EADDRINUSE", StringComparison.Ordinal);

    private static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
