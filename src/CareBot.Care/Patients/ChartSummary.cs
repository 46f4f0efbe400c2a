using CareBot.Care.Alerts;
using CareBot.Care.Appointments;
using CareBot.Care.Assessments;
using CareBot.Care.Barriers;
using CareBot.Care.CareNotes;
using CareBot.Care.CheckIns;
using CareBot.Care.Consent;
using CareBot.Care.Covering;
using CareBot.Care.Messages;
using CareBot.Care.Outreach;
using CareBot.Care.Plans;
using CareBot.Care.Referrals;

namespace CareBot.Care.Patients;

/// <summary>
/// The current summary of a chart: one record of the patient's partition, rewritten in the same batch as every entry, compared by ETag.
/// </summary>
public sealed record ChartSummary
{
    public string Kind { get; init; } = "chart";

    public int V { get; init; } = 1;

    public required PatientId Patient { get; init; }

    public required PersonName Name { get; init; }

    /// <summary>Primary language tag: <c>en</c> or <c>es</c>. Locked per person; a message never flips it.</summary>
    public required string Language { get; init; }

    /// <summary>IANA zone; the patient's day is not the server's.</summary>
    public required string TimeZone { get; init; }

    public required StaffId Coordinator { get; init; }

    /// <summary>Who looks after the patient in their coordinator's place, or did; <see cref="Coordinator"/> is whose they are now. Null where it was never so.</summary>
    public Cover? Cover { get; init; }

    public IReadOnlyList<Enrolment> Enrolments { get; init; } = [];

    public Standing? Standing { get; init; }

    /// <summary>The newest emergency that was no false alarm, and the check-in that it came after; null for none.</summary>
    public Overtaken? Emergency { get; init; }

    /// <summary>Age, pregnancy, medicines and conditions: the same words mean something else by them. Null when the record told nothing.</summary>
    public HealthFacts? Health { get; init; }

    public IReadOnlyList<Alert> OpenAlerts { get; init; } = [];

    /// <summary>Alerts that were closed as a false alarm a short while ago: the same rule opens them again (care reference 3.5).</summary>
    public IReadOnlyList<Alert> FalseAlarms { get; init; } = [];

    /// <summary>The alerts that were closed last, the newest first; older ones are in the chart alone.</summary>
    public IReadOnlyList<ClosedAlert> ClosedAlerts { get; init; } = [];

    /// <summary>What staff expect of the patient's check-ins for a while, one of each programme at most; some may be over.</summary>
    public IReadOnlyList<Snooze> Snoozes { get; init; } = [];

    /// <summary>"Is it happening now?" was asked and waits for its answer; null for most.</summary>
    public Doubt? Doubt { get; init; }

    /// <summary>The chart of a conversation rather than of a patient: somebody without a name here said something that a human has to hear.</summary>
    public bool Nameless { get; init; }

    /// <summary>Referrals that are open, and the newest of those that are closed.</summary>
    public IReadOnlyList<Referral> Referrals { get; init; } = [];

    /// <summary>What the patient allows to be told outside the practice, as it stands.</summary>
    public IReadOnlyList<SharingConsent> SharingConsents { get; init; } = [];

    /// <summary>Who may answer questions in the patient's place.</summary>
    public IReadOnlyList<AnsweringPermission> Answering { get; init; } = [];

    /// <summary>Visits that are not cancelled, in order of time.</summary>
    public IReadOnlyList<Appointment> Appointments { get; init; } = [];

    /// <summary>Visits that somebody else called off, until the patient has been told.</summary>
    public IReadOnlyList<CalledOff> CalledOff { get; init; } = [];

    /// <summary>What keeps the patient from care, as long as it does.</summary>
    public IReadOnlyList<CareBarrier> Barriers { get; init; } = [];

    /// <summary>Family members whom the practice knows, and what the patient lets each of them do.</summary>
    public IReadOnlyList<FamilyMember> Family { get; init; } = [];

    /// <summary>The local day on which the patient last came home from a hospital; the clock of the follow-up visit starts there.</summary>
    public DateOnly? DischargedOn { get; init; }

    /// <summary>Where visits are sent as calendar entries; null where the patient gave no address.</summary>
    public string? Email { get; init; }

    /// <summary>Where the patient waits for a time.</summary>
    public IReadOnlyList<WaitingPlace> Waiting { get; init; } = [];

    /// <summary>Assessments that are sent or open, and the newest of each that is done.</summary>
    public IReadOnlyList<AssessmentLine> Assessments { get; init; } = [];

    /// <summary>Needs that assessments speak of; only a human's yes makes them more than a proposal.</summary>
    public IReadOnlyList<NeedLine> Needs { get; init; } = [];

    /// <summary>The care plan as it stands: what a coordinator accepted, with the patient's word on it.</summary>
    public IReadOnlyList<PlanProblem> Plan { get; init; } = [];

    /// <summary>What staff wrote to the patient and was not passed on yet.</summary>
    public IReadOnlyList<CareMessage> Messages { get; init; } = [];

    /// <summary>The minutes that staff wrote down in the newest month in which they wrote any; null for none.</summary>
    public MonthOfMinutes? Time { get; init; }

    /// <summary>The patient asked for no messages that they did not begin.</summary>
    public bool Quiet { get; init; }

    /// <summary>Nothing is said first to the patient, by a member of staff's word; null for most.</summary>
    public Pause? Pause { get; init; }

    /// <summary>The local day on which the newest pause ended.</summary>
    public DateOnly? ResumedOn { get; init; }

    /// <summary>The local day of the newest invitation to check in.</summary>
    public DateOnly? LastInvited { get; init; }

    /// <summary>The local day of the newest nudge after a missed one.</summary>
    public DateOnly? LastNudged { get; init; }

    /// <summary>First day of the silence about which a human was asked to call last.</summary>
    public DateOnly? SilenceCalled { get; init; }

    /// <summary>The patient wants to be asked to check in only every so many days; null for as often as the programme asks.</summary>
    public int? InvitedEvery { get; init; }

    /// <summary>The local day whose open check-in was looked at last, when its hours were over.</summary>
    public DateOnly? LastClosed { get; init; }

    /// <summary>Where to reach the patient: a conversation reference as the channel sent it; null until they have opened the chat.</summary>
    public string? Conversation { get; init; }

    /// <summary>Why nothing reaches that address; null while it serves.</summary>
    public Unreachable? Unreachable { get; init; }

    /// <summary>No device that was signed in before is let into the patient's chat any more; null where it was never locked.</summary>
    public DateTimeOffset? ChatLocked { get; init; }
}

/// <summary>An alert that is closed.</summary>
public sealed record ClosedAlert(string Id, DateTimeOffset At);

/// <summary>Taking part in a programme.</summary>
/// <param name="Protocol">The protocol's id.</param>
/// <param name="Since">First local day.</param>
/// <param name="Unit">The unit in which this person weighs: <c>kg</c> or <c>lb</c>.</param>
/// <param name="Thresholds">The clinician's own numbers for this patient.</param>
public sealed record Enrolment(string Protocol, DateOnly Since, string Unit, PatientThresholds Thresholds);

/// <summary>How the patient stands by the newest check-in.</summary>
/// <param name="Zone">The zone that it gave.</param>
/// <param name="Since">First local day of this zone.</param>
/// <param name="LastCheckIn">The local day that was last checked in.</param>
public sealed record Standing(Zone Zone, DateOnly Since, DateOnly LastCheckIn);

/// <summary>An emergency that came after a check-in: what the check-in said no longer tells how the patient is.</summary>
/// <param name="Alert">The alert of the emergency.</param>
/// <param name="At">When it was raised last.</param>
/// <param name="By">How the patient stands by that check-in; null where there was none, and once a newer one tells how they are.</param>
public sealed record Overtaken(string Alert, DateTimeOffset At, Standing? By)
{
    /// <summary>The same once a check-in is written.</summary>
    /// <param name="before">How the patient stood.</param>
    /// <param name="corrected">How they stand by what was corrected; null where the check-in tells how they are now, be it of the same day and as well as before.</param>
    public Overtaken After(Standing? before, Standing? corrected) => this with { By = By == before ? corrected : null };
}
