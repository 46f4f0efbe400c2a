using Microsoft.Extensions.Logging;

namespace CareBot.BotFramework;

/// <summary>Every log line of this project. None carries an activity, a token or a conversation's id.</summary>
internal static partial class BotFrameworkLog
{
    [LoggerMessage(101, LogLevel.Warning, "An activity was refused: {Reason}")]
    public static partial void ActivityRefused(this ILogger logger, string reason);

    [LoggerMessage(102, LogLevel.Error, "The signing keys at {MetadataUrl} could not be read; the last known ones serve on")]
    public static partial void KeysOutOfReach(this ILogger logger, string metadataUrl, Exception error);

    [LoggerMessage(103, LogLevel.Warning, "An anonymous activity was refused: without an app id only this machine is served, in Development")]
    public static partial void AnonymousRefused(this ILogger logger);

    [LoggerMessage(201, LogLevel.Warning, "The connector refused the bot's token; it is renewed once")]
    public static partial void TokenRefused(this ILogger logger);

    // Type and stack instead of the exception: its message can quote what a person wrote.
    [LoggerMessage(301, LogLevel.Error, "A turn failed with {ErrorType}; the caller was answered 500 under {TraceId}\n{Stack}")]
    public static partial void TurnFailed(this ILogger logger, string traceId, string errorType, string? stack);
}
