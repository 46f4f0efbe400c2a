using System.Text;
using CareBot.Care.Safety;
using CareBot.Care.Safety.Evaluation;

namespace CareBot.Tests.Safety;

/// <summary>The lexicon and the evaluation sets as they stand in the repository.</summary>
internal static class SafetyContent
{
    public static string Folder { get; } = Path.Combine(Root(), "dialogs", "GetHelpNow");

    public static RedFlagListener Listener { get; } = new(RedFlagLexicon.Load(Path.Combine(Folder, "lexicon")));

    /// <summary>All files of a task in a language, written from or held out.</summary>
    public static IEnumerable<string> Sets(EvaluationTask task, string language, string kind) =>
        Directory.EnumerateFiles(Path.Combine(Folder, "evaluation"), $"{task.ToString().ToLowerInvariant()}.{language}.*{kind}.jsonl").Order(StringComparer.Ordinal);

    /// <summary>The rules and lists of the repository with another second opinion.</summary>
    public static RedFlagListener WithOpinion(string json) => new(RedFlagLexicon.Parse(
        Directory.EnumerateFiles(Path.Combine(Folder, "lexicon"), "*.json").Where(path => Path.GetFileName(path) != "second-opinion.json").Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileName(path), File.ReadAllBytes(path))).Append(("second-opinion.json", Encoding.UTF8.GetBytes(json)))));

    public static Heard Listen(string text) => Listener.Listen(text, RedFlagContext.Unknown);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CareBot.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("CareBot.sln was not found above the tests.");
        return folder.FullName;
    }
}
