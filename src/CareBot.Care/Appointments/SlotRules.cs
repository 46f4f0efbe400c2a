using CareBot.Care.Patients;
using NodaTime;

namespace CareBot.Care.Appointments;

/// <summary>Which slots are open to whom, and which of them make good offers. Pure.</summary>
public static class SlotRules
{
    /// <summary>How long a slot is kept for somebody who is deciding.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(10);

    /// <summary>After this time a claim that is not on the chart is nobody's any more; longer than any turn takes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public const int Offers = 3;

    public static bool IsOpen(Slot slot, PatientId patient, DateTimeOffset now) => slot.Start > now && slot.State switch
    {
        SlotState.Free => true,
        SlotState.Held => slot.Patient == patient || slot.Until <= now,
        _ => false,
    };

    /// <summary>A claim that never was looked up in the chart, long after its turn must have ended.</summary>
    public static bool IsDoubtful(Slot slot, DateTimeOffset now) => slot is { State: SlotState.Taken, IsSealed: false } && slot.Until <= now;

    /// <summary>Up to three good offers: the first of each day, earliest day first, and where the days are few, more of them; in order of time.</summary>
    /// <param name="slots">Open ones, in order of time.</param>
    /// <param name="windows">When the patient wants to come; empty for any time.</param>
    /// <param name="timeZone">The patient's.</param>
    public static IReadOnlyList<Slot> Choose(IEnumerable<Slot> slots, IReadOnlyList<VisitWindow> windows, string timeZone)
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        var wanted = slots.Select(slot => (Slot: slot, Local: Instant.FromDateTimeOffset(slot.Start).InZone(zone).ToDateTimeUnspecified()))
            .Where(one => windows.Count == 0 || windows.Any(window => window.Holds(one.Local))).ToList();
        var ranked = wanted.GroupBy(one => one.Local.Date).SelectMany(day => day.Select((one, place) => (one.Slot, Place: place)));
        return [.. ranked.OrderBy(one => one.Place).ThenBy(one => one.Slot.Start).Take(Offers).Select(one => one.Slot).OrderBy(slot => slot.Start)];
    }
}
