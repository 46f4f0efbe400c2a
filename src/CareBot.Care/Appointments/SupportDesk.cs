using System.Globalization;
using CareBot.Care.Alerts;
using CareBot.Care.Patients;

namespace CareBot.Care.Appointments;

/// <summary>Has somebody find, find again or call off what a visit needs besides the visit: one alert for each ride and each interpreter, which changes and closes with it.</summary>
public sealed class SupportDesk(AlertDesk alerts)
{
    // Text keys: what the patient was told, and what stands for a reason that nobody gave.
    private const string Looking = "visit.support.looking";
    private const string Unsaid = "visit.support.unsaid";

    /// <summary>Ride and interpreter as they stand now: what somebody has to do is asked for, what is done is asked for no more.</summary>
    /// <returns>The alert about the ride; null where nobody has to do anything about it.</returns>
    public async Task<Alert?> PlanAsync(PatientId patient, Appointment visit, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Alert? ride = null;
        foreach (var kind in SupportRules.Kinds)
        {
            if (SupportRules.Of(visit, kind) is not { } support)
            {
                continue;
            }

            var family = $"visit-{SupportRules.Word(kind)}";
            if (Asks(support) is not var (says, name, value))
            {
                await alerts.SettleAsync(patient, family, visit.Id, by, now, cancellationToken);
                continue;
            }

            var facts = About(visit);
            facts[AlertDesk.Says] = $"alert.{family}.{says}";
            if (name.Length > 0)
            {
                facts[name] = value.Length > 0 ? value : Unsaid;
            }

            var alert = await alerts.RaiseWishAsync(patient, family, facts, says == "callOff" ? null : Looking, visit.Start, by, now, cancellationToken);
            ride = kind == SupportKind.Ride ? alert : ride;
        }

        return ride;
    }

    /// <summary>What a wish about a visit says of it.</summary>
    public static Dictionary<string, string> About(Appointment visit) => new() { [AlertDesk.About] = visit.Id, ["when"] = visit.Start.ToString("O", CultureInfo.InvariantCulture) };

    /// <summary>The last word of the alert's text key, and the fact that it needs.</summary>
    private static (string Says, string Name, string Value)? Asks(VisitSupport support) => SupportRules.TaskOf(support) switch
    {
        SupportTask.Find => ("find", "", ""),
        SupportTask.FindAgain again => ("again", "note", again.Before),
        SupportTask.FindAnother another => ("another", "reason", another.Why ?? ""),
        SupportTask.CallOff off => ("callOff", "note", off.Before),
        _ => null,
    };
}
