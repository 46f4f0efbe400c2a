using CareBot.Care.Appointments;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Dialogs;
using CareBot.Tests.SpeakingFirst;

namespace CareBot.Tests.Appointments;

/// <summary>The desks of appointments as one host has them, over a store that other hosts may share.</summary>
internal sealed class Practice
{
    public static readonly DateTimeOffset Monday = People.At("2026-03-02 09:00");

    private static readonly ContentLibrary Content = ContentLibrary.Load(Voice.Content.Root);

    public Practice(IRecordStore store)
    {
        Charts = new Charts(store);
        Agenda = new Agenda(store);
        Slots = new SlotDesk(store, Charts);
        Providers = new ProviderDesk(store);
        Waiting = new WaitingList(store, Charts, Slots, Agenda);
        Desk = new AppointmentDesk(Charts, Slots, Providers, Waiting, Agenda, Content.Visits);
        Claims = new ClaimWatch(store, Slots, Waiting);
        Enrol = new EnrolDesk(Charts, new PeopleDesk(store), Agenda);
    }

    public static VisitTypes Visits => Content.Visits;

    public static CareProvider Shah { get; } = new()
    {
        Id = "shah",
        Name = "Dr. Nila Shah",
        Specialty = "primary-care",
        VisitType = "office",
        Location = "Lakeside Family Practice",
        Address = "200 Lake Street",
        TimeZone = "America/Chicago",
        Languages = ["en"],
        Phone = "555-0140",
    };

    public Charts Charts { get; }

    public Agenda Agenda { get; }

    public SlotDesk Slots { get; }

    public ProviderDesk Providers { get; }

    public WaitingList Waiting { get; }

    public AppointmentDesk Desk { get; }

    public ClaimWatch Claims { get; }

    public EnrolDesk Enrol { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static Author By(string patient, string activity) => new(Roles.Patient, patient, activity);

    /// <summary>Opens the provider's calendar with one slot every half hour from this instant on.</summary>
    public async Task OpenAsync(DateTimeOffset from, int count)
    {
        await Providers.PutAsync(Shah, Cancelled);
        await Slots.AddAsync(Shah.Id, [.. Enumerable.Range(0, count).Select(i => new Slot { Provider = Shah.Id, Start = from.AddMinutes(30 * i), Minutes = 30 })], Cancelled);
    }

    public Task AdmitAsync(string id) => Enrol.AdmitAsync(People.Rosa with { Patient = new PatientId(id), Language = "en", Enrolments = [] }, Monday, Cancelled);

    public Task<Booking> BookAsync(string patient, DateTimeOffset start, string activity = "a1", DateTimeOffset? now = null) =>
        Desk.BookAsync(new PatientId(patient), new BookingRequest(Shah.Id, start, NeedsRide: false), By(patient, activity), now ?? Monday, Cancelled);

    public async Task<ChartSummary> ChartAsync(string patient) => (await Charts.OpenAsync(new PatientId(patient), Cancelled)).Summary;

    public Task<IReadOnlyList<Slot>> FreeAsync(string patient, DateTimeOffset now) => Slots.OpenAsync(Shah.Id, new PatientId(patient), now, Cancelled);
}
