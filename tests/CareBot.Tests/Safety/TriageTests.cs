using System.Text;
using CareBot.Care.Content;
using CareBot.Care.Safety;

namespace CareBot.Tests.Safety;

public sealed class TriageTests
{
    [Theory]
    [InlineData("back pain for 20 days", TriageLevel.SelfCare)]
    [InlineData("back pain for 21 days", TriageLevel.SeeClinicianWeeks)]
    [InlineData("back pain for three weeks", TriageLevel.SeeClinicianWeeks)]
    [InlineData("dolor de espalda desde hace 20 días", TriageLevel.SelfCare)]
    [InlineData("dolor de espalda desde hace 21 días", TriageLevel.SeeClinicianWeeks)]
    public void A_complaint_lasts_from_the_day_that_its_content_names(string text, TriageLevel level) => Is(level, text);

    [Theory]
    [InlineData("a 45-year-old with an aching back since yesterday")]
    [InlineData("hombre de 45 años con dolor de espalda desde ayer")]
    [InlineData("back pain 3 weeks after a long drive, since yesterday")]
    public void An_age_and_the_time_since_an_event_are_no_durations(string text) => Is(TriageLevel.SelfCare, text);

    [Theory]
    [InlineData("itchy rash since this morning", TriageLevel.SelfCare)]
    [InlineData("itchy rash since this morning, getting worse", TriageLevel.SeeClinician48h)]
    [InlineData("itchy rash since this morning, not getting worse", TriageLevel.SelfCare)]
    public void What_gets_worse_is_seen_sooner(string text, TriageLevel level) => Is(level, text);

    [Theory]
    [InlineData("itchy rash for two months, getting worse", TriageLevel.SeeClinicianWeeks)]
    [InlineData("itchy rash for two months, getting worse since yesterday", TriageLevel.SeeClinician48h)]
    [InlineData("comezón desde hace dos meses, empeora", TriageLevel.SeeClinicianWeeks)]
    [InlineData("comezón desde hace dos meses, empeora desde ayer", TriageLevel.SeeClinician48h)]
    public void What_gets_worse_over_months_is_not_hurried_unless_it_is_new(string text, TriageLevel level) => Is(level, text);

    [Theory]
    [InlineData("back pain for three weeks after a long drive", TriageLevel.SeeClinicianWeeks)]
    [InlineData("my back hurts three times a month", TriageLevel.SelfCare)]
    [InlineData("my back hurts every 30 days", TriageLevel.SelfCare)]
    [InlineData("my back has hurt for a week", TriageLevel.SelfCare)]
    [InlineData("me duele la espalda tres veces al mes", TriageLevel.SelfCare)]
    [InlineData("me duele la espalda desde hace un mes", TriageLevel.SeeClinicianWeeks)]
    public void How_long_is_told_from_how_often_and_one_week_is_not_many(string text, TriageLevel level) => Is(level, text);

    [Theory]
    [InlineData("threw up", TriageLevel.SeeClinician48h)]
    [InlineData("threw up once last night", TriageLevel.SelfCare)]
    [InlineData("nosebleed", TriageLevel.SeeClinician48h)]
    [InlineData("nosebleed that stopped after 5 minutes", TriageLevel.SelfCare)]
    [InlineData("estoy vomitando", TriageLevel.SeeClinician48h)]
    [InlineData("vomité una vez anoche", TriageLevel.SelfCare)]
    [InlineData("threw up once last night and now I can't breathe", TriageLevel.Emergency)]
    public void What_is_over_is_no_visit(string text, TriageLevel level) => Is(level, text);

    [Theory]
    [InlineData("sore throat", TriageLevel.SelfCare)]
    [InlineData("sore throat with white patches on the tonsils and fever", TriageLevel.SeeClinician48h)]
    [InlineData("sore throat, no fever, no white patches", TriageLevel.SelfCare)]
    public void A_sign_decides_and_a_denied_sign_does_not(string text, TriageLevel level) => Is(level, text);

    [Fact]
    public void A_red_flag_goes_before_every_complaint() => Is(TriageLevel.Emergency, "runny nose for a day and now I can't breathe");

    [Fact]
    public void A_level_that_does_not_exist_is_refused_by_its_place()
    {
        const string Complaint = """{"version":"1","source":"s","signatory":"n","language":"en","lists":{"not":["no"]},"complaints":[{"id":"c","new":"tomorrow","say":{"en":["cough"]}}]}""";
        var fault = Assert.Throws<ContentException>(() => new RedFlagListener(RedFlagLexicon.Parse([("c.json", Encoding.UTF8.GetBytes(Complaint))])));
        Assert.Contains("c.json#/complaints/0/new", fault.Message, StringComparison.Ordinal);
    }

    private static void Is(TriageLevel level, string text) => Assert.Equal(level, SafetyContent.Listener.Triage(text, RedFlagContext.Unknown));
}
