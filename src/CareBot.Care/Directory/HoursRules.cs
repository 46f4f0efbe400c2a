using NodaTime;
using NodaTime.Extensions;

namespace CareBot.Care.ResourceDirectory;

/// <summary>How it stands with something's hours at an instant.</summary>
public abstract record OpenState
{
    private OpenState()
    {
    }

    /// <param name="Until">When it closes; null when it does not within a week.</param>
    public sealed record Open(DateTimeOffset? Until) : OpenState;

    /// <param name="Next">When it opens next; null when it does not within <see cref="HoursRules.Horizon"/>.</param>
    public sealed record Closed(DateTimeOffset? Next) : OpenState;

    /// <summary>The hours were vouched for until a day that has passed.</summary>
    public sealed record Expired(DateOnly Since) : OpenState;

    /// <summary>Nobody says when.</summary>
    public sealed record Unknown : OpenState;
}

/// <summary>Reads opening hours at an instant. Pure; daylight saving, openings past midnight and holidays included.</summary>
public static class HoursRules
{
    /// <summary>How far ahead the next opening is looked for: a monthly one is found.</summary>
    public static readonly int Horizon = 62;

    /// <param name="hours">As imported.</param>
    /// <param name="zone">The place's IANA zone, for hours that name none.</param>
    /// <param name="now">The instant.</param>
    public static OpenState At(OpeningHours hours, string zone, DateTimeOffset now)
    {
        if (!hours.Rules.Any(rule => rule is { Opens: not null, Closes: not null }))
            return new OpenState.Unknown();
        var place = ZoneOf(hours.TimeZone, zone);
        var today = Instant.FromDateTimeOffset(now).InZone(place).Date.ToDateOnly();
        var living = hours.Rules.Where(rule => LastDay(rule) is not { } last || last >= today.AddDays(-1)).ToList();
        if (living.Count == 0)
            return new OpenState.Expired(hours.Rules.Max(rule => LastDay(rule)!.Value));
        var hour = hours with { Rules = living };
        return OpenUntil(hour, place, today, now) is { } until ? new OpenState.Open(until > now.AddDays(7) ? null : until)
            : new OpenState.Closed(NextOpening(hour, place, today, now));
    }

    /// <summary>Whether it is open, without asking until when or when next; null when nobody says, or the hours are vouched for no longer.</summary>
    public static bool? IsOpen(OpeningHours hours, string zone, DateTimeOffset now)
    {
        var place = ZoneOf(hours.TimeZone, zone);
        var today = Instant.FromDateTimeOffset(now).InZone(place).Date.ToDateOnly();
        if (!IsVouchedFor(hours, today))
            return null;
        foreach (var (from, to) in Spans(hours, place, today.AddDays(-1), 2))
        {
            if (from <= now && to > now)
                return true;
        }

        return false;
    }

    /// <summary>Whether somebody says when it opens, and for this day still.</summary>
    public static bool IsVouchedFor(OpeningHours hours, DateOnly day)
    {
        foreach (var rule in hours.Rules)
        {
            if (rule is { Opens: not null, Closes: not null } && !(LastDay(rule) < day.AddDays(-1)))
                return true;
        }

        return false;
    }

    /// <summary>The openings that begin on a local day, in order.</summary>
    public static IEnumerable<(TimeOnly Opens, TimeOnly Closes)> On(OpeningHours hours, DateOnly day)
    {
        var openings = new List<(TimeOnly, TimeOnly)>(hours.Rules.Count);
        var isException = false;
        foreach (var exception in hours.Exceptions)
        {
            if (!exception.Covers(day))
                continue;
            isException = true;
            if (!exception.IsClosed)
                openings.Add((exception.Opens!.Value, exception.Closes!.Value));
        }

        foreach (var rule in isException ? [] : hours.Rules)
        {
            if (rule is { Opens: { } opens, Closes: { } closes } && Falls(rule, day))
                openings.Add((opens, closes));
        }

        openings.Sort();
        return openings;
    }

    /// <summary>The zone by name, or by a plain offset; the other one when the name is no zone.</summary>
    public static DateTimeZone ZoneOf(string? name, string fallback) =>
        (name is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name)) ?? DateTimeZoneProviders.Tzdb.GetZoneOrNull(fallback) ?? DateTimeZone.Utc;

    /// <summary>When what is open now closes, openings that run into each other taken together; null when it is closed.</summary>
    private static DateTimeOffset? OpenUntil(OpeningHours hours, DateTimeZone zone, DateOnly today, DateTimeOffset now)
    {
        DateTimeOffset? until = null;
        foreach (var (from, to) in Spans(hours, zone, today.AddDays(-1), 9).OrderBy(span => span.From))
        {
            if (until is null ? from <= now && to > now : from <= until && to > until)
                until = to;
        }

        return until;
    }

    private static DateTimeOffset? NextOpening(OpeningHours hours, DateTimeZone zone, DateOnly today, DateTimeOffset now)
    {
        foreach (var (from, _) in Spans(hours, zone, today, Horizon))
        {
            if (from > now)
                return from;
        }

        return null;
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Spans(OpeningHours hours, DateTimeZone zone, DateOnly first, int days)
    {
        for (var (day, end) = (first, first.AddDays(days)); day < end; day = day.AddDays(1))
        {
            foreach (var (opens, closes) in On(hours, day))
                yield return (At(zone, day, opens), At(zone, closes <= opens ? day.AddDays(1) : day, closes));
        }
    }

    // A time that the clocks leave out begins when they have moved on; one that comes twice is the first.
    private static DateTimeOffset At(DateTimeZone zone, DateOnly day, TimeOnly time) =>
        (day.ToLocalDate() + time.ToLocalTime()).InZoneLeniently(zone).ToDateTimeOffset();

    private static DateOnly? LastDay(OpeningRule rule) => (rule.Until, rule.ValidTo) switch
    {
        ({ } until, { } valid) => until < valid ? until : valid,
        var (until, valid) => until ?? valid,
    };

    private static bool Falls(OpeningRule rule, DateOnly day)
    {
        if (day < rule.Start || day < rule.ValidFrom || LastDay(rule) < day)
            return false;
        if (rule.Repeats == Repeats.Monthly)
            return IsMonthOf(rule, day) && (rule.MonthDays.Count > 0 ? IsMonthDay(rule.MonthDays, day) : IsNth(rule.Days, day));
        return IsWeekOf(rule, day) && IsWeekday(rule.Days, day);
    }

    private static bool IsWeekday(IReadOnlyList<OpeningDay> days, DateOnly day)
    {
        for (var i = 0; i < days.Count; i++)
        {
            if (days[i].Day == day.DayOfWeek)
                return true;
        }

        return false;
    }

    private static bool IsWeekOf(OpeningRule rule, DateOnly day) =>
        rule.Interval <= 1 || rule.Start is not { } start || (Monday(day).DayNumber - Monday(start).DayNumber) / 7 % rule.Interval == 0;

    private static bool IsMonthOf(OpeningRule rule, DateOnly day) =>
        rule.Interval <= 1 || rule.Start is not { } start || (((day.Year - start.Year) * 12) + day.Month - start.Month) % rule.Interval == 0;

    private static bool IsMonthDay(IReadOnlyList<int> days, DateOnly day) =>
        days.Any(wanted => wanted > 0 ? day.Day == wanted : day.Day == DateTime.DaysInMonth(day.Year, day.Month) + 1 + wanted);

    private static bool IsNth(IReadOnlyList<OpeningDay> days, DateOnly day)
    {
        for (var i = 0; i < days.Count; i++)
        {
            if (days[i].Day == day.DayOfWeek && days[i].Nth switch
            {
                0 => true,
                > 0 and var nth => ((day.Day - 1) / 7) + 1 == nth,
                var nth => ((DateTime.DaysInMonth(day.Year, day.Month) - day.Day) / 7) + 1 == -nth,
            })
            {
                return true;
            }
        }

        return false;
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
