using CareBot.Care.Assessments;
using CareBot.Care.Content;
using CareBot.Care.Plans;
using CareBot.Dialogs.Voice;

namespace CareBot.Dialogs.ReadPlan;

/// <summary>Reads what the plan offers for each need, and checks it against the texts.</summary>
internal static class PlanFiles
{
    private const string File = "dialogs/ReadPlan/plan-needs.json";

    /// <exception cref="ContentException">The file cannot be meant, or words are missing.</exception>
    public static PlanNeeds Load(string root, Texts texts, ShippedInstruments instruments)
    {
        var needs = PlanNeeds.Load(System.IO.File.ReadAllBytes(Path.Combine(root, File)), File);
        if (instruments.All.SelectMany(one => one.Interpretation?.Needs ?? []).FirstOrDefault(need => needs.Find(need.Id) is null) is { Id: { } unknown })
        {
            throw new ContentException(File, "/needs", $"has no '{unknown}', which a questionnaire proposes; add what the plan offers for it");
        }

        return needs.Needs.SelectMany(PlanWords.Keys).FirstOrDefault(key => !texts.Has(key)) is { } missing
            ? throw new ContentException(File, "", $"needs the text '{missing}', which no texts file has; add it in every language")
            : needs;
    }
}
