using System.Text.Json.Serialization;

namespace CareBot.Care.ResourceDirectory;

/// <summary>When something is open: rules that repeat, and days on which they do not hold.</summary>
/// <param name="Rules">Empty when the package says nothing.</param>
/// <param name="Exceptions">Holidays and the like; they go before the rules.</param>
/// <param name="TimeZone">IANA zone, or an offset such as <c>UTC-05</c>; null leaves it to the place.</param>
public sealed record OpeningHours(IReadOnlyList<OpeningRule> Rules, IReadOnlyList<OpeningException> Exceptions, string? TimeZone = null)
{
    public static OpeningHours Unknown { get; } = new([], []);

    [JsonIgnore]
    public bool IsKnown => Rules.Count > 0;
}

/// <summary>One repeating opening, after RFC 5545's recurrence rules as far as HSDS 3.0 takes them over.</summary>
public sealed record OpeningRule
{
    public Repeats Repeats { get; init; } = Repeats.Weekly;

    /// <summary>Every so many weeks or months.</summary>
    public int Interval { get; init; } = 1;

    /// <summary>Days of the week, with the week of the month in front where it is monthly.</summary>
    public IReadOnlyList<OpeningDay> Days { get; init; } = [];

    /// <summary>Days of the month; below zero counts from its end.</summary>
    public IReadOnlyList<int> MonthDays { get; init; } = [];

    /// <summary>The first day; every second week counts from its week.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? Until { get; init; }

    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day for which these hours are vouched for, included.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Local time; null when only the day is known.</summary>
    public TimeOnly? Opens { get; init; }

    /// <summary>Local time; at or before <see cref="Opens"/> it is the next day's.</summary>
    public TimeOnly? Closes { get; init; }

    public string? Note { get; init; }
}

public enum Repeats
{
    Weekly,
    Monthly,
}

/// <param name="Day">Of the week.</param>
/// <param name="Nth">Which of the month: 2 for the second, -1 for the last; 0 for every one.</param>
public readonly record struct OpeningDay(DayOfWeek Day, int Nth = 0);

/// <summary>Days that go otherwise.</summary>
/// <param name="From">First day; a year of 1 means every year.</param>
/// <param name="To">Last day, included.</param>
/// <param name="Opens">Null when it is closed.</param>
public sealed record OpeningException(DateOnly From, DateOnly To, TimeOnly? Opens, TimeOnly? Closes)
{
    [JsonIgnore]
    public bool IsClosed => Opens is null || Closes is null;

    /// <summary>Whether it holds on a day.</summary>
    public bool Covers(DateOnly day)
    {
        if (From.Year > 1)
            return day >= From && day <= To;
        var (from, to, on) = ((From.Month, From.Day), (To.Month, To.Day), (day.Month, day.Day));
        return from.CompareTo(to) <= 0 ? on.CompareTo(from) >= 0 && on.CompareTo(to) <= 0 : on.CompareTo(from) >= 0 || on.CompareTo(to) <= 0;
    }
}
