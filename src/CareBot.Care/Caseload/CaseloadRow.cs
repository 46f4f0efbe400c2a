using CareBot.Care.Alerts;
using CareBot.Care.Appointments;
using CareBot.Care.Assessments;
using CareBot.Care.Barriers;
using CareBot.Care.CareNotes;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Plans;
using CareBot.Care.Referrals;

namespace CareBot.Care.Caseload;

/// <summary>A patient as one line of a coordinator's caseload: a projection of the chart that can be rebuilt at any time.</summary>
public sealed record CaseloadRow
{
    public string Kind { get; init; } = "caseload-row";

    public int V { get; init; } = 1;

    public required PatientId Patient { get; init; }

    public required PersonName Name { get; init; }

    public StaffId Coordinator { get; init; }

    /// <summary>A conversation whose person has no chart, and no patient of anybody's.</summary>
    public bool Nameless { get; init; }

    /// <summary>Tells people of one name apart; null where it is not known.</summary>
    public DateOnly? BornOn { get; init; }

    public required string Language { get; init; }

    public required string TimeZone { get; init; }

    public Standing? Standing { get; init; }

    /// <summary>When an emergency came after the newest check-in; null where none did.</summary>
    public DateTimeOffset? Emergency { get; init; }

    public int OpenAlerts { get; init; }

    public AlertPriority? TopPriority { get; init; }

    /// <summary>Nobody has acknowledged the most urgent alert yet.</summary>
    public bool Waiting { get; init; }

    /// <summary>Whom an open alert reached besides the coordinator: it was passed on to them, or they took it.</summary>
    public IReadOnlyList<StaffId> Reached { get; init; } = [];

    /// <summary>When an alert was closed last; null for none of late.</summary>
    public DateTimeOffset? LastClosed { get; init; }

    /// <summary>Why nothing is said first to the patient; null while it is.</summary>
    public Pause? Pause { get; init; }

    /// <summary>The programmes that the patient takes part in.</summary>
    public IReadOnlyList<string> Programmes { get; init; } = [];

    /// <summary>Visits that are booked, in order of time; those that lie behind are still among them.</summary>
    public IReadOnlyList<Appointment> Visits { get; init; } = [];

    public DateOnly? DischargedOn { get; init; }

    /// <summary>Since when the patient waits for a time, and with whom.</summary>
    public IReadOnlyList<WaitingPlace> WaitingFor { get; init; } = [];

    /// <summary>What keeps the patient from care, as long as it does.</summary>
    public IReadOnlyList<CareBarrier> Barriers { get; init; } = [];

    /// <summary>Ids of what the patient has, as the record says.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>Of each questionnaire that the patient has finished the newest result.</summary>
    public IReadOnlyList<ScoreOfRow> Scores { get; init; } = [];

    /// <summary>Questionnaires that were sent or begun and are not finished.</summary>
    public IReadOnlyList<AskedOfRow> Asked { get; init; } = [];

    /// <summary>Categories of the needs that answers speak of and that nobody has set aside.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    public IReadOnlyList<ReferralOfRow> Referrals { get; init; } = [];

    public bool HasPlan { get; init; }

    /// <summary>The patient's first day by which a step of the plan is due that is not done.</summary>
    public DateOnly? StepDue { get; init; }

    /// <summary>The patient asked for no messages that they did not begin.</summary>
    public bool Quiet { get; init; }

    public bool IsUnreachable { get; init; }

    /// <summary>The minutes of the newest month in which staff wrote any down; null for none.</summary>
    public MonthOfMinutes? Time { get; init; }

    public static CaseloadRow Of(ChartSummary chart) => new()
    {
        Patient = chart.Patient,
        Name = chart.Name,
        Nameless = chart.Nameless,
        BornOn = chart.Health?.BornOn,
        Coordinator = chart.Coordinator,
        Reached = [.. chart.OpenAlerts.SelectMany(alert => alert.Climb.PassedTo.Concat(alert.AcknowledgedBy is { } taker ? [taker] : Array.Empty<StaffId>())).Where(staff => staff != chart.Coordinator).Distinct()],
        LastClosed = chart.ClosedAlerts.Count == 0 ? null : chart.ClosedAlerts[0].At,
        Pause = chart.Pause,
        Programmes = [.. chart.Enrolments.Select(enrolment => enrolment.Protocol)],
        Language = chart.Language,
        TimeZone = chart.TimeZone,
        Standing = chart.Standing,
        Emergency = chart is { Standing: not null, Emergency: { } emergency } && emergency.By == chart.Standing ? emergency.At : null,
        OpenAlerts = chart.OpenAlerts.Count,
        TopPriority = chart.OpenAlerts.Count == 0 ? null : chart.OpenAlerts.Min(alert => alert.Priority),
        Visits = [.. chart.Appointments.Where(visit => visit.State is AppointmentState.Booked or AppointmentState.Fulfilled)],
        DischargedOn = chart.DischargedOn,
        WaitingFor = chart.Waiting,
        Barriers = chart.Barriers,
        Time = chart.Time,
        Waiting = chart.OpenAlerts.Any(alert => alert.State == AlertState.Open),
        Conditions = chart.Health?.Conditions ?? [],
        Scores = [.. chart.Assessments.Where(line => line.State == AssessmentState.Completed).OrderByDescending(line => line.CompletedAt).DistinctBy(line => line.Name)
            .Select(line => new ScoreOfRow(line.Name, line.Scores.Count > 0 ? line.Scores[0].Total : null))],
        Asked = [.. chart.Assessments.Where(line => line.State is AssessmentState.Sent or AssessmentState.Started).Select(line => new AskedOfRow(line.Name, line.DueBy))],
        Needs = [.. chart.Needs.Where(need => need.State != NeedState.Declined).Select(need => need.Id).Distinct()],
        Referrals = [.. chart.Referrals.Select(referral => new ReferralOfRow(referral.Category, referral.State, referral.IsOpen))],
        HasPlan = chart.Plan.Count > 0,
        StepDue = chart.Plan.Where(problem => problem.Step.DoneAt is null && problem.Agreement != Agreement.Refused).Min(problem => (DateOnly?)problem.Step.Due),
        Quiet = chart.Quiet,
        IsUnreachable = chart.Unreachable is not null,
    };
}

/// <summary>The newest result of a questionnaire.</summary>
/// <param name="Instrument">Its name.</param>
/// <param name="Total">Its first score; null where it has none.</param>
public sealed record ScoreOfRow(string Instrument, decimal? Total);

/// <summary>A questionnaire that waits for the patient.</summary>
public sealed record AskedOfRow(string Instrument, DateTimeOffset? DueBy);

/// <summary>A referral, as far as a list of patients asks for it.</summary>
public sealed record ReferralOfRow(string Category, ReferralState State, bool IsOpen);
