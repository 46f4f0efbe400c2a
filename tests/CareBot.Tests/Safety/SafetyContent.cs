using CareBot.Care.Safety;

namespace CareBot.Tests.Safety;

/// <summary>The lexicon and the evaluation sets as they stand in the repository.</summary>
internal static class SafetyContent
{
    public static string Folder { get; } = Path.Combine(Root(), "dialogs", "GetHelpNow");

    public static RedFlagListener Listener { get; } = new(RedFlagLexicon.Load(Path.Combine(Folder, "lexicon")));

    public static string Set(string name) => Path.Combine(Folder, "evaluation", name);

    public static Heard Listen(string text) => Listener.Listen(text, RedFlagContext.Unknown);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CareBot.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("CareBot.sln was not found above the tests.");
        return folder.FullName;
    }
}
