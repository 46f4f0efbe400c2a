using NodaTime;
using NodaTime.Extensions;

namespace CareBot.Care.Patients;

/// <summary>The practice's working time as a rule: pure, in the practice's zone, daylight saving included.</summary>
public sealed class WorkingHours(Practice practice)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[practice.TimeZone];

    public bool IsOpen(DateTimeOffset now)
    {
        var local = Local(now);
        return IsWorkingDay(local.Date) && local.TimeOfDay >= Opens && local.TimeOfDay < Closes;
    }

    /// <summary>The next instant at which the practice opens; <paramref name="now"/> itself when it is open.</summary>
    public DateTimeOffset NextOpen(DateTimeOffset now)
    {
        if (IsOpen(now))
        {
            return now;
        }

        var local = Local(now);
        var day = IsWorkingDay(local.Date) && local.TimeOfDay < Opens ? local.Date : local.Date.PlusDays(1);
        while (!IsWorkingDay(day))
        {
            day = day.PlusDays(1);
        }

        return At(day, Opens);
    }

    /// <summary>The instant by which <paramref name="working"/> of opening time has passed since <paramref name="now"/>.</summary>
    public DateTimeOffset After(DateTimeOffset now, TimeSpan working)
    {
        var at = NextOpen(now);
        var left = working;
        while (true)
        {
            var closes = At(Local(at).Date, Closes);
            if (closes - at >= left)
            {
                return at + left;
            }

            left -= closes - at;
            at = NextOpen(closes);
        }
    }

    /// <summary>Closing time of the first working day by whose end <paramref name="least"/> of opening time has passed since <paramref name="now"/>.</summary>
    public DateTimeOffset EndOfDay(DateTimeOffset now, TimeSpan least) => At(Local(After(now, least)).Date, Closes);

    private LocalTime Opens => practice.Opens.ToLocalTime();

    private LocalTime Closes => practice.Closes.ToLocalTime();

    private LocalDateTime Local(DateTimeOffset now) => Instant.FromDateTimeOffset(now).InZone(_zone).LocalDateTime;

    private DateTimeOffset At(LocalDate day, LocalTime time) => (day + time).InZoneLeniently(_zone).ToDateTimeOffset();

    private bool IsWorkingDay(LocalDate day) =>
        day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !practice.Holidays.Contains(day.ToDateOnly());
}
