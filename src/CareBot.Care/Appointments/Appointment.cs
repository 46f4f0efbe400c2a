using CareBot.Care.Patients;

namespace CareBot.Care.Appointments;

/// <summary>Where an appointment stands; the names are FHIR's.</summary>
public enum AppointmentState
{
    Booked,
    Cancelled,
    Fulfilled,
    NoShow,
}

/// <summary>
/// A visit with everything that belongs to it: ride and interpreter are part of the same record, so that they are booked, moved and
/// cancelled as one. The chart keeps every <see cref="AppointmentEvent"/>; this is what they add up to.
/// </summary>
public sealed record Appointment
{
    public required string Id { get; init; }

    public required string Provider { get; init; }

    public required string VisitType { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required int Minutes { get; init; }

    public AppointmentState State { get; init; } = AppointmentState.Booked;

    /// <summary>How often it was changed; calendars compare it (RFC 5545 SEQUENCE).</summary>
    public int Sequence { get; init; }

    /// <summary>How many entries the chart holds for it; numbers the next one.</summary>
    public int Events { get; init; }

    /// <summary>When this time was agreed; reminders that would have been before it are not said.</summary>
    public required DateTimeOffset Agreed { get; init; }

    /// <summary>Somebody else agreed it: the patient has to be told.</summary>
    public bool IsNews { get; init; }

    /// <summary>Who agreed this time; null where it was the patient.</summary>
    public Author? AgreedBy { get; init; }

    /// <summary>Null when no ride was ever needed.</summary>
    public VisitSupport? Ride { get; init; }

    /// <summary>Null when patient and provider share a language.</summary>
    public VisitSupport? Interpreter { get; init; }

    /// <summary>It takes place by telephone or video: nobody has to go there.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>The patient said that they will come.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The patient's calendar said that they cannot come; they were asked in chat what is to become of it.</summary>
    public bool Declined { get; init; }

    /// <summary>What the patient wants to ask there.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>Names of the reminders that reached the patient for this time.</summary>
    public IReadOnlyList<string> Reminded { get; init; } = [];

    /// <summary>Why it did not take place, as the patient said it.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset End => Start + TimeSpan.FromMinutes(Minutes);

    public bool IsAhead(DateTimeOffset now) => State == AppointmentState.Booked && Start > now;
}

/// <summary>One thing that happened to an appointment; appended to the chart once and never changed.</summary>
public sealed record AppointmentEvent
{
    public string Kind { get; init; } = "appointment-event";

    public int V { get; init; } = 1;

    /// <summary><c>booked</c>, <c>moved</c>, <c>cancelled</c>, <c>confirmed</c>, <c>ride</c>, <c>interpreter</c>, <c>virtual</c>, <c>question</c>,
    /// <c>attended</c>, <c>recalled</c>, <c>missed</c>, <c>declined</c>, or <c>abandoned</c>: the slot was given to somebody else before the booking reached the chart.</summary>
    public required string What { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    /// <summary>The appointment after this event; null when there is none.</summary>
    public Appointment? After { get; init; }
}

/// <summary>A visit that was called off and of which somebody is still to be told.</summary>
/// <param name="IsTold">The patient knows.</param>
/// <param name="At">When it was called off.</param>
public sealed record CalledOff(Appointment Visit, Author By, bool IsTold = false, DateTimeOffset At = default);
