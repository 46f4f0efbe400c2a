using CareBot.Care.Mail;
using Microsoft.Extensions.Options;

namespace CareBot.Mail;

/// <summary>Sends what is due, letter by letter; what the server does not take now is tried again, later each time.</summary>
public sealed class MailSender(MailDesk desk, MailPost post, LetterLost lost, IOptions<MailOptions> options, TimeProvider clock, ILogger<MailSender> logger)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <returns>How many letters the server took.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        var sent = 0;
        while (await desk.TakeAsync(clock.GetUtcNow(), cancellationToken) is { } taken)
        {
            switch (await post.SendAsync(taken.Letter, cancellationToken))
            {
                case Mailing.Taken:
                    sent++;
                    await desk.EndAsync(taken, LetterState.Sent, cancellationToken);
                    break;
                case Mailing.NotNow { Reason: var reason } when clock.GetUtcNow() - taken.Letter.Since < options.Value.MaxAge:
                    logger.MailDelayed(reason, taken.Letter.Tries);
                    await desk.PostponeAsync(taken, clock.GetUtcNow() + WaitAfter(taken.Letter.Tries), cancellationToken);
                    break;
                case var refused:
                    logger.MailGivenUp(refused is Mailing.Refused { Reason: var why } ? why : "too old", taken.Letter.Tries);
                    await lost(taken.Letter, clock.GetUtcNow(), cancellationToken);
                    await desk.EndAsync(taken, LetterState.GivenUp, cancellationToken);
                    break;
            }
        }

        return sent;
    }

    /// <summary>Half a minute, doubled with every try, at most half an hour.</summary>
    internal static TimeSpan WaitAfter(int tries) => TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(tries - 1, 10)));
}
