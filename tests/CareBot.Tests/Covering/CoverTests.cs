using CareBot.Care.Caseload;
using CareBot.Care.Covering;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;
using CareBot.Tests.Host;

namespace CareBot.Tests.Covering;

/// <summary>Patients go to who said yes, for the days that were said, with all that is open; and come back.</summary>
public sealed class CoverTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static Cover Asked { get; } = new() { Id = "1", For = new StaffId("maria"), By = new StaffId("ana"), AskedAt = Monday, From = Monday.AddDays(1), Until = Monday.AddDays(3), Patients = 3 };

    /// <summary>Every order of clock and answer comes to the same: the patient is with who covers from its begin to its end, and only after a yes.</summary>
    [Theory]
    [InlineData(null, 0, CoverState.Asked, "maria")]
    [InlineData(null, 2, CoverState.Asked, "maria")]
    [InlineData(null, 4, CoverState.Over, "maria")]
    [InlineData(true, 0, CoverState.Accepted, "maria")]
    [InlineData(true, 1, CoverState.Begun, "ana")]
    [InlineData(true, 2, CoverState.Begun, "ana")]
    [InlineData(true, 3, CoverState.Over, "maria")]
    [InlineData(true, 400, CoverState.Over, "maria")]
    [InlineData(false, 2, CoverState.Declined, "maria")]
    [InlineData(false, 4, CoverState.Declined, "maria")]
    public void Time_moves_a_patient_only_after_a_yes(bool? answer, int days, CoverState state, string holder)
    {
        var cover = answer switch { true => Asked with { State = CoverState.Accepted }, false => Asked with { State = CoverState.Declined }, null => Asked };
        while (CoverDesk.Step(cover, Monday.AddDays(days)) is { } next)
        {
            cover = next;
        }

        Assert.Equal((state, new StaffId(holder)), (cover.State, cover.Holder));
    }

    [Fact]
    public void What_is_for_good_has_no_end()
    {
        var cover = Asked with { Until = null, State = CoverState.Accepted };
        var begun = CoverDesk.Step(cover, Monday.AddDays(2))!;
        Assert.Equal((CoverState.Begun, false), (begun.State, begun.IsOpen));
        Assert.Null(CoverDesk.Step(begun, Monday.AddYears(5)));
    }

    [Fact]
    public async Task The_lists_of_both_follow_the_chart_there_and_back()
    {
        await using var bot = new BotFixture(at: "2026-03-02T18:00:00Z");
        await bot.RunOutreachAsync();
        await bot.SayAllAsync("ana", "hello");
        await bot.SayAllAsync("maria", "refer Dot for food near 60629", "1", "yes");
        await bot.SayAllAsync("maria", "cover me today until Wednesday with Ana", "yes");
        await bot.RunOutreachAsync();
        Assert.Equal(["maria"], await HoldersAsync(bot));
        await bot.SayAllAsync("ana", "I cover Maria");
        await bot.RunOutreachAsync();
        await bot.RunOutreachAsync();
        Assert.Equal(["ana"], await HoldersAsync(bot));
        Assert.Empty(await bot.Get<CaseloadDesk>().ReadAsync(new StaffId("maria"), bot.Clock.GetUtcNow(), TestContext.Current.CancellationToken));
        var moved = (await bot.ChartAsync("dot")).Referrals.Count;
        Assert.NotEqual(0, moved);
        Assert.Equal(moved, (await bot.Get<ReferralBoard>().ReadAsync(new StaffId("ana"), TestContext.Current.CancellationToken)).Count);
        Assert.Empty(await bot.Get<ReferralBoard>().ReadAsync(new StaffId("maria"), TestContext.Current.CancellationToken));
        Assert.Contains("Ana", (await bot.SayAsync("walt", "who is my coordinator")).Text, StringComparison.Ordinal);

        bot.Clock.Advance(TimeSpan.FromDays(3));
        await bot.RunOutreachAsync();
        await bot.RunOutreachAsync();
        Assert.Equal(["maria"], await HoldersAsync(bot));
        Assert.Equal(3, (await bot.Get<CaseloadDesk>().ReadAsync(new StaffId("maria"), bot.Clock.GetUtcNow(), TestContext.Current.CancellationToken)).Count);
        Assert.DoesNotContain(await bot.Get<CaseloadDesk>().ReadAsync(new StaffId("ana"), bot.Clock.GetUtcNow(), TestContext.Current.CancellationToken), row => row.Patient.Value is "walt" or "rosa" or "dot");
        Assert.Equal(moved, (await bot.Get<ReferralBoard>().ReadAsync(new StaffId("maria"), TestContext.Current.CancellationToken)).Count);
    }

    [Fact]
    public async Task Who_is_away_cannot_be_asked_and_nobody_is_asked_twice()
    {
        await using var bot = new BotFixture(at: "2026-03-02T18:00:00Z");
        await bot.RunOutreachAsync();
        await bot.SayAllAsync("ana", "cover me March 9 to March 13 with Tom", "yes");
        Assert.Contains("is away then", (await bot.SayAsync("maria", "cover me March 12 to March 16 with Ana")).Text, StringComparison.Ordinal);
        Assert.Contains("Shall I ask Ana", (await bot.SayAsync("maria", "cover me March 14 to March 16 with Ana")).Text, StringComparison.Ordinal);
        await bot.SayAsync("maria", "yes");
        Assert.Contains("asked already", (await bot.SayAsync("maria", "cover me next week with Tom")).Text, StringComparison.Ordinal);
        await bot.SayAsync("maria", "end my cover");
        Assert.Contains("Shall I ask Tom", (await bot.SayAsync("maria", "cover me next week with Tom")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_what_is_over_moves_nobody()
    {
        await using var bot = new BotFixture(at: "2026-03-02T18:00:00Z");
        await bot.RunOutreachAsync();
        await bot.SayAllAsync("maria", "cover me March 3 to March 4 with Ana", "yes");
        bot.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Contains("Nobody called", (await bot.SayAsync("ana", "I cover Maria")).Text, StringComparison.Ordinal);
        await bot.RunOutreachAsync();
        Assert.Equal(["maria"], await HoldersAsync(bot));
    }

    [Fact]
    public async Task A_yes_to_one_transfer_is_none_to_another_of_the_same_colleague()
    {
        await using var bot = new BotFixture(at: "2026-03-02T18:00:00Z");
        await bot.RunOutreachAsync();
        await bot.SayAllAsync("maria", "transfer Walt to Ana", "yes");
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.SayAllAsync("maria", "transfer Dot to Ana", "yes");
        var which = await bot.SayAsync("ana", "I cover Maria");
        Assert.Contains("1. I take over Walt Novak", which.Text, StringComparison.Ordinal);
        Assert.Contains("2. I take over Dot Mercer", which.Text, StringComparison.Ordinal);
        Assert.Contains("Thank you", (await bot.SayAsync("ana", "2")).Text, StringComparison.Ordinal);
        await bot.RunOutreachAsync();
        Assert.Equal(("maria", "ana"), ((await bot.ChartAsync("walt")).Coordinator.Value, (await bot.ChartAsync("dot")).Coordinator.Value));
        await bot.SayAsync("ana", "I can't take over Walt Novak");
        await bot.RunOutreachAsync();
        Assert.Equal((CoverState.Declined, "maria"), ((await bot.ChartAsync("walt")).Cover!.State, (await bot.ChartAsync("walt")).Coordinator.Value));
        Assert.Contains("Nobody called", (await bot.SayAsync("ana", "I take over Walt")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_day_of_a_cover_is_the_practices_for_a_patient_further_east_too()
    {
        await using var bot = new BotFixture(at: "2026-03-02T18:00:00Z");
        await bot.RunOutreachAsync();
        await bot.SayAsync("walt", "hello");
        await bot.Get<Charts>().ChangeAsync(new PatientId("walt"), chart => chart with { TimeZone = "America/New_York" }, TestContext.Current.CancellationToken);
        await bot.SayAllAsync("maria", "cover me March 2 to March 6 with Ana", "yes");
        await bot.SayAsync("ana", "I cover Maria");
        await bot.RunOutreachAsync();
        await bot.RunOutreachAsync();
        Assert.Contains((await bot.TranscriptAsync("walt")), said => said.Text?.Contains("until Friday, March 6", StringComparison.Ordinal) == true);
    }

    private static async Task<IReadOnlyList<string>> HoldersAsync(BotFixture bot)
    {
        List<string> holders = [];
        foreach (var patient in new[] { "rosa", "walt", "dot" })
        {
            holders.Add((await bot.ChartAsync(patient)).Coordinator.Value);
        }

        return [.. holders.Distinct()];
    }
}
