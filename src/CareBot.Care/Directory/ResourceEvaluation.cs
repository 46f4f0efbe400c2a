using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CareBot.Care.Content;

namespace CareBot.Care.ResourceDirectory;

/// <summary>Runs requests, one JSON object a line, against a directory, and measures the answers where a gold list stands beside them.</summary>
public sealed class ResourceEvaluation(ResourceIndex index, RequestReader reader, TimeProvider clock)
{
    private const int Most = 10;

    private static readonly string[] Languages = ["en", "es"];

    private readonly List<(string Language, int Rank, string Id, string Text)> _judged = [];
    private readonly List<double> _milliseconds = [];

    /// <summary>Answers every row, in order: <c>{"id","results":[...]}</c>, best first.</summary>
    /// <param name="source">The input's name, for faults.</param>
    /// <exception cref="ContentException">A line is not a row of this task; the message names the line and the remedy.</exception>
    public void Run(string source, TextReader input, TextWriter output)
    {
        foreach (var (row, gold) in new LabelledRows(source, Languages).Read(input, (node, row) => (row, node.Optional("expected")?.Items(one => one.Text()) ?? [])))
        {
            var started = clock.GetTimestamp();
            var hits = index.Search(reader.Read(row.Text), clock.GetUtcNow(), Most).Select(hit => hit.Id).ToArray();
            _milliseconds.Add(clock.GetElapsedTime(started).TotalMilliseconds);
            output.WriteLine(JsonSerializer.Serialize(new ResourceAnswer(row.Id, hits), ResourceEvaluationJson.Default.ResourceAnswer));
            if (gold.Count > 0)
                _judged.Add((row.Language ?? "?", Array.FindIndex(hits, hit => gold.Contains(hit)) + 1, row.Id.ToString(), row.Text));
        }
    }

    /// <summary>How often one of the gold answers was first, or among the first three or ten, and the mean of one over its rank.</summary>
    public void Report(TextWriter writer)
    {
        if (_milliseconds.Count > 0)
        {
            var sorted = _milliseconds.Order().ToList();
            writer.WriteLine(Line($"{index.Count} services; {sorted.Count} requests, half answered within {sorted[sorted.Count / 2]:F1} ms, 99 of 100 within {sorted[sorted.Count * 99 / 100]:F1} ms"));
        }

        foreach (var group in _judged.GroupBy(row => row.Language).OrderBy(group => group.Key, StringComparer.Ordinal))
            writer.WriteLine(Line($"resource {group.Key}: {group.Count()} requests, first {Share(group, 1):P0}, in three {Share(group, 3):P0}, in ten {Share(group, 10):P0}, mean reciprocal rank {group.Average(row => row.Rank == 0 ? 0 : 1.0 / row.Rank):F2}"));
        foreach (var (_, rank, id, text) in _judged.Where(row => row.Rank is 0 or > 3))
            writer.WriteLine(Line($"  {id}: {(rank == 0 ? "not found" : $"rank {rank}")}: {text}"));
    }

    private static double Share(IEnumerable<(string Language, int Rank, string Id, string Text)> rows, int within) => rows.Average(row => row.Rank > 0 && row.Rank <= within ? 1.0 : 0);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

internal sealed record ResourceAnswer(JsonElement Id, string[] Results);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ResourceAnswer))]
internal sealed partial class ResourceEvaluationJson : JsonSerializerContext;
