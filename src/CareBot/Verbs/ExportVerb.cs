using CareBot.Care.Exchange.Hsds;
using CareBot.Care.ResourceDirectory;

namespace CareBot.Verbs;

/// <summary><c>export hsds FILE.zip</c>: the directory as a package of HSDS 3.0; and <c>export calendar</c> (<see cref="ExportCalendar"/>), <c>export referral</c> (<see cref="ExportReferral"/>), <c>export assessments</c> (<see cref="ExportAssessments"/>).</summary>
internal static class ExportVerb
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var (options, problem) = Options.Read(args, "data", "source");
        if (options is null)
        {
            return await Usage.ShowAsync(problem);
        }

        if (options.Words is ["calendar", var calendar] && calendar.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return await ExportCalendar.RunAsync(calendar, options["data"], output);
        }

        if (options.Words is ["referral", var whose, var bundle] && bundle.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return await ExportReferral.RunAsync(whose, bundle, options["data"], output);
        }

        if (options.Words is ["assessments", var answered, var responses] && responses.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return await ExportAssessments.RunAsync(answered, responses, options["data"], output);
        }

        if (options.Words is not ["hsds", var path] || !path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return await Usage.ShowAsync("'export' takes hsds and the .zip to write, calendar and the .json to write, or referral or assessments, a patient's id (perhaps with a slash and the referral's id or the questionnaire's name) and the .json to write.");
        }

        await using var services = VerbServices.Open(options["data"]);
        var store = services.GetRequiredService<DirectoryStore>();
        var sources = (await store.StateAsync(CancellationToken.None)).Sources;
        var source = options["source"] ?? (sources is [var only] ? only : DirectoryDesk.Main);
        if (!sources.Contains(source))
        {
            throw new RefusedException(sources.Count == 0
                ? "There is no directory in the store; import one first."
                : $"{(options["source"] is null ? "There are several directories" : $"There is no directory '{source}' in the store")}; name one with --source: {string.Join(", ", sources.Order(StringComparer.Ordinal))}.");
        }

        var listings = await store.ListingsAsync(source, CancellationToken.None).ToListAsync();
        var providers = await store.ProvidersAsync(source, CancellationToken.None).ToListAsync();
        await OutputFile.WriteAsync(path, file =>
        {
            HsdsExport.Write(file, listings, providers);
            return Task.CompletedTask;
        });
        await output.WriteLineAsync($"{listings.Count} services and {providers.Count} organizations of '{source}' written to {path}.");
        return 0;
    }
}
