namespace CareBot.Care.Appointments;

/// <summary>What a visit can need besides the visit.</summary>
public enum SupportKind
{
    Ride,
    Interpreter,
}

/// <summary>Where it stands.</summary>
public enum SupportState
{
    /// <summary>Somebody has to find it.</summary>
    Requested,

    Arranged,

    /// <summary>It was arranged or counted on, and is gone: another one is looked for.</summary>
    FellThrough,

    /// <summary>The visit is off, or takes place without it.</summary>
    NotNeeded,
}

/// <summary>A ride to a visit, or an interpreter there: part of the visit's own record, so that both change as one.</summary>
/// <param name="Since">Since when it stands so.</param>
/// <param name="Step">Counts its changes; what was said of one is not said again.</param>
/// <param name="Note">Who brings it, or why it fell through, in the words of who said it.</param>
/// <param name="CallOff">What was arranged for an earlier time, or for nothing now: somebody has to call it off.</param>
public sealed record VisitSupport(SupportState State, DateTimeOffset Since, int Step = 1, string? Note = null, string? CallOff = null);

/// <summary>What becomes of ride and interpreter, and what a human has to do about it then. Pure.</summary>
public static class SupportRules
{
    public static readonly IReadOnlyList<SupportKind> Kinds = [SupportKind.Ride, SupportKind.Interpreter];

    public static VisitSupport? Of(Appointment visit, SupportKind kind) => kind == SupportKind.Ride ? visit.Ride : visit.Interpreter;

    public static VisitSupport Request(DateTimeOffset now) => new(SupportState.Requested, now);

    /// <summary>Asks for it, or for another one where it was counted on.</summary>
    /// <param name="why">Why the one before fell through; null where nobody said.</param>
    public static Appointment? Lack(Appointment visit, SupportKind kind, string? why, DateTimeOffset now) => Of(visit, kind) switch
    {
        null => With(visit, kind, Request(now)),
        { State: SupportState.NotNeeded } before => With(visit, kind, Next(before, SupportState.Requested, now)),
        _ => FallThrough(visit, kind, why, now),
    };

    /// <returns>Null where nothing was counted on, or it is known already.</returns>
    public static Appointment? FallThrough(Appointment visit, SupportKind kind, string? why, DateTimeOffset now) =>
        Of(visit, kind) is not { State: not SupportState.NotNeeded } before || (before.State == SupportState.FellThrough && before.Note == why) ? null
        : With(visit, kind, Next(before, SupportState.FellThrough, now) with { Note = why });

    /// <param name="by">Who brings it; null where nobody said.</param>
    /// <returns>Null where nobody wants it, or it is arranged just so.</returns>
    public static Appointment? Arrange(Appointment visit, SupportKind kind, string? by, DateTimeOffset now) =>
        Of(visit, kind) is not { State: not SupportState.NotNeeded } before || (before.State == SupportState.Arranged && before.Note == by) ? null
        : With(visit, kind, Next(before, SupportState.Arranged, now) with { Note = by });

    /// <summary>The same for another time: it has to be found anew, and what was arranged for the old time is to be called off.</summary>
    public static Appointment Again(Appointment visit, DateTimeOffset now) => Kinds.Aggregate(visit, (one, kind) =>
        Of(one, kind) is { State: not SupportState.NotNeeded } before ? With(one, kind, Next(before, SupportState.Requested, now) with { CallOff = Standing(before) }) : one);

    /// <summary>The visit is off, or takes place without: nothing of the kind is looked for any more.</summary>
    public static Appointment Withdraw(Appointment visit, DateTimeOffset now, params ReadOnlySpan<SupportKind> kinds)
    {
        foreach (var kind in kinds)
        {
            visit = Of(visit, kind) is { State: not SupportState.NotNeeded } before ? With(visit, kind, Next(before, SupportState.NotNeeded, now) with { CallOff = Standing(before) }) : visit;
        }

        return visit;
    }

    /// <summary>What a human has to do about it.</summary>
    public static SupportTask TaskOf(VisitSupport support) => support switch
    {
        { State: SupportState.FellThrough } => new SupportTask.FindAnother(support.Note),
        { State: SupportState.Requested, CallOff: { } before } => new SupportTask.FindAgain(before),
        { State: SupportState.Requested } => new SupportTask.Find(),
        { State: SupportState.NotNeeded, CallOff: { } before } => new SupportTask.CallOff(before),
        _ => new SupportTask.None(),
    };

    /// <summary>Under this name it is remembered that the patient was told how it stands.</summary>
    public static string NewsName(SupportKind kind, VisitSupport support) => $"{Word(kind)}:{support.Step}";

    /// <summary>Whether the patient has to be told: it is there, or it is gone.</summary>
    public static bool IsNews(VisitSupport support) => support.State is SupportState.Arranged or SupportState.FellThrough;

    public static string Word(SupportKind kind) => kind == SupportKind.Ride ? "ride" : "interpreter";

    /// <summary>Whoever said it knows it already.</summary>
    public static Appointment Told(Appointment visit, SupportKind kind) =>
        Of(visit, kind) is { } support ? visit with { Reminded = [.. visit.Reminded.Union([NewsName(kind, support)])] } : visit;

    private static Appointment With(Appointment visit, SupportKind kind, VisitSupport support) =>
        kind == SupportKind.Ride ? visit with { Ride = support } : visit with { Interpreter = support };

    private static VisitSupport Next(VisitSupport before, SupportState state, DateTimeOffset now) => new(state, now, before.Step + 1);

    private static string? Standing(VisitSupport before) => before.State == SupportState.Arranged ? before.Note ?? "" : before.CallOff;
}

/// <summary>What the coordinator has to do about a ride or an interpreter.</summary>
public abstract record SupportTask
{
    private SupportTask()
    {
    }

    public sealed record None : SupportTask;

    public sealed record Find : SupportTask;

    /// <summary>For the new time of a visit that moved.</summary>
    /// <param name="Before">Who was arranged for the old time; may be empty.</param>
    public sealed record FindAgain(string Before) : SupportTask;

    public sealed record FindAnother(string? Why) : SupportTask;

    /// <summary>Nobody needs it any more.</summary>
    public sealed record CallOff(string Before) : SupportTask;
}
