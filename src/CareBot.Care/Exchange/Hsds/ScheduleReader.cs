using System.Globalization;
using System.Text.RegularExpressions;
using CareBot.Care.ResourceDirectory;

namespace CareBot.Care.Exchange.Hsds;

/// <summary>Reads the rows of schedules: a weekday with times (1.x, 2.x) or a recurrence rule (3.x), and days off.</summary>
internal static partial class ScheduleReader
{
    private static readonly Dictionary<string, DayOfWeek> Days = new(StringComparer.Ordinal)
    {
        ["monday"] = DayOfWeek.Monday,
        ["mon"] = DayOfWeek.Monday,
        ["mo"] = DayOfWeek.Monday,
        ["1"] = DayOfWeek.Monday,
        ["tuesday"] = DayOfWeek.Tuesday,
        ["tue"] = DayOfWeek.Tuesday,
        ["tues"] = DayOfWeek.Tuesday,
        ["tu"] = DayOfWeek.Tuesday,
        ["2"] = DayOfWeek.Tuesday,
        ["wednesday"] = DayOfWeek.Wednesday,
        ["wed"] = DayOfWeek.Wednesday,
        ["we"] = DayOfWeek.Wednesday,
        ["3"] = DayOfWeek.Wednesday,
        ["thursday"] = DayOfWeek.Thursday,
        ["thu"] = DayOfWeek.Thursday,
        ["thurs"] = DayOfWeek.Thursday,
        ["th"] = DayOfWeek.Thursday,
        ["4"] = DayOfWeek.Thursday,
        ["friday"] = DayOfWeek.Friday,
        ["fri"] = DayOfWeek.Friday,
        ["fr"] = DayOfWeek.Friday,
        ["5"] = DayOfWeek.Friday,
        ["saturday"] = DayOfWeek.Saturday,
        ["sat"] = DayOfWeek.Saturday,
        ["sa"] = DayOfWeek.Saturday,
        ["6"] = DayOfWeek.Saturday,
        ["sunday"] = DayOfWeek.Sunday,
        ["sun"] = DayOfWeek.Sunday,
        ["su"] = DayOfWeek.Sunday,
        ["7"] = DayOfWeek.Sunday,
        ["0"] = DayOfWeek.Sunday,
    };

    /// <returns>The rule; null when the row says no day that can be read.</returns>
    public static OpeningRule? Rule(HsdsRow row, ICollection<HsdsDefect> defects)
    {
        var monthly = row["freq"]?.Equals("MONTHLY", StringComparison.OrdinalIgnoreCase) == true;
        var start = Date(row, "dtstart", defects);
        var days = DaysOf(row, defects);
        var monthDays = row["bymonthday"]?.Split(',').Select(day => int.TryParse(day.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is >= -31 and <= 31 and not 0 ? number : 0).Where(day => day != 0).ToList() ?? [];
        if (days.Count == 0 && start is { } first && (row["freq"] is not null) && monthDays.Count == 0)
            days = monthly ? [new OpeningDay(first.DayOfWeek, (first.Day - 1) / 7 + 1)] : [new OpeningDay(first.DayOfWeek)];
        if (days.Count == 0 && !(monthly && monthDays.Count > 0))
        {
            if (row.First("description", "notes", "original_text") is null)
                defects.Add(Defect("no-day", row, "byday", "", "the row names no day of the week; it was kept aside"));
            return null;
        }

        var (opens, closes) = Times(row, defects);
        return new OpeningRule
        {
            Repeats = monthly ? Repeats.Monthly : Repeats.Weekly,
            Interval = int.TryParse(row["interval"], NumberStyles.None, CultureInfo.InvariantCulture, out var interval) && interval > 0 ? interval : 1,
            Days = days,
            MonthDays = monthly ? monthDays : [],
            Start = start,
            Until = Date(row, "until", defects),
            ValidFrom = Date(row, "valid_from", defects),
            ValidTo = Date(row, "valid_to", defects),
            Opens = opens,
            Closes = closes,
            Note = row.First("description", "notes"),
        };
    }

    /// <returns>The days off, or with other hours; null when its days cannot be read.</returns>
    public static OpeningException? Exception(HsdsRow row, ICollection<HsdsDefect> defects)
    {
        if (Date(row, "start_date", defects) is not { } from)
        {
            if (row["start_date"] is null)
                defects.Add(Defect("no-date", row, "start_date", "", "the row names no day; it was kept aside"));
            return null;
        }

        var (opens, closes) = Times(row, defects);
        var closed = row["closed"] is { } text && (text.Equals("true", StringComparison.OrdinalIgnoreCase) || text is "1");
        return new OpeningException(from, Date(row, "end_date", defects) ?? from, closed ? null : opens, closed ? null : closes);
    }

    /// <summary>The zone that a rule's times are meant in: IANA's name, or an offset in hours.</summary>
    public static string? TimeZone(HsdsRow row)
    {
        if (row["timezone"] is not { } text)
            return null;
        if (NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is not null)
            return text;
        return decimal.TryParse(text.TrimStart('+'), NumberStyles.Number, CultureInfo.InvariantCulture, out var hours) && hours is >= -14 and <= 14 && hours == decimal.Truncate(hours)
            ? $"UTC{(hours < 0 ? "-" : "+")}{Math.Abs(hours):00}"
            : null;
    }

    private static List<OpeningDay> DaysOf(HsdsRow row, ICollection<HsdsDefect> defects)
    {
        var days = new List<OpeningDay>();
        foreach (var word in (row.First("byday", "weekday") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var match = NthDay().Match(word.ToLowerInvariant());
            if (Days.TryGetValue(match.Groups["day"].Value.Length > 0 ? match.Groups["day"].Value : word.ToLowerInvariant(), out var day))
                days.Add(new OpeningDay(day, match.Groups["nth"].Success ? int.Parse(match.Groups["nth"].Value, CultureInfo.InvariantCulture) : 0));
            else
                defects.Add(Defect("unreadable-day", row, row["byday"] is null ? "weekday" : "byday", word, "is no day of the week; the day was left out"));
        }

        return days;
    }

    private static (TimeOnly? Opens, TimeOnly? Closes) Times(HsdsRow row, ICollection<HsdsDefect> defects)
    {
        var (opens, openHalf) = Time(row, "opens_at", defects);
        var (closes, closeHalf) = Time(row, "closes_at", defects);
        if (opens is { } from && closes is { } to && !closeHalf && openHalf && to <= from && to.Hour < 12)
        {
            defects.Add(Defect("guessed-afternoon", row, "closes_at", row["closes_at"]!, "says neither am nor pm and lies before the opening; the afternoon was taken"));
            closes = to.AddHours(12);
        }

        return (opens, closes);
    }

    /// <summary>The time, and whether it says which half of the day it is in.</summary>
    private static (TimeOnly? Time, bool SaysHalf) Time(HsdsRow row, string field, ICollection<HsdsDefect> defects)
    {
        if (row[field] is not { } text)
            return (null, false);
        var match = ClockTime().Match(text.ToLowerInvariant());
        if (!match.Success)
        {
            defects.Add(Defect("unreadable-time", row, field, text, "is no time of day; write 09:00 or 9:00am; the time was left out"));
            return (null, false);
        }

        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].Value, CultureInfo.InvariantCulture) : 0;
        var half = match.Groups["half"].Value;
        hour = (half, hour) switch { ("a", 12) => 0, ("p", < 12) => hour + 12, (_, 24) => 0, _ => hour };
        if (hour > 23 || minute > 59)
        {
            defects.Add(Defect("unreadable-time", row, field, text, "is no time of day; write 09:00 or 9:00am; the time was left out"));
            return (null, false);
        }

        return (new TimeOnly(hour, minute), half.Length > 0 || match.Groups["hour"].Length == 2);
    }

    private static DateOnly? Date(HsdsRow row, string field, ICollection<HsdsDefect> defects)
    {
        if (row[field] is not { } text)
            return null;
        if (DateReader.Read(text) is { } date)
            return date;
        defects.Add(Defect("unreadable-date", row, field, text, "is no day; write 2026-03-02; it was left out"));
        return null;
    }

    private static HsdsDefect Defect(string kind, HsdsRow row, string field, string value, string what) => new(kind, row.File, row.Number, field, value, what);

    [GeneratedRegex(@"^(?<nth>[+-]?\d)?\s*(?<day>[a-z]+)$")]
    private static partial Regex NthDay();

    [GeneratedRegex(@"^(?<hour>\d{1,2})(?::?(?<minute>\d{2})(?::\d{2})?)?(?:\s*(?<half>[ap])\.?m?\.?(?![a-z0-9])|(?=$|[\s(zZ+-]))", RegexOptions.ExplicitCapture)]
    private static partial Regex ClockTime();
}

/// <summary>Reads a day as packages write it.</summary>
internal static class DateReader
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy/MM/dd", "MM/dd/yyyy", "M/d/yyyy", "MM/dd/yy", "M/d/yy", "MMMM dd, yyyy", "MMMM d, yyyy", "dd MMMM yyyy", "yyyyMMdd"];

    public static DateOnly? Read(string text)
    {
        var day = text.Contains('T', StringComparison.Ordinal) && text.Length > 10 ? text[..10] : text.Length > 19 && text[10] == ' ' ? text[..10] : text;
        return DateOnly.TryParseExact(day, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }
}
