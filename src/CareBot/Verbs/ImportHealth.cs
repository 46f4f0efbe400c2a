using CareBot.Care.Content;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Dialogs;

namespace CareBot.Verbs;

/// <summary><c>import health FILE...</c>: takes age, pregnancy, medicines and conditions of known patients in from FHIR R4, one Bundle a patient. The same again changes nothing.</summary>
internal sealed class ImportHealth(IServiceProvider services, TextWriter output, string? patient, bool samePerson)
{
    private const string SamePerson = "--same-person";

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var (options, problem) = Options.Read([.. args.Where(arg => arg != SamePerson)], "data", "patient");
        if (options is null)
        {
            return await Usage.ShowAsync(problem);
        }

        if (options.Words.Count == 0 || (options["patient"] is not null && options.Words.Count > 1))
        {
            return await Usage.ShowAsync("'import health' takes one or more files with a FHIR Bundle each, and with --patient one file.");
        }

        if (options.Words.FirstOrDefault(file => !File.Exists(file)) is { } missing)
        {
            return await Usage.ShowAsync($"There is no file '{missing}'.");
        }

        await using var services = await VerbServices.OpenPracticeAsync(options["data"]);
        var import = new ImportHealth(services, output, options["patient"], args.Contains(SamePerson));
        var found = 0;
        foreach (var file in options.Words)
        {
            try
            {
                found += await import.TakeAsync(file);
            }
            catch (ContentException broken)
            {
                found++;
                await output.WriteLineAsync($"refused: {broken.Message}");
            }
        }

        return found == 0 ? 0 : 1;
    }

    /// <summary>Who wrote what a file says, by its bytes: the same file is the same author.</summary>
    public static Author Author(string file, ReadOnlyMemory<byte> bytes) => new(Roles.Bot, "", $"import/{CauseId.Of(file, Convert.ToBase64String(bytes.Span))}");

    /// <returns>How many things of the file were left out.</returns>
    private async Task<int> TakeAsync(string path)
    {
        var (bytes, file, now) = (await InputFile.ReadAsync(path), Path.GetFileName(path), TimeProvider.System.GetUtcNow());
        var record = new HealthReader(services.GetRequiredService<ContentLibrary>().Health).Read(bytes, file, DateOnly.FromDateTime(now.UtcDateTime));
        var chart = await FindAsync(record, file);
        if (!samePerson && record.Owner.DiffersIn(chart) is { } what)
        {
            throw new ContentException(file, $"Patient/{what}", $"is another than in the chart '{chart.Patient}'; name the right chart with --patient, or add {SamePerson} if it is the same person");
        }

        var change = await services.GetRequiredService<EnrolDesk>().HealthAsync(chart.Patient, record.News, Author(file, bytes), now, CancellationToken.None);
        await output.WriteLineAsync($"{(change.IsNothing ? "unchanged" : "written")}: {file}: the chart of {chart.Name.Full} ({chart.Patient})");
        foreach (var line in HealthImportWords.Of(change, record))
        {
            await output.WriteLineAsync("  " + line);
        }

        return record.Ignored.Count;
    }

    private async Task<ChartSummary> FindAsync(HealthReading record, string file)
    {
        return await FindAsync(services.GetRequiredService<Charts>(), patient is null ? record.Ids : [patient]) ?? throw (patient is null
            ? new ContentException(file, "", "is of nobody who has a chart here; name the chart with --patient, or give the Patient its id")
            : new ContentException(file, "", $"goes to no chart: there is no patient '{patient}' here; correct --patient"));
    }

    /// <summary>The chart that stands under the first of these ids that has one; null where none has.</summary>
    public static async Task<ChartSummary?> FindAsync(Charts charts, IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            if (await charts.FindAsync(new PatientId(id), CancellationToken.None) is { Summary: var chart })
            {
                return chart;
            }
        }

        return null;
    }
}
