using System.Text.Json.Nodes;
using CareBot.Care.Assessments;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>The data of a question's card: what a coordinator reads out to the patient, a button for each answer, and the ways on.</summary>
public static class QuestionCard
{
    /// <summary>The act of a button that answers.</summary>
    public const string Answer = "answer";

    /// <summary>The act of the button that changes an answer.</summary>
    public const string Change = "answer-change";

    // What is longer stands in full above the buttons, because Teams cuts it off.
    private const int LongestTitle = 40;

    /// <summary>A question that waits.</summary>
    /// <param name="words">Everything that is said, a line each.</param>
    /// <param name="ways">Back, skip, not now: as they are typed.</param>
    public static JsonObject Open(AssessmentRun run, Instrument instrument, string words, IReadOnlyList<string> ways, Talk talk)
    {
        var isCut = run.Offered.Any(answer => answer.Length > LongestTitle);
        // Where the answer is a figure itself, no button has a number: what is typed is what the patient said.
        var isFigure = QuestionSpeech.IsFigure(run, instrument);
        var lines = words.Split('\n', StringSplitOptions.RemoveEmptyEntries).Concat(isCut ? run.Offered.Select((answer, at) => isFigure ? $"- {answer}" : $"{at + 1}. {answer}") : []);
        return new JsonObject
        {
            ["id"] = $"question-{run.Response}-{run.Place}",
            ["title"] = talk.Say("coordinator.together.title", ("name", run.With!.Name), ("instrument", instrument.Questionnaire.Title.In(talk.Language))),
            ["patient"] = run.Patient,
            ["response"] = run.Response,
            ["at"] = run.Place,
            ["lines"] = List(lines),
            ["answers"] = Buttons(run.Offered.Select(answer => (Short(answer), answer))),
            ["ways"] = Buttons(ways.Select(way => (way, way))),
            ["change"] = "",
            ["plain"] = isFigure,
        };
    }

    /// <summary>A question that was asked: its answer, and how to change it.</summary>
    /// <param name="linkId">Null where it was not a question of the questionnaire.</param>
    public static JsonObject Closed(PatientId patient, Instrument instrument, AssessmentResponse response, string? linkId, Talk talk)
    {
        var item = linkId is null ? null : instrument.Questionnaire.Find(linkId);
        var answer = item is null ? null : response.Answers.GetValueOrDefault(item.LinkId);
        var said = talk.In(response.Start.Language);
        var label = item is null ? "" : QuestionWords.Label(item, said);
        return new JsonObject
        {
            ["id"] = $"question-{response.Id}-{linkId}",
            ["title"] = (item is null ? null : QuestionWords.Asked(item, said)) ?? instrument.Questionnaire.Title.In(talk.Language),
            ["patient"] = patient.Value,
            ["response"] = response.Id,
            ["at"] = $"closed:{linkId}:",
            ["lines"] = List([answer is null ? talk.Say("coordinator.together.closed") : talk.Say("coordinator.together.answered", ("answer", QuestionWords.Answer(item!, answer, said)))]),
            ["answers"] = new JsonArray(),
            ["ways"] = new JsonArray(),
            ["change"] = answer is null ? "" : talk.Say("coordinator.together.change", ("question", label)),
            ["plain"] = false,
        };
    }

    /// <summary>The question that a button belongs to.</summary>
    public static string? LinkId(CardAnswer press) => press.Field("at") is { } at && at.IndexOf(':') + 1 is > 0 and var from && at.LastIndexOf(':') > from ? at[from..at.LastIndexOf(':')] : null;

    private static string Short(string answer) => answer.Length <= LongestTitle ? answer : $"{answer[..answer.LastIndexOf(' ', LongestTitle)]}…";

    private static JsonArray List(IEnumerable<string> lines) => [.. lines.Select(line => (JsonNode)new JsonObject { ["text"] = line })];

    private static JsonArray Buttons(IEnumerable<(string Title, string Say)> buttons) =>
        [.. buttons.Select(button => (JsonNode)new JsonObject { ["title"] = button.Title, ["say"] = button.Say })];
}
