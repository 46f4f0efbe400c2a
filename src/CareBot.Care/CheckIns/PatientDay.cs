using NodaTime;

namespace CareBot.Care.CheckIns;

/// <summary>The patient's local calendar, which is not the server's.</summary>
public static class PatientDay
{
    /// <param name="timeZone">IANA name, as in <c>America/Chicago</c>.</param>
    /// <exception cref="NodaTime.TimeZones.DateTimeZoneNotFoundException">No such zone.</exception>
    public static DateOnly Of(DateTimeOffset instant, string timeZone) =>
        Instant.FromDateTimeOffset(instant).InZone(DateTimeZoneProviders.Tzdb[timeZone]).Date.ToDateOnly();
}
