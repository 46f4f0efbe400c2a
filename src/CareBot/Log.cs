namespace CareBot;

/// <summary>Every line the host logs: numbered, without patient data and without message text. A reference is what the person was given.</summary>
internal static partial class Log
{
    public static void TurnFailed(this ILogger logger, string reference, Exception fault) => logger.TurnFailed(reference, Fault.Describe(fault));

    public static void StorageUnavailable(this ILogger logger, string reference, Exception outage) => logger.StorageUnavailable(reference, Fault.Describe(outage));

    public static void OutreachDelayed(this ILogger logger, Exception outage) => logger.OutreachDelayed(Fault.Describe(outage));

    public static void OutreachFailed(this ILogger logger, Exception fault) => logger.OutreachFailed(Fault.Describe(fault));

    public static void OutreachRefused(this ILogger logger, string kind, string? channel, Exception refusal) => logger.OutreachRefused(kind, channel, Fault.Describe(refusal));

    public static void OutboxUnavailable(this ILogger logger, Exception outage) => logger.OutboxUnavailable(Fault.Describe(outage));

    public static void OutboxFailed(this ILogger logger, Exception fault) => logger.OutboxFailed(Fault.Describe(fault));

    public static void SpoolNotWritten(this ILogger logger, Exception fault) => logger.SpoolNotWritten(Fault.Describe(fault));

    public static void SpoolNotRaised(this ILogger logger, Exception fault) => logger.SpoolNotRaised(Fault.Describe(fault));

    [LoggerMessage(31, LogLevel.Error, "An emergency that waits for the store cannot be kept on this disk; it is kept in this process alone\n{Fault}")]
    private static partial void SpoolNotWritten(this ILogger logger, string fault);

    [LoggerMessage(32, LogLevel.Error, "An emergency that waited for the store could not be raised; it is tried again\n{Fault}")]
    private static partial void SpoolNotRaised(this ILogger logger, string fault);

    [LoggerMessage(33, LogLevel.Error, "A line of the file of waiting emergencies is half-written; it is left out")]
    public static partial void SpoolLineLost(this ILogger logger);

    public static void MailUnavailable(this ILogger logger, Exception outage) => logger.MailUnavailable(Fault.Describe(outage));

    public static void LetterNotHandled(this ILogger logger, Exception fault) => logger.LetterNotHandled(Fault.Describe(fault));

    public static void MailFailed(this ILogger logger, Exception fault) => logger.MailFailed(Fault.Describe(fault));

    [LoggerMessage(1, LogLevel.Error, "A turn failed; the person was told reference {Reference}\n{Fault}")]
    private static partial void TurnFailed(this ILogger logger, string reference, string fault);

    [LoggerMessage(2, LogLevel.Error, "The store did not answer in a turn; the person was told reference {Reference}\n{Outage}")]
    private static partial void StorageUnavailable(this ILogger logger, string reference, string outage);

    [LoggerMessage(3, LogLevel.Warning, "The store does not answer; what is due waits\n{Outage}")]
    private static partial void OutreachDelayed(this ILogger logger, string outage);

    [LoggerMessage(4, LogLevel.Error, "Something that is due could not be said; it is tried again\n{Fault}")]
    private static partial void OutreachFailed(this ILogger logger, string fault);

    [LoggerMessage(5, LogLevel.Warning, "An outreach has no address that a connector could use ({Kind}, {Channel}); it is tried again\n{Refusal}")]
    private static partial void OutreachRefused(this ILogger logger, string kind, string? channel, string refusal);

    [LoggerMessage(6, LogLevel.Information, "The demo practice was seeded: {Patients} patients, {Staff} members of staff")]
    public static partial void Seeded(this ILogger logger, int patients, int staff);

    [LoggerMessage(11, LogLevel.Warning, "A channel did not take a reply ({Channel}, {Reason}), {Tries} times so far; it is tried again")]
    public static partial void ReplyDelayed(this ILogger logger, string? channel, string reason, int tries);

    [LoggerMessage(12, LogLevel.Error, "A channel will not take a reply ({Channel}, {Reason}); it is given up")]
    public static partial void ReplyRefused(this ILogger logger, string? channel, string reason);

    [LoggerMessage(13, LogLevel.Error, "The replies of a turn could not be sent for too long, after {Tries} tries; they are given up")]
    public static partial void RepliesTooOld(this ILogger logger, int tries);

    [LoggerMessage(14, LogLevel.Warning, "A channel takes nothing for an address any more ({Channel}, {Reason}); nothing is said first there until the person writes")]
    public static partial void AddressLost(this ILogger logger, string? channel, string reason);

    [LoggerMessage(15, LogLevel.Warning, "The store does not answer; what is unsent waits\n{Outage}")]
    private static partial void OutboxUnavailable(this ILogger logger, string outage);

    [LoggerMessage(16, LogLevel.Error, "A conversation's replies could not be sent; it is looked at again\n{Fault}")]
    private static partial void OutboxFailed(this ILogger logger, string fault);

    [LoggerMessage(17, LogLevel.Warning, "The clock was set back; every chart is looked at again")]
    public static partial void ClockSetBack(this ILogger logger);

    public static void TurnUnreadable(this ILogger logger, Exception fault) => logger.TurnUnreadable(Fault.Describe(fault));

    public static void RequestFailed(this ILogger logger, string reference, Exception fault) => logger.RequestFailed(reference, Fault.Describe(fault));

    [LoggerMessage(18, LogLevel.Error, "A turn that is stored cannot be read; it is left out\n{Fault}")]
    private static partial void TurnUnreadable(this ILogger logger, string fault);

    [LoggerMessage(7, LogLevel.Error, "A request failed; the caller was answered 500 under {Reference}\n{Fault}")]
    private static partial void RequestFailed(this ILogger logger, string reference, string fault);

    [LoggerMessage(41, LogLevel.Warning, "No practice is set up: nobody can be served. Run the verb 'import practice' (or 'seed' for the demo practice) on this store; /health is Degraded until then")]
    public static partial void NoPractice(this ILogger logger);

    [LoggerMessage(42, LogLevel.Warning, "CareBot:NurseLine is not set: while the store is away nobody can be given a number but 911. Set it to the practice's nurse line")]
    public static partial void NoNurseLine(this ILogger logger);

    [LoggerMessage(43, LogLevel.Warning, "MicrosoftAppId is set without a credential: messages are heard and no answer can be sent. Set MicrosoftAppPassword, or MicrosoftAppType to UserAssignedMSI")]
    public static partial void NoCredential(this ILogger logger);

    [LoggerMessage(21, LogLevel.Warning, "The mail server did not take a letter ({Reason}), {Tries} times so far; it is tried again")]
    public static partial void MailDelayed(this ILogger logger, string reason, int tries);

    [LoggerMessage(22, LogLevel.Error, "A letter is given up ({Reason}) after {Tries} tries")]
    public static partial void MailGivenUp(this ILogger logger, string reason, int tries);

    [LoggerMessage(23, LogLevel.Warning, "The store does not answer; letters wait\n{Outage}")]
    private static partial void MailUnavailable(this ILogger logger, string outage);

    [LoggerMessage(24, LogLevel.Error, "A letter could not be handled; it is tried again\n{Fault}")]
    private static partial void MailFailed(this ILogger logger, string fault);

    [LoggerMessage(25, LogLevel.Warning, "The mailbox could not be read ({Reason}); it is tried again")]
    public static partial void MailboxUnavailable(this ILogger logger, string reason);

    [LoggerMessage(27, LogLevel.Warning, "A letter in the mailbox could not be handled; it stays there for a human, and is read again after the next start\n{Fault}")]
    private static partial void LetterNotHandled(this ILogger logger, string fault);

    [LoggerMessage(26, LogLevel.Information, "A calendar answered an invitation: {Outcome}")]
    public static partial void CalendarAnswered(this ILogger logger, string outcome);
}
