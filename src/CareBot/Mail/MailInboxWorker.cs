using CareBot.Care.Records;

namespace CareBot.Mail;

/// <summary>Looks into the mailbox every minute, where there is one.</summary>
public sealed class MailInboxWorker(MailInbox inbox, TimeProvider clock, ILogger<MailInboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!inbox.IsOn)
        {
            return;
        }

        using var timer = new PeriodicTimer(Tick, clock);
        do
        {
            try
            {
                await inbox.ReadAsync(stoppingToken);
            }
            catch (StorageUnavailableException outage)
            {
                logger.MailUnavailable(outage);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The letter stays in the mailbox and is read again.
                logger.MailFailed(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
