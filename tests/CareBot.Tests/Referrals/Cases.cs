using System.Globalization;
using CareBot.Care.Consent;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;
using CareBot.Tests.Architecture;

namespace CareBot.Tests.Referrals;

/// <summary>A referral of Dot to a food pantry, and times around it.</summary>
internal static class Cases
{
    public static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-03-02T16:00:00Z", CultureInfo.InvariantCulture);

    public static readonly ReferralPolicy Policy = ReferralPolicy.Load(File.ReadAllBytes(Repository.Path("dialogs", "ReferPatient", "referral-policy.json")), "referral-policy.json");

    public static readonly Referral Proposed = new()
    {
        Id = "r1",
        Category = "food-insecurity",
        Service = new ReferredTo("s1", "Food Pantry", "intake@pantry.example", "555-0101"),
        Alternatives = [new ReferredTo("s2", "Parish Shelf", null, null)],
        By = new StaffId("maria"),
        ProposedAt = Now,
        StateAt = Now,
    };

    public static readonly Referral Sent = Proposed with { State = ReferralState.Sent, SentAt = Now, LinkUntil = Now.AddDays(60), Consent = "c1" };

    public static SharingConsent Consent { get; } = new()
    {
        Id = "c1",
        Service = "s1",
        What = ReferralDesk.Told,
        How = "chat",
        By = new Author(Roles.Patient, "dot", "a"),
        GivenAt = Now,
        Until = Now.AddDays(365),
    };
}
