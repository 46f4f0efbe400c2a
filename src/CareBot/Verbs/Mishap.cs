using CareBot.Care.Content;
using CareBot.Care.Records;
using Microsoft.Extensions.Options;

namespace CareBot.Verbs;

/// <summary>What went wrong, in one line for whoever typed the command: the thing and what to do about it.</summary>
internal static class Mishap
{
    public static string Explain(Exception mishap) => mishap switch
    {
        ContentException or RefusedException or InvalidDataException or StorageUnavailableException => mishap.Message,
        AggregateException { InnerExceptions: [var first, ..] } => Explain(first),
        OptionsValidationException options => string.Join(' ', options.Failures),
        InvalidOperationException { InnerException: FormatException or OverflowException or ArgumentException } when mishap.Message.Contains("configuration value", StringComparison.Ordinal) =>
            $"{mishap.Message} Correct the setting.",
        UnauthorizedAccessException => $"{mishap.Message} Name another place, or give this user the right to it.",
        DirectoryNotFoundException or FileNotFoundException => $"{mishap.Message} Correct the path, or put the file there.",
        IOException => $"{mishap.Message} Put that right, or name another place.",
        // A fault of ours: its kind and where it was met find it, and its message may hold what a patient said.
        _ => $"This should not have happened: {mishap.GetType().Name} in {Place(mishap)}. Please report it with what you typed.",
    };

    private static string Place(Exception mishap) => new System.Diagnostics.StackTrace(mishap).GetFrame(0)?.GetMethod() is { } method ? $"{method.DeclaringType?.Name}.{method.Name}" : "a place unknown";
}
