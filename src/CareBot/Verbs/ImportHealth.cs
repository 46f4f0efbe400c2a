using CareBot.Care.Content;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Verbs;

/// <summary><c>import health FILE...</c>: takes age, pregnancy, medicines and conditions of known patients in from FHIR R4, one Bundle a patient. The same again changes nothing.</summary>
internal static class ImportHealth
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var (options, problem) = Options.Read(args, "data", "patient");
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

        await using var services = DirectoryServices.Build(options["data"]);
        var root = CareRegistration.ContentRoot(services.GetRequiredService<IConfiguration>());
        var reader = new HealthReader(HealthCodes.Load(Path.Combine(root, "dialogs", "GetHelpNow", "health-codes.json")));
        var refused = 0;
        foreach (var file in options.Words)
        {
            try
            {
                refused += await TakeAsync(file, options["patient"], reader, services, output);
            }
            catch (ContentException broken)
            {
                refused++;
                await output.WriteLineAsync($"refused: {broken.Message}");
            }
        }

        return refused == 0 ? 0 : 1;
    }

    private static async Task<int> TakeAsync(string path, string? patient, HealthReader reader, IServiceProvider services, TextWriter output)
    {
        var (bytes, file) = (await File.ReadAllBytesAsync(path), Path.GetFileName(path));
        var (names, facts, broken) = reader.Read(bytes, file);
        var charts = services.GetRequiredService<Charts>();
        foreach (var id in patient is null ? names : [patient])
        {
            if (await charts.FindAsync(new PatientId(id), CancellationToken.None) is { Summary: var chart })
            {
                var by = new Author(Roles.Bot, "", $"import/{CauseId.Of(file, Convert.ToBase64String(bytes.AsSpan(0, Math.Min(bytes.Length, 3000))))}");
                await services.GetRequiredService<EnrolDesk>().HealthAsync(chart.Patient, facts, by, TimeProvider.System.GetUtcNow(), CancellationToken.None);
                await output.WriteLineAsync($"taken: {file}: {facts.Medicines.Count} medicines, {facts.Conditions.Count} conditions{(facts.DueOn is null ? "" : ", a pregnancy")}{(facts.GaveBirthOn is null ? "" : ", a birth")}");
                foreach (var one in broken)
                {
                    await output.WriteLineAsync($"refused: {one}");
                }

                return broken.Count;
            }
        }

        throw new ContentException(file, "", "is of nobody who has a chart here; name the chart with --patient, or give the Patient its id");
    }
}
