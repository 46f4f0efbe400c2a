using System.Text.Json;
using CareBot.Care.Appointments;
using CareBot.Care.CheckIns;
using CareBot.Care.Consent;
using CareBot.Care.Exchange.Hsds;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Care.ResourceDirectory;
using CareBot.Pages;
using NodaTime;
using NodaTime.Extensions;

namespace CareBot.Demo;

/// <summary>Sets up the demo practice through the desks that a real one uses. The same clock and numbers give the same practice.</summary>
public sealed class DemoPractice(
    PeopleDesk people, EnrolDesk enrol, CheckInDesk checkIns, DirectoryDesk directory, Places places, ProviderDesk providers, SlotDesk slots, VisitTypes visits, FamilyDesk families, TimeProvider clock, ILogger<DemoPractice> logger)
{
    private const int CalendarDays = 42;

    private static readonly DemoFile File = JsonSerializer.Deserialize(
        System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Demo", "practice.json")), DemoJson.Default.DemoFile)!;

    /// <summary>Those of the cast whom the web page lets a newcomer speak as.</summary>
    public static IEnumerable<DemoPatient> Cast => File.Patients.Select(patient => new DemoPatient(patient.Id, $"{patient.Given} {patient.Family}", patient.Language))
        .Concat(File.Family.Select(member => new DemoPatient(member.Id, $"{member.Given} {member.Family} ({File.Patients.First(one => one.Id == member.Patient).Given})", member.Language)));

    /// <summary>Ids of everybody in it: staff, patients and family.</summary>
    public static IEnumerable<string> Everybody => File.Staff.Select(one => one.Id).Concat(File.Patients.Select(one => one.Id)).Concat(File.Family.Select(one => one.Id));

    /// <summary>Seeds a store that holds no practice, in Development.</summary>
    public async Task SeedWhenEmptyAsync(IHostEnvironment environment, CancellationToken cancellationToken)
    {
        if (environment.IsDevelopment() && await people.FindPracticeAsync(cancellationToken) is null)
        {
            await SeedAsync(0, 0, 1, cancellationToken);
        }
    }

    /// <summary>Seeds the cast with its history, and on request more people.</summary>
    /// <param name="more">How many invented people besides the cast.</param>
    /// <param name="days">How many days of history they have.</param>
    /// <param name="seed">Another number gives other people.</param>
    public async Task SeedAsync(int more, int days, int seed, CancellationToken cancellationToken)
    {
        foreach (var staff in File.Staff)
        {
            // Whoever is there already keeps the address at which alerts reach them.
            if (await people.FindAsync(new StaffId(staff.Id), cancellationToken) is null)
            {
                await people.PutAsync(new Staff { Id = new StaffId(staff.Id), Name = new PersonName(staff.Given, staff.Family), EntraObjectId = staff.Entra, Position = staff.Position }, cancellationToken);
            }
        }

        var practice = File.Practice;
        await people.PutAsync(
            new Practice
            {
                Name = practice.Name,
                Language = practice.Language,
                TimeZone = practice.TimeZone,
                Opens = practice.Opens,
                Closes = practice.Closes,
                Holidays = practice.Holidays,
                NurseLine = practice.NurseLine,
                OnCall = [.. practice.OnCall.Select(id => new StaffId(id))],
                Lead = practice.Lead is { } lead ? new StaffId(lead) : null,
                PhoneTree = practice.PhoneTree ?? [],
            },
            cancellationToken);
        foreach (var provider in File.Providers)
        {
            await OpenCalendarAsync(provider, practice.Holidays, cancellationToken);
        }

        foreach (var patient in File.Patients.Concat(Invent(more, days, seed)))
        {
            await AdmitAsync(patient, cancellationToken);
        }

        foreach (var row in File.Family)
        {
            var member = new FamilyMember { Id = row.Id, Name = new PersonName(row.Given, row.Family), Relation = row.Relation, Language = row.Language };
            await families.AddAsync(new PatientId(row.Patient), member, new Author(Roles.Bot, "", "demo"), clock.GetUtcNow(), cancellationToken);
        }

        await directory.ImportAsync(DirectoryDesk.Demo, DemoDirectory(places), cancellationToken);
        logger.Seeded(File.Patients.Count + more, File.Staff.Count);
    }

    /// <summary>The invented directory, read once however often a practice is seeded.</summary>
    private static HsdsDirectory DemoDirectory(Places places) => _directory ??= HsdsImport.Read(Path.Combine(AppContext.BaseDirectory, "content", "dialogs", "FindResource", "directory"), places);

    private static HsdsDirectory? _directory;

    /// <summary>A provider and their slots of the next six weeks, on working days.</summary>
    private async Task OpenCalendarAsync(DemoProviderRow row, IReadOnlyList<DateOnly> holidays, CancellationToken cancellationToken)
    {
        await providers.PutAsync(
            new CareProvider
            {
                Id = row.Id,
                Name = row.Name,
                Specialty = row.Specialty,
                VisitType = row.VisitType,
                Location = row.Location,
                Address = row.Address,
                TimeZone = row.TimeZone,
                Languages = row.Languages,
                Phone = row.Phone,
                IsPhoneOnly = row.PhoneOnly,
                OffersVirtual = row.Virtual,
            },
            cancellationToken);
        var today = PatientDay.Of(clock.GetUtcNow(), row.TimeZone);
        var days = Enumerable.Range(0, CalendarDays).Select(today.AddDays)
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day));
        var minutes = visits.Of(row.VisitType).Minutes;
        var open = days.SelectMany(day => (row.Times ?? []).Select(time => new Slot
        {
            Provider = row.Id,
            Start = (day.ToLocalDate() + time.ToLocalTime()).InZoneLeniently(DateTimeZoneProviders.Tzdb[row.TimeZone]).ToDateTimeOffset().ToUniversalTime(),
            Minutes = minutes,
        }));
        await slots.AddAsync(row.Id, [.. open], cancellationToken);
    }

    private async Task AdmitAsync(DemoPatientRow row, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = PatientDay.Of(now, row.TimeZone);
        var weights = row.Weights ?? [];
        var since = today.AddDays(-weights.Count);
        await enrol.AdmitAsync(
            new ChartSummary
            {
                Patient = new PatientId(row.Id),
                Name = new PersonName(row.Given, row.Family),
                Language = row.Language,
                TimeZone = row.TimeZone,
                Coordinator = new StaffId(row.Coordinator),
                Enrolments = row.Programme is null ? [] : [new Enrolment(row.Programme, since, row.Unit, Thresholds(row, since))],
                Health = Health(row, today),
            },
            now,
            cancellationToken);
        for (var i = 0; i < weights.Count; i++)
        {
            await CheckInAsync(row, since.AddDays(i), weights[i], cancellationToken);
        }
    }

    private static HealthFacts Health(DemoPatientRow row, DateOnly today) => new()
    {
        BornOn = row.Born,
        DueOn = row.PregnantWeeks is { } weeks ? today.AddDays((40 - weeks) * 7) : null,
        Medicines = row.Medicines ?? [],
        Conditions = row.Conditions ?? [],
    };

    private static PatientThresholds Thresholds(DemoPatientRow row, DateOnly since) => row.DryWeight is not { } dry
        ? PatientThresholds.None
        : PatientThresholds.None with { Personal = [new PersonalValue("dry-weight", dry, row.Unit, Morning(since, row.TimeZone), "demo")] };

    private async Task CheckInAsync(DemoPatientRow row, DateOnly day, decimal weight, CancellationToken cancellationToken)
    {
        var protocol = checkIns.Protocol(row.Programme!);
        var at = Morning(day, row.TimeZone);
        var answers = protocol.Questions.ToDictionary(question => question.LinkId, question => Well(question, weight, row.Unit, at));
        await checkIns.SubmitAsync(
            new CheckIn
            {
                Id = CauseId.Of("demo", row.Id, day.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
                PatientId = row.Id,
                By = row.Id,
                Date = day,
                TimeZone = row.TimeZone,
                SubmittedAt = at,
                Answers = answers,
            },
            protocol.Id,
            new Author(Roles.Patient, row.Id, "demo"),
            cancellationToken);
    }

    // Ten past eight, as people do.
    private static DateTimeOffset Morning(DateOnly day, string zone) =>
        (day.ToLocalDate() + new LocalTime(8, 10)).InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToDateTimeOffset();

    /// <summary>The answer of somebody who has nothing to complain of.</summary>
    private static CheckInAnswer Well(CheckInQuestion question, decimal weight, string unit, DateTimeOffset at) => question switch
    {
        CheckInQuestion.Quantity => new CheckInAnswer.Quantity(weight, unit, at),
        CheckInQuestion.YesNo => new CheckInAnswer.Chosen("no"),
        _ => new CheckInAnswer.Chosen(question.Choices.First(choice => choice.Alone).Value),
    };

    private static IEnumerable<DemoPatientRow> Invent(int more, int days, int seed)
    {
        // Not for secrets: the same seed has to give the same people.
#pragma warning disable CA5394
        var random = new Random(seed);
        for (var i = 0; i < more; i++)
        {
            var given = File.GivenNames[random.Next(File.GivenNames.Count)];
            var family = File.FamilyNames[random.Next(File.FamilyNames.Count)];
            var dry = 60m + random.Next(500) / 10m;
            var weights = new List<decimal>();
            for (var (day, gain) = (0, 0m); day < days; day++)
            {
                // Most days like the others; now and then fluid, which goes again within days.
                gain = day > 2 && random.Next(25) == 0 ? 1m + random.Next(16) / 10m : gain / 2;
                weights.Add(dry + Math.Round(gain, 1) + (random.Next(13) - 6) / 10m);
            }

            yield return new DemoPatientRow(
                $"p{seed}-{i:D6}", given, family, random.Next(3) == 0 ? "es" : "en", "America/Chicago", random.Next(2) == 0 ? "maria" : "ana",
                "heart-failure", "kg", dry, weights);
        }
#pragma warning restore CA5394
    }
}

/// <summary>Adds the demo practice.</summary>
internal static class DemoRegistration
{
    public static IServiceCollection AddDemo(this IServiceCollection services)
    {
        foreach (var patient in DemoPractice.Cast)
        {
            services.AddSingleton(patient);
        }

        return services.AddSingleton<DemoPractice>();
    }
}
