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
    };

    public static WantedTime? Read(SaidWords said)
    {
        var time = Clock(said);
        if (said.Take("open right now", "open now", "right now", "abierto ahora", "abierta ahora", "abiertos ahora", "abiertas ahora", "ahora mismo", "ahorita", "open at the moment"))
            return new WantedTime(true, null, null);
        if (said.Take("tomorrow", "manana") && !said.Holds("por la"))
            return new WantedTime(false, null, time, 1);
        if (said.Holds("tonight", "esta noche"))
            return new WantedTime(false, null, time ?? new TimeOnly(21, 0));
        if (said.Take("open today", "abierto hoy", "today", "hoy"))
            return new WantedTime(false, null, time);
        if (said.Take("on weekends", "on the weekend", "weekends", "weekend", "fin de semana", "fines de semana"))
            return new WantedTime(false, DayOfWeek.Saturday, time);
        foreach (var (word, day) in Days)
        {
            if (said.Take($"on {word}", $"el {word}", $"los {word}", word))
                return new WantedTime(false, day, time);
        }

        if (said.Take("in the evening", "evenings", "after work", "en la noche", "por la noche", "por la tarde"))
            return new WantedTime(false, null, time ?? new TimeOnly(18, 0));
        return time is null ? null : new WantedTime(false, null, time);
    }

    private static TimeOnly? Clock(SaidWords said)
    {
        var match = AtTime().Match(said.All);
        if (!match.Success)
            return null;
        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var afternoon = match.Groups["half"].Value is "pm" or "p m" or "de la tarde" or "de la noche";
        if (hour is 0 or > 12)
            return null;
        said.Take(match.Value.Trim());
        return new TimeOnly((hour % 12) + (afternoon ? 12 : 0), match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].Value, CultureInfo.InvariantCulture) : 0);
    }

    [GeneratedRegex(@"\b(?:at |a las |a la |after |before )?(?<hour>\d{1,2})(?: (?<minute>[0-5]\d))? ?(?<half>am|pm|a m|p m|de la manana|de la tarde|de la noche)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex AtTime();
}
