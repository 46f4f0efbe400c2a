namespace CareBot.Verbs;

/// <summary>What the command line understands.</summary>
internal static class Usage
{
    private const string Verbs = """
        usage: carebot [serve] [--data DIR] [--urls URL] [--Section:Key VALUE]...   the host; any setting of appsettings
               carebot talk DIALOG --as PERSON [--language en|es] [--now 2026-03-02T08:00] [--save FILE.chat]
               carebot import questionnaire FILE... [--licence "..."] [--data DIR]
               carebot chat FILE...                              replays .chat files
               carebot seed [--data DIR] [--people N] [--days N] [--seed N]
               carebot evaluate safety|triage|negation|datetime IN.jsonl OUT.jsonl [--report]
               carebot evaluate resource IN.jsonl OUT.jsonl --directory PATH [--report]
               carebot evaluate caseload IN.jsonl OUT.jsonl [--data DIR] [--as STAFF] [--now 2026-03-02T08:00] [--report]
               carebot evaluate intent IN.jsonl OUT.jsonl [--report]
               carebot import practice FILE.json [--data DIR]    the practice and its staff
               carebot import fhir PATH... --coordinator STAFF [--programme ID --unit lb|kg] [--data DIR]  opens charts
               carebot import health FILE... [--patient ID] [--same-person] [--data DIR]
               carebot import hsds PATH [--source NAME] [--defects FILE.csv] [--dry-run] [--data DIR]
               carebot import calendar FILE... [--dry-run] [--data DIR]  FHIR R4 Schedule, Slot, Appointment; .json or .ndjson
               carebot export calendar FILE.json [--data DIR]
               carebot export hsds FILE.zip [--source NAME] [--data DIR]
               carebot export referral PATIENT[/REFERRAL] FILE.json [--data DIR]
               carebot export assessments PATIENT[/NAME] FILE.json [--data DIR]
               carebot check [--prove]                           all content; and the walk over every place of every dialog
               carebot replay --rule PROTOCOL/RULE --set UNIT=NUMBER [--days N] [--data DIR]
        """;

    /// <summary>Whether somebody only wants to know what there is.</summary>
    public static bool IsAskedFor(string[] args) => args is ["help", ..] || args.Any(arg => arg is "--help" or "-h");

    /// <summary>Says it, and nothing is started; exit code 0.</summary>
    public static async Task<int> TellAsync(TextWriter output)
    {
        await output.WriteLineAsync(Verbs);
        return 0;
    }

    /// <summary>Says what is wrong and what would be right; exit code 2.</summary>
    public static async Task<int> ShowAsync(string problem)
    {
        await Console.Error.WriteLineAsync(problem);
        await Console.Error.WriteLineAsync(Verbs);
        return 2;
    }
}
