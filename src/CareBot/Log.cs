namespace CareBot;

/// <summary>Every line the host logs: numbered, without patient data and without message text. A reference is what the person was given.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "A turn failed; the person was told reference {Reference}")]
    public static partial void TurnFailed(this ILogger logger, string reference, Exception fault);

    [LoggerMessage(2, LogLevel.Error, "The store did not answer in a turn; the person was told reference {Reference}")]
    public static partial void StorageUnavailable(this ILogger logger, string reference, Exception outage);

    [LoggerMessage(3, LogLevel.Warning, "The store does not answer; what is due waits")]
    public static partial void OutreachDelayed(this ILogger logger, Exception outage);

    [LoggerMessage(4, LogLevel.Error, "Something that is due could not be said; it is tried again")]
    public static partial void OutreachFailed(this ILogger logger, Exception fault);

    [LoggerMessage(5, LogLevel.Warning, "An outreach has no address that a connector could use ({Kind}, {Channel}); it is tried again")]
    public static partial void OutreachRefused(this ILogger logger, string kind, string? channel, Exception refusal);

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

    [LoggerMessage(15, LogLevel.Warning, "The store does not answer; what is unsent waits")]
    public static partial void OutboxUnavailable(this ILogger logger, Exception outage);

    [LoggerMessage(16, LogLevel.Error, "A conversation's replies could not be sent; it is looked at again")]
    public static partial void OutboxFailed(this ILogger logger, Exception fault);
}
