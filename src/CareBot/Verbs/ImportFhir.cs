using CareBot.Care.CheckIns;
using CareBot.Care.Content;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;
using CareBot.Care.ResourceDirectory;
using CareBot.Dialogs;
using CareBot.Dialogs.Voice;

namespace CareBot.Verbs;

/// <summary>
/// <c>import fhir PATH... --coordinator STAFF [--programme ID --unit lb|kg]</c>: opens a chart for each patient whose FHIR R4 Bundle is handed in, and
/// takes in what changes the meaning of their words. Whoever has a chart keeps it, and only the latter is done.
/// </summary>
internal sealed class ImportFhir(IServiceProvider services, TextWriter output, Practice practice, Staff coordinator, CheckInProtocol? programme, string unit)
{
    private static readonly string[] Units = ["lb", "kg"];

    private readonly Places _places = Places.Load();

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var (options, problem) = Options.Read(args, "data", "coordinator", "programme", "unit");
        if (options is null)
        {
            return await Usage.ShowAsync(problem);
        }

        if (options.Words.Count == 0 || options["coordinator"] is not { } id || (options["programme"] is null) != (options["unit"] is null) || (options["unit"] is { } said && !Units.Contains(said)))
        {
            return await Usage.ShowAsync("'import fhir' takes files with a FHIR Bundle of one patient each, or folders of them, --coordinator with the id of a member of staff, and perhaps --programme together with --unit lb or kg.");
        }

        if (options.Words.FirstOrDefault(path => !File.Exists(path) && !Directory.Exists(path)) is { } missing)
        {
            return await Usage.ShowAsync($"There is no file or folder '{missing}'.");
        }

        await using var services = await VerbServices.OpenPracticeAsync(options["data"]);
        var people = services.GetRequiredService<PeopleDesk>();
        if (await people.FindAsync(new StaffId(id), CancellationToken.None) is not { } coordinator)
        {
            return await Usage.ShowAsync($"--coordinator '{id}' is nobody here; write one of {string.Join(", ", (await people.StaffAsync(CancellationToken.None)).Select(one => one.Id))}.");
        }

        var protocols = services.GetRequiredService<ContentLibrary>().Protocols;
        CheckInProtocol? programme = null;
        if (options["programme"] is { } wanted && !protocols.TryGetValue(wanted, out programme))
        {
            return await Usage.ShowAsync($"There is no programme '{wanted}'; there is {string.Join(", ", protocols.Keys)}.");
        }

        var import = new ImportFhir(services, output, await people.PracticeAsync(CancellationToken.None), coordinator, programme, options["unit"] ?? "");
        var left = 0;
        foreach (var file in options.Words.SelectMany(Files))
        {
            try
            {
                left += await import.TakeAsync(file);
            }
            catch (ContentException broken)
            {
                left++;
                await output.WriteLineAsync($"refused: {broken.Message}");
            }
        }

        return left == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Files(string path) => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal) : [path];

    /// <returns>How many things of the file were left out.</returns>
    private async Task<int> TakeAsync(string path)
    {
        var (bytes, file, now) = (await InputFile.ReadAsync(path), Path.GetFileName(path), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var record = new HealthReader(services.GetRequiredService<ContentLibrary>().Health).Read(bytes, file, DateOnly.FromDateTime(now.UtcDateTime));
        var (person, zone) = (record.Person, record.Person.Zip is { } zip ? _places.Zip(zip)?.TimeZone : null);
        var chart = await ImportHealth.FindAsync(services.GetRequiredService<Charts>(), record.Ids);
        if (chart is not null && record.Owner.DiffersIn(chart) is { } what)
        {
            throw new ContentException(file, $"Patient/{what}", $"is another than in the chart '{chart.Patient}', which has the same id; give the Patient its own id, or use 'import health' with --same-person if it is the same person");
        }

        if (chart is null)
        {
            chart = Opened(person, zone ?? practice.TimeZone, file, now);
            await services.GetRequiredService<EnrolDesk>().AdmitAsync(chart, now, CancellationToken.None);
            await output.WriteLineAsync($"opened: {file}: the chart of {chart.Name.Full} ({chart.Patient}), {chart.Language}, {chart.TimeZone}, of {coordinator.Name.Full}{(programme is null ? "" : $", in {programme.Id}")}");
            if (person.Language is { } spoken && spoken != chart.Language)
            {
                await output.WriteLineAsync($"  note: speaks '{spoken}', which the bot does not write; is written to in '{chart.Language}'");
            }

            if (zone is null)
            {
                await output.WriteLineAsync($"  note: no ZIP code that is known; lives by the practice's clock, {chart.TimeZone}");
            }
        }
        else
        {
            await output.WriteLineAsync($"known: {file}: the chart of {chart.Name.Full} ({chart.Patient})");
        }

        var change = await services.GetRequiredService<EnrolDesk>().HealthAsync(chart.Patient, record.News, ImportHealth.Author(file, bytes), now, CancellationToken.None);
        foreach (var line in HealthImportWords.Of(change, record))
        {
            await output.WriteLineAsync("  " + line);
        }

        return record.Ignored.Count;
    }

    private ChartSummary Opened(RecordPerson person, string zone, string file, DateTimeOffset now)
    {
        if (person.HasDied)
        {
            throw new ContentException(file, "Patient", "has died, as the record says: no chart is opened");
        }

        return new ChartSummary
        {
            Patient = person.Id is { } id ? new PatientId(id) : throw new ContentException(file, "Patient/id", "is missing or no FHIR id; write one of up to 64 letters, digits, dashes and dots"),
            Name = person.Name ?? throw new ContentException(file, "Patient/name", "has no name with given and family; write one"),
            Language = person.Language is { } spoken && Languages.All.Contains(spoken) ? spoken : practice.Language,
            TimeZone = zone,
            Coordinator = coordinator.Id,
            Enrolments = programme is null ? [] : [new Enrolment(programme.Id, PatientDay.Of(now, zone), unit, PatientThresholds.None)],
        };
    }
}
