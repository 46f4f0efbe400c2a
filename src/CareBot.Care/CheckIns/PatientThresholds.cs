namespace CareBot.Care.CheckIns;

/// <summary>What a clinician has set for one patient. What was set later than a day does not count for that day.</summary>
/// <param name="Personal">Values that rules compare with, such as the dry weight; of several of one name the newest counts.</param>
/// <param name="Overrides">Thresholds instead of the protocol's; of several that hold for one rule the strictest counts.</param>
public sealed record PatientThresholds(IReadOnlyList<PersonalValue> Personal, IReadOnlyList<ThresholdOverride> Overrides)
{
    public static PatientThresholds None { get; } = new([], []);

    /// <summary>The newest value of this name that is of the day or before it; null when there is none.</summary>
    /// <param name="timeZone">IANA name of the zone in which the value's day is counted.</param>
    public PersonalValue? Find(string name, DateOnly day, string timeZone) => Personal
        .Where(value => value.Name == name && PatientDay.Of(value.At, timeZone) <= day)
        .OrderByDescending(value => value.At).ThenBy(value => value.Value).ThenBy(value => value.Unit, StringComparer.Ordinal)
        .FirstOrDefault();
}

/// <summary>A value of the patient's own, such as <c>dry-weight</c> or <c>discharge-weight</c>.</summary>
/// <param name="At">When it was measured, or from when it holds.</param>
/// <param name="By">Who set it.</param>
public sealed record PersonalValue(string Name, decimal Value, string Unit, DateTimeOffset At, string By);

/// <summary>A threshold for one patient instead of the protocol's.</summary>
/// <param name="By">Who set it, with credential.</param>
/// <param name="From">First day for which it counts.</param>
/// <param name="ReviewBy">Last day for which it counts; after it the protocol's own threshold is used and the coordinator told.</param>
public sealed record ThresholdOverride(
    string RuleId, decimal Value, string Unit, string By, string Reason, DateOnly From, DateOnly ReviewBy)
{
    /// <summary>The first day for which it does not count any more, because staff ended it or put another in its place; null while nobody did.</summary>
    public DateOnly? Ended { get; init; }

    /// <summary>Whether staff mean it to count on a day; its <see cref="ReviewBy"/> may be over all the same.</summary>
    public bool IsMeantOn(DateOnly day) => From <= day && !(Ended <= day);
}
