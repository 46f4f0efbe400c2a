using CareBot.Care.CheckIns;
using CareBot.Care.Patients;

namespace CareBot.Care.Alerts;

/// <summary>How soon a human has to look. The times stand in the alert ladder (content).</summary>
public enum AlertPriority
{
    /// <summary>Somebody's safety, now.</summary>
    P0,

    /// <summary>Today, within working hours.</summary>
    P1,

    /// <summary>By the end of the day.</summary>
    P2,
}

/// <summary>Where an alert stands.</summary>
public enum AlertState
{
    Open,
    Acknowledged,
    Closed,
}

/// <summary>How a closed alert ended (care reference 3.5).</summary>
public enum AlertOutcome
{
    Spoke,
    LeftMessage,
    SentToEmergency,
    FalseAlarm,
    Duplicate,

    /// <summary>What it asked for was done, or is not needed any more: it closed by itself.</summary>
    Settled,

    /// <summary>What it says is expected for a while (<see cref="Alerts.Snooze"/>).</summary>
    Snoozed,
}

/// <summary>
/// Something about a patient that a human has to look at, with its reasons. One is open per patient and family; new facts join it.
/// The chart keeps every <see cref="AlertEvent"/>; this is what they add up to.
/// </summary>
public sealed record Alert
{
    public required string Id { get; init; }

    /// <summary>What it is about: a protocol's id, or <c>emergency</c>.</summary>
    public required string Family { get; init; }

    public required AlertPriority Priority { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>By when somebody must have acknowledged it.</summary>
    public required DateTimeOffset DueBy { get; init; }

    /// <summary>The reasons that hold now, most severe first.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>What is to be looked at besides, each with its source: the result of an assessment.</summary>
    public IReadOnlyList<AlertFact> Facts { get; init; } = [];

    /// <summary>For an emergency: the listener's class (E911, E988, SAFE, SAMEDAY); null for a check-in.</summary>
    public string? EmergencyClass { get; init; }

    /// <summary>Ids of the rules that heard an emergency.</summary>
    public IReadOnlyList<string> EmergencyRules { get; init; } = [];

    /// <summary>What was typed of an emergency, the newest last: whoever helps has to read it. What raised it stays.</summary>
    public IReadOnlyList<Spoken> Words { get; init; } = [];

    /// <summary>What a wish is about, where the family's words need it: names, telephone numbers, instants, text keys.</summary>
    public IReadOnlyDictionary<string, string> Wish { get; init; } = new Dictionary<string, string>();

    /// <summary>Text key of what the patient was told, so that the coordinator knows what was promised.</summary>
    public string? PatientTold { get; init; }

    public AlertState State { get; init; } = AlertState.Open;

    public StaffId? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public StaffId? ClosedBy { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public AlertOutcome? Outcome { get; init; }

    public string? Note { get; init; }

    /// <summary>The activity that raised it last, so that the same one raises it once.</summary>
    public string? Cause { get; init; }

    /// <summary>The role of who said it: <see cref="Roles.Visitor"/> has no name, <see cref="Roles.Coordinator"/> speaks of somebody else, and so does <see cref="Roles.Agency"/>; null for the patient.</summary>
    public string? SaidBy { get; init; }

    /// <summary>When the danger was spoken of last; null stands for <see cref="RaisedAt"/>.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    public Climb Climb { get; init; } = Climb.None;

    public Watch Watch { get; init; } = Watch.None;

    /// <summary>When it was opened again because the rule of a "false alarm" fired once more; <see cref="Note"/> is that alarm's.</summary>
    public DateTimeOffset? ReopenedAt { get; init; }

    /// <summary>Who took back that it was closed, and when; null where nobody did.</summary>
    public TakenBack? TakenBack { get; init; }

    /// <summary>What was expected when more than that came: it was held back until then.</summary>
    public Snooze? Snoozed { get; init; }

    /// <summary>What the patient answered to "are you calling now?": <c>calling</c>, <c>with-someone</c>, <c>cannot</c>, <c>helped</c>; <c>silent</c> when
    /// asked again in vain; null when not yet answered.</summary>
    public string? PatientSays { get; init; }

    /// <summary>The coordinator who gave that answer, where one went through the questions with the patient; null for the patient's own.</summary>
    public StaffId? SaysThrough { get; init; }

    /// <summary>Counts up when the coordinator has to be told again: raised, more severe, no longer true.</summary>
    public int Notice { get; init; } = 1;

    /// <summary>The patient has heard that a human has read it.</summary>
    public bool PatientKnows { get; init; }

    /// <summary>How many events the chart holds for this alert; numbers the next one.</summary>
    public int Events { get; init; }

    /// <summary>The newest <see cref="Notice"/> that reached the coordinator's chat.</summary>
    public int NoticeSent { get; init; }
}

/// <summary>A close that was taken back.</summary>
public sealed record TakenBack(StaffId By, DateTimeOffset At);

/// <summary>Words as they were typed, and when.</summary>
public sealed record Spoken(string Text, DateTimeOffset At)
{
    // A story is told to the human who calls; the beginning says what it is about.
    private const int Longest = 300;

    /// <summary>A danger was heard in them.</summary>
    public bool Raises { get; init; }

    /// <summary>The role of who typed them, as <see cref="Alert.SaidBy"/>; null for the patient.</summary>
    public string? By { get; init; }

    public static Spoken Of(string text, DateTimeOffset at) => new(text.Length > Longest ? text[..Longest] : text, at);
}

/// <summary>Something to be looked at, in words for the care team.</summary>
/// <param name="Text">Text key.</param>
/// <param name="Values">What its placeholders are filled with.</param>
/// <param name="Source">The rule, its version and what it stands on.</param>
public sealed record AlertFact(string Text, IReadOnlyDictionary<string, string> Values, string Source);
