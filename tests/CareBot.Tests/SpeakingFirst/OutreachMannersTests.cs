using System.Text;
using CareBot.Care.Content;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.SpeakingFirst;

/// <summary>What holds for everything that the bot says first, whichever feature has it due.</summary>
public sealed class OutreachMannersTests
{
    [Theory]
    [InlineData("2026-03-02 20:59", true)]
    [InlineData("2026-03-02 21:00", false)]
    [InlineData("2026-03-03 00:00", false)]
    [InlineData("2026-03-03 07:59", false)]
    [InlineData("2026-03-03 08:00", true)]
    public void Nobody_is_written_to_in_the_quiet_hours_of_where_they_live(string local, bool said)
    {
        Assert.Equal(said, Due(new Reminder(), Rosa, At(local)).Any());
        Assert.Equal(said, Due(new Reminder(), Rosa with { TimeZone = "America/New_York" }, At(local, "America/New_York")).Any());
    }

    [Fact]
    public void A_member_of_staff_has_the_quiet_hours_of_the_practice()
    {
        var abroad = Rosa with { TimeZone = "Asia/Tokyo" };
        Assert.Empty(Due(new Reminder(new StaffId("maria")), abroad, At("2026-03-02 21:00")));
        Assert.NotEmpty(Due(new Reminder(new StaffId("maria")), abroad, At("2026-03-02 20:59")));
    }

    [Fact]
    public void What_somebody_waits_for_is_said_at_any_hour_and_to_whoever_asked_for_no_messages()
    {
        Assert.NotEmpty(Due(new Reminder(isAwaited: true), Rosa with { Quiet = true }, At("2026-03-02 03:00")));
        Assert.Empty(Due(new Reminder(), Rosa with { Quiet = true }, At("2026-03-02 12:00")));
        Assert.NotEmpty(Due(new Reminder(), Rosa with { Quiet = false }, At("2026-03-02 12:00")));
    }

    [Fact]
    public void Whom_no_channel_reaches_hears_nothing_and_staff_still_hear_about_them()
    {
        var lost = Rosa with { Unreachable = new Unreachable(At("2026-03-01 12:00"), "bot-removed") };
        Assert.Empty(Due(new Reminder(isAwaited: true), lost, At("2026-03-02 12:00")));
        Assert.NotEmpty(Due(new Reminder(new StaffId("maria")), lost, At("2026-03-02 12:00")));
    }

    [Theory]
    [InlineData("2026-03-02 21:00", "2026-03-03 08:00")]
    [InlineData("2026-03-03 07:59", "2026-03-03 08:00")]
    // The clocks of Chicago go forward in the night to the eighth of March, and back in the night to the first of November.
    [InlineData("2026-03-07 22:00", "2026-03-08 08:00")]
    [InlineData("2026-10-31 22:00", "2026-11-01 08:00")]
    public void What_the_quiet_hours_hold_back_is_looked_at_again_when_they_end(string now, string next)
    {
        var rules = new OutreachRules([new Reminder()], Policy);
        Assert.Equal(At(next), rules.NextLook(Rosa, Lakeside, At(now)));
        Assert.NotEmpty(rules.Due(Rosa, Lakeside, At(next)));
        Assert.Null(rules.NextLook(Rosa, Lakeside, At("2026-03-03 12:00")));
    }

    [Fact]
    public void A_quiet_time_in_the_middle_of_the_day_begins_and_ends_on_it()
    {
        var siesta = Policy with { QuietFrom = new TimeOnly(13, 0), QuietUntil = new TimeOnly(15, 0) };
        Assert.Equal([false, true, true, false], new[] { "12:59", "13:00", "14:59", "15:00" }.Select(time => siesta.IsQuiet(At("2026-03-02 " + time), "America/Chicago")));
        Assert.Equal(At("2026-03-02 15:00"), siesta.EndAfter(At("2026-03-02 13:30"), "America/Chicago"));
    }

    [Fact]
    public void The_earliest_look_that_any_feature_foresees_is_the_next_one()
    {
        var rules = RulesOf(Protocols, new Reminder(next: At("2026-03-02 12:30")));
        Assert.Equal(At("2026-03-02 12:30"), rules.NextLook(Rosa, Lakeside, At("2026-03-02 12:00")));
        Assert.Equal(At("2026-03-03 08:00"), rules.NextLook(Rosa, Lakeside, At("2026-03-02 12:30")));
    }

    [Theory]
    [InlineData("""{"kind":"outreach-policy","version":"1","source":"s","signatory":"s","quietFrom":"9 pm","quietUntil":"08:00"}""", "#$.quietFrom")]
    [InlineData("""{"kind":"outreach-policy","version":"1","source":"s","signatory":"s","quietFrom":"08:00","quietUntil":"08:00"}""", "#/quietUntil")]
    [InlineData("""{"kind":"outreach-policy","version":"1","source":"s","quietFrom":"21:00","quietUntil":"08:00"}""", "signatory")]
    [InlineData("null", "quietUntil")]
    [InlineData("", "quietUntil")]
    public void Quiet_hours_that_cannot_be_meant_stop_the_start_and_name_the_place(string json, string place)
    {
        var broken = Assert.Throws<ContentException>(() => OutreachPolicy.Load(Encoding.UTF8.GetBytes(json), "outreach-policy.json"));
        Assert.StartsWith("outreach-policy.json#", broken.Message, StringComparison.Ordinal);
        Assert.Contains(place, broken.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<OutreachItem> Due(Reminder feature, ChartSummary chart, DateTimeOffset now) => new OutreachRules([feature], Policy).Due(chart, Lakeside, now);

    /// <summary>A feature that has one thing due at all times.</summary>
    private sealed class Reminder(StaffId? staff = null, bool isAwaited = false, DateTimeOffset? next = null) : IDueRules
    {
        public IEnumerable<OutreachItem> Due(ChartSummary chart, Practice practice, DateTimeOffset now) => [new Item(chart.Patient, staff, isAwaited)];

        public DateTimeOffset? NextLook(ChartSummary chart, Practice practice, DateTimeOffset now) => next > now ? next : null;

        public ChartSummary Mark(ChartSummary chart, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> said) => chart;
    }

    private sealed record Item(PatientId Patient, StaffId? To, bool Awaited) : OutreachItem("outreach:reminder", Patient)
    {
        public override StaffId? Staff => To;

        public override bool IsAwaited => Awaited;
    }
}
