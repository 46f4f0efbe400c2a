using CareBot.Care.Safety;
using CareBot.Care.Safety.Evaluation;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Verbs;

/// <summary><c>evaluate TASK IN.jsonl OUT.jsonl [--report]</c>: lets a clinical lead bring labelled messages. One row out for each row in.</summary>
internal static class EvaluateVerb
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (args is ["resource", ..])
        {
            return await EvaluateResource.RunAsync(args[1..], output);
        }

        var words = args.Where(arg => arg != "--report").ToList();
        if (words is ["datetime", _, _])
        {
            return await DatesAsync(words[1], words[2], args.Contains("--report") ? output : null);
        }

        if (words is not [var name, var from, var to] || !Enum.TryParse<EvaluationTask>(name, ignoreCase: true, out var task) || int.TryParse(name, out _))
        {
            return await Usage.ShowAsync("'evaluate' takes safety, triage, negation, datetime or resource, a file to read, a file to write, and perhaps --report.");
        }

        if (!File.Exists(from))
        {
            return await Usage.ShowAsync($"There is no file '{from}'.");
        }

        var root = CareRegistration.ContentRoot(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        var listener = new RedFlagListener(RedFlagLexicon.Load(Path.Combine(root, "dialogs", "GetHelpNow", "lexicon")));
        EvaluationReport report;
        using (var input = File.OpenText(from))
        await using (var rows = File.CreateText(to))
        {
            report = new SafetyEvaluation(listener).Run(task, Path.GetFileName(from), input, rows);
        }

        if (args.Contains("--report"))
        {
            report.Write(output);
        }

        return 0;
    }

    private static async Task<int> DatesAsync(string from, string to, TextWriter? report)
    {
        if (!File.Exists(from))
        {
            return await Usage.ShowAsync($"There is no file '{from}'.");
        }

        var root = CareRegistration.ContentRoot(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        using var input = File.OpenText(from);
        await using var rows = File.CreateText(to);
        new DateEvaluation(DateReader.Load(root)).Run(Path.GetFileName(from), input, rows, report);
        return 0;
    }
}
