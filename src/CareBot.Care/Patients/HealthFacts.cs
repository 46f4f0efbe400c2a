namespace CareBot.Care.Patients;

/// <summary>What the record says of a patient's health, as far as it changes the meaning of their words. Everything may be unknown.</summary>
public sealed record HealthFacts
{
    /// <summary>A pregnancy is counted from 40 weeks before the day on which the birth is expected.</summary>
    internal const int DaysOfPregnancy = 280;

    /// <summary>A birth may be so many days late before the record is taken to be old.</summary>
    internal const int DaysLate = 21;

    /// <summary>Nobody has lived so many years.</summary>
    internal const int MostYears = 130;

    /// <summary>No record gives more completed weeks of a pregnancy.</summary>
    public const int MostPregnantWeeks = (DaysOfPregnancy + DaysLate) / 7;

    public static HealthFacts Unknown { get; } = new();

    public DateOnly? BornOn { get; init; }

    /// <summary>The day on which a birth is expected.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The day of the newest birth.</summary>
    public DateOnly? GaveBirthOn { get; init; }

    /// <summary>Taken now, as the record names them: "apixaban 5 mg".</summary>
    public IReadOnlyList<string> Medicines { get; init; } = [];

    /// <summary>Ids of what the patient has, as the rules name them: <c>diabetes</c>, <c>cancer-treatment</c>.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>Years of life on a day, with the part of the year that has passed; null when it is not known.</summary>
    public double? AgeYears(DateOnly today)
    {
        if (BornOn is not { } born || born > today)
        {
            return null;
        }

        var years = today.Year - born.Year - (today < born.AddYears(today.Year - born.Year) ? 1 : 0);
        return years + (today.DayNumber - born.AddYears(years).DayNumber) / 366.0;
    }

    /// <summary>Completed weeks of a pregnancy; null when there is none on that day or it is not known.</summary>
    public int? PregnantWeeks(DateOnly today)
    {
        if (DueOn is not { } due || today > due.AddDays(DaysLate) || today < due.AddDays(-DaysOfPregnancy) || GaveBirthOn > due.AddDays(-DaysOfPregnancy))
        {
            return null;
        }

        return (DaysOfPregnancy - (due.DayNumber - today.DayNumber)) / 7;
    }

    /// <summary>Completed weeks since the newest birth; null when there was none or it is not known.</summary>
    public int? PostpartumWeeks(DateOnly today) => GaveBirthOn is { } birth && birth <= today ? (today.DayNumber - birth.DayNumber) / 7 : null;
}

/// <summary>Health facts as they were told to the chart: appended, never changed.</summary>
public sealed record HealthRecord
{
    public string Kind { get; init; } = "health";

    public int V { get; init; } = 1;

    public required HealthFacts Facts { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Author By { get; init; }
}
