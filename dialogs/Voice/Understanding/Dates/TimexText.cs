using System.Globalization;

namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>How TIMEX writes days, lengths and ranges.</summary>
internal static class TimexText
{
    public static string Two(int value) => value.ToString("D2", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Instant(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public static int Weekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    public static DateOnly Monday(DateOnly day) => day.AddDays(1 - Weekday(day));

    public static string Week(DateOnly day)
    {
        var inside = day.ToDateTime(default);
        return $"{ISOWeek.GetYear(inside):D4}-W{Two(ISOWeek.GetWeekOfYear(inside))}";
    }

    public static string Length(IReadOnlyList<(decimal Amount, string Unit)> parts)
    {
        var days = string.Concat(parts.Where(part => part.Unit is not ("H" or "MIN" or "S")).Select(Part));
        var hours = string.Concat(parts.Where(part => part.Unit is "H" or "MIN" or "S").Select(Part));
        return $"P{days}{(hours.Length > 0 ? "T" + hours : "")}";

        static string Part((decimal Amount, string Unit) part) => part.Amount.ToString("0.####", CultureInfo.InvariantCulture) + (part.Unit == "MIN" ? "M" : part.Unit);
    }

    /// <summary>From one time of the day to a later one, past midnight where it must be.</summary>
    public static string Between(int from, int to)
    {
        var seconds = (to - from + 86400) % 86400;
        var parts = new (decimal Amount, string Unit)[] { (seconds / 3600, "H"), (seconds / 60 % 60, "MIN"), (seconds % 60, "S") };
        var said = parts.Where(part => part.Amount > 0).ToArray();
        return said.Length == 0 ? "PT0S" : Length(said);
    }

    public static DateTime Add(DateTime from, IReadOnlyList<(decimal Amount, string Unit)> parts, int sign) => parts.Aggregate(from, (at, part) => part.Unit switch
    {
        "Y" => at.AddMonths(sign * (int)(part.Amount * 12)),
        "M" => at.AddMonths(sign * (int)part.Amount),
        "W" => at.AddDays(sign * (double)part.Amount * 7),
        "BD" => BusinessDays(at, sign * (int)part.Amount),
        "H" => at.AddHours(sign * (double)part.Amount),
        "MIN" => at.AddMinutes(sign * (double)part.Amount),
        "S" => at.AddSeconds(sign * (double)part.Amount),
        _ => at.AddDays(sign * (double)part.Amount),
    });

    private static DateTime BusinessDays(DateTime at, int days)
    {
        for (var left = Math.Abs(days); left > 0;)
        {
            at = at.AddDays(Math.Sign(days));
            if (at.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) left--;
        }

        return at;
    }
}
