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
        var judged = new List<(string Language, string Line, bool Right, int Expected, int Found, int Shared)>();
        foreach (var (row, reference, expected) in new LabelledRows(source, Languages.All).Read(input, Read))
        {
            string[] timexes = [.. dates.Read(row.Text, row.Language, reference).SelectMany(phrase => phrase.Timexes).Distinct()];
            output.WriteLine(JsonSerializer.Serialize(new DateAnswer(row.Id, timexes), DateEvaluationJson.Default.DateAnswer));
            if (expected is not null)
            {
                var shared = expected.Intersect(timexes).Count();
                judged.Add((Languages.Of(row.Language), $"  {row.Id}: {string.Join(' ', expected)}, answered {string.Join(' ', timexes)}: {row.Text}", shared == expected.Distinct().Count() && shared == timexes.Length, expected.Distinct().Count(), timexes.Length, shared));
            }
        }

        if (report is null) return;
        foreach (var language in judged.GroupBy(row => row.Language).OrderBy(rows => rows.Key, StringComparer.Ordinal))
            report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"datetime {language.Key}: {language.Count()} messages, {Share(language.Count(row => row.Right), language.Count())} exactly as expected, recall {Share(language.Sum(row => row.Shared), language.Sum(row => row.Expected))}, precision {Share(language.Sum(row => row.Shared), language.Sum(row => row.Found))}"));
        foreach (var miss in judged.Where(row => !row.Right)) report.WriteLine(miss.Line);
    }

    private static string Share(int part, int all) => all == 0 ? "-" : ((double)part / all).ToString("P1", CultureInfo.InvariantCulture);

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
