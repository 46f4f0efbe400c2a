namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>Makes one meaning of what a pattern's slots hold; null where it cannot be meant.</summary>
internal delegate DateMeaning? DateMaking(DateContext said);

/// <summary>A pattern that was matched: its slots, and the moment at which it is said.</summary>
internal sealed class DateContext(DateTime reference, bool dayFirst, DateSlots? slots)
{
    public DateTime Reference => reference;

    public DateOnly Today => DateOnly.FromDateTime(reference);

    public bool DayFirst => dayFirst;

    public bool Has(string name) => DateSlots.Find(slots, name) is not null;

    public DateMeaning? Any(string name) => DateSlots.Find(slots, name);

    public DateMeaning First => slots!.Value;

    public decimal? Number(string name) => (DateSlots.Find(slots, name) as DateMeaning.Amount)?.Value;

    public int? Int(string name) => (int?)Number(name);

    public string? Text(string name) => (DateSlots.Find(slots, name) as DateMeaning.Word)?.Text;

    public DateMeaning.Day? Day(string name = "date") => DateSlots.Find(slots, name) as DateMeaning.Day;

    public DateMeaning.Clock? Clock(string name = "time") => DateSlots.Find(slots, name) as DateMeaning.Clock;

    public DateMeaning.Period? Period(string name = "period") => DateSlots.Find(slots, name) as DateMeaning.Period;

    public DateMeaning.Length? Length(string name = "length") => DateSlots.Find(slots, name) as DateMeaning.Length;

    /// <summary>The year, two figures filled up: 87 is 1987, 12 is 2012; between 30 and 39 it stays open.</summary>
    public int? Year => Int("year") is { } full ? full : Int("yy") switch { null => null, >= 40 and var late => 1900 + late, var early => 2000 + early };
}
