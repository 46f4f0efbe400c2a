using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace CareBot.MortalHost;

/// <summary>Ends the process when a step has been reached so many times: as <c>kill -9</c>, nothing is told and nothing flushed.</summary>
internal sealed class Death(string step, int times)
{
    private int _left = times;

    public static Death? Of(IConfiguration settings) =>
        settings["Step"] is { Length: > 0 } step ? new Death(step, int.Parse(settings["Times"] ?? "1", CultureInfo.InvariantCulture)) : null;

    public void Reach(string reached)
    {
        if (reached != step || Interlocked.Decrement(ref _left) > 0)
        {
            return;
        }

        using var self = Process.GetCurrentProcess();
        self.Kill();
        // Not one instruction of the turn more, however long the system takes.
        using var never = new ManualResetEventSlim();
        never.Wait();
    }
}
