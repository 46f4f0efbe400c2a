using CareBot.Care.Mail;
using CareBot.Care.Records;

namespace CareBot.Mail;

/// <summary>Has letters sent: at once when one is posted, and at every tick what was left.</summary>
public sealed class MailWorker(MailDesk desk, MailSender sender, TimeProvider clock, ILogger<MailWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (desk.IsOn && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await sender.SendDueAsync(stoppingToken);
            }
            catch (StorageUnavailableException outage)
            {
                logger.MailUnavailable(outage);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The letter stays and is tried again; the others go on.
                logger.MailFailed(fault);
            }

            await desk.WaitAsync(Tick, clock, stoppingToken);
        }
    }
}
