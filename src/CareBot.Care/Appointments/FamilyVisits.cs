using CareBot.Care.Consent;
using CareBot.Care.Patients;

namespace CareBot.Care.Appointments;

/// <summary>
/// What family who look after a patient's visits are told first: that one was agreed, moved or called off by somebody else, and that one comes
/// near. Only by the patient's word, of what happened since it was given, and while they want it. Pure.
/// </summary>
public sealed class FamilyVisits(VisitTypes types)
{
    /// <summary>Name under which it is remembered that somebody was told that a visit was called off.</summary>
    public const string Off = "off";

    /// <summary>How the visit remembers that somebody was told.</summary>
    public static string Mark(VisitItem.TellFamily told) => Mark(told.Member, told.Name);

    /// <summary>Whether what a visit remembers is that somebody, the patient or family, was told what was agreed.</summary>
    public static bool IsNews(string reminded) => reminded == VisitReminders.News || reminded.EndsWith(":" + VisitReminders.News, StringComparison.Ordinal);

    /// <param name="step">The reminder of a visit whose time has come; null where none has.</param>
    public IEnumerable<VisitItem> Due(ChartSummary chart, DateTimeOffset now, Func<Appointment, string?> step)
    {
        foreach (var member in chart.Family)
        {
            foreach (var off in chart.CalledOff.Where(off => IsToTell(member, off)))
            {
                yield return Item(chart, member, off.Visit, Off);
            }

            foreach (var visit in chart.Appointments.Where(one => one.IsAhead(now)))
            {
                if (member.Hears(visit.Agreed) && !IsTheirs(visit.AgreedBy, member) && IsToTell(member, visit, VisitReminders.News))
                {
                    yield return Item(chart, member, visit, VisitReminders.News);
                }

                if (member.Hears(now) && step(visit) is { } name && IsToTell(member, visit, name))
                {
                    yield return Item(chart, member, visit, name);
                }
            }
        }
    }

    /// <summary>Whether somebody is still to be told of a visit that was called off.</summary>
    public bool IsToTell(ChartSummary chart, CalledOff off) => chart.Family.Any(member => IsToTell(member, off));

    private bool IsToTell(FamilyMember member, CalledOff off) => member.Hears(off.At) && !IsTheirs(off.By, member) && IsToTell(member, off.Visit, Off);

    private bool IsToTell(FamilyMember member, Appointment visit, string name) => types.TellFamily.Contains(name) && !visit.Reminded.Contains(Mark(member.Id, name));

    /// <summary>They did it themselves and know.</summary>
    private static bool IsTheirs(Author? by, FamilyMember member) => by is { Role: Roles.Family } && by.Id == member.Id;

    private static string Mark(string member, string name) => $"family:{member}:{name}";

    private static VisitItem.TellFamily Item(ChartSummary chart, FamilyMember member, Appointment visit, string name) =>
        new($"outreach:visit:{visit.Id}:{visit.Sequence}:{Mark(member.Id, name)}", chart.Patient, visit.Id, name, member.Id);
}
