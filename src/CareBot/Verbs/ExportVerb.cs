using CareBot.Care.Exchange.Hsds;
using CareBot.Care.ResourceDirectory;

namespace CareBot.Verbs;

/// <summary><c>export hsds FILE.zip</c>: the directory as a package of HSDS 3.0; and <c>export calendar</c> (<see cref="ExportCalendar"/>), <c>export referral</c> (<see cref="ExportReferral"/>).</summary>
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

        if (options.Words is not ["hsds", var path] || !path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return await Usage.ShowAsync("'export' takes hsds and the .zip to write, calendar and the .json to write, or referral, a patient's id (perhaps with a slash and the referral's) and the .json to write.");
        }

        await using var services = DirectoryServices.Build(options["data"]);
        var store = services.GetRequiredService<DirectoryStore>();
        var sources = (await store.StateAsync(CancellationToken.None)).Sources;
        var source = options["source"] ?? (sources.Count > 0 ? sources[0] : DirectoryDesk.Main);
        if (!sources.Contains(source))
        {
            await Console.Error.WriteLineAsync($"There is no directory '{source}' in the store; import one first, or name another with --source.");
            return 1;
        }

        var listings = await store.ListingsAsync(source, CancellationToken.None).ToListAsync();
        var providers = await store.ProvidersAsync(source, CancellationToken.None).ToListAsync();
        await using (var file = File.Create(path))
        {
            HsdsExport.Write(file, listings, providers);
        }

        await output.WriteLineAsync($"{listings.Count} services and {providers.Count} organizations of '{source}' written to {path}.");
        return 0;
    }
}
