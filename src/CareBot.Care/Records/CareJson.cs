using System.Text.Json.Serialization;

namespace CareBot.Care.Records;

/// <summary>The JSON of everything that is stored or sent. Parts add their types beside their facts, in files of this name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
public sealed partial class CareJson : JsonSerializerContext;
