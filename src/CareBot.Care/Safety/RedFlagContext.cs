using CareBot.Care.Patients;

namespace CareBot.Care.Safety;

/// <summary>What the chart knows that changes the meaning of words. Everything may be unknown.</summary>
public sealed record RedFlagContext
{
    public static RedFlagContext Unknown { get; } = new();

    /// <summary>What a chart knows of its patient on a day of theirs.</summary>
    public static RedFlagContext Of(ChartSummary chart, DateOnly today)
    {
        var health = chart.Health ?? HealthFacts.Unknown;
        return new()
        {
            Programmes = [.. chart.Enrolments.Select(enrolment => enrolment.Protocol).Union(health.Conditions)],
            PregnantWeeks = health.PregnantWeeks(today),
            PostpartumWeeks = health.PostpartumWeeks(today),
            AgeYears = health.AgeYears(today),
            Medicines = health.Medicines,
        };
    }

    /// <summary>Ids of programmes and conditions, such as <c>heart-failure</c> or <c>cancer-treatment</c>.</summary>
    public IReadOnlyList<string> Programmes { get; init; } = [];

    /// <summary>Completed weeks; null when not pregnant or not known.</summary>
    public int? PregnantWeeks { get; init; }

    /// <summary>Completed weeks since the birth; null when there was none or it is not known.</summary>
    public int? PostpartumWeeks { get; init; }

    public double? AgeYears { get; init; }

    /// <summary>As written in the chart: "apixaban 5 mg".</summary>
    public IReadOnlyList<string> Medicines { get; init; } = [];

    /// <summary>A member of staff writes: "refer Rosa for domestic violence help" is work.</summary>
    public bool ByStaff { get; init; }
}

/// <summary>In whose case a rule counts: any one of the conditions is enough.</summary>
public sealed record RuleContext
{
    public IReadOnlyList<string> Programmes { get; set; } = [];

    /// <summary>Lower-case beginnings or parts of medicine names.</summary>
    public IReadOnlyList<string> Medicines { get; set; } = [];

    public bool Pregnant { get; set; }

    /// <summary>Completed weeks since the birth, inclusive.</summary>
    public int? PostpartumWeeksUpTo { get; set; }

    /// <summary>Years, inclusive.</summary>
    public double? AgeFrom { get; set; }

    /// <summary>Years, exclusive.</summary>
    public double? AgeUnder { get; set; }

    public bool Holds(RedFlagContext person) =>
        (Pregnant && person.PregnantWeeks is not null)
        || (person.PostpartumWeeks <= PostpartumWeeksUpTo)
        || (person.AgeYears >= AgeFrom)
        || (person.AgeYears < AgeUnder)
        || Programmes.Any(wanted => person.Programmes.Contains(wanted, StringComparer.OrdinalIgnoreCase))
        || Medicines.Any(wanted => person.Medicines.Any(taken => taken.Contains(wanted, StringComparison.OrdinalIgnoreCase)));
}
