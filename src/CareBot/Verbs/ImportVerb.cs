using System.Diagnostics;
using CareBot.Care.Exchange.Hsds;
using CareBot.Care.ResourceDirectory;

namespace CareBot.Verbs;

/// <summary><c>import hsds PATH</c> (and <c>import questionnaire FILE...</c>, <see cref="ImportQuestionnaire"/>): takes a resource directory in. Doing it twice changes nothing; a newer package is compared with what is there.</summary>
internal static class ImportVerb
{
    public static Task<int> RunAsync(string[] args, TextWriter output) => args switch
    {
        ["hsds", .. var rest] => HsdsAsync(rest, output),
        ["questionnaire", .. var rest] => ImportQuestionnaire.RunAsync(rest, output),
        ["calendar", .. var rest] => ImportCalendar.RunAsync(rest, output),
        ["health", .. var rest] => ImportHealth.RunAsync(rest, output),
        ["practice", .. var rest] => ImportPractice.RunAsync(rest, output),
        ["fhir", .. var rest] => ImportFhir.RunAsync(rest, output),
        _ => Usage.ShowAsync("'import' takes hsds and the path of a package, practice and a file, questionnaire, calendar, fhir or health and one or more files."),
    };

    private static async Task<int> HsdsAsync(string[] args, TextWriter output)
    {
        var (options, problem) = Options.Read([.. args.Where(arg => arg != "--dry-run")], "data", "source", "defects");
        if (options is null)
        {
            return await Usage.ShowAsync(problem);
        }

        if (options.Words is not [var path])
        {
            return await Usage.ShowAsync("'import hsds' takes one path: a folder of CSV files, a .zip, a .csv or a .json.");
        }

        var source = options["source"] ?? DirectoryDesk.Main;
        if (source.Length > 40 || !source.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            return await Usage.ShowAsync($"--source '{source}' is no name; write up to 40 letters, digits and dashes.");
        }

        if (options["defects"] is { } list && OutputFile.IsSame(path, list))
        {
            return await Usage.ShowAsync($"--defects '{list}' is the package itself; name another file.");
        }

        try
        {
            var started = Stopwatch.GetTimestamp();
            var package = HsdsImport.Read(path, Places.Load());
            package.Report.Write(output);
            await output.WriteLineAsync($"{package.Listings.Count} services and {package.Providers.Count} organizations, {package.Report.Defects.Count} defects, read in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s.");
            if (options["defects"] is { } file)
            {
                await OutputFile.WriteAsync(file, async stream =>
                {
                    await using var all = new StreamWriter(stream);
                    package.Report.WriteAll(all);
                });
            }

            if (!args.Contains("--dry-run"))
            {
                await KeepAsync(source, package, options["data"], output);
            }

            return 0;
        }
        catch (HsdsPackageException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    private static async Task KeepAsync(string source, HsdsDirectory package, string? data, TextWriter output)
    {
        await using var services = VerbServices.Build(data);
        var started = Stopwatch.GetTimestamp();
        var change = await services.GetRequiredService<DirectoryDesk>().ImportAsync(source, package, CancellationToken.None);
        await output.WriteLineAsync(
            change.IsNothing ? $"Nothing has changed: the directory '{source}' says the same already."
            : $"Directory '{source}': {change.Added.Count} services added, {change.Changed.Count} changed, {change.Removed.Count} gone, {change.Same} the same; kept in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s.");
        foreach (var id in change.Changed.Take(20))
        {
            await output.WriteLineAsync($"  changed: {id}");
        }

        foreach (var id in change.Removed.Take(20))
        {
            await output.WriteLineAsync($"  gone: {id}");
        }
    }
}
