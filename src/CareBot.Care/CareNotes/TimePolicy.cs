using System.Text.Json;
using CareBot.Care.Content;
using CareBot.Care.Records;

namespace CareBot.Care.CareNotes;

/// <summary>What minutes of care are counted towards. Content: every number stands in <c>time-policy.json</c>.</summary>
public sealed record TimePolicy
{
    public required string Kind { get; init; }

    public required string Version { get; init; }

    public required string Source { get; init; }

    public required string Signatory { get; init; }

    /// <summary>More minutes than this in one note are a slip of the finger.</summary>
    public required int MostMinutes { get; init; }

    /// <summary>Minutes of a calendar month at which a code is reached, in ascending order.</summary>
    public required IReadOnlyList<TimeStep> Steps { get; init; }

    /// <summary>The first step that so many minutes have not reached; null where they have reached all.</summary>
    public TimeStep? Next(int minutes) => Steps.FirstOrDefault(step => step.Minutes > minutes);

    /// <exception cref="ContentException">The file cannot be meant.</exception>
    public static TimePolicy Load(ReadOnlySpan<byte> json, string file)
    {
        try
        {
            var policy = JsonSerializer.Deserialize(json, CareJson.Default.TimePolicy) ?? throw new JsonException();
            return policy.MostMinutes < 1 ? throw new ContentException(file, "/mostMinutes", "is less than 1; write a number of one or more")
                : policy.Steps.Count == 0 || policy.Steps.Any(step => step.Minutes < 1 || step.Code.Length == 0) || policy.Steps.Zip(policy.Steps.Skip(1)).Any(two => two.First.Minutes >= two.Second.Minutes)
                    ? throw new ContentException(file, "/steps", "is empty, not in ascending order or without a code; write steps such as { \"minutes\": 20, \"code\": \"99490\" }")
                    : policy;
        }
        catch (JsonException broken)
        {
            throw new ContentException(file, broken.Path ?? "", "cannot be read; write version, source, signatory, mostMinutes and steps");
        }
    }
}

/// <summary>A step of the minutes of a month.</summary>
/// <param name="Minutes">At which it is reached.</param>
/// <param name="Code">Of the fee schedule.</param>
public sealed record TimeStep(int Minutes, string Code);
