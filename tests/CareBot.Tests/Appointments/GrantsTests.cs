using CareBot.Care.Consent;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;
using CareBot.Tests.Host;
using CareBot.Tests.Referrals;

namespace CareBot.Tests.Appointments;

/// <summary>Whom a patient has let in: told whole whenever they ask, and ended by the words that the answer gives.</summary>
public sealed class GrantsTests
{
    private static readonly ChartSummary Dot = new()
    {
        Patient = new PatientId("dot"),
        Name = new PersonName("Dot", "Mercer"),
        Language = "en",
        TimeZone = "America/New_York",
        Coordinator = new StaffId("maria"),
        Referrals = [Cases.Sent],
        SharingConsents = [Cases.Consent],
    };

    [Fact]
    public void A_service_that_may_be_told_is_named_until_its_time_is_over_or_the_patient_takes_it_back()
    {
        Assert.Equal(["Food Pantry"], Grants.Of(Dot, Cases.Consent.Until.AddTicks(-1)).Services);
        Assert.True(Grants.Of(Dot, Cases.Consent.Until).IsNone);
        Assert.True(Grants.Of(Dot with { SharingConsents = [Cases.Consent with { RevokedAt = Cases.Now }] }, Cases.Now).IsNone);
    }

    [Fact]
    public void A_service_for_a_need_of_which_nothing_stands_in_chat_is_counted_and_not_named()
    {
        var grants = Grants.Of(Dot with { Referrals = [Cases.Sent with { IsSensitive = true }] }, Cases.Now);
        Assert.Equal((0, 1, false), (grants.Services.Count, grants.Unnamed, grants.IsNone));
    }

    [Fact]
    public async Task Whoever_asks_reads_family_and_services_in_one_answer_and_stop_sharing_says_who_is_left()
    {
        await using var bot = new BotFixture(at: "2026-03-02T20:00:00Z");
        var desk = bot.Get<ReferralDesk>();
        var (patient, maria, now, cancelled) = (new PatientId("dot"), new Author(Roles.Coordinator, "maria", "m1"), bot.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        Assert.IsType<ReferralAnswer.Changed>(await desk.ProposeAsync(patient, ("food-insecurity", false), Cases.Proposed.Service, [], null, maria, now, cancelled));
        await desk.ConsentAsync(patient, Assert.Single((await bot.ChartAsync("dot")).Referrals).Id, "chat", new Author(Roles.Patient, "dot", "p1"), now, cancelled);
        await bot.SayAllAsync("dot", "let Jo book for me", "yes");
        var answer = (await bot.SayAsync("dot", "who can see this")).Text;
        Assert.Contains("Jo Mercer", answer, StringComparison.Ordinal);
        Assert.Contains("Food Pantry", answer, StringComparison.Ordinal);
        var left = (await bot.SayAsync("dot", "stop sharing")).Text;
        Assert.Contains("Jo Mercer", left, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody outside your care team", left, StringComparison.Ordinal);
        await bot.SayAsync("dot", "stop Jo");
        Assert.Contains("Nobody else can", (await bot.SayAsync("dot", "who can see this")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ending_what_a_daughter_may_do_is_no_cry_for_help_and_what_is_typed_beside_it_still_is()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "let Jo book for me", "yes");
        Assert.Contains("may not book", (await bot.SayAsync("dot", "I don't want Jo to book for me anymore")).Text, StringComparison.Ordinal);
        Assert.Empty((await bot.ChartAsync("dot")).OpenAlerts);
        Assert.Contains("988", (await bot.SayAsync("dot", "I don't want Jo to book for me anymore, I don't want to live")).Text, StringComparison.Ordinal);
        Assert.Single((await bot.ChartAsync("dot")).OpenAlerts);
    }

    [Fact]
    public async Task Words_that_begin_like_an_end_and_name_nobody_of_the_family_end_nothing()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("dot", "let Jo book for me", "yes");
        foreach (var words in new[] { "stop my daughter's pain", "remove Jo from the hospital bed", "block the pain" })
        {
            await bot.SayAsync("dot", words);
        }

        Assert.True(Assert.Single((await bot.ChartAsync("dot")).Family).MayBook);
    }
}
