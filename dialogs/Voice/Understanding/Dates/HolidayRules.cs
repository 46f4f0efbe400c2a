using System.Globalization;

namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>On which day of a year a holiday falls, by the rule that the words file gives.</summary>
internal static class HolidayRules
{
    public static bool IsEaster(string rule) => rule.StartsWith("easter", StringComparison.Ordinal);

    /// <summary>"12-25" or "11:4:4" (month, weekday, which one; -1 the last) in TIMEX.</summary>
    public static string Timex(string rule)
    {
        if (!rule.Contains(':', StringComparison.Ordinal)) return "XXXX-" + rule;
        var (month, weekday, nth) = Parts(rule);
        return $"XXXX-{TimexText.Two(month)}-WXX-{weekday}-{(nth < 0 ? 4 : nth)}";
    }

    public static DateOnly In(int year, string rule)
    {
        if (IsEaster(rule)) return Easter(year).AddDays(rule.Length > 6 ? int.Parse(rule.AsSpan(6), CultureInfo.InvariantCulture) : 0);
        if (!rule.Contains(':', StringComparison.Ordinal)) return DateOnly.ParseExact($"{year:D4}-{rule}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (month, weekday, nth) = Parts(rule);
        var first = new DateOnly(year, month, 1);
        var day = first.AddDays(((weekday - TimexText.Weekday(first) + 7) % 7) + (7 * ((nth < 0 ? 5 : nth) - 1)));
        return day.Month == month ? day : day.AddDays(-7);
    }

    private static (int Month, int Weekday, int Nth) Parts(string rule)
    {
        var parts = rule.Split(':').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return (parts[0], parts[1], parts[2]);
    }

    // The Gregorian computus, as Butcher gave it.
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var n = h + l - (7 * ((a + (11 * h) + (22 * l)) / 451)) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }
}
