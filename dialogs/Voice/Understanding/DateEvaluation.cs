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
        var number = 0;
        while (input.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            var (row, reference) = Read(line, source, $"line {number}");
            string[] timexes = [.. dates.Read(row.Text!, row.Language, reference).SelectMany(phrase => phrase.Timexes).Distinct()];
            output.WriteLine(JsonSerializer.Serialize(new DateAnswer(row.Id, timexes), DateEvaluationJson.Default.DateAnswer));
            if (row.Expected is { } expected)
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

    private static (DateRow Row, DateTime Reference) Read(string line, string source, string place)
    {
        try
        {
            var row = JsonSerializer.Deserialize(line, DateEvaluationJson.Default.DateRow);
            if (row?.Text is null || row.Id.ValueKind == JsonValueKind.Undefined)
                throw new ContentException(source, place, "has no \"id\" or no \"text\"; write {\"id\":\"1\",\"text\":\"...\",\"language\":\"en\",\"reference\":\"2026-03-02T08:00:00\"}");
            if (row.Reference is null) return (row, new DateTime(2000, 1, 1));
            return DateTime.TryParse(row.Reference, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var reference)
                ? (row, DateTime.SpecifyKind(reference, DateTimeKind.Unspecified))
                : throw new ContentException(source, place, $"\"reference\" is \"{row.Reference}\"; write a local time such as 2026-03-02T08:00:00");
        }
        catch (JsonException)
        {
            throw new ContentException(source, place, "is not a JSON object; write one object a line, such as {\"id\":\"1\",\"text\":\"...\",\"language\":\"en\",\"reference\":\"2026-03-02T08:00:00\"}");
        }
    }
}

/// <param name="Reference">The person's local time; without it only phrases that need none come out right.</param>
/// <param name="Expected">All TIMEX of the message, where somebody knows them.</param>
internal sealed record DateRow(JsonElement Id, string? Text, string? Language, string? Reference, string[]? Expected);

internal sealed record DateAnswer(JsonElement Id, string[] Timex);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DateRow))]
[JsonSerializable(typeof(DateAnswer))]
internal sealed partial class DateEvaluationJson : JsonSerializerContext;
