using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.SecondOpinion;

/// <summary>A labelled message of a written-from set.</summary>
internal sealed record Sentence(string Text, string Language, string Expected)
{
    /// <summary>Of a set that was written by people who knew nothing of the rules.</summary>
    [JsonIgnore]
    public bool IsFromOutside { get; init; }

    /// <summary>All messages that may be learned from, in the order of their files; held-out files are never opened.</summary>
    public static List<Sentence> ReadAll(string folder) => new[] { "safety.*.written-from.jsonl", "safety.*.lessons.jsonl", "triage.*.written-from.jsonl" }
        .SelectMany(pattern => Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal))
        .SelectMany(path => File.ReadLines(path).Select(line => Read(line, path)))
        .ToList();

    private static Sentence Read(string line, string path)
    {
        var sentence = JsonSerializer.Deserialize(line, SentenceJson.Default.Sentence)!;
        return sentence with { Expected = ClassOf(sentence.Expected), IsFromOutside = Path.GetFileName(path).Contains(".round", StringComparison.Ordinal) };
    }

    /// <summary>A complaint that can wait is harmless here, in however clinical a voice it is told.</summary>
    private static string ClassOf(string expected) => expected switch
    {
        "emergency" => "E911",
        "see_clinician_48h" or "see_clinician_weeks" or "self_care" => "none",
        _ => expected,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Sentence))]
internal sealed partial class SentenceJson : JsonSerializerContext;
