using CareBot.Care.CheckIns;

namespace CareBot.Care.Patients;

/// <summary>What became of a patient's part in a programme: an entry of the chart, appended once.</summary>
public sealed record EnrolmentEvent
{
    public string Kind { get; init; } = "enrolment-event";

    public int V { get; init; } = 1;

    /// <summary><c>started</c>, <c>stopped</c>, <c>value-set</c>, <c>threshold-set</c> or <c>threshold-ended</c>.</summary>
    public required string What { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }

    public required string Protocol { get; init; }

    /// <summary>In which the patient weighs, from the start.</summary>
    public string? Unit { get; init; }

    public PersonalValue? Value { get; init; }

    public ThresholdOverride? Threshold { get; init; }
}
