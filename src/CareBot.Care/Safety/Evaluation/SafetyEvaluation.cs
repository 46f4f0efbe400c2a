using System.Text.Json;
using CareBot.Care.Content;

namespace CareBot.Care.Safety.Evaluation;

/// <summary>Runs labelled messages, one JSON object a line, through the listener, and measures the answers.</summary>
public sealed class SafetyEvaluation(RedFlagListener listener)
{
    /// <summary>Answers every row, in order.</summary>
    /// <param name="task">What is asked of each row.</param>
    /// <param name="source">The input's name, for faults.</param>
    /// <param name="input">One JSON object a line; empty lines are passed over.</param>
    /// <param name="output">Receives one JSON object a row, joined to the input by <c>id</c>.</param>
    /// <returns>The rows that carry <c>expected</c>, compared with the answers.</returns>
    /// <exception cref="ContentException">A line is not a row of this task; the message names the line and the remedy.</exception>
    public EvaluationReport Run(EvaluationTask task, string source, TextReader input, TextWriter output)
    {
        var report = new EvaluationReport(task);
        var number = 0;
        while (input.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var row = Read(task, line, new(source, $"line {number}"));
            var (answer, json) = Answer(task, row);
            output.WriteLine(json);
            if (row.Gold is { } gold)
                report.Add(new(row.Id.ToString(), row.Language ?? "?", row.Text!, gold, answer));
        }

        return report;
    }

    private (string Answer, string Json) Answer(EvaluationTask task, EvaluationRow row)
    {
        var context = row.Context?.ToContext() ?? RedFlagContext.Unknown;
        switch (task)
        {
            case EvaluationTask.Triage:
                var level = listener.Triage(row.Text!, context).ToName();
                return (level, JsonSerializer.Serialize(new(row.Id, level), EvaluationJson.Default.TriageAnswer));
            case EvaluationTask.Negation:
                var negated = listener.IsNegated(row.Text!, row.Concept!);
                return (negated ? "true" : "false", JsonSerializer.Serialize(new(row.Id, negated), EvaluationJson.Default.NegationAnswer));
            default:
                var heard = listener.Listen(row.Text!, context);
                var name = heard.ActOn?.ToName() ?? SafetyClassNames.None;
                var ask = heard.Certainty is Certainty.AskNow or Certainty.AskSoftly ? heard.Class?.ToName() : null;
                return (name.ToLowerInvariant(), JsonSerializer.Serialize(new(row.Id, name, heard.Rules.Select(rule => rule.Id).ToArray(), ask), EvaluationJson.Default.SafetyAnswer));
        }
    }

    private static EvaluationRow Read(EvaluationTask task, string line, (string Source, string Place) at)
    {
        try
        {
            var row = JsonSerializer.Deserialize(line, EvaluationJson.Default.EvaluationRow);
            if (row?.Text is null || row.Id.ValueKind == JsonValueKind.Undefined)
                throw new ContentException(at.Source, at.Place, "has no \"id\" or no \"text\"; write {\"id\":\"1\",\"text\":\"...\"}");
            if (task == EvaluationTask.Negation && row.Concept is null)
                throw new ContentException(at.Source, at.Place, "has no \"concept\"; write the words in question");
            return row;
        }
        catch (JsonException)
        {
            throw new ContentException(at.Source, at.Place, "is not a JSON object of this task; write one object a line, such as {\"id\":\"1\",\"text\":\"...\"}");
        }
    }
}
