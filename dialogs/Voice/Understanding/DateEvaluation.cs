using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CareBot.Care.Content;

namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>Runs messages, one JSON object a line, through the reader of dates, and measures the answers where a row says what is expected.</summary>
public sealed class DateEvaluation(DateReader dates)
{
    /// <summary>Answers every row, in order, with the TIMEX of all its phrases.</summary>
    /// <param name="source">The input's name, for faults.</param>
    /// <param name="input">One JSON object a line; empty lines are passed over.</param>
    /// <param name="output">Receives one JSON object a row, joined to the input by <c>id</c>.</param>
    /// <param name="report">Where recall, precision and misses go; null for no report.</param>
    /// <exception cref="ContentException">A line is not a row; the message names the line and the remedy.</exception>
    public void Run(string source, TextReader input, TextWriter output, TextWriter? report)
    {
        var judged = new SetReport("datetime");
        foreach (var (row, reference, expected) in new LabelledRows(source, Languages.All).Read(input, Read))
        {
            string[] timexes = [.. dates.Read(row.Text, row.Language, reference).SelectMany(phrase => phrase.Timexes).Distinct()];
            output.WriteLine(JsonSerializer.Serialize(new DateAnswer(row.Id, timexes), DateEvaluationJson.Default.DateAnswer));
            if (expected is not null)
                judged.Add(row, expected, timexes);
        }

        if (report is not null)
            judged.Write(report);
    }

    /// <summary>The person's local time, without which only phrases that need none come out right, and all TIMEX of the message where somebody knows them.</summary>
    private static (LabelledRow Row, DateTime Reference, IReadOnlyList<string>? Expected) Read(ContentNode node, LabelledRow row) =>
        (row, node.Optional("reference") is { } reference ? Reference(reference) : new DateTime(2000, 1, 1), node.Optional("expected")?.Items(one => one.Text()));

    private static DateTime Reference(ContentNode node) =>
        DateTime.TryParse(node.Text(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var reference)
            ? DateTime.SpecifyKind(reference, DateTimeKind.Unspecified)
            : throw node.Broken("write a local time such as 2026-03-02T08:00:00");
}

internal sealed record DateAnswer(JsonElement Id, string[] Timex);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DateAnswer))]
internal sealed partial class DateEvaluationJson : JsonSerializerContext;
