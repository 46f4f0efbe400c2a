using CareBot.Care.Safety;
using CareBot.Care.Safety.Evaluation;
using CareBot.Dialogs;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Verbs;

/// <summary><c>evaluate TASK IN.jsonl OUT.jsonl [--report]</c>: lets a clinical lead bring labelled messages. One row out for each row in.</summary>
internal static class EvaluateVerb
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        switch (args)
        {
            case ["resource", .. var rest]:
                return await EvaluateResource.RunAsync(rest, output);
            case ["caseload", .. var rest]:
                return await EvaluateCaseload.RunAsync(rest, output);
            case ["intent", .. var rest]:
                return await EvaluateIntent.RunAsync(rest, output);
        }

        var words = args.Where(arg => arg != "--report").ToList();
        EvaluationTask? task = words is [var name, _, _] && Enum.TryParse<EvaluationTask>(name, ignoreCase: true, out var one) && !int.TryParse(name, out _) ? one : null;
        if (task is null && words is not ["datetime", _, _])
        {
            return await Usage.ShowAsync("'evaluate' takes safety, triage, negation, datetime, resource, caseload or intent, a file to read, a file to write, and perhaps --report.");
        }

        var (from, to) = (words[1], words[2]);
        if (FileProblem(from, to) is { } wrong)
        {
            return await Usage.ShowAsync(wrong);
        }

        var report = args.Contains("--report") ? output : null;
        await (task is { } safety ? SafetyAsync(safety, from, to, report) : DatesAsync(from, to, report));
        return 0;
    }

    /// <summary>Why these cannot be the file to read and the file to write; null where they can.</summary>
    public static string? FileProblem(string from, string to) =>
        !File.Exists(from) ? $"There is no file '{from}'." : OutputFile.IsSame(from, to) ? "The file to write is the file to read; name another." : null;

    /// <summary>Writes the answers to a file; where a row cannot be answered, none.</summary>
    public static Task AnswerAsync(string from, string to, Action<TextReader, TextWriter> answer) => OutputFile.WriteAsync(to, async stream =>
    {
        using var input = File.OpenText(from);
        await using var rows = new StreamWriter(stream);
        answer(input, rows);
    });

    private static async Task SafetyAsync(EvaluationTask task, string from, string to, TextWriter? output)
    {
        var root = HostSettings.ContentRoot();
        var evaluation = new SafetyEvaluation(new RedFlagListener(RedFlagLexicon.Load(Path.Combine(root, "dialogs", "GetHelpNow", "lexicon"))), ContentLibrary.ProgrammesOf(root));
        EvaluationReport? report = null;
        await AnswerAsync(from, to, (input, rows) => report = evaluation.Run(task, Path.GetFileName(from), input, rows));
        if (output is not null)
        {
            report!.Write(output);
        }
    }

    private static Task DatesAsync(string from, string to, TextWriter? report)
    {
        var evaluation = new DateEvaluation(DateReader.Load(HostSettings.ContentRoot()));
        return AnswerAsync(from, to, (input, rows) => evaluation.Run(Path.GetFileName(from), input, rows, report));
    }
}
