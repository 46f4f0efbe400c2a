using System.Text.Json;
using CareBot.Care.Content;
using CareBot.Care.Records;
using NodaTime;
using NodaTime.Extensions;

namespace CareBot.Care.Outreach;

/// <summary>At which hours nobody is written to who does not wait for it. Content: the hours stand in <c>outreach-policy.json</c>.</summary>
public sealed record OutreachPolicy
{
    public required string Kind { get; init; }

    public required string Version { get; init; }

    public required string Source { get; init; }

    public required string Signatory { get; init; }

    /// <summary>The person's local time from which on it is quiet; the minute itself is quiet.</summary>
    public required TimeOnly QuietFrom { get; init; }

    /// <summary>The person's local time at which it ends; the minute itself is not quiet.</summary>
    public required TimeOnly QuietUntil { get; init; }

    /// <summary>For how many minutes after an answer to an assessment no invitation comes between.</summary>
    public int AnsweringMinutes { get; init; }

    /// <exception cref="ContentException">The file cannot be meant.</exception>
    public static OutreachPolicy Load(ReadOnlySpan<byte> json, string file)
    {
        try
        {
            var policy = JsonSerializer.Deserialize(json, CareJson.Default.OutreachPolicy) ?? throw new JsonException();
            return policy.QuietFrom == policy.QuietUntil
                ? throw new ContentException(file, "/quietUntil", "is the same as quietFrom, so that it is never or always quiet; write two times")
                : policy.AnsweringMinutes <= 0
                ? throw new ContentException(file, "/answeringMinutes", "is missing or not above 0; write for how many minutes after an answer no invitation comes between: 15")
                : policy;
        }
        catch (JsonException broken)
        {
            throw new ContentException(file, broken.Path ?? "", "cannot be read; write version, source, signatory, answeringMinutes, quietFrom and quietUntil, the times as \"21:00\"");
        }
    }

    /// <summary>Whether it is quiet where the person lives.</summary>
    public bool IsQuiet(DateTimeOffset now, string timeZone)
    {
        var time = Local(now, timeZone).TimeOfDay.ToTimeOnly();
        return QuietFrom < QuietUntil ? time >= QuietFrom && time < QuietUntil : time >= QuietFrom || time < QuietUntil;
    }

    /// <summary>The first instant after now at which the quiet hours end; on a day whose clocks leave that time out, when they have moved on.</summary>
    public DateTimeOffset EndAfter(DateTimeOffset now, string timeZone)
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        var today = Local(now, timeZone).Date;
        var end = EndOf(today);
        return end > now ? end : EndOf(today.PlusDays(1));

        DateTimeOffset EndOf(LocalDate day) => (day + QuietUntil.ToLocalTime()).InZoneLeniently(zone).ToDateTimeOffset();
    }

    private static LocalDateTime Local(DateTimeOffset now, string timeZone) =>
        Instant.FromDateTimeOffset(now).InZone(DateTimeZoneProviders.Tzdb[timeZone]).LocalDateTime;
}
