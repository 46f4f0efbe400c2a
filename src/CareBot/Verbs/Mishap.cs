using CareBot.Care.Content;
using CareBot.Care.Records;

namespace CareBot.Verbs;

/// <summary>What went wrong, in one line for whoever typed the command: the thing and what to do about it.</summary>
internal static class Mishap
{
    /// <returns>The line, and the exit code: 2 for a setting that cannot be meant, 1 for everything else.</returns>
    public static (string Line, int Code) Of(Exception mishap) => mishap switch
    {
        _ when SettingFaults.Of(mishap) is { Count: > 0 } faults => (string.Join('\n', faults), 2),
        AggregateException { InnerExceptions: [var first, ..] } => Of(first),
        InvalidOperationException { InnerException: FormatException or OverflowException or ArgumentException } when mishap.Message.Contains("configuration value", StringComparison.Ordinal) =>
            ($"{mishap.Message} Correct the setting.", 2),
        InvalidOperationException when mishap.Message.StartsWith("Configuration value", StringComparison.Ordinal) => ($"{mishap.Message} Correct the setting.", 2),
        FormatException when mishap.Message.StartsWith("Invalid url", StringComparison.Ordinal) => ($"{mishap.Message} Correct the address to listen on, such as http://localhost:3978.", 2),
        _ => (Explain(mishap), 1),
    };

    private static string Explain(Exception mishap) => mishap switch
    {
        ContentException or RefusedException or InvalidDataException or StorageUnavailableException => mishap.Message,
        UnauthorizedAccessException => $"{mishap.Message} Name another place, or give this user the right to it.",
        DirectoryNotFoundException or FileNotFoundException => $"{mishap.Message} Correct the path, or put the file there.",
        IOException => $"{mishap.Message} Put that right, or name another place.",
        // A fault of ours: its kind and where it was met find it, and its message may hold what a patient said.
        _ => $"This should not have happened: {mishap.GetType().Name} in {Place(mishap)}. Please report it with what you typed.",
    };

    private static string Place(Exception mishap) => new System.Diagnostics.StackTrace(mishap).GetFrame(0)?.GetMethod() is { } method ? $"{method.DeclaringType?.Name}.{method.Name}" : "a place unknown";
}
