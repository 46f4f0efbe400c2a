namespace CareBot.Care.Patients;

/// <summary>What a record tells of a patient's health. Where it is silent, what the chart knew stands.</summary>
public sealed record HealthNews(HealthFacts Facts)
{
    /// <summary>Everything of this kind is told: what is not among it is over. Else what is told comes to what was known.</summary>
    public bool AllMedicines { get; init; } = true;

    /// <inheritdoc cref="AllMedicines"/>
    public bool AllConditions { get; init; } = true;

    /// <inheritdoc cref="AllMedicines"/>
    public bool AllPregnancies { get; init; } = true;

    /// <summary>What the chart knows after it.</summary>
    public HealthFacts Over(HealthFacts known) => new()
    {
        BornOn = Facts.BornOn ?? known.BornOn,
        DueOn = AllPregnancies ? Facts.DueOn : Facts.DueOn ?? known.DueOn,
        GaveBirthOn = AllPregnancies ? Facts.GaveBirthOn : Facts.GaveBirthOn ?? known.GaveBirthOn,
        Medicines = AllMedicines ? Facts.Medicines : Both(known.Medicines, Facts.Medicines),
        Conditions = AllConditions ? Facts.Conditions : Both(known.Conditions, Facts.Conditions),
    };

    private static IReadOnlyList<string> Both(IReadOnlyList<string> known, IReadOnlyList<string> told) =>
        told.Count == 0 ? known : [.. known.Union(told, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>A chart's health facts before and after a record was taken in.</summary>
public sealed record HealthChange(HealthFacts Before, HealthFacts After)
{
    public bool IsNothing =>
        Before with { Medicines = After.Medicines, Conditions = After.Conditions } == After && Before.Medicines.SequenceEqual(After.Medicines) && Before.Conditions.SequenceEqual(After.Conditions);
}
