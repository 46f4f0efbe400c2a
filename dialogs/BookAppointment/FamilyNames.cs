using CareBot.Care.Consent;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>How patients speak of their family: by name, or as "my daughter".</summary>
public static class FamilyNames
{
    private static readonly string[] Relations =
        ["daughter", "son", "wife", "husband", "mother", "father", "sister", "brother", "granddaughter", "grandson", "niece", "nephew", "partner", "friend", "neighbor"];

    // Words around a name that name nobody.
    private static readonly string[] Around = ["my", "mi", "a", "al", "the", "please", "por", "favor", "anymore", "any", "more"];

    /// <summary>Those whom these words name, and nothing besides: "Jo", "my daughter", "mi hija Lucia".</summary>
    public static IReadOnlyList<FamilyMember> Meant(ChartSummary chart, string said, Talk talk)
    {
        var words = Words(said).Except(Around).ToList();
        return words.Count == 0 ? [] : [.. chart.Family.Where(member => Called(member, talk) is var called && words.All(called.Contains))];
    }

    /// <summary>Whether words of the patient's own speak of somebody: "my daughter Jo".</summary>
    public static bool Speaks(string said, FamilyMember member, Talk talk) => Words(said).Except(Around).Any(Called(member, talk).Contains);

    private static HashSet<string> Called(FamilyMember member, Talk talk)
    {
        var called = Words(member.Name.Full).Concat(Words(member.Relation)).ToHashSet(StringComparer.Ordinal);
        foreach (var relation in Relations.Select(name => talk.Option(name, $"family.relation.{name}")))
        {
            var ways = relation.Also.Prepend(relation.Label).Select(Folding.Words).ToList();
            called.UnionWith(ways.Contains(Folding.Words(member.Relation)) ? ways : []);
        }

        return called;
    }

    private static string[] Words(string said) => Folding.Words(said).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
