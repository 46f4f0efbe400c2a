using CareBot.Care.Appointments;
using CareBot.Care.Outreach;
using CareBot.Care.Records;

namespace CareBot.Background;

/// <summary>Looks at what is due, at every tick and at once when something became due just now.</summary>
public sealed class CareClock(Agenda agenda, ClockWatch watch, OutreachDesk desk, ClaimWatch claims, Outreach outreach, EmergencySpool spool, TimeProvider clock, ILogger<CareClock> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(15);

    // Charts that are looked at together share the way to the disk; more would take the processor from people who wait for an answer.
    private const int AtOnce = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(stoppingToken);
            await agenda.WaitAsync(Tick, clock, stoppingToken);
        }
    }

    /// <summary>Does what is due now: emergencies first, then alerts and whatever else is said first, then times that became free. No step keeps the next one from being done.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await AsideAsync(async () =>
        {
            if (await watch.TickAsync(now, cancellationToken))
            {
                logger.ClockSetBack();
            }
        });
        await AsideAsync(() => spool.RaiseAsync(now, cancellationToken));
        await AsideAsync(() => desk.RunDueAsync(clock, outreach.SayAsync, cancellationToken, AtOnce));
        // Whoever is offered a time is looked at in the next round, which begins at once.
        await AsideAsync(() => claims.RunDueAsync(now, cancellationToken));

        async Task AsideAsync(Func<Task> step)
        {
            try
            {
                await step();
            }
            catch (StorageUnavailableException outage)
            {
                logger.OutreachDelayed(outage);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // What could not be done stays where it is written down, and is looked at again.
                logger.OutreachFailed(fault);
            }
        }
    }
}
