namespace CareBot.Verbs;

/// <summary><c>import KIND PATH</c>: takes what others made in.</summary>
internal static class ImportVerb
{
    public static Task<int> RunAsync(string[] args, TextWriter output) => args switch
    {
        ["questionnaire", .. var rest] => ImportQuestionnaire.RunAsync(rest, output),
        _ => Usage.ShowAsync("'import' takes questionnaire and one or more files."),
    };
}
