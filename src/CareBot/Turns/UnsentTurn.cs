using System.Text.Json.Serialization;

namespace CareBot.Turns;

/// <summary>A turn that is stored and whose replies are not all sent yet: the record <c>outbox:n</c> beside <c>turn:n</c>.</summary>
public sealed record UnsentTurn
{
    public string Kind { get; init; } = "outbox";

    public int V { get; init; } = 1;

    public required long Seq { get; init; }

    /// <summary>How many of the replies are sent, from the first on.</summary>
    public int Sent { get; init; }

    /// <summary>When the turn was stored.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The host that is sending; null while nobody is.</summary>
    public string? Host { get; init; }

    /// <summary>Until then nobody but <see cref="Host"/> touches this: a lease, or the wait before the next try.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Tries that failed since the last reply was sent.</summary>
    public int Tries { get; init; }

    /// <summary>Whom the replies are for; both null for a visitor.</summary>
    public string? Patient { get; init; }

    public string? Staff { get; init; }

    /// <summary>What goes out through a channel: not the answer of an HTTP response, nothing for debuggers, no pauses.</summary>
    public static bool GoesOut(Activity reply) => reply.Type is not (ActivityTypesEx.InvokeResponse or ActivityTypes.Trace or ActivityTypesEx.Delay);

    /// <summary>The lease is long enough for one more send.</summary>
    internal bool IsHeldBy(string host, DateTimeOffset now) => Host == host && Until - now >= Outbox.OneSend;

    /// <summary>How long this host has to leave the turn alone, in whole milliseconds; zero for not at all.</summary>
    internal TimeSpan WaitOf(string host, DateTimeOffset now) =>
        Until <= now || Host == host || IsOfAWrongClock(now) ? TimeSpan.Zero
        : Host is null || Until - now < Outbox.Glance ? TimeSpan.FromMilliseconds(Math.Ceiling((Until - now).TotalMilliseconds)) // A timer cuts the rest off, and would come too early again and again.
        : Outbox.Glance; // Another host is sending, and is usually done long before its lease is.

    /// <summary>Nobody claims or postpones for so long: the clock was set back since.</summary>
    private bool IsOfAWrongClock(DateTimeOffset now) => Until - now > (Host is null ? Outbox.LongestWait : Outbox.Lease) + Outbox.ClocksDiffer;
}

/// <summary>A turn as it was read from the outbox.</summary>
public sealed record OutboxEntry(string Conversation, UnsentTurn Turn, string ETag);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UnsentTurn))]
[JsonSerializable(typeof(PendingConversation))]
internal sealed partial class OutboxJson : JsonSerializerContext;
