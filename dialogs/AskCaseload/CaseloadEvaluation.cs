using System.Text.Json;
using System.Text.Json.Serialization;
using CareBot.Care.Caseload;
using CareBot.Care.Content;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>Asks a caseload in the words of messages, one JSON object a line, and measures the answers where a row says which patients are expected.</summary>
/// <param name="reader">Reads the words.</param>
/// <param name="rows">The caseload.</param>
/// <param name="now">When it is asked.</param>
public sealed class CaseloadEvaluation(CaseloadReader reader, IEnumerable<CaseloadRow> rows, DateTimeOffset now)
{
    private readonly IReadOnlyList<CaseloadRow> _rows = CaseloadRules.InOrder(rows, now);

    /// <summary>Answers every row, in order: how it was understood and who is meant. Where a word is not known nobody is, as in the chat, and the words are given back.</summary>
    /// <param name="source">The input's name, for faults.</param>
    /// <param name="input">One JSON object a line; empty lines are passed over.</param>
    /// <param name="output">Receives one JSON object a row, joined to the input by <c>id</c>.</param>
    /// <param name="report">Where recall, precision and misses go; null for no report.</param>
    /// <exception cref="ContentException">A line is not a row; the message names the line and the remedy.</exception>
    public void Run(string source, TextReader input, TextWriter output, TextWriter? report)
    {
        var judged = new SetReport("caseload");
        foreach (var (row, expected) in new LabelledRows(source, Languages.All).Read(input, (node, row) => (row, Expected: node.Optional("expected")?.Items(one => one.Text()))))
        {
            var request = reader.Read(row.Text);
            string[] patients = request.IsWhole ? [.. request.Filter.Of(_rows, now).Select(one => one.Patient.Value)] : [];
            output.WriteLine(JsonSerializer.Serialize(new CaseloadAnswer(row.Id, request.Filter.ToString(), patients, request.Unknown.Count == 0 ? null : request.Unknown), CaseloadEvaluationJson.Default.CaseloadAnswer));
            if (expected is not null)
                judged.Add(row, expected, patients);
        }

        if (report is not null)
            judged.Write(report);
    }
}

internal sealed record CaseloadAnswer(JsonElement Id, string Filter, IReadOnlyList<string> Patients, IReadOnlyList<string>? Unknown);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CaseloadAnswer))]
internal sealed partial class CaseloadEvaluationJson : JsonSerializerContext;
