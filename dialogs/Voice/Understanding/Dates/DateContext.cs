namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>Makes one meaning of what a pattern's slots hold; null where it cannot be meant.</summary>
internal delegate DateMeaning? DateMaking(DateContext said);

/// <summary>A pattern that was matched: its slots, and the moment at which it is said.</summary>
/// <param name="tried">Names of slots that hold anything that is asked of them: a rule is tried so when it is loaded. Null in a parse.</param>
internal sealed class DateContext(DateTime reference, bool dayFirst, DateSlots? slots, IReadOnlySet<string>? tried = null)
{
    public DateTime Reference => reference;

    public DateOnly Today => DateOnly.FromDateTime(reference);

    public bool DayFirst => dayFirst;

    public bool Has(string name) => Find(name) is not null;

    public DateMeaning? Any(string name) => Find(name);

    public DateMeaning First => tried is not null ? Find(tried.First())! : slots!.Value;

    private DateMeaning? Find(string name) => tried is null ? DateSlots.Find(slots, name) : tried.Contains(name) ? new DateMeaning.Said([""]) : null;

    public decimal? Number(string name) => tried is not null ? tried.Contains(name) ? 1 : null : (Find(name) as DateMeaning.Amount)?.Value;

    public int? Int(string name) => (int?)Number(name);

    public string? Text(string name) => tried is not null ? tried.Contains(name) ? name == "holiday" ? "12-25" : "D" : null : (Find(name) as DateMeaning.Word)?.Text;

    public DateMeaning.Day? Day(string name = "date") => tried is not null ? tried.Contains(name) ? new(Fixed: Today) : null : Find(name) as DateMeaning.Day;

    public DateMeaning.Clock? Clock(string name = "time") => tried is not null ? tried.Contains(name) ? new(9) : null : Find(name) as DateMeaning.Clock;

    public DateMeaning.Period? Period(string name = "period") => tried is not null ? tried.Contains(name) ? PeriodMakings.OfMonth(Today.Year, Today.Month) : null : Find(name) as DateMeaning.Period;

    public DateMeaning.Length? Length(string name = "length") => tried is not null ? tried.Contains(name) ? LengthMakings.Of(1, "D") : null : Find(name) as DateMeaning.Length;

    /// <summary>The year, two figures filled up: 87 is 1987, 12 is 2012; between 30 and 39 it stays open.</summary>
    public int? Year => Int("year") is { } full ? full : Int("yy") switch { null => null, >= 40 and var late => 1900 + late, var early => 2000 + early };
}
