using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Content;

namespace CareBot.Care.Assessments;

/// <summary>What the answers of a questionnaire mean, as its content file says it. No cut-off and no code stands in the program.</summary>
public sealed record Interpretation
{
    /// <summary>The url of the questionnaire.</summary>
    public required string Questionnaire { get; init; }

    public required string Version { get; init; }

    public required IReadOnlyList<ContentSource> Sources { get; init; }

    public required Signatory Signatory { get; init; }

    /// <summary>Text key of what it is about, in a patient's words: "your mood".</summary>
    public required string Topic { get; init; }

    /// <summary>Other names by which people ask for it.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>It is validated as the person's own report: nobody may answer it for another.</summary>
    public bool OwnReportOnly { get; init; }

    /// <summary>For how many days an answer may be offered again as "still true?"; 0 where the question is about a recent time.</summary>
    public int AskOnceDays { get; init; }

    /// <summary>After how many days it is due again; null where nobody is asked by the calendar.</summary>
    public int? RepeatDays { get; init; }

    public IReadOnlyList<SensitiveItem> Sensitive { get; init; } = [];

    public IReadOnlyList<ScoreRule> Scores { get; init; } = [];

    /// <summary>The second stage of a screening.</summary>
    public IReadOnlyList<NextStage> Opens { get; init; } = [];

    /// <summary>Answers at which the questions end and a human is called.</summary>
    public IReadOnlyList<SafetyStop> Stops { get; init; } = [];

    public IReadOnlyList<NeedRule> Needs { get; init; } = [];

    public IReadOnlyList<ResultAlertRule> Alerts { get; init; } = [];

    /// <summary>Every text key that it needs, for checking against the texts.</summary>
    public IEnumerable<string> TextKeys =>
        Scores.SelectMany(score => score.Bands.SelectMany(band => new[] { band.Label, band.Patient }).Append(score.Label))
            .Concat(Needs.Select(need => need.Text)).Concat(Alerts.Select(alert => alert.Text)).Append(Topic);

    /// <param name="json">UTF-8, as on disk.</param>
    /// <param name="fileName">For messages.</param>
    /// <param name="questionnaire">The questionnaire that it is about.</param>
    /// <exception cref="ContentException">Something in it cannot be meant; the message names file, place and remedy.</exception>
    public static Interpretation Load(ReadOnlyMemory<byte> json, string fileName, Questionnaire questionnaire) =>
        ContentNode.Load(json, fileName, root => InterpretationReader.Read(root, questionnaire));
}

/// <summary>An item that is asked only of somebody who says that they are alone and safe, and never of another in their place.</summary>
/// <param name="About">violence or suicide.</param>
public sealed record SensitiveItem(string LinkId, string About);

/// <summary>How a number is made of answers.</summary>
/// <param name="Id">Its name in this file.</param>
/// <param name="Label">Text key of its name on a card.</param>
/// <param name="Code">LOINC; null where no checked code exists.</param>
/// <param name="LinkId">The item of the questionnaire that holds it; null where it has none.</param>
/// <param name="Items">What is added up.</param>
/// <param name="Codes">Where not empty: answers with one of these codes count one each, instead of their weights.</param>
/// <param name="MostMissing">With so many answers missing the mean of the others stands in for them; 0 where the tool does not say so.</param>
/// <param name="HigherIsBetter">A fall is what matters.</param>
public sealed record ScoreRule(
    string Id, string Label, string? Code, string? LinkId, IReadOnlyList<string> Items, IReadOnlyList<string> Codes,
    decimal Lowest, decimal Highest, int MostMissing, bool HigherIsBetter, IReadOnlyList<Band> Bands);

/// <summary>A range of a score, both ends included.</summary>
/// <param name="Label">Text key, for the care team.</param>
/// <param name="Patient">Text key, in plain words.</param>
public sealed record Band(decimal From, decimal To, string Label, string Patient);

/// <summary>Something about the answers that holds or not.</summary>
/// <param name="Score">Id of a score; null where answers are looked at themselves.</param>
/// <param name="Rose">By how much the score rose since the time before; reaching it is enough.</param>
/// <param name="Fell">By how much it fell.</param>
/// <param name="Items">Any of these items has an answer with any of <paramref name="Codes"/>.</param>
/// <param name="Declined">An item of these that the person did not want to answer counts as well.</param>
public sealed record Condition(string? Score, decimal? AtLeast, decimal? AtMost, decimal? Rose, decimal? Fell, IReadOnlyList<string> Items, IReadOnlyList<string> Codes, bool Declined);

public sealed record NextStage(Condition When, string Questionnaire);

/// <param name="Class">E988 or SAFE, as the listener names its classes.</param>
/// <param name="Rule">Id that the alert carries.</param>
/// <param name="AtEnd">It counts once everything is answered, not at once.</param>
/// <param name="Then">The questionnaire that is the next step once the person is safe; null where a human alone goes on.</param>
public sealed record SafetyStop(Condition When, string Class, string Rule, bool AtEnd, string? Then);

/// <param name="Id">A category of needs: food-insecurity.</param>
/// <param name="Code">ICD-10-CM.</param>
/// <param name="Text">Text key, for the care team.</param>
/// <param name="Resources">What to look for in the directory.</param>
public sealed record NeedRule(string Id, string Code, string Text, Condition When, IReadOnlyList<string> Resources);

/// <param name="Text">Text key for the care team; may use total, highest, change and previous.</param>
public sealed record ResultAlertRule(string Id, Condition When, AlertPriority Priority, string Text, string Source);
