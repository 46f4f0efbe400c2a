using System.Globalization;

namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>What words about time come to.</summary>
internal abstract record DateMeaning
{
    private DateMeaning() { }

    /// <summary>In TIMEX; more than one where the words leave it open, as "at 3" leaves morning and afternoon.</summary>
    public virtual IReadOnlyList<string> Timexes => [];

    public sealed record Amount(decimal Value) : DateMeaning;

    public sealed record Word(string Text) : DateMeaning;

    /// <summary>A day: some of year, month, day of the month and weekday, or one certain day.</summary>
    /// <param name="Pattern">TIMEX of a day that neither of them says, such as the first Monday of a month.</param>
    public sealed record Day(int? Year = null, int? Month = null, int? OfMonth = null, int? Weekday = null, DateOnly? Fixed = null, string? Pattern = null) : DateMeaning
    {
        /// <summary>The next such day, where only its pattern is said.</summary>
        public DateOnly? Next { get; init; }

        public string Timex => Fixed is { } day ? TimexText.Day(day)
            : Pattern ?? (Weekday is { } weekday && OfMonth is null
                ? $"XXXX-WXX-{weekday}"
                : $"{Year?.ToString("D4", CultureInfo.InvariantCulture) ?? "XXXX"}-{Month?.ToString("D2", CultureInfo.InvariantCulture) ?? "XX"}-{OfMonth!.Value.ToString("D2", CultureInfo.InvariantCulture)}");

        public override IReadOnlyList<string> Timexes => [Timex];

        /// <summary>The day meant, the next one where the year is open; null where there is none, as on February 30.</summary>
        public DateOnly? From(DateOnly reference)
        {
            if ((Fixed ?? Next) is { } known) return known;
            if (Weekday is { } weekday && OfMonth is null) return reference.AddDays((weekday - TimexText.Weekday(reference) + 6) % 7 + 1);
            if (OfMonth is not { } day) return null;
            for (var month = 0; month <= 48; month++)
            {
                var first = new DateOnly(Year ?? reference.Year, Month ?? reference.Month, 1);
                first = Month is null ? first.AddMonths(month) : Year is null ? first.AddYears(month) : first;
                if (day <= DateTime.DaysInMonth(first.Year, first.Month) && first.AddDays(day - 1) is var found && (Year is not null || found >= reference)) return found;
            }

            return null;
        }
    }

    /// <summary>A time of the day; the hour may still be of the morning or the afternoon.</summary>
    public sealed record Clock(int Hour, int? Minute = null, int? Second = null, bool Open = false) : DateMeaning
    {
        public string Timex => $"T{TimexText.Two(Hour % 24)}{(Minute is { } minute ? ":" + TimexText.Two(minute) : "")}{(Second is { } second ? ":" + TimexText.Two(second) : "")}";

        public int Seconds => (Hour * 3600) + ((Minute ?? 0) * 60) + (Second ?? 0);

        /// <summary>The times that it may be, the one that was typed first.</summary>
        public IReadOnlyList<Clock> Ways => Open && Hour is >= 1 and <= 12 ? [this with { Open = false }, this with { Hour = (Hour + 12) % 24, Open = false }] : [this with { Open = false }];

        public override IReadOnlyList<string> Timexes => [.. Ways.Select(way => way.Timex)];

        /// <summary>The hour as a part of the day says it: 7 in the evening is 19.</summary>
        public Clock During(string part) => !Open ? this : part switch
        {
            "MO" or "DA" => this with { Hour = Hour == 12 ? 0 : Hour, Open = false },
            "NI" when Hour is >= 1 and < 5 => this with { Open = false },
            "NI" when Hour == 12 => this with { Hour = 0, Open = false },
            _ => this with { Hour = Hour is >= 1 and < 12 ? Hour + 12 : Hour, Open = false },
        };
    }

    /// <summary>A day with a time.</summary>
    public sealed record Moment(Day On, Clock At) : DateMeaning
    {
        public override IReadOnlyList<string> Timexes => [.. At.Ways.Select(way => On.Timex + way.Timex)];
    }

    /// <summary>A week, month, year or the like.</summary>
    /// <param name="Start">Its first day, where it is certain.</param>
    /// <param name="Unit">D, W, M or Y: in what a range that begins with it is counted.</param>
    public sealed record Period(string Timex, DateOnly? Start = null, DateOnly? End = null, char Unit = 'D') : DateMeaning
    {
        public int? Year { get; init; }

        public int? Month { get; init; }

        public override IReadOnlyList<string> Timexes => [Timex];
    }

    /// <summary>Where a range begins or ends that is counted in months.</summary>
    public sealed record Edge(string Text, DateOnly At) : DateMeaning;

    /// <summary>How long: amounts and units, the greatest first.</summary>
    public sealed record Length(IReadOnlyList<(decimal Amount, string Unit)> Parts) : DateMeaning
    {
        public bool OfDays => Parts.All(part => part.Unit is "D" or "W" or "M" or "Y" or "BD" or "WE");

        public override IReadOnlyList<string> Timexes => [TimexText.Length(Parts)];
    }

    /// <summary>Anything that is said in full already.</summary>
    public sealed record Said(IReadOnlyList<string> Texts) : DateMeaning
    {
        public override IReadOnlyList<string> Timexes => Texts;
    }
}
