using CareBot.Care.Patients;

namespace CareBot.Care.Consent;

/// <summary>Everybody outside the care team whom the patient lets see or do something, as it stands at one instant. Pure.</summary>
/// <param name="Family">Who of the family may do something.</param>
/// <param name="Answering">Who else may answer in the patient's place, in the patient's words.</param>
/// <param name="Services">The services that may be told, by name.</param>
/// <param name="Unnamed">How many more services may be told: no name of a sensitive need stands in a chat that others may see.</param>
public sealed record Grants(IReadOnlyList<FamilyMember> Family, IReadOnlyList<string> Answering, IReadOnlyList<string> Services, int Unnamed)
{
    public bool IsNone => Family.Count + Answering.Count + Services.Count + Unnamed == 0;

    public static Grants Of(ChartSummary chart, DateTimeOffset now)
    {
        var told = chart.SharingConsents.Where(consent => consent.Covers(consent.Service, now)).Select(consent => consent.Service).Distinct().ToList();
        var named = told.Select(service => chart.Referrals.LastOrDefault(one => one.Service.Id == service)).Where(one => one is { IsSensitive: false }).Select(one => one!.Service.Name).ToList();
        return new Grants(
            [.. chart.Family.Where(one => one.May.Count > 0)],
            [.. chart.Answering.Where(one => one.Holds(now)).Select(one => one.Who).Distinct()],
            named,
            told.Count - named.Count);
    }
}
