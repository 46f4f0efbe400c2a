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

    /// <summary>With a host, how long that one counts on its lease by its own clock; without one, when the next try is due.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Tries that failed since the last reply was sent.</summary>
    public int Tries { get; init; }

    /// <summary>Whom the replies are for, or on whose chart the family stands for whom they are; all three null for a visitor.</summary>
    public string? Patient { get; init; }

    public string? Family { get; init; }

    public string? Staff { get; init; }

    /// <summary>What goes out through a channel: not the answer of an HTTP response, nothing for debuggers, no pauses.</summary>
    public static bool GoesOut(Activity reply) => reply.Type is not (ActivityTypesEx.InvokeResponse or ActivityTypes.Trace or ActivityTypesEx.Delay);

    /// <summary>The lease is long enough for one more send, and no longer than any that is given: then the clock was set back since.</summary>
    internal bool IsHeldBy(string host, DateTimeOffset now) => Host == host && Until - now >= Outbox.OneSend && Until - now <= Outbox.Lease;

    /// <summary>How long this host has to leave the turn alone, in whole milliseconds; zero for not at all.</summary>
    /// <param name="host">This host.</param>
    /// <param name="now">The time, for a turn that nobody holds.</param>
    /// <param name="watched">For how long this host has seen the turn unchanged. Whether another host is dead is told by that alone, so that setting a clock ends no lease.</param>
    internal TimeSpan WaitOf(string host, DateTimeOffset now, TimeSpan watched)
    {
        if (Host == host) return TimeSpan.Zero;
        if (Host is null) return Until <= now || Until - now > Outbox.LongestWait + Outbox.ClocksDiffer ? TimeSpan.Zero : Whole(Until - now);
        // Another host is sending, and is usually done long before its lease is.
        return watched >= Outbox.Lease ? TimeSpan.Zero : Whole(Outbox.Lease - watched < Outbox.Glance ? Outbox.Lease - watched : Outbox.Glance);
    }

    // A timer cuts the rest off, and would come too early again and again.
    private static TimeSpan Whole(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));
}

/// <summary>A turn as it was read from the outbox.</summary>
public sealed record OutboxEntry(string Conversation, UnsentTurn Turn, string ETag);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UnsentTurn))]
[JsonSerializable(typeof(PendingConversation))]
internal sealed partial class OutboxJson : JsonSerializerContext;
