namespace CareBot.Care.Content;

/// <summary>
/// The one list of what a content root must hold, because something in the bot is silent or lost without it. What else lies there (another
/// protocol, another questionnaire) is a practice's own choice.
/// </summary>
public static class RequiredContent
{
    private const string Remedy = "is missing; put the file back, or point CareBot:ContentRoot at a folder that has it";
    private const string LexiconFolder = "dialogs/GetHelpNow/lexicon";
    private const string Interpretation = ".interpretation.json", Questionnaire = ".questionnaire.json";

    private static readonly string[] Languages = ["en", "es"];

    // Each with its texts and with the words that begin it.
    private static readonly string[] Dialogs =
    [
        "AskCaseload", "BookAppointment", "CoverPatients", "CurateListings", "DailyCheckIn", "EnrolPatient", "FindResource", "GetHelpNow", "InvitePatient", "PauseMessages", "ReadPlan", "ReadRecord", "ReferPatient", "ReviewAlerts", "SendAssessment", "SetThreshold", "SnoozeAlert", "TakeAssessment", "WriteMessage", "WriteNote",
    ];

    private static readonly string[] Cards =
    [
        "alert", "assess", "assessment", "assessment-history", "caseload", "closure", "day", "note", "patient", "plan", "question", "refer", "referral", "referrals", "why",
    ];

    private static readonly string[] Files =
    [
        "dialogs/phrases.json", "dialogs/outreach-policy.json",
        "dialogs/AskCaseload/caseload-words.json", "dialogs/BookAppointment/visit-types.json", "dialogs/FindResource/needs.json", "dialogs/GetHelpNow/health-codes.json", "dialogs/ReadPlan/plan-needs.json",
        "dialogs/ReferPatient/referral-policy.json", "dialogs/ReviewAlerts/alert-ladder.json", "dialogs/TakeAssessment/safety-codes.json", "dialogs/WriteNote/time-policy.json",
        "dialogs/Voice/plain-language.json", "dialogs/Voice/Understanding/words/choices.json", "dialogs/Voice/Understanding/words/languages.json", "dialogs/Voice/Understanding/words/numbers.json", "dialogs/Voice/Understanding/words/shorthand.json",
    ];

    // Without the language and the ending.
    private static readonly string[] OfEachLanguage = ["dialogs/texts", "dialogs/WebPage/texts", "dialogs/Voice/texts/common", "dialogs/Voice/Understanding/words/commands", "dialogs/Voice/Understanding/words/dates", "cards/texts"];

    private static readonly string[] Lexicon =
    [
        "e911.allergy-poison", "e911.bleeding-injury", "e911.brain", "e911.devices", "e911.heart-breath", "e911.infection", "e911.pregnancy-infants", "e911.sugar-pressure",
        "e988", "safe", "sameday", "triage", "second-opinion",
    ];

    private static readonly string[] LexiconOfEachLanguage = ["listening", "negation-notes", "words", "words-business", "words-medicines", "words-people", "words-times"];

    // Of these there may be others than ours, but one at least.
    private static readonly string[] Kinds = ["*.protocol.json", "*" + Questionnaire];

    /// <summary>Paths beneath the content root.</summary>
    public static IEnumerable<string> Paths =>
    [
        .. Files, .. Cards.Select(card => $"cards/{card}.card.json"), .. Dialogs.Select(dialog => $"dialogs/{dialog}/phrases.json"),
        .. OfEachLanguage.Concat(Dialogs.Select(dialog => $"dialogs/{dialog}/texts")).SelectMany(stem => Languages.Select(language => $"{stem}.{language}.json")),
        .. LexiconFiles.Select(file => $"{LexiconFolder}/{file}"),
    ];

    private static IEnumerable<string> LexiconFiles =>
        Lexicon.Select(stem => $"{stem}.json").Concat(LexiconOfEachLanguage.SelectMany(stem => Languages.Select(language => $"{stem}.{language}.json")));

    /// <exception cref="ContentException">Something is not there; names it and the remedy.</exception>
    public static void Check(string root)
    {
        Check(Paths, root, "");
        var dialogs = Path.Combine(root, "dialogs");
        if (Kinds.FirstOrDefault(kind => !Directory.EnumerateFiles(dialogs, kind, SearchOption.AllDirectories).Any()) is { } none)
            throw new ContentException($"dialogs/{none}", "", "there is none; put at least one back, or point CareBot:ContentRoot at a folder that has some");

        // A questionnaire whose answers mean nothing would be asked and calls nobody.
        if (Directory.EnumerateFiles(dialogs, "*" + Questionnaire, SearchOption.AllDirectories).Select(path => path[..^Questionnaire.Length] + Interpretation).Order(StringComparer.Ordinal).FirstOrDefault(path => !File.Exists(path)) is { } unread)
            throw new ContentException(Path.GetRelativePath(root, unread), "", "is missing; put the file back, or take away the questionnaire beside it");
    }

    /// <summary>The same for the files of the red flags alone.</summary>
    /// <exception cref="ContentException">One is not there; names it and the remedy.</exception>
    public static void CheckLexicon(string folder) => Check(LexiconFiles, folder, folder);

    private static void Check(IEnumerable<string> paths, string root, string named)
    {
        if (paths.FirstOrDefault(path => !File.Exists(Path.Combine(root, path))) is { } missing)
            throw new ContentException(Path.Combine(named, missing), "", Remedy);
    }
}
