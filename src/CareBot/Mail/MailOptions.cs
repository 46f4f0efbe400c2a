namespace CareBot.Mail;

/// <summary>Configuration <c>CareBot:Mail</c>. Without a host no mail is sent, and none is promised.</summary>
public sealed class MailOptions
{
    public const string Section = "CareBot:Mail";

    /// <summary>The mail server that takes our letters.</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary>Encryption: <c>StartTls</c> (the default), <c>Tls</c> from the first byte, or <c>None</c> for a server on this machine.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>A PEM file with the authority that signed the certificate of one's own mail server and mailbox, besides those that this machine trusts.</summary>
    public string? Authority { get; set; }

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender, with or without a name: <c>Lakeside Care &lt;care@example.org&gt;</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>Who keeps the directory and is told of listings that people found wrong; nobody is while it is unset.</summary>
    public string? Curator { get; set; }

    /// <summary>How long a letter that the server does not take is tried.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(2);

    /// <summary>The mailbox in which the answers to invitations arrive: that of <see cref="From"/>.</summary>
    public InboxOptions Inbox { get; set; } = new();

    public bool IsOn => !string.IsNullOrWhiteSpace(Host);
}

/// <summary>Configuration <c>CareBot:Mail:Inbox</c>: a mailbox that is read by POP3. Without a host none is.</summary>
public sealed class InboxOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 995;

    public MailSecurity Security { get; set; } = MailSecurity.Tls;

    public string? User { get; set; }

    public string? Password { get; set; }

    public bool IsOn => !string.IsNullOrWhiteSpace(Host);
}

public enum MailSecurity
{
    StartTls,
    Tls,
    None,
}
