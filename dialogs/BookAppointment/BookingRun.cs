using CareBot.Care.Appointments;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>What a booking in progress remembers.</summary>
public sealed record BookingRun
{
    public string Kind { get; init; } = "booking-run";

    public int V { get; init; } = 1;

    /// <summary>The question that waits: one of <see cref="BookingStep"/>.</summary>
    public required string At { get; init; }

    /// <summary>What was asked for: <c>book</c>, <c>move</c>, <c>cancel</c>, <c>noRide</c>, <c>questions</c>, <c>missed</c>, <c>went</c>.</summary>
    public required string What { get; init; }

    /// <summary>For whom, when a coordinator books; null when patients book for themselves.</summary>
    public string? Patient { get; init; }

    public string? Provider { get; init; }

    /// <summary>The visit that is moved, cancelled or spoken of.</summary>
    public string? Appointment { get; init; }

    public IReadOnlyList<VisitWindow> Windows { get; init; } = [];

    /// <summary>The times that were offered last.</summary>
    public IReadOnlyList<DateTimeOffset> Offered { get; init; } = [];

    /// <summary>The time that is held.</summary>
    public DateTimeOffset? Chosen { get; init; }

    /// <summary>Whether help with a ride is needed, where it was told before it was asked.</summary>
    public bool? Ride { get; init; }

    public int Misses { get; init; }
}

/// <summary>The questions of a booking.</summary>
internal static class BookingStep
{
    public const string Who = "who";
    public const string Time = "time";
    public const string Sure = "sure";
    public const string Ride = "ride";
    public const string Which = "which";
    public const string Cancel = "cancel";
    public const string Wait = "wait";
    public const string Question = "question";
    public const string Why = "why";
    public const string Again = "again";
    public const string Next = "next";
    public const string Instead = "instead";
}
