using System.Net.Sockets;
using CareBot.Care.Appointments;
using CareBot.Care.Records;
using MailKit.Net.Pop3;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CareBot.Mail;

/// <summary>Reads the answers to invitations, and to what agencies were asked, from the mailbox (POP3). What is an answer is taken out of it once it is heard; everything else stays for a human.</summary>
public sealed class MailInbox(IOptions<MailOptions> options, VisitReplyDesk replies, AgencyMail agency, MailTrust trust, TimeProvider clock, ILogger<MailInbox> logger)
{
    private const int Patience = 15_000;

    // A calendar entry is small; nothing larger is read as one.
    private const int Largest = 256 * 1024;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public bool IsOn => options.Value.Inbox.IsOn;

    /// <returns>How many answers were heard.</returns>
    public async Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        var check = trust.NewCheck();
        try
        {
            using var client = new Pop3Client { Timeout = Patience, ServerCertificateValidationCallback = check.Accept };
            await OpenAsync(client, cancellationToken);
            var (heard, there) = (0, new HashSet<string>(StringComparer.Ordinal));
            for (var i = 0; i < client.Count; i++)
            {
                var uid = client.Capabilities.HasFlag(Pop3Capabilities.UIDL) ? await client.GetMessageUidAsync(i, cancellationToken) : null;
                if (uid is not null && there.Add(uid) && _seen.Contains(uid))
                {
                    continue;
                }

                var isAnswer = await IsAnswerAsync(client, i, cancellationToken);
                if (isAnswer is true)
                {
                    await client.DeleteMessageAsync(i, cancellationToken);
                    heard++;
                }
                else if (isAnswer is false && uid is not null)
                {
                    _seen.Add(uid);
                }
            }

            // What somebody took out of the box need not be remembered.
            _seen.IntersectWith(there);
            await client.DisconnectAsync(quit: true, cancellationToken);
            return heard;
        }
        catch (Exception broken) when (broken is IOException or SocketException or TimeoutException or Pop3ProtocolException or Pop3CommandException or MailKit.Security.AuthenticationException
            or System.Security.Authentication.AuthenticationException or SslHandshakeException or NotSupportedException || (broken is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            logger.MailboxUnavailable(check.Refusal ?? broken.GetType().Name);
            return 0;
        }
    }

    /// <summary>Whether the letter at a place is an answer that was heard. One that cannot be handled keeps none of the others from being read.</summary>
    /// <returns>Null where the mailbox did not hand it out now: it is asked for again.</returns>
    private async Task<bool?> IsAnswerAsync(Pop3Client client, int place, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetMessageSizeAsync(place, cancellationToken) <= Largest && await HearAsync(await client.GetMessageAsync(place, cancellationToken), cancellationToken);
        }
        catch (Pop3CommandException refusal) when (client.IsConnected)
        {
            logger.MailboxUnavailable(refusal.GetType().Name);
            return null;
        }
        catch (Exception fault) when (fault is not (StorageUnavailableException or OperationCanceledException) && client.IsConnected)
        {
            logger.LetterNotHandled(fault);
            return false;
        }
    }

    private async Task OpenAsync(Pop3Client client, CancellationToken cancellationToken)
    {
        var set = options.Value.Inbox;
        var security = set.Security switch { MailSecurity.Tls => SecureSocketOptions.SslOnConnect, MailSecurity.None => SecureSocketOptions.None, _ => SecureSocketOptions.StartTls };
        await client.ConnectAsync(set.Host, set.Port, security, cancellationToken);
        await client.AuthenticateAsync(set.User ?? "", set.Password ?? "", cancellationToken);
    }

    /// <returns>True when the letter was an answer to one of ours, whatever came of it.</returns>
    private async Task<bool> HearAsync(MimeMessage letter, CancellationToken cancellationToken)
    {
        foreach (var part in letter.BodyParts.OfType<MimePart>().Where(part => part is { Content: not null, ContentType.MimeType: "text/calendar" or "application/ics" }))
        {
            using var content = new MemoryStream();
            await part.Content!.DecodeToAsync(content, cancellationToken);
            if (VisitCalendar.ReadReply(System.Text.Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length)) is not { } reply)
            {
                continue;
            }

            var outcome = letter.From.Mailboxes.Any(from => string.Equals(from.Address, reply.Attendee, StringComparison.OrdinalIgnoreCase))
                ? await replies.HearAsync(reply, letter.MessageId ?? $"{reply.Appointment}/{reply.Sequence}/{reply.Comes}", clock.GetUtcNow(), cancellationToken)
                : ReplyOutcome.NotOurs;
            logger.CalendarAnswered(outcome.ToString());
            return outcome != ReplyOutcome.NotOurs;
        }

        return letter.TextBody is { } text
            && await agency.HearAsync(new AgencyLetter(letter.MessageId, letter.InReplyTo, letter.From.Mailboxes.FirstOrDefault()?.Address, text, IsAutomatic(letter)), cancellationToken) != "unknown";
    }

    /// <summary>Whether its header says that no human wrote it (RFC 3834, and what programs said before it).</summary>
    private static bool IsAutomatic(MimeMessage letter) =>
        letter.Headers["Auto-Submitted"] is { } how && !how.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase)
        || letter.Headers.Any(header => header.Field.StartsWith("X-Autore", StringComparison.OrdinalIgnoreCase))
        || letter.Headers[HeaderId.Precedence]?.Trim().ToLowerInvariant() is "auto_reply" or "bulk" or "junk"
        || letter.Headers[HeaderId.ReturnPath]?.Trim() is "<>"
        || letter.Body is MultipartReport;
}
