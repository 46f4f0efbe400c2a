using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.SpeakingFirst;

public sealed class MarkTests
{
    private static readonly OutreachItem.TellStaff Maria = new("m", new PatientId("rosa"), "a1", 1, new StaffId("maria"));
    private static readonly OutreachItem.TellStaff Tom = new("t", new PatientId("rosa"), "a1", 1, new StaffId("tom"));

    [Fact]
    public void A_notice_stays_due_until_everyone_who_needs_it_has_it()
    {
        var chart = Rosa with { OpenAlerts = [Raised] };
        Assert.Equal(0, After(chart, [Maria, Tom], [Maria]).OpenAlerts[0].NoticeSent);
        Assert.Equal(1, After(chart, [Maria, Tom], [Maria, Tom]).OpenAlerts[0].NoticeSent);
    }

    [Fact]
    public void A_notice_that_arose_meanwhile_stays_due()
    {
        var risen = Rosa with { OpenAlerts = [Raised with { Notice = 2 }] };
        Assert.Equal(1, After(risen, [Maria], [Maria]).OpenAlerts[0].NoticeSent);
    }

    [Fact]
    public void An_older_notice_delivered_late_takes_nothing_back()
    {
        var newer = Rosa with { OpenAlerts = [Raised with { Notice = 3, NoticeSent = 3 }], LastInvited = Day("2026-03-02") };
        var after = After(newer, [Maria, Invite("2026-03-01")], [Maria, Invite("2026-03-01")]);
        Assert.Equal(3, after.OpenAlerts[0].NoticeSent);
        Assert.Equal(Day("2026-03-02"), after.LastInvited);
    }

    [Fact]
    public void An_invitation_that_was_said_is_marked_with_its_day_and_one_that_was_not_is_not()
    {
        Assert.Equal(Day("2026-03-02"), After(Rosa, [Invite("2026-03-02")], [Invite("2026-03-02")]).LastInvited);
        Assert.Null(After(Rosa, [Invite("2026-03-02")], []).LastInvited);
    }

    [Fact]
    public void Setting_a_mark_twice_changes_nothing()
    {
        var told = new OutreachItem.TellPatient("p", new PatientId("rosa"), "a1", new StaffId("maria"));
        OutreachItem[] all = [Maria, told, Invite("2026-03-02")];
        var once = After(Rosa with { OpenAlerts = [Raised] }, all, all);
        var twice = After(once, all, all);
        Assert.True(once.OpenAlerts[0].PatientKnows);
        Assert.Equal((once.LastInvited, once.OpenAlerts[0]), (twice.LastInvited, twice.OpenAlerts[0]));
    }

    [Fact]
    public void An_alert_that_was_closed_meanwhile_is_not_brought_back() =>
        Assert.Empty(After(Rosa, [Maria], [Maria]).OpenAlerts);

    [Fact]
    public void Another_alert_is_left_as_it_is()
    {
        var other = Raised with { Id = "a2" };
        Assert.Equal(other, After(Rosa with { OpenAlerts = [other] }, [Maria], [Maria]).OpenAlerts[0]);
    }

    private static OutreachItem.Invite Invite(string day) => new("i" + day, new PatientId("rosa"), "heart-failure", Day(day));

    private static ChartSummary After(ChartSummary chart, OutreachItem[] due, OutreachItem[] delivered) => Rules.Mark(chart, due, delivered);
}
