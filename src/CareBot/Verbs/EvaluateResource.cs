using System.Globalization;
using CareBot.Care.Exchange.Hsds;
using CareBot.Care.ResourceDirectory;

namespace CareBot.Verbs;

/// <summary><c>evaluate resource IN.jsonl OUT.jsonl --directory PATH [--report]</c>: what a directory answers to requests in people's own words.</summary>
internal static class EvaluateResource
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var (options, problem) = Options.Read([.. args.Where(arg => arg != "--report")], "directory");
        if (options is null)
        {
            return await Usage.ShowAsync(problem);
        }

        if (options.Words is not [var from, var to])
        {
            return await Usage.ShowAsync("'evaluate resource' takes a file to read, a file to write, and --directory with an HSDS package.");
        }

        if (EvaluateVerb.FileProblem(from, to) is { } wrong)
        {
            return await Usage.ShowAsync(wrong);
        }

        var root = HostSettings.ContentRoot();
        var needs = NeedVocabulary.Load(await File.ReadAllBytesAsync(Path.Combine(root, "dialogs", "FindResource", "needs.json")), "dialogs/FindResource/needs.json");
        var places = Places.Load();
        try
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var index = Index(options["directory"] ?? Path.Combine(root, "dialogs", "FindResource", "directory"), needs, places);
            var size = GC.GetTotalMemory(forceFullCollection: true) - before;
            var evaluation = new ResourceEvaluation(index, new RequestReader(needs, places, index), TimeProvider.System);
            await EvaluateVerb.AnswerAsync(from, to, (input, rows) => evaluation.Run(Path.GetFileName(from), input, rows));
            if (args.Contains("--report"))
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The index takes {size / 1e6:F0} MB."));
                evaluation.Report(output);
            }

            return 0;
        }
        catch (HsdsPackageException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    /// <summary>Only the index outlives this: the package itself is many times larger.</summary>
    private static ResourceIndex Index(string path, NeedVocabulary needs, Places places) => ResourceIndex.Build(HsdsImport.Read(path, places).Listings, needs, places);
}
