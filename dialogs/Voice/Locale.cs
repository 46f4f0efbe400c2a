using System.Globalization;

namespace CareBot.Dialogs.Voice;

/// <summary>How one language writes numbers, dates, times and lists. Names of days come from its culture, the patterns from common texts.</summary>
/// <remarks>Numbers are written the way the United States writes them in either language: 1,250.5.</remarks>
public sealed class Locale
{
    private readonly CultureInfo _culture;
    private readonly string _date, _dateWithYear, _dayOfYear, _month, _time, _fullHour, _when, _and, _or;

    internal Locale(string language, Func<string, string> text)
    {
        Language = language;
        _culture = (CultureInfo)CultureInfo.GetCultureInfo(language + "-US").Clone();
        _culture.DateTimeFormat.AMDesignator = text("format.am");
        _culture.DateTimeFormat.PMDesignator = text("format.pm");
        _culture.NumberFormat.NumberDecimalSeparator = ".";
        _culture.NumberFormat.NumberGroupSeparator = ",";
        (_date, _dateWithYear) = (text("format.date"), text("format.dateWithYear"));
        (_dayOfYear, _month) = (text("format.dayOfYear"), text("format.month"));
        (_time, _fullHour, _when) = (text("format.time"), text("format.fullHour"), text("format.when"));
        (_and, _or) = (text("format.and"), text("format.or"));
    }

    public string Language { get; }

    /// <summary>At most two decimals; readings carry no more.</summary>
    public string Number(decimal value) => value.ToString("#,0.##", _culture);

    /// <summary>The weekday always stands with the date, so that a slip is noticed.</summary>
    public string Date(DateOnly date) => date.ToString(_date, _culture);

    public string DateWithYear(DateOnly date) => date.ToString(_dateWithYear, _culture);

    /// <summary>A day long ago, such as that of a birth, without its weekday.</summary>
    public string DayOfYear(DateOnly date) => date.ToString(_dayOfYear, _culture);

    /// <summary>Its month and year.</summary>
    public string Month(DateOnly date) => date.ToString(_month, _culture);

    public string Weekday(DayOfWeek day) => _culture.DateTimeFormat.GetDayName(day);

    public string Time(TimeOnly time) => time.ToString(time.Minute == 0 ? _fullHour : _time, _culture);

    public string When(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        return string.Format(_culture, _when, Date(DateOnly.FromDateTime(local)), Time(TimeOnly.FromDateTime(local)));
    }

    public string And(IReadOnlyList<string> items) => List(items, _and);

    public string Or(IReadOnlyList<string> items) => List(items, _or);

    /// <exception cref="ArgumentException">An instant without a zone, or a kind of value that has no spoken form.</exception>
    internal string Show(object? value) => value switch
    {
        string text => text,
        int or long or short or decimal or double or float => Number(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        DateOnly date => Date(date),
        TimeOnly time => Time(time),
        IReadOnlyList<string> items => And(items),
        _ => throw new ArgumentException($"A {value?.GetType().Name ?? "null"} has no spoken form; convert it first (an instant with Locale.When)."),
    };

    private static string List(IReadOnlyList<string> items, string last) =>
        items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Count - 1))} {last} {items[^1]}";
}
