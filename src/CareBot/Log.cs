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

    [LoggerMessage(5, LogLevel.Warning, "A channel did not take an outreach ({Kind}, {Channel}); it is tried again")]
    public static partial void OutreachRefused(this ILogger logger, string kind, string? channel, Exception refusal);

    [LoggerMessage(6, LogLevel.Information, "The demo practice was seeded: {Patients} patients, {Staff} members of staff")]
    public static partial void Seeded(this ILogger logger, int patients, int staff);
}
