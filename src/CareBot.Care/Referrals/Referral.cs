using CareBot.Care.Patients;

namespace CareBot.Care.Referrals;

/// <summary>Where a referral stands, as the practice and the agency have said.</summary>
public enum ReferralState
{
    /// <summary>Chosen by a coordinator; nothing has left the practice.</summary>
    Proposed,

    /// <summary>To be sent as soon as the patient says yes.</summary>
    ConsentNeeded,

    /// <summary>The agency has it and has not answered.</summary>
    Sent,

    Accepted,
    Waitlisted,
    Scheduled,

    /// <summary>The agency says that it is done. What the patient says is another thing.</summary>
    Delivered,

    Declined,

    /// <summary>Taken back by the coordinator or the patient.</summary>
    Withdrawn,
}

/// <summary>What the patient says about it.</summary>
public enum PatientWord
{
    Received,
    NotYet,
    SaidNo,
}

/// <summary>Why an agency says no, or a referral ends without one.</summary>
public enum NoReason
{
    Full,
    NotEligible,
    OutOfArea,
    NoFunds,
    CouldNotReach,
    Other,
    NoConsent,
    NotNeeded,
}

/// <summary>A service as it was when it was chosen; the directory may change.</summary>
/// <param name="Id">In the directory.</param>
/// <param name="Name">The service and who gives it.</param>
/// <param name="Email">Where the agency takes requests; null when it gives none.</param>
/// <param name="Phone">As a person would dial it; null when it gives none.</param>
/// <param name="Languages">In which it serves, as the directory says, a comma between; null when it does not say.</param>
public sealed record ReferredTo(string Id, string Name, string? Email, string? Phone, string? Languages = null)
{
    /// <summary>The language in which it is written to: the practice's own, unless it is one that the agency does not serve in and it serves in another that we write.</summary>
    /// <param name="practice">The practice's language.</param>
    /// <param name="written">The languages that we write.</param>
    public string LettersIn(string practice, IReadOnlyList<string> written) =>
        (Languages ?? "").Split(',') is var served && served.Contains(practice) ? practice : served.FirstOrDefault(written.Contains) ?? practice;
}

/// <summary>
/// One request to one service for one patient. The chart keeps every <see cref="ReferralEvent"/>; this is what they add up to.
/// </summary>
public sealed record Referral
{
    public required string Id { get; init; }

    /// <summary>The need, as a category of the Gravity Project's value set (<c>food-insecurity</c>).</summary>
    public required string Category { get; init; }

    /// <summary>A need of which nothing stands in the patient's chat, where somebody else may read: it is spoken about.</summary>
    public bool IsSensitive { get; init; }

    public required ReferredTo Service { get; init; }

    /// <summary>What fits next best, best first: offered at once on a no.</summary>
    public IReadOnlyList<ReferredTo> Alternatives { get; init; } = [];

    /// <summary>The referral whose no led to this one.</summary>
    public string? Follows { get; init; }

    public required StaffId By { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    public ReferralState State { get; init; } = ReferralState.Proposed;

    /// <summary>When the state was last said.</summary>
    public required DateTimeOffset StateAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? LinkUntil { get; init; }

    /// <summary>The consent on which it was sent.</summary>
    public string? Consent { get; init; }

    /// <summary>The first word of the agency, whatever it was.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    public NoReason? Reason { get; init; }

    /// <summary>The day that the agency set, on the patient's calendar.</summary>
    public DateOnly? Day { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public string? AgencyNote { get; init; }

    public PatientWord? PatientSays { get; init; }

    public DateTimeOffset? PatientSaysAt { get; init; }

    /// <summary>The member of staff who wrote that down in the patient's place; null where the patient said it.</summary>
    public StaffId? PatientSaysBy { get; init; }

    /// <summary>When nothing more is expected of anybody; null while the loop is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    public int Events { get; init; }

    /// <summary>Counts up when the coordinator has to be told; <see cref="NoticeSent"/> follows.</summary>
    public int Notice { get; init; }

    public int NoticeSent { get; init; }

    /// <summary>Counts up when the patient has to be told.</summary>
    public int News { get; init; }

    public int NewsSent { get; init; }

    /// <summary>How often the agency was written to, and when last.</summary>
    public int Letters { get; init; }

    public DateTimeOffset? LetterAt { get; init; }

    /// <summary>How often the patient was asked whether they got it, and when last.</summary>
    public int Asks { get; init; }

    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>When the coordinator was last reminded of it.</summary>
    public DateTimeOffset? ChasedAt { get; init; }

    /// <summary>The patient was asked for consent in the chat.</summary>
    public bool ConsentAsked { get; init; }

    /// <summary>When the agency was asked whether it has room; null when nobody asked.</summary>
    public DateTimeOffset? RoomAskedAt { get; init; }

    /// <summary>Until when its word about room is waited for.</summary>
    public DateTimeOffset? RoomUntil { get; init; }

    /// <summary>What it said: <c>capacity</c>, <c>waitlist</c>, <c>no-capacity</c> or <c>additional-assessment-required</c>.</summary>
    public string? RoomSays { get; init; }

    /// <summary>An e-mail to the agency could not be delivered.</summary>
    public bool IsLetterLost { get; init; }

    /// <summary>How far it has come, step after step, oldest first.</summary>
    public IReadOnlyList<EnrolmentStep> Steps { get; init; } = [];

    /// <summary>The agency can still open its page and answer.</summary>
    public bool IsWithAgency => State is ReferralState.Sent or ReferralState.Accepted or ReferralState.Waitlisted or ReferralState.Scheduled;

    public bool IsOpen => ClosedAt is null;

    /// <summary>The agency and the patient say different things about whether it arrived.</summary>
    public bool IsMismatch => (State, PatientSays) is (ReferralState.Delivered, PatientWord.NotYet or PatientWord.SaidNo) or (ReferralState.Declined, PatientWord.Received)
        or (ReferralState.Accepted or ReferralState.Scheduled, PatientWord.SaidNo);
}

/// <summary>One thing that happened to a referral; appended to the chart once and never changed.</summary>
public sealed record ReferralEvent
{
    public string Kind { get; init; } = "referral-event";

    public int V { get; init; } = 1;

    /// <summary><c>proposed</c>, <c>consent-needed</c>, <c>sent</c>, <c>answered</c>, <c>patient-says</c>, <c>withdrawn</c>, <c>settled</c>, <c>room-asked</c>, <c>room-said</c>, <c>wrote</c>, <c>letter-lost</c>, <c>undone</c>.</summary>
    public required string What { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    /// <summary>The version of the policy whose clocks ran.</summary>
    public required string Policy { get; init; }

    public required Referral After { get; init; }
}
