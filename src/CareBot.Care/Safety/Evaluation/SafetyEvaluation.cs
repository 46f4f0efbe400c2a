using System.Text.Json;
using CareBot.Care.Content;

namespace CareBot.Care.Safety.Evaluation;

/// <summary>Runs labelled messages, one JSON object a line, through the listener, and measures the answers.</summary>
/// <param name="listener">Hears them.</param>
/// <param name="programmes">Ids of programmes and conditions that a row may name, besides those of the listener's rules.</param>
public sealed class SafetyEvaluation(RedFlagListener listener, IEnumerable<string>? programmes = null)
{
    private readonly SortedSet<string> _programmes = new(listener.Programmes.Concat(programmes ?? []), StringComparer.OrdinalIgnoreCase);

    /// <summary>Answers every row, in order.</summary>
    /// <param name="task">What is asked of each row.</param>
    /// <param name="source">The input's name, for faults.</param>
    /// <param name="input">One JSON object a line; empty lines are passed over.</param>
    /// <param name="output">Receives one JSON object a row, joined to the input by <c>id</c>.</param>
    /// <returns>The rows that carry <c>expected</c>, compared with the answers.</returns>
    /// <exception cref="ContentException">A line is not a row of this task; the message names the line, the field and the remedy.</exception>
    public EvaluationReport Run(EvaluationTask task, string source, TextReader input, TextWriter output)
    {
        var report = new EvaluationReport(task);
        foreach (var row in new LabelledRows(source, listener.Languages).Read(input, (node, row) => EvaluationRow.Read(task, node, row, _programmes)))
        {
            var (answer, json) = Answer(task, row);
            output.WriteLine(json);
            if (row.Gold is { } gold)
                report.Add(new(row.Row.Id.ToString(), row.Row.Language ?? "?", row.Row.Text, gold, answer));
        }

        return report;
    }

    private (string Answer, string Json) Answer(EvaluationTask task, EvaluationRow line)
    {
        var (row, context) = (line.Row, line.Context);
        switch (task)
        {
            case EvaluationTask.Triage:
                var level = listener.Triage(row.Text, context).ToName();
                return (level, JsonSerializer.Serialize(new(row.Id, level), EvaluationJson.Default.TriageAnswer));
            case EvaluationTask.Negation:
                var negated = listener.IsNegated(row.Text, line.Concept!);
                return (negated ? "true" : "false", JsonSerializer.Serialize(new(row.Id, negated), EvaluationJson.Default.NegationAnswer));
            default:
                var heard = listener.Listen(row.Text, context);
                var name = heard.ActOn?.ToName() ?? SafetyClassNames.None;
                var ask = heard.Certainty is Certainty.AskNow or Certainty.AskSoftly ? heard.Class?.ToName() : null;
                return (name.ToLowerInvariant(), JsonSerializer.Serialize(new(row.Id, name, heard.Rules.Select(rule => rule.Id).ToArray(), ask), EvaluationJson.Default.SafetyAnswer));
        }
    }
}
