using CareBot.Care.Appointments;

namespace CareBot.Care.Exchange.Fhir;

/// <summary>A calendar as FHIR files say it: whom patients visit, when there is time, and who comes when.</summary>
/// <param name="Refused">What could not be taken: file, place, what is wrong and what to write instead.</param>
public sealed record FhirCalendar(IReadOnlyList<CareProvider> Providers, IReadOnlyList<CalendarTime> Times, IReadOnlyList<CalendarVisit> Visits, IReadOnlyList<string> Refused);

/// <summary>A time of a provider.</summary>
/// <param name="IsFree">False where something else is done then.</param>
public sealed record CalendarTime(string Provider, DateTimeOffset Start, int Minutes, bool IsFree);

/// <summary>A visit that a file speaks of.</summary>
/// <param name="Id">As the file names it: the same id again is the same visit.</param>
/// <param name="Place">Where it stands, for what is said about it.</param>
public sealed record CalendarVisit(string Id, string Place, string Patient, string Provider, DateTimeOffset Start, int Minutes, AppointmentState State);
