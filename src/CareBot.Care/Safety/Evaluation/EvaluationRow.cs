using System.Text.Json;
using System.Text.Json.Serialization;
using CareBot.Care.Content;
using CareBot.Care.Patients;

namespace CareBot.Care.Safety.Evaluation;

/// <summary>A line of the input. What else stands in it (a note, a source) is let be.</summary>
/// <param name="Concept">For negation: the words in question.</param>
/// <param name="Context">What the chart would know.</param>
/// <param name="Gold">The answer that is expected, in small letters: a class, a level, or true and false; null where none is.</param>
internal sealed record EvaluationRow(LabelledRow Row, string? Concept, RedFlagContext Context, string? Gold)
{
    private static readonly string[] Classes = [.. Enum.GetValues<SafetyClass>().Select(one => one.ToName()), SafetyClassNames.None];
    private static readonly string[] Levels = [.. Enum.GetValues<TriageLevel>().Select(one => one.ToName())];

    /// <param name="programmes">Ids of programmes and conditions that mean something.</param>
    public static EvaluationRow Read(EvaluationTask task, ContentNode node, LabelledRow row, IReadOnlySet<string> programmes) => new(
        row,
        task == EvaluationTask.Negation ? node.Required("concept", "write the words in question").Text() : null,
        node.Optional("context")?.Members(context => ReadContext(context, programmes)) ?? RedFlagContext.Unknown,
        node.Optional("expected") is { } expected ? ReadGold(task, expected) : null);

    private static string ReadGold(EvaluationTask task, ContentNode expected)
    {
        if (task == EvaluationTask.Negation)
            return expected.Flag() ? "true" : "false";
        var answers = task == EvaluationTask.Triage ? Levels : Classes;
        return answers.Contains(expected.Text(), StringComparer.OrdinalIgnoreCase) ? expected.Text().ToLowerInvariant() : throw expected.Broken($"write one of: {string.Join(", ", answers)}");
    }

    private static RedFlagContext ReadContext(ContentNode context, IReadOnlySet<string> programmes) => new()
    {
        Programmes = context.Optional("programmes")?.Items(one => programmes.Contains(one.Text()) ? one.Text() : throw one.Broken($"write one of: {string.Join(", ", programmes)}")) ?? [],
        PregnantWeeks = Weeks(context.Optional("pregnantWeeks"), HealthFacts.MostPregnantWeeks),
        PostpartumWeeks = Weeks(context.Optional("postpartumWeeks"), HealthFacts.MostYears * 52),
        AgeYears = context.Optional("ageYears") is { } age ? Within(age, HealthFacts.MostYears) : null,
        Medicines = context.Optional("medicines")?.Items(one => one.Text()) ?? [],
        ByStaff = context.Optional("byStaff")?.Flag() ?? false,
    };

    private static int? Weeks(ContentNode? node, int most) => node is null ? null
        : Within(node, most) is var weeks && weeks == Math.Floor(weeks) ? (int)weeks
        : throw node.Broken("write completed weeks, a whole number");

    private static double Within(ContentNode node, int most) =>
        node.Number() is var number && number >= 0 && number <= most ? (double)number : throw node.Broken($"write a number from 0 to {most}");
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
[JsonSerializable(typeof(SafetyAnswer))]
[JsonSerializable(typeof(TriageAnswer))]
[JsonSerializable(typeof(NegationAnswer))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
