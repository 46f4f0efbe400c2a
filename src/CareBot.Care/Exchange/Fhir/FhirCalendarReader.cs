using System.Globalization;
using CareBot.Care.Appointments;
using CareBot.Care.Assessments;
using CareBot.Care.Content;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>Reads Schedule, Slot and Appointment with what they refer to (FHIR R4). What is broken is named by file and place, and the rest is kept.</summary>
/// <param name="types">The kinds of visits and the specialties that the practice knows.</param>
/// <param name="timeZone">Of an office whose Location says none.</param>
/// <param name="phone">Of an office that gives none.</param>
public sealed class FhirCalendarReader(VisitTypes types, string timeZone, string phone)
{
    private const int LongestVisit = 24 * 60;

    private readonly FhirResources _resources = new();
    private readonly List<string> _refused = [];
    private readonly Dictionary<string, CareProvider> _bySchedule = new(StringComparer.Ordinal);
    private readonly List<(string Actor, CareProvider Provider)> _byActor = [];

    /// <summary>Adds a file: a Bundle, a single resource, or <c>.ndjson</c>.</summary>
    public void Add(ReadOnlyMemory<byte> bytes, string file) => Try(() => _resources.Add(bytes, file, _refused));

    /// <summary>What all the files together say.</summary>
    /// <param name="known">Providers that are here already: an Appointment alone may refer to them.</param>
    public FhirCalendar Read(IReadOnlyList<CareProvider> known)
    {
        var offices = new List<(FhirNode Schedule, FhirOffice Office)>();
        foreach (var schedule in _resources.Of("Schedule"))
        {
            Try(() => offices.Add((schedule, new FhirOffice(_resources, schedule))));
        }

        foreach (var (schedule, office) in offices)
        {
            var (whose, place) = office.Identity;
            Try(() => ReadSchedule(schedule, office, offices.Exists(other => other.Office.Identity is var its && its.Whose == whose && its.Place != place), known));
        }

        // One that is in the files stands there as it is now.
        _byActor.AddRange(known.Where(one => _bySchedule.Values.All(read => read.Id != one.Id)).Select(one => (one.Id, one)));

        var (times, visits) = (new Dictionary<(string, DateTimeOffset), CalendarTime>(), new List<CalendarVisit>());
        foreach (var slot in _resources.Of("Slot"))
        {
            Try(() => ReadSlot(slot, times));
        }

        foreach (var appointment in _resources.Of("Appointment"))
        {
            Try(() => ReadAppointment(appointment, visits));
        }

        if (_refused.Count == 0 && _bySchedule.Count + visits.Count == 0)
        {
            _refused.Add("There is no Schedule, Slot or Appointment in it; export those from the calendar.");
        }

        return new([.. _bySchedule.Values.DistinctBy(one => one.Id)], [.. times.Values.OrderBy(time => time.Start)], visits, _refused);
    }

    private void Try(Action read)
    {
        try
        {
            read();
        }
        catch (ContentException broken)
        {
            _refused.Add(broken.Message);
        }
    }

    private void ReadSchedule(FhirNode schedule, FhirOffice office, bool isOneOfSeveral, IReadOnlyList<CareProvider> known)
    {
        var provider = office.Provider(types, timeZone, phone, isOneOfSeveral, known);
        _bySchedule.Add(schedule.Required("id", "give it one"), provider);
        _byActor.AddRange(office.Actors.Append(provider.Id).Distinct().Select(actor => (actor, provider)));
    }

    private void ReadSlot(FhirNode slot, Dictionary<(string, DateTimeOffset), CalendarTime> times)
    {
        var provider = ScheduleOf(slot);
        var (start, minutes) = Span(slot);
        var isFree = slot.Required("status", "write free or busy") switch
        {
            "free" => true,
            "busy" or "busy-unavailable" or "busy-tentative" or "entered-in-error" => false,
            _ => throw slot["status"].Broken("write free, busy, busy-unavailable, busy-tentative or entered-in-error"),
        };
        if (!times.TryAdd((provider.Id, start), new CalendarTime(provider.Id, start, minutes, isFree)))
        {
            throw slot["start"].Broken("another Slot of this calendar begins then too; remove one of them");
        }
    }

    private CareProvider ScheduleOf(FhirNode slot) =>
        FindSchedule(slot) ?? throw slot["schedule"]["reference"].Broken("no Schedule of that name was taken; add it, or mend what is said about it");

    private CareProvider? FindSchedule(FhirNode slot)
    {
        var reference = slot["schedule"].Required("reference", "name the Schedule that it is part of: Schedule/...");
        return _bySchedule.GetValueOrDefault(IdOf(reference)) ?? (_resources.Find(reference)?.Text("id") is { } id ? _bySchedule.GetValueOrDefault(id) : null);
    }

    private void ReadAppointment(FhirNode appointment, List<CalendarVisit> visits)
    {
        AppointmentState state;
        switch (appointment.Required("status", "write booked, fulfilled, noshow or cancelled"))
        {
            case "booked":
                state = AppointmentState.Booked;
                break;
            case "arrived" or "checked-in" or "fulfilled":
                state = AppointmentState.Fulfilled;
                break;
            case "cancelled" or "entered-in-error":
                state = AppointmentState.Cancelled;
                break;
            case "noshow":
                state = AppointmentState.NoShow;
                break;
            default:
                throw appointment["status"].Broken("only a visit with an agreed time is taken: booked, arrived, checked-in, fulfilled, noshow or cancelled");
        }

        var patient = appointment.List("participant").Select(PatientOf).FirstOrDefault(one => one is not null)
            ?? throw appointment["participant"].Broken("name the patient: an actor with the reference Patient/...");
        var slot = appointment.List("slot").Select(one => one.Text("reference") is { } reference ? _resources.Find(reference) : null).FirstOrDefault(one => one is not null);
        var provider = (slot is { } time ? FindSchedule(time) : null) ?? Visited(appointment);
        var (start, minutes) = Span(appointment.Has("start") || slot is null ? appointment : slot.Value);
        visits.Add(new CalendarVisit(appointment.Required("id", "give it one, so that the same visit is known again"), appointment["start"].Place, patient, provider.Id, start, minutes, state));
    }

    private static string? PatientOf(FhirNode participant)
    {
        var actor = participant["actor"];
        return actor.Text("reference") is { } reference && reference.Split('/') is [.., "Patient", var id] ? id
            : actor.Text("type") == "Patient" ? actor["identifier"].Text("value")
            : null;
    }

    /// <summary>The calendar to which most of the actors belong: a doctor may have several offices, and an office several doctors.</summary>
    private CareProvider Visited(FhirNode appointment)
    {
        var actors = appointment.List("participant").Select(one => one["actor"].Text("reference")).OfType<string>().Where(reference => !reference.Contains("Patient/", StringComparison.Ordinal))
            .Select(reference => _resources.Find(reference)?.Text("id") ?? IdOf(reference)).ToHashSet(StringComparer.Ordinal);
        var fitting = _byActor.Where(one => actors.Contains(one.Actor)).GroupBy(one => one.Provider.Id).ToList();
        if (fitting.Count == 0)
        {
            throw appointment["participant"].Broken("name whom the patient visits: an actor with a Practitioner, PractitionerRole, HealthcareService or Location that has a Schedule here");
        }

        var most = fitting.Max(calendar => calendar.Count());
        return fitting.Where(calendar => calendar.Count() == most).ToList() is [var only]
            ? only.First().Provider
            : throw appointment["participant"].Broken("several calendars fit; name the Slot, or the Practitioner and the Location");
    }

    private static string IdOf(string reference) => reference.Split('/')[^1];

    private static (DateTimeOffset Start, int Minutes) Span(FhirNode node)
    {
        var start = Instant(node, "start");
        var minutes = (Instant(node, "end") - start).TotalMinutes;
        return minutes is >= 1 and <= LongestVisit && minutes == Math.Floor(minutes) ? (start, (int)minutes) : throw node["end"].Broken("it has to be a whole number of minutes after the start, at most a day");
    }

    private static DateTimeOffset Instant(FhirNode node, string name)
    {
        var text = node.Required(name, "write the instant with its zone: 2026-03-05T09:00:00-06:00");
        return text.Contains('T', StringComparison.Ordinal) && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal))
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) && instant.ToUnixTimeMilliseconds() % 60_000 == 0
            ? instant.ToUniversalTime()
            : throw node[name].Broken("write the instant in whole minutes with its zone: 2026-03-05T09:00:00-06:00");
    }
}
