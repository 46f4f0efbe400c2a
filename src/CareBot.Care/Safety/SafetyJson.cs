using System.Text.Json.Serialization;

namespace CareBot.Care.Safety;

/// <summary>The lexicon's files. A misspelt name in them is refused, not ignored: an ignored rule is an unheard emergency.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip)]
[JsonSerializable(typeof(LexiconFile))]
internal sealed partial class SafetyJson : JsonSerializerContext;
