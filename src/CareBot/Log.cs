namespace CareBot;

/// <summary>Every line the host logs: numbered, without patient data and without message text. A reference is what the person was given.</summary>
internal static partial class Log
{
    public static void TurnFailed(this ILogger logger, string reference, Exception fault) => logger.TurnFailed(reference, Fault.Describe(fault));

    public static void StorageUnavailable(this ILogger logger, string reference, Exception outage) => logger.StorageUnavailable(reference, Fault.Describe(outage));

    public static void OutreachDelayed(this ILogger logger, Exception outage) => logger.OutreachDelayed(Fault.Describe(outage));

    public static void OutreachFailed(this ILogger logger, Exception fault) => logger.OutreachFailed(Fault.Describe(fault));

    [LoggerMessage(1, LogLevel.Error, "A turn failed; the person was told reference {Reference}\n{Fault}")]
    private static partial void TurnFailed(this ILogger logger, string reference, string fault);

    [LoggerMessage(2, LogLevel.Error, "The store did not answer in a turn; the person was told reference {Reference}\n{Outage}")]
    private static partial void StorageUnavailable(this ILogger logger, string reference, string outage);

    [LoggerMessage(3, LogLevel.Warning, "The store does not answer; what is due waits\n{Outage}")]
    private static partial void OutreachDelayed(this ILogger logger, string outage);

    [LoggerMessage(4, LogLevel.Error, "Something that is due could not be said; it is tried again\n{Fault}")]
    private static partial void OutreachFailed(this ILogger logger, string fault);

    [LoggerMessage(5, LogLevel.Warning, "A channel did not take an outreach ({Kind}, {Channel}); it is tried again")]
    public static partial void OutreachRefused(this ILogger logger, string kind, string? channel, Exception refusal);

    [LoggerMessage(6, LogLevel.Information, "The demo practice was seeded: {Patients} patients, {Staff} members of staff")]
    public static partial void Seeded(this ILogger logger, int patients, int staff);
}
