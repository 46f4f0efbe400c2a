using NodaTime;

namespace CareBot.Care.ResourceDirectory;

/// <summary>An opening that begins on a local day.</summary>
/// <param name="Closes">At or before <paramref name="Opens"/> it is the next day's.</param>
public readonly record struct Opening(DateOnly Day, TimeOnly Opens, TimeOnly Closes);

/// <summary>Reads opening hours against what somebody wishes. Pure.</summary>
public static class WantedHours
{
    private const int DayEnds = 24 * 60;

    /// <summary>Whether it is open as wished; null when nobody says, or the hours are vouched for no longer.</summary>
    /// <param name="hours">As imported.</param>
    /// <param name="zone">The place's IANA zone, for hours that name none.</param>
    /// <param name="when">The wish.</param>
    /// <param name="now">The instant at which it is wished.</param>
    public static bool? IsOpen(OpeningHours hours, string zone, WantedTime when, DateTimeOffset now)
    {
        if (when.Now)
            return HoursRules.IsOpen(hours, zone, now);
        var first = DaysOf(when, HoursRules.ZoneOf(hours.TimeZone, zone), now).First();
        return HoursRules.IsVouchedFor(hours, first) ? Find(hours, zone, when, now) is not null : null;
    }

    /// <summary>The first opening that meets a wish for another time than now; null when none does.</summary>
    public static Opening? Find(OpeningHours hours, string zone, WantedTime when, DateTimeOffset now)
    {
        var place = HoursRules.ZoneOf(hours.TimeZone, zone);
        var local = Instant.FromDateTimeOffset(now).InZone(place).LocalDateTime;
        foreach (var day in DaysOf(when, place, now))
        {
            var (from, to) = Window(when);
            if (when.Day is null && day == local.Date.ToDateOnly())
                from = Math.Max(from, Minutes(local.TimeOfDay.ToTimeOnly()));
            foreach (var opening in Openings(hours, day))
            {
                var (opens, closes) = Span(opening, day);
                if (from == to ? opens <= from && closes > from : opens < to && closes > from)
                    return opening;
            }
        }

        return null;
    }

    /// <summary>The first opening from the wished time on; null while it is open then, and when nobody says.</summary>
    public static DateTimeOffset? NextFrom(OpeningHours hours, string zone, WantedTime when, DateTimeOffset now)
    {
        var place = HoursRules.ZoneOf(hours.TimeZone, zone);
        var from = when.Now ? now : (LocalDate.FromDateOnly(DaysOf(when, place, now).First()) + LocalTime.FromTimeOnly(when.Time ?? default)).InZoneLeniently(place).ToDateTimeOffset();
        return HoursRules.At(hours, zone, from > now ? from : now) is OpenState.Closed { Next: { } next } ? next : null;
    }

    /// <summary>Those of the day before that run past midnight, then those of the day.</summary>
    private static IEnumerable<Opening> Openings(OpeningHours hours, DateOnly day) =>
        HoursRules.On(hours, day.AddDays(-1)).Where(span => span.Closes <= span.Opens).Select(span => new Opening(day.AddDays(-1), span.Opens, span.Closes))
            .Concat(HoursRules.On(hours, day).Select(span => new Opening(day, span.Opens, span.Closes)));

    /// <summary>Minutes of a day during which an opening lasts.</summary>
    private static (int From, int To) Span(Opening opening, DateOnly day)
    {
        var (opens, closes) = (Minutes(opening.Opens), Minutes(opening.Closes));
        return opening.Day < day ? (0, closes) : (opens, closes <= opens ? DayEnds : closes);
    }

    /// <summary>The wished part of a day in minutes; of no length for one moment.</summary>
    private static (int From, int To) Window(WantedTime when) => (when.Time, when.Until) switch
    {
        (null, null) => (0, DayEnds),
        ({ } time, null) => (Minutes(time), Minutes(time)),
        var (time, until) => (time is { } from ? Minutes(from) : 0, until is { Hour: > 0 } to ? Minutes(to) : DayEnds),
    };

    private static IEnumerable<DateOnly> DaysOf(WantedTime when, DateTimeZone zone, DateTimeOffset now)
    {
        var local = Instant.FromDateTimeOffset(now).InZone(zone).LocalDateTime;
        var day = local.Date.ToDateOnly().AddDays(when.DaysAhead);
        if (when.Day is { } named)
            day = day.AddDays(((int)named - (int)day.DayOfWeek + 7) % 7);
        else if (when is { DaysAhead: 0, Time: { } time, Until: null } && time < local.TimeOfDay.ToTimeOnly())
            // Eight in the morning, said at noon, is tomorrow's.
            day = day.AddDays(1);
        return Enumerable.Range(0, when.Days).Select(day.AddDays);
    }

    private static int Minutes(TimeOnly time) => (time.Hour * 60) + time.Minute;
}
