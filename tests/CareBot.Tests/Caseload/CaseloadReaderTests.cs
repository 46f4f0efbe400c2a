using CareBot.Care.Caseload;
using CareBot.Dialogs.AskCaseload;
using CareBot.Tests.Voice;

namespace CareBot.Tests.Caseload;

public sealed class CaseloadReaderTests
{
    internal static readonly CaseloadReader Reader = CaseloadReader.Load(Content.Root, ["phq-9", "gad-7", "ahc-hrsn"]);

    [Theory]
    [InlineData("yellow patients", "zone=yellow")]
    [InlineData("who is red?", "zone=red")]
    [InlineData("pacientes en amarillo", "zone=yellow")]
    [InlineData("¿quién está en rojo?", "zone=red")]
    [InlineData("patients sin datos", "zone=unknown")]
    [InlineData("patients red for 3 days", "zone=red>=3d")]
    [InlineData("who is yellow since Friday", "zone=yellow>=friday")]
    [InlineData("pacientes en rojo desde hace 2 semanas", "zone=red>=14d")]
    [InlineData("who is overdue", "silent>=2d")]
    [InlineData("who is due today", "silent>=1d")]
    [InlineData("who has no check-in today", "silent>=1d")]
    [InlineData("who haven't I heard from in 3 days", "silent>=3d")]
    [InlineData("patients not heard from for a week", "silent>=7d")]
    [InlineData("patients not heard from for over 3 days", "silent>=4d")]
    [InlineData("patients with no check-in since Friday", "silent>=friday")]
    [InlineData("quien no ha hecho su control hoy", "silent>=1d")]
    [InlineData("pacientes sin control desde hace 4 dias", "silent>=4d")]
    [InlineData("who checked in today", "checkedIn<=0d")]
    [InlineData("patients who never checked in", "neverCheckedIn")]
    [InlineData("patients discharged last week", "discharged<=7d")]
    [InlineData("who was discharged in the last 14 days", "discharged<=14d")]
    [InlineData("patients out of the hospital for 2 weeks", "discharged<=14d")]
    [InlineData("patients home from hospital less than 10 days", "discharged<=9d")]
    [InlineData("recently discharged patients", "discharged<=30d")]
    [InlineData("patients discharged last year", "discharged<=365d")]
    [InlineData("patients discharged today", "discharged<=0d")]
    [InlineData("who was discharged yesterday", "discharged<=1d")]
    [InlineData("pacientes con alta la semana pasada", "discharged<=7d")]
    [InlineData("pacientes dados de alta en los últimos 3 meses", "discharged<=90d")]
    [InlineData("patients over 65", "age>65")]
    [InlineData("patients 65 and older", "age>=65")]
    [InlineData("patients 65+", "age>=65")]
    [InlineData("patients > 65", "age>65")]
    [InlineData("patients between 40 and 60", "age=40..60")]
    [InlineData("who is older than 80 and red", "age>80 & zone=red")]
    [InlineData("patients over 40 and under 60 years old", "age>40 & age<60")]
    [InlineData("pacientes mayores de 65 años", "age>65")]
    [InlineData("pacientes menores de 30", "age<30")]
    [InlineData("who has no follow-up booked", "!visit")]
    [InlineData("patients with a visit tomorrow", "visit=1d")]
    [InlineData("patients with no visit in 30 days", "!visit=0..30d")]
    [InlineData("pacientes sin cita esta semana", "!visit=0..7d")]
    [InlineData("red or yellow patients not acknowledged", "zone=red|zone=yellow & unacknowledged")]
    [InlineData("pacientes con alertas sin confirmar", "alerts & unacknowledged")]
    [InlineData("PHQ9 over 9 patients", "score:phq-9>9")]
    [InlineData("patients with a PHQ-9 of 10 or more", "score:phq-9>=10")]
    [InlineData("patients with PHQ-9 >= 10 and GAD-7 >= 10", "score:phq-9>=10 & score:gad-7>=10")]
    [InlineData("who scored over 9 on the PHQ-9", "score:phq-9>9")]
    [InlineData("patients over 65 with PHQ-9 between 5 and 9", "age>65 & score:phq-9=5..9")]
    [InlineData("patients without PHQ-9", "!score:phq-9")]
    [InlineData("pacientes con PHQ-9 más de 9", "score:phq-9>9")]
    [InlineData("patients with an overdue assessment", "assessment=late")]
    [InlineData("patients with diabetes or COPD", "condition=diabetes|condition=copd")]
    [InlineData("diabetic patients with heart failure", "condition=diabetes & condition=heart-failure")]
    [InlineData("patients in the heart failure programme", "programme=heart-failure")]
    [InlineData("pacientes con diabetes que no son de habla español", "condition=diabetes & !language=es")]
    [InlineData("patients positive food no referral", "need=food-insecurity & !referral=any:food-insecurity")]
    [InlineData("patients with declined referrals", "referral=declined")]
    [InlineData("pacientes con necesidad de comida sin remisión", "need=food-insecurity & !referral=any:food-insecurity")]
    [InlineData("patients with a ride barrier", "barrier=ride")]
    [InlineData("patients with no consent", "referral=needsconsent")]
    [InlineData("patients with CCM under 20 min sorted by minutes", "minutes<20 sort=minutes")]
    [InlineData("patients with no minutes this month", "!minutes>=1")]
    [InlineData("patients with 20 minutes or more", "minutes>=20")]
    [InlineData("patients with no care plan", "!plan")]
    [InlineData("patients with overdue tasks", "step=late")]
    [InlineData("unreachable patients", "unreachable")]
    [InlineData("patients who opted out", "optedOut")]
    [InlineData("top 5 patients by age", "sort=age top=5")]
    [InlineData("top 3 patients with PHQ-9 over 9 by score", "score:phq-9>9 sort=score:phq-9 top=3")]
    [InlineData("patients not red or yellow", "!zone=red & !zone=yellow")]
    [InlineData("patients not red and not Spanish", "!zone=red & !language=es")]
    [InlineData("red, yellow patients", "zone=red|zone=yellow")]
    [InlineData("Spanish patients who are red or have open alerts", "language=es & zone=red|alerts")]
    [InlineData("patients with COPD or no check-in 3 days", "condition=copd|silent>=3d")]
    [InlineData("Spanish speaking heart failure patients in red or yellow with open alerts", "language=es & condition=heart-failure & zone=red|zone=yellow & alerts")]
    [InlineData("patients over 65 discharged in 14 days with no check-in in 3 days", "age>65 & discharged<=14d & silent>=3d")]
    [InlineData("patients 3 days without a check-in, discharged last month", "silent>=3d & discharged<=30d")]
    [InlineData("red patients, 3 days without a check-in", "zone=red & silent>=3d")]
    [InlineData("everyone in their 70s", "age=70..79")]
    [InlineData("patients aged 60 to 70", "age=60..70")]
    [InlineData("pacientes de 60 a 70 años", "age=60..70")]
    [InlineData("patients without an appointment in the next two weeks", "!visit=0..14d")]
    [InlineData("anyone home under 14 days?", "discharged<=13d")]
    [InlineData("patients who are neither red nor yellow", "!zone=red & !zone=yellow")]
    [InlineData("all English speaking patients except red", "language=en & !zone=red")]
    [InlineData("pacientes que no han hecho su control en tres días", "silent>=3d")]
    [InlineData("yelow patients", "zone=yellow")]
    [InlineData("patinets over 65 discharegd last week", "age>65 & discharged<=7d")]
    public void What_is_asked_for_is_read_whole(string said, string filter)
    {
        var request = Reader.Read(said);
        Assert.Empty(request.Unknown);
        Assert.True(request is { Asks: true, IsWhole: true, Counts: false });
        Assert.Equal(filter, request.Filter.ToString());
    }

    [Theory]
    [InlineData("how many patients do I have", "", null)]
    [InlineData("cuántos pacientes tengo", "", null)]
    [InlineData("how many patients over 65 by language", "age>65", "language")]
    [InlineData("count red patients by programme", "zone=red", "programme")]
    [InlineData("cuántos pacientes por zona", "", "zone")]
    public void How_many_is_a_count(string said, string filter, string? by)
    {
        var request = Reader.Read(said);
        Assert.True(request is { Counts: true, IsWhole: true });
        Assert.Equal((filter, by), (request.Filter.ToString(), request.CountBy));
    }

    [Theory]
    [InlineData("high risk patients", "high risk")]
    [InlineData("patients with ABC9 over 9", "abc9")]
    [InlineData("patients over the hill", "over hill")]
    [InlineData("yellow patients 5", "5")]
    [InlineData("patients with PHQ-9 12", "12")]
    [InlineData("patients 65 years old", "65 years old")]
    [InlineData("patients last week", "last week")]
    [InlineData("patients not heard from in 3 days 4", "4")]
    [InlineData("patients discharged in the last 2 years", "2 years")]
    [InlineData("patients discharged this year", "this year")]
    [InlineData("patients discharged over 30 days ago", "over 30 days ago")]
    [InlineData("patients without insurance", "without insurance")]
    [InlineData("red patients tomorrow", "tomorrow")]
    [InlineData("Spanish speakers with no interpreter on Thursday's visits", "no interpreter thursdays")]
    [InlineData("red patients or", "or")]
    [InlineData("red patients not", "not")]
    [InlineData("ccm patients", "ccm")]
    [InlineData("patients by language", "by language")]
    [InlineData("patients by score", "by score")]
    [InlineData("how many patients by age", "by age")]
    [InlineData("patients between 60 and 40", "between 40 60")]
    [InlineData("patients with no contact in 30 days", "no contact 30 days")]
    public void What_is_not_known_is_said_back_and_never_dropped(string said, string unknown)
    {
        Assert.False(Reader.Read(said).IsWhole);
        Assert.Equal(unknown, string.Join(' ', Reader.Read(said).Unknown));
    }

    [Theory]
    [InlineData("red")]
    [InlineData("why is Rosa yellow")]
    [InlineData("who has no number booked")]
    public void Other_messages_are_not_taken_for_a_list(string said) => Assert.False(Reader.Read(said) is { Asks: true, IsWhole: true });

    [Fact]
    public void A_message_that_is_a_story_is_no_list() => Assert.True(Reader.Read("red patients " + new string('a', 200)) is { Asks: false, Filter: var filter } && filter == CaseloadFilter.All);
}
