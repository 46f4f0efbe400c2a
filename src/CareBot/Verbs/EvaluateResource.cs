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

        if (!File.Exists(from))
        {
            return await Usage.ShowAsync($"There is no file '{from}'.");
        }

        var root = CareRegistration.ContentRoot(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        var needs = NeedVocabulary.Load(await File.ReadAllBytesAsync(Path.Combine(root, "dialogs", "FindResource", "needs.json")), "dialogs/FindResource/needs.json");
        var places = Places.Load();
        try
        {
            var directory = HsdsImport.Read(options["directory"] ?? Path.Combine(root, "dialogs", "FindResource", "directory"), places);
            var index = ResourceIndex.Build(directory.Listings, needs, places);
            var evaluation = new ResourceEvaluation(index, new RequestReader(needs, places, index), TimeProvider.System);
            using (var input = File.OpenText(from))
            await using (var rows = File.CreateText(to))
            {
                evaluation.Run(Path.GetFileName(from), input, rows);
            }

            if (args.Contains("--report"))
            {
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
}
