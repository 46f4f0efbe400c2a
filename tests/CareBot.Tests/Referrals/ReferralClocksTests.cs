using CareBot.Care.Mail;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;
using CareBot.Tests.SpeakingFirst;

namespace CareBot.Tests.Referrals;

/// <summary>Who is asked, told, written to and reminded, and when.</summary>
public sealed class ReferralClocksTests
{
    private static readonly DateTimeOffset Now = Cases.Now;
    private static readonly ReferralClocks Mailing = new(Cases.Policy, new MailSwitch(true));
    private static readonly ReferralClocks Silent = new(Cases.Policy, new MailSwitch(false));

    [Fact]
    public void An_agency_is_written_to_at_once_again_after_three_days_of_silence_and_three_times_in_all()
    {
        var chart = Chart(Cases.Sent);
        var letters = new List<DateTimeOffset>();
        for (var at = Now; at < Now.AddDays(30); at = at.AddHours(12))
        {
            var due = Mailing.Due(chart, People.Lakeside, at).OfType<WriteAgency>().ToList();
            letters.AddRange(due.Select(_ => at));
            chart = Mailing.Mark(chart, due, due);
        }

        Assert.Equal([Now, Now.AddDays(3), Now.AddDays(6)], letters);
    }

    [Fact]
    public void Nobody_is_written_to_without_a_mail_server_without_an_address_or_after_an_answer()
    {
        Assert.Empty(Silent.Due(Chart(Cases.Sent), People.Lakeside, Now).OfType<WriteAgency>());
        Assert.Empty(Mailing.Due(Chart(Cases.Sent with { Service = Cases.Sent.Service with { Email = null } }), People.Lakeside, Now).OfType<WriteAgency>());
        Assert.Empty(Mailing.Due(Chart(Cases.Sent with { State = ReferralState.Accepted }), People.Lakeside, Now).OfType<WriteAgency>());
    }

    [Fact]
    public void A_coordinator_is_reminded_on_the_seventh_day_of_silence_and_every_seven_days_after()
    {
        var chart = Chart(Cases.Sent);
        var reminders = new List<DateTimeOffset>();
        for (var at = Now; at <= Now.AddDays(22); at = at.AddDays(1))
        {
            var due = Silent.Due(chart, People.Lakeside, at).OfType<ShowReferral>().ToList();
            reminders.AddRange(due.Select(_ => at));
            chart = Silent.Mark(chart, due, due);
        }

        Assert.Equal([Now.AddDays(7), Now.AddDays(14), Now.AddDays(21)], reminders);
    }

    [Fact]
    public void Two_questions_about_two_referrals_never_come_on_one_day()
    {
        var chart = Chart(Cases.Sent, Cases.Sent with { Id = "r2" });
        var at = Now.AddDays(5);
        var first = Silent.Due(chart, People.Lakeside, at).OfType<AskReceived>().ToList();
        Assert.Single(first);
        chart = Silent.Mark(chart, first, first);
        Assert.Empty(Silent.Due(chart, People.Lakeside, at.AddDays(1).AddSeconds(-1)).OfType<AskReceived>());
        Assert.Equal(at.AddDays(1), Silent.NextLook(chart, People.Lakeside, at));
        Assert.Equal("r2", Assert.Single(Silent.Due(chart, People.Lakeside, at.AddDays(1)).OfType<AskReceived>()).Referral);
    }

    [Fact]
    public void What_is_due_is_the_same_however_much_later_it_is_asked()
    {
        var chart = Chart(Cases.Sent with { Notice = 1 });
        Assert.Equal(Mailing.Due(chart, People.Lakeside, Now.AddDays(5)), Mailing.Due(chart, People.Lakeside, Now.AddDays(5).AddMinutes(3)));
    }

    [Fact]
    public void What_was_said_is_not_due_again_and_marking_it_twice_changes_nothing()
    {
        var chart = Chart(Cases.Sent with { Notice = 1, News = 1 });
        var due = Mailing.Due(chart, People.Lakeside, Now).ToList();
        Assert.Equal(3, due.Count);
        var marked = Mailing.Mark(chart, due, due);
        Assert.Empty(Mailing.Due(marked, People.Lakeside, Now));
        Assert.Equal(marked.Referrals, Mailing.Mark(marked, due, due).Referrals);
    }

    [Fact]
    public void A_chart_without_referrals_has_nothing_due() => Assert.Null(Silent.NextLook(People.Rosa, People.Lakeside, Now));

    private static ChartSummary Chart(params Referral[] referrals) => People.Rosa with { Referrals = referrals };
}
