using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.Care.Safety.Evaluation;

/// <summary>A line of the input. What else stands in it (a note, a source) is let be.</summary>
/// <param name="Id">A string or a number; given back as it came.</param>
/// <param name="Text">The message.</param>
/// <param name="Concept">For negation: the words in question.</param>
/// <param name="Language">For the report only; listening is in all languages at once.</param>
/// <param name="Context">What the chart would know.</param>
/// <param name="Expected">The gold answer: a class, a level, or true and false.</param>
internal sealed record EvaluationRow(JsonElement Id, string? Text, string? Concept, string? Language, EvaluationContext? Context, JsonElement? Expected)
{
    public string? Gold => Expected is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } gold ? gold.ToString().ToLowerInvariant() : null;
}

internal sealed record EvaluationContext(string[]? Programmes, int? PregnantWeeks, int? PostpartumWeeks, double? AgeYears, string[]? Medicines, bool? ByStaff)
{
    public RedFlagContext ToContext() => new()
    {
        Programmes = Programmes ?? [],
        PregnantWeeks = PregnantWeeks,
        PostpartumWeeks = PostpartumWeeks,
        AgeYears = AgeYears,
        Medicines = Medicines ?? [],
        ByStaff = ByStaff ?? false,
    };
}

/// <param name="Id">As in the input.</param>
/// <param name="Class">What is acted on at once; <c>none</c> when nothing is.</param>
/// <param name="Rules">All that was heard, also what is only asked about.</param>
/// <param name="Ask">The class that one soft question is asked about; absent when there is none.</param>
internal sealed record SafetyAnswer(JsonElement Id, string Class, string[] Rules, string? Ask);

internal sealed record TriageAnswer(JsonElement Id, string Level);

internal sealed record NegationAnswer(JsonElement Id, bool Negated);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EvaluationRow))]
[JsonSerializable(typeof(SafetyAnswer))]
[JsonSerializable(typeof(TriageAnswer))]
[JsonSerializable(typeof(NegationAnswer))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
