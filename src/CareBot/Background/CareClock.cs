using CareBot.Care.Appointments;
using CareBot.Care.Outreach;
using CareBot.Care.Records;

namespace CareBot.Background;

/// <summary>Looks at what is due, at every tick and at once when something became due just now.</summary>
public sealed class CareClock(Agenda agenda, ClockWatch watch, OutreachDesk desk, ClaimWatch claims, Outreach outreach, EmergencySpool spool, TimeProvider clock, ILogger<CareClock> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var now = clock.GetUtcNow();
                if (await watch.TickAsync(now, stoppingToken))
                {
                    logger.ClockSetBack();
                }

                await spool.RaiseAsync(now, stoppingToken);
                await claims.RunDueAsync(now, stoppingToken);
                await desk.RunDueAsync(now, outreach.SayAsync, stoppingToken);
            }
            catch (StorageUnavailableException outage)
            {
                logger.OutreachDelayed(outage);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // One chart's fault must not silence the others: the agenda row stays and is looked at again.
                logger.OutreachFailed(fault);
            }

            await agenda.WaitAsync(Tick, clock, stoppingToken);
        }
    }
}
