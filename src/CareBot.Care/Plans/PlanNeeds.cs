using System.Text.Json;
using CareBot.Care.Content;
using CareBot.Care.Records;

namespace CareBot.Care.Plans;

/// <summary>What the plan offers for each need: content, in <c>plan-needs.json</c>.</summary>
public sealed record PlanNeeds
{
    public required string Kind { get; init; }

    public required string Version { get; init; }

    public required string Source { get; init; }

    public required string Signatory { get; init; }

    public required IReadOnlyList<PlanNeed> Needs { get; init; }

    /// <summary>What is offered for a need; null where nobody has written it.</summary>
    public PlanNeed? Find(string id) => Needs.FirstOrDefault(need => need.Id == id);

    /// <exception cref="ContentException">The file cannot be meant.</exception>
    public static PlanNeeds Load(ReadOnlySpan<byte> json, string file)
    {
        try
        {
            var needs = JsonSerializer.Deserialize(json, CareJson.Default.PlanNeeds) ?? throw new JsonException();
            return needs.Needs.Index().FirstOrDefault(need => need.Item.DueDays < 1) is { Item: not null } wrong
                ? throw new ContentException(file, $"/needs/{wrong.Index}/dueDays", "is less than 1; write in how many days the first step is done")
                : needs.Needs.GroupBy(need => need.Id).FirstOrDefault(same => same.Count() > 1) is { } twice
                ? throw new ContentException(file, "/needs", $"names '{twice.Key}' twice; leave one out")
                : needs;
        }
        catch (JsonException broken)
        {
            throw new ContentException(file, broken.Path ?? "", "cannot be read; write version, source, signatory, and needs with id, display, goal, step, look and dueDays");
        }
    }
}

/// <param name="Id">As the interpretations name the need.</param>
/// <param name="Category">Of the SDOH Clinical Care guide; null where it has none.</param>
/// <param name="Display">The problem in the record's English.</param>
/// <param name="Goal">The goal in the record's English, until the patient says their own.</param>
/// <param name="Step">The first step in the record's English.</param>
/// <param name="Look">What to look for in the directory: "food".</param>
/// <param name="DueDays">In how many days the first step is done.</param>
public sealed record PlanNeed(string Id, string? Category, string Display, string Goal, string Step, string Look, int DueDays);
