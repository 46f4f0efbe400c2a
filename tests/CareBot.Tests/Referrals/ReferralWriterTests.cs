using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CareBot.Care.Consent;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;
using CareBot.Tests.Architecture;

namespace CareBot.Tests.Referrals;

/// <summary>A referral as FHIR: the state of the task, its reason, and the published schema of R4.</summary>
public sealed class ReferralWriterTests
{
    private static readonly PatientId Dot = new("dot");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ReferralState.Proposed, "draft", "draft")]
    [InlineData(ReferralState.ConsentNeeded, "draft", "draft")]
    [InlineData(ReferralState.Sent, "requested", "active")]
    [InlineData(ReferralState.Accepted, "accepted", "active")]
    [InlineData(ReferralState.Waitlisted, "on-hold", "active")]
    [InlineData(ReferralState.Scheduled, "in-progress", "active")]
    [InlineData(ReferralState.Delivered, "completed", "completed")]
    [InlineData(ReferralState.Declined, "rejected", "revoked")]
    [InlineData(ReferralState.Withdrawn, "cancelled", "revoked")]
    public void Every_state_has_its_status_and_a_reason_where_the_guide_asks_for_one(ReferralState state, string task, string request)
    {
        var referral = Cases.Sent with { State = state, Reason = state is ReferralState.Declined ? NoReason.NotEligible : null };
        var written = ReferralWriter.Task(Dot, referral);
        Assert.Equal(task, (string?)written["status"]);
        Assert.Equal(request, (string?)ReferralWriter.ServiceRequest(Dot, referral)["status"]);
        Assert.Equal(task is "rejected" or "cancelled" or "on-hold" or "failed", written["statusReason"]?["text"] is not null);
        Assert.Equal(state == ReferralState.Delivered, written["output"] is not null);
    }

    [Fact]
    public async Task Every_state_is_valid_by_the_published_schema_and_the_schema_refuses_what_is_not()
    {
        var schema = Path.Combine(Repository.Root, "..", "shared", "data", "fhir", "fhir.schema.json");
        var consent = new SharingConsent { Id = "c1", Service = "s1", What = ReferralDesk.Told, How = "chat", By = new Author(Roles.Patient, "dot", "a"), GivenAt = Cases.Now, Until = Cases.Now.AddDays(365) };
        var resources = Enum.GetValues<ReferralState>()
            .Select(state => Cases.Sent with { State = state, PatientSays = PatientWord.SaidNo, PatientSaysAt = Cases.Now, AgencyNote = "Ask for Ewa.", Reason = NoReason.Full })
            .SelectMany(referral => new[] { ReferralWriter.Task(Dot, referral), ReferralWriter.ServiceRequest(Dot, referral) })
            .Append(ReferralWriter.Consent(Dot, consent, "Lakeside")).Append(ReferralWriter.Consent(Dot, consent with { RevokedAt = Cases.Now }, "Lakeside"))
            .ToList();
        Assert.Equal("", await ValidateAsync(schema, resources));
        var broken = ReferralWriter.Task(Dot, Cases.Sent);
        broken["status"] = "thrown away";
        Assert.Contains("Task thrown away", await ValidateAsync(schema, [broken]), StringComparison.Ordinal);
    }

    private static async Task<string> ValidateAsync(string schema, IReadOnlyList<JsonObject> resources)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Repository.Path("tests", "fhir", "validate.mjs"), schema]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        foreach (var resource in resources) await node.StandardInput.WriteLineAsync(resource.ToJsonString());
        node.StandardInput.Close();
        var (said, faults) = (node.StandardOutput.ReadToEndAsync(Cancelled), node.StandardError.ReadToEndAsync(Cancelled));
        await node.WaitForExitAsync(Cancelled);
        Assert.True(node.ExitCode == 0, await faults);
        return await said;
    }
}

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
        Id = "c1", Service = "s1", What = ReferralDesk.Told, How = "chat", By = new Author(Roles.Patient, "dot", "a"), GivenAt = Now, Until = Now.AddDays(365),
    };
}
