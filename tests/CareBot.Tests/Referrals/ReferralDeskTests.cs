using CareBot.Care.Patients;
using CareBot.Care.Referrals;
using CareBot.Tests.Host;

namespace CareBot.Tests.Referrals;

/// <summary>Two people, two presses, a store that changes in between: every word counts once, and none is lost.</summary>
public sealed class ReferralDeskTests : IAsyncDisposable
{
    private static readonly PatientId Dot = new("dot");
    private static readonly Author Maria = new(Roles.Coordinator, "maria", "m1");
    private static readonly Author Pantry = new(Roles.Agency, "s1", "a1");

    private readonly BotFixture _bot = new(at: "2026-03-02T20:00:00Z");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ReferralDesk Desk => _bot.Get<ReferralDesk>();

    private DateTimeOffset Now => _bot.Clock.GetUtcNow();

    [Fact]
    public async Task The_same_press_at_the_same_time_is_one_event_and_different_ones_are_both_kept()
    {
        var id = await SentAsync(Cases.Proposed.Service);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Desk.AnswerAsync(Dot, id, new AgencyAnswer(ReferralState.Accepted), Pantry, Now, Cancelled)));
        Assert.Equal(["proposed", "sent", "answered"], await EventsAsync(id));
        await Task.WhenAll(
            Desk.AnswerAsync(Dot, id, new AgencyAnswer(ReferralState.Scheduled, Day: new DateOnly(2026, 3, 9)), Pantry, Now, Cancelled),
            Desk.PatientSaysAsync(Dot, id, PatientWord.NotYet, new Author(Roles.Patient, "dot", "p1"), Now, Cancelled));
        var after = (await Desk.FindAsync(Dot, id, Cancelled))!;
        Assert.Equal((ReferralState.Scheduled, PatientWord.NotYet, 5), (after.State, after.PatientSays, after.Events));
    }

    [Fact]
    public async Task The_same_service_for_the_same_need_is_one_referral_while_it_is_open()
    {
        var first = await ProposeAsync(Cases.Proposed.Service, "m1");
        Assert.Equal(first, await ProposeAsync(Cases.Proposed.Service, "m2"));
        await Desk.WithdrawAsync(Dot, first, Maria, Now, Cancelled);
        Assert.NotEqual(first, await ProposeAsync(Cases.Proposed.Service, "m3"));
    }

    [Fact]
    public async Task The_next_best_takes_the_place_of_the_one_that_said_no()
    {
        var first = await SentAsync(Cases.Proposed.Service);
        await Desk.AnswerAsync(Dot, first, new AgencyAnswer(ReferralState.Declined, NoReason.NoFunds), Pantry, Now, Cancelled);
        await Desk.ProposeAsync(Dot, ("food-insecurity", false), Cases.Proposed.Alternatives[0], [], first, Maria with { ActivityId = "m2" }, Now, Cancelled);
        Assert.NotNull((await Desk.FindAsync(Dot, first, Cancelled))!.ClosedAt);
        var standing = Assert.Single((await _bot.ChartAsync("dot")).Referrals, one => one.IsOpen);
        Assert.Equal((first, "s2"), (standing.Follows, standing.Service.Id));
    }

    [Fact]
    public async Task Taking_consent_back_ends_what_an_agency_has_not_finished_and_leaves_what_is_delivered()
    {
        var done = await SentAsync(Cases.Proposed.Service);
        await Desk.AnswerAsync(Dot, done, new AgencyAnswer(ReferralState.Delivered), Pantry, Now, Cancelled);
        var open = await SentAsync(Cases.Proposed.Alternatives[0]);
        Assert.Equal(2, await Desk.RevokeAsync(Dot, new Author(Roles.Patient, "dot", "p1"), Now, Cancelled));
        Assert.Equal(ReferralState.Delivered, (await Desk.FindAsync(Dot, done, Cancelled))!.State);
        Assert.Equal((ReferralState.Withdrawn, NoReason.NoConsent), ((await Desk.FindAsync(Dot, open, Cancelled))!.State, (await Desk.FindAsync(Dot, open, Cancelled))!.Reason));
        Assert.Equal(0, await Desk.RevokeAsync(Dot, new Author(Roles.Patient, "dot", "p2"), Now, Cancelled));
    }

    [Theory]
    [InlineData(ReferralState.Declined, NoReason.Full, ReferralState.Withdrawn)]
    [InlineData(ReferralState.Waitlisted, null, ReferralState.Withdrawn)]
    [InlineData(ReferralState.Delivered, null, ReferralState.Delivered)]
    public async Task Taking_consent_back_ends_what_an_agency_said_no_to_as_well_and_no_word_of_theirs_changes_it_any_more(ReferralState said, NoReason? reason, ReferralState after)
    {
        var id = await SentAsync(Cases.Proposed.Service);
        await Desk.AnswerAsync(Dot, id, new AgencyAnswer(said, reason), Pantry, Now, Cancelled);
        await Desk.RevokeAsync(Dot, new Author(Roles.Patient, "dot", "p1"), Now, Cancelled);
        Assert.Equal(after, (await Desk.FindAsync(Dot, id, Cancelled))!.State);
        Assert.IsType<ReferralAnswer.AlreadySo>(await Desk.AnswerAsync(Dot, id, new AgencyAnswer(ReferralState.Accepted), Pantry with { ActivityId = "a2" }, Now, Cancelled));
        Assert.Equal(after, (await Desk.FindAsync(Dot, id, Cancelled))!.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Taking_consent_back_holds_though_the_chart_changes_in_the_same_moment(bool withdrawn)
    {
        var id = await SentAsync(Cases.Proposed.Service);
        if (withdrawn) await Desk.WithdrawAsync(Dot, id, Maria with { ActivityId = "w1" }, Now, Cancelled);
        var once = true;
        _bot.Store.Before = async call =>
        {
            if (call is { Writes: true, Table: "charts", Partition: "dot" } && once)
            {
                once = false;
                await _bot.Get<EnrolDesk>().QuietAsync(Dot, true, Cancelled);
            }
        };
        Assert.Equal(1, await Desk.RevokeAsync(Dot, new Author(Roles.Patient, "dot", "p1"), Now, Cancelled));
        Assert.False(once);
        var chart = await _bot.ChartAsync("dot");
        Assert.Equal(Now, Assert.Single(chart.SharingConsents).RevokedAt);
        Assert.True(chart.Quiet);
    }

    [Fact]
    public async Task The_summary_keeps_what_is_open_and_some_of_what_is_closed_and_the_chart_keeps_all()
    {
        var ids = new List<string>();
        for (var i = 0; i < 15; i++)
        {
            ids.Add(await ProposeAsync(Cases.Proposed.Service with { Id = $"s{i}" }, $"m{i}"));
            if (i > 0) await Desk.WithdrawAsync(Dot, ids[i], Maria, Now, Cancelled);
        }

        var kept = (await _bot.ChartAsync("dot")).Referrals;
        Assert.Contains(kept, one => one.Id == ids[0]);
        Assert.InRange(kept.Count, 10, 14);
        Assert.NotNull(await Desk.FindAsync(Dot, ids[1], Cancelled));
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    private async Task<string> ProposeAsync(ReferredTo service, string cause) =>
        await Desk.ProposeAsync(Dot, ("food-insecurity", false), service, Cases.Proposed.Alternatives, null, Maria with { ActivityId = cause }, Now, Cancelled) switch
        {
            ReferralAnswer.Changed changed => changed.Referral.Id,
            ReferralAnswer.AlreadySo standing => standing.Referral.Id,
            _ => throw new InvalidOperationException("Nothing was proposed."),
        };

    private async Task<string> SentAsync(ReferredTo service)
    {
        var id = await ProposeAsync(service, "m-" + service.Id);
        await Desk.ConsentAsync(Dot, id, "spoken", Maria with { ActivityId = "c-" + service.Id }, Now, Cancelled);
        return id;
    }

    private async Task<IEnumerable<string>> EventsAsync(string id) => (await Desk.HistoryAsync(Dot, id, Cancelled)).Select(one => one.What);
}
