using System.Text.Json.Serialization;

namespace CareBot.Background;

/// <summary>An emergency as the spool's file holds it, a line each.</summary>
/// <param name="Cause">The activity that it was said in.</param>
/// <param name="Class">E911, E988, SAFE or SAMEDAY.</param>
/// <param name="Rules">The rules that heard it.</param>
/// <param name="At">When it was said.</param>
/// <param name="Address">Of the conversation.</param>
/// <param name="Person">Whose chat the token said that it is; null for everybody else.</param>
/// <param name="Language">Of the answer.</param>
internal sealed record SpooledEmergency(string Cause, string Class, IReadOnlyList<string> Rules, DateTimeOffset At, string Address, string? Person, string Language)
{
    public string Kind { get; init; } = "spooled-emergency";

    public int V { get; init; } = 1;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SpooledEmergency))]
internal sealed partial class SpoolJson : JsonSerializerContext;
