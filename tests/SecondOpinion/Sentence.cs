using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.SecondOpinion;

/// <summary>A labelled message of a written-from set.</summary>
internal sealed record Sentence(string Text, string Expected)
{
    /// <summary>All messages that rules may be written from, in the order of their files; held-out files are never opened.</summary>
    public static List<Sentence> ReadAll(string folder) => Directory.EnumerateFiles(folder, "safety.*.written-from.jsonl")
        .Order(StringComparer.Ordinal)
        .SelectMany(File.ReadLines)
        .Select(line => JsonSerializer.Deserialize(line, SentenceJson.Default.Sentence)!)
        .ToList();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Sentence))]
internal sealed partial class SentenceJson : JsonSerializerContext;
