using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Tests.CheckIns;
using CareBot.Tests.Host;

namespace CareBot.Tests.Alerts;

/// <summary>What is expected raises no alert; more of it, anything else and everything red do (care reference 3.5).</summary>
public sealed class SnoozeTests
{
    private static readonly CheckInAnswer.Chosen Yes = new("yes");

    /// <summary>A gain of 3.5 pounds in a day, and new swelling, on March 3.</summary>
    private static (Patient Patient, Snooze Snooze) Expected()
    {
        var patient = new Patient();
        patient.ChecksIn("2026-03-02 08:00", 180);
        var seen = patient.Answers("2026-03-03 08:00", Patient.AllWell(("weight", patient.Weighs("2026-03-03 08:00", 183.5m)), ("swelling", Yes)));
        return (patient, new Snooze("heart-failure", ExpectedSign.Of(seen.Judgement.Reasons), new DateOnly(2026, 3, 10), "New water pill.", new StaffId("maria"), patient.At("2026-03-03 09:00")));
    }

    private static bool Holds(string day, decimal before, decimal weight, params (string, CheckInAnswer)[] others)
    {
        var (patient, snooze) = Expected();
        patient.ChecksIn($"{day} 06:00", before);
        var next = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return snooze.Holds(patient.Answers($"{next} 08:00", Patient.AllWell([("weight", patient.Weighs($"{next} 08:00", weight)), .. others])));
    }

    [Fact]
    public void The_same_and_less_is_held_back_more_of_it_is_not()
    {
        Assert.True(Holds("2026-03-04", 180, 183.5m));
        Assert.True(Holds("2026-03-04", 180, 183m, ("swelling", Yes)));
        Assert.False(Holds("2026-03-04", 180, 183.6m));
    }

    [Fact]
    public void A_sign_that_is_not_expected_comes_through()
    {
        Assert.False(Holds("2026-03-04", 180, 183.5m, ("breath", Yes)));
        Assert.False(Holds("2026-03-04", 180, 183.5m, ("night", new CheckInAnswer.Chosen("extra-pillows"))));
    }

    [Fact]
    public void A_red_day_is_never_held_back_even_where_somebody_expects_its_sign()
    {
        var patient = new Patient();
        var red = patient.Answers("2026-03-03 08:00", Patient.AllWell(("weight", patient.Weighs("2026-03-03 08:00", 180)), ("danger", new CheckInAnswer.Chosen("chest-pain"))));
        Assert.False(new Snooze("heart-failure", ExpectedSign.Of(red.Judgement.Reasons), new DateOnly(2026, 3, 10), "", new StaffId("maria"), patient.At("2026-03-03 09:00")).Holds(red));
    }

    [Fact]
    public void It_is_over_after_its_last_day_and_green_days_are_no_matter_of_it()
    {
        Assert.True(Holds("2026-03-09", 180, 183.5m));
        Assert.False(Holds("2026-03-10", 180, 183.5m));
        Assert.False(Holds("2026-03-04", 180, 180));
    }

    [Fact]
    public async Task Correcting_a_day_that_was_held_back_to_more_than_that_raises_the_alert_at_once()
    {
        await using var bot = new BotFixture();
        await CheckInAsync(bot);
        await bot.RunOutreachAsync();
        await bot.SayAllAsync("maria", "snooze Walt 7 days because of the trip", "yes");
        Assert.Empty((await bot.ChartAsync("walt")).OpenAlerts);
        bot.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("Nobody will call about it today", await CheckInAsync(bot), StringComparison.Ordinal);
        var held = await bot.ChartAsync("walt");
        Assert.Empty(held.OpenAlerts);
        Assert.Equal(Zone.Yellow, held.Standing!.Zone);
        await bot.SayAllAsync("walt", "change an answer", "breathing", "yes");
        var raised = await bot.ChartAsync("walt");
        Assert.Equal(["more-breathless", "new-swelling"], Assert.Single(raised.OpenAlerts).Reasons.Select(reason => reason.RuleId));
        Assert.Equal("of the trip", raised.OpenAlerts[0].Snoozed!.Reason);
        Assert.Empty(raised.Snoozes);
    }

    [Fact]
    public async Task After_its_end_alerts_come_as_before()
    {
        await using var bot = new BotFixture();
        await CheckInAsync(bot);
        await bot.RunOutreachAsync();
        await bot.SayAllAsync("maria", "snooze Walt until Wednesday because of the trip", "yes");
        bot.Clock.Advance(TimeSpan.FromDays(1));
        await CheckInAsync(bot);
        Assert.Empty((await bot.ChartAsync("walt")).OpenAlerts);
        await bot.SayAllAsync("maria", "end snooze of Walt");
        bot.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("call the clinic today", await CheckInAsync(bot), StringComparison.Ordinal);
        var chart = await bot.ChartAsync("walt");
        Assert.Null(Assert.Single(chart.OpenAlerts).Snoozed);
    }

    [Fact]
    public async Task An_emergency_is_not_put_off()
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync("walt", "check in", "182.4", "chest pain or pressure");
        await bot.RunOutreachAsync();
        Assert.Contains("never held back", (await bot.SayAsync("maria", "snooze Walt 7 days because he always has that")).Text, StringComparison.Ordinal);
        Assert.NotEmpty((await bot.ChartAsync("walt")).OpenAlerts);
    }

    private static async Task<string> CheckInAsync(BotFixture bot)
    {
        await bot.SayAllAsync("walt", "check in", "182.4", "none of these", "no", "yes", "none of these");
        return (await bot.SayAsync("walt", "none of these")).Text;
    }
}
