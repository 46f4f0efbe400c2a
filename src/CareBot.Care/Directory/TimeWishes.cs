using System.Globalization;
using System.Text.RegularExpressions;

namespace CareBot.Care.ResourceDirectory;

/// <summary>Reads when something has to be open.</summary>
internal static partial class TimeWishes
{
    private static readonly Dictionary<string, DayOfWeek> Days = new(StringComparer.Ordinal)
    {
        ["monday"] = DayOfWeek.Monday,
        ["lunes"] = DayOfWeek.Monday,
        ["tuesday"] = DayOfWeek.Tuesday,
        ["martes"] = DayOfWeek.Tuesday,
        ["wednesday"] = DayOfWeek.Wednesday,
        ["miercoles"] = DayOfWeek.Wednesday,
        ["thursday"] = DayOfWeek.Thursday,
        ["jueves"] = DayOfWeek.Thursday,
        ["friday"] = DayOfWeek.Friday,
        ["viernes"] = DayOfWeek.Friday,
        ["saturday"] = DayOfWeek.Saturday,
        ["sabado"] = DayOfWeek.Saturday,
        ["sunday"] = DayOfWeek.Sunday,
        ["domingo"] = DayOfWeek.Sunday,
        ["saturdays"] = DayOfWeek.Saturday,
        ["sundays"] = DayOfWeek.Sunday,
        ["sabados"] = DayOfWeek.Saturday,
        ["domingos"] = DayOfWeek.Sunday,
        ["mon"] = DayOfWeek.Monday,
        ["tues"] = DayOfWeek.Tuesday,
        ["thurs"] = DayOfWeek.Thursday,
        ["fri"] = DayOfWeek.Friday,
        ["sat"] = DayOfWeek.Saturday,
    };

    private const int DaysOfAWeek = 7;

    private static readonly TimeOnly Noon = new(12, 0);
    private static readonly TimeOnly Evening = new(17, 0);
    private static readonly TimeOnly Midnight = new(0, 0);

    public static WantedTime? Read(SaidWords said)
    {
        var clock = Clock(said);
        var wish = clock ?? Part(said);
        if (said.Take("open right now", "open now", "right now", "abierto ahora", "abierta ahora", "abiertos ahora", "abiertas ahora", "ahora mismo", "ahorita", "open at the moment"))
            return new WantedTime(true, null, null);
        if (said.Take("tomorrow", "manana"))
            return (wish ?? AnyTime) with { DaysAhead = 1 };
        // "Tonight" stays among the words: a bed for tonight is another thing than a bed.
        if (said.Holds("tonight", "esta noche"))
            return clock ?? new WantedTime(false, null, Evening, Until: Midnight);
        if (said.Take("open today", "abierto hoy", "today", "hoy"))
            return wish ?? AnyTime;
        if (said.Take("on weekends", "on the weekend", "weekends", "weekend", "fin de semana", "fines de semana"))
            return (wish ?? AnyTime) with { Day = DayOfWeek.Saturday, Days = 2 };
        foreach (var (word, day) in Days)
        {
            if (said.Take($"on {word}", $"el {word}", $"los {word}", word))
                return (wish ?? AnyTime) with { Day = day };
        }

        // "In the evening" without a day is any evening.
        return clock ?? (wish is null ? null : wish with { Days = DaysOfAWeek });
    }

    private static WantedTime AnyTime { get; } = new(false, null, null);

    /// <summary>A part of the day; after work is the evening.</summary>
    private static WantedTime? Part(SaidWords said) =>
        said.Take("in the morning", "mornings", "morning", "por la manana", "en la manana") ? new WantedTime(false, null, null, Until: Noon)
        : said.Take("in the evening", "evenings", "evening", "after work", "nights", "en la noche", "por la noche", "por las noches", "de noche", "por la tarde", "at night") ? new WantedTime(false, null, Evening, Until: Midnight) : null;

    private static WantedTime? Clock(SaidWords said)
    {
        var match = AtTime().Match(said.All);
        if (!match.Success)
            return null;
        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var afternoon = match.Groups["half"].Value is "pm" or "p m" or "de la tarde" or "de la noche";
        if (hour is 0 or > 12)
            return null;
        said.Take(match.Value.Trim());
        var time = new TimeOnly((hour % 12) + (afternoon ? 12 : 0), match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].Value, CultureInfo.InvariantCulture) : 0);
        return match.Groups["side"].Value switch
        {
            "after" or "despues de las" => new WantedTime(false, null, time, Until: Midnight),
            "before" or "antes de las" => new WantedTime(false, null, null, Until: time),
            _ => new WantedTime(false, null, time),
        };
    }

    [GeneratedRegex(@"\b(?:(?<side>at|a las|a la|after|before|despues de las|antes de las) )?(?<hour>\d{1,2})(?: (?<minute>[0-5]\d))? ?(?<half>am|pm|a m|p m|de la manana|de la tarde|de la noche)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex AtTime();
}
