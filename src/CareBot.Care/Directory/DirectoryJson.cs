using System.Text.Json.Serialization;

namespace CareBot.Care.ResourceDirectory;

/// <summary>The JSON of what the directory stores.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Listing))]
[JsonSerializable(typeof(Provider))]
[JsonSerializable(typeof(ListingStanding))]
[JsonSerializable(typeof(DirectoryState))]
public sealed partial class DirectoryJson : JsonSerializerContext;

/// <summary>Which packages the directory is made of.</summary>
/// <param name="Version">Counts up with every change, so that an index knows when it is old.</param>
/// <param name="Sources">In the order in which they are asked for a listing.</param>
public sealed record DirectoryState(int Version, IReadOnlyList<string> Sources)
{
    public string Kind { get; init; } = "directory";

    public int V { get; init; } = 1;
}
