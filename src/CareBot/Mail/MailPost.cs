using System.Globalization;
using System.Net.Sockets;
using CareBot.Care.Mail;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CareBot.Mail;

/// <summary>Hands one letter to the mail server and says what came of it.</summary>
/// <remarks>A letter whose connection broke after it was handed in may be taken twice: its Message-ID is the same both times.</remarks>
public sealed class MailPost(IOptions<MailOptions> options, MailTrust trust)
{
    // Every step of the conversation with the server; all of them stay within the desk's lease.
    private const int Patience = 15_000;

    public async Task<Mailing> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        if (!MailboxAddress.TryParse(letter.To, out var to))
        {
            return new Mailing.Refused("address");
        }

        var check = trust.NewCheck();
        try
        {
            using var client = new SmtpClient { Timeout = Patience, ServerCertificateValidationCallback = check.Accept };
            await OpenAsync(client, cancellationToken);
            await client.SendAsync(Message(letter, to), cancellationToken);
            await CloseAsync(client, cancellationToken);
            return new Mailing.Taken();
        }
        catch (SmtpCommandException refusal)
        {
            return Read(refusal);
        }
        catch (ServiceNotAuthenticatedException)
        {
            return new Mailing.NotNow("530, it wants a login: set CareBot:Mail:User and CareBot:Mail:Password");
        }
        catch (Exception broken) when (broken is IOException or SocketException or SmtpProtocolException or TimeoutException or System.Security.Authentication.AuthenticationException
            or MailKit.Security.AuthenticationException or SslHandshakeException or NotSupportedException || (broken is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new Mailing.NotNow(check.Refusal ?? broken.GetType().Name);
        }
    }

    private async Task OpenAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        var set = options.Value;
        var security = set.Security switch { MailSecurity.Tls => SecureSocketOptions.SslOnConnect, MailSecurity.None => SecureSocketOptions.None, _ => SecureSocketOptions.StartTls };
        await client.ConnectAsync(set.Host, set.Port, security, cancellationToken);
        if (set.User is { Length: > 0 } user)
        {
            await client.AuthenticateAsync(user, set.Password ?? "", cancellationToken);
        }
    }

    /// <summary>The letter is taken already: a server that hangs up without a word changes nothing.</summary>
    private static async Task CloseAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception rude) when (rude is IOException or SocketException or SmtpProtocolException or SmtpCommandException)
        {
        }
    }

    private MimeMessage Message(Letter letter, MailboxAddress to)
    {
        var from = MailboxAddress.Parse(options.Value.From);
        var body = new BodyBuilder { TextBody = letter.Text };
        if (letter.Enclosure is { } enclosure)
        {
            body.Attachments.Add(enclosure.FileName, System.Text.Encoding.UTF8.GetBytes(enclosure.Content), MimeKit.ContentType.Parse(enclosure.ContentType));
        }

        return new MimeMessage([from], [to], letter.Subject, body.ToMessageBody())
        {
            MessageId = MessageIds.Of(letter.Id, from.Domain),
            Date = letter.Since,
            // Other machines do not answer this one.
            Headers = { { "Auto-Submitted", "auto-generated" } },
        };
    }

    /// <summary>5xx is for good where it is about this reader or this letter. Whatever is about us (the greeting, the login, the sender, what we may
    /// relay: 5.7 of RFC 3463) would be said of every letter, and an operator can mend it; and 4xx passes.</summary>
    private static Mailing Read(SmtpCommandException refusal)
    {
        var code = ((int)refusal.StatusCode).ToString(CultureInfo.InvariantCulture);
        return refusal.ErrorCode switch
        {
            SmtpErrorCode.SenderNotAccepted => new Mailing.NotNow($"{code}, it does not take the sender: see to CareBot:Mail:From"),
            SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted when (int)refusal.StatusCode >= 500 =>
                refusal.Message.StartsWith("5.7.", StringComparison.Ordinal) ? new Mailing.NotNow($"{code}, it may not send this for us: see to CareBot:Mail") : new Mailing.Refused(code),
            _ => new Mailing.NotNow(code),
        };
    }
}

/// <summary>What came of handing in a letter.</summary>
public abstract record Mailing
{
    private Mailing()
    {
    }

    public sealed record Taken : Mailing;

    public sealed record NotNow(string Reason) : Mailing;

    /// <summary>The server will never take this letter.</summary>
    public sealed record Refused(string Reason) : Mailing;
}
