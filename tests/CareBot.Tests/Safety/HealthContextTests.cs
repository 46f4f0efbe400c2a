using CareBot.Care.Patients;
using CareBot.Care.Safety;
using CareBot.Tests.Host;

namespace CareBot.Tests.Safety;

/// <summary>The same words mean something else by what the chart knows of the patient.</summary>
public sealed class HealthContextTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData("2026-03-02", 40)]
    [InlineData("2026-03-08", 39)]
    [InlineData("2026-03-23", 37)]
    [InlineData("2026-12-07", 0)]
    [InlineData("2026-12-08", null)]
    [InlineData("2026-02-09", 43)]
    [InlineData("2026-02-08", null)]
    public void A_pregnancy_counts_from_forty_weeks_before_its_day_until_three_weeks_after(string due, int? weeks) =>
        Assert.Equal(weeks, new HealthFacts { DueOn = Day(due) }.PregnantWeeks(Today));

    [Fact]
    public void A_birth_ends_the_pregnancy_and_an_earlier_one_does_not()
    {
        var due = Today.AddDays(10);
        Assert.Null(new HealthFacts { DueOn = due, GaveBirthOn = Today.AddDays(-1) }.PregnantWeeks(Today));
        Assert.Equal(38, new HealthFacts { DueOn = due, GaveBirthOn = Today.AddYears(-2) }.PregnantWeeks(Today));
    }

    [Theory]
    [InlineData("2026-03-02", 0)]
    [InlineData("2026-01-19", 6)]
    [InlineData("2026-01-18", 6)]
    [InlineData("2026-03-03", null)]
    public void The_weeks_since_a_birth_are_completed_weeks(string birth, int? weeks) => Assert.Equal(weeks, new HealthFacts { GaveBirthOn = Day(birth) }.PostpartumWeeks(Today));

    [Theory]
    [InlineData("2025-12-03", true)]
    [InlineData("2025-11-25", false)]
    public void A_fever_is_an_emergency_until_three_months_of_age(string born, bool emergency)
    {
        var infant = new RedFlagContext { AgeYears = new HealthFacts { BornOn = Day(born) }.AgeYears(Today) };
        Assert.Equal(emergency, SafetyContent.Listener.Listen("she has a fever of 100.6", infant).Rules.Any(rule => rule.Id == "infant-fever-chart"));
    }

    [Theory]
    [InlineData("my oxygen is eighty two", "oxygen-low")]
    [InlineData("sat eighty-five", "oxygen-low")]
    [InlineData("oxigeno en ochenta y dos", "oxygen-low")]
    [InlineData("my blood pressure is two hundred over one twenty", "pressure-crisis-alone")]
    [InlineData("presion de ciento noventa con ciento diez y dolor de cabeza", "pressure-crisis")]
    [InlineData("my sugar is fifty two", "low-sugar")]
    public void A_number_in_several_words_is_heard_as_one(string said, string rule) => Assert.Contains(SafetyContent.Listener.Listen(said, new RedFlagContext()).Rules, heard => heard.Id == rule);

    [Theory]
    [InlineData("one hundred point six", true)]
    [InlineData("a hundred and two", true)]
    [InlineData("a hundred point two", false)]
    [InlineData("see you at one oh five", false)]
    public void A_temperature_in_words_is_one_of_somebody_on_chemotherapy(string said, bool isFever) =>
        Assert.Equal(isFever, SafetyContent.Listener.Listen(said, new RedFlagContext { Programmes = ["chemotherapy"] }).Rules.Any(heard => heard.Id == "chemo-fever-chart"));

    [Theory]
    [InlineData("my oxygen is ninety seven")]
    [InlineData("my blood pressure is one twenty over eighty")]
    [InlineData("i weigh one eighty two")]
    [InlineData("mi cita es a la una treinta")]
    [InlineData("peso ochenta y dos kilos")]
    public void A_good_number_in_words_is_no_danger(string said) => Assert.Null(SafetyContent.Listener.Listen(said, new RedFlagContext()).ByRules.Class);

    [Theory]
    [InlineData("headache and seeing spots", "pregnancy-danger-chart")]
    [InlineData("tengo dolor de cabeza y veo luces", "pregnancy-danger-chart")]
    [InlineData("it was 162/104", "pressure-pregnant-chart")]
    [InlineData("bp 150/95 and I see spots", "pregnancy-danger-chart")]
    [InlineData("my vision is fine but I have spots before my eyes", "pregnancy-danger-chart")]
    [InlineData("148/92 y me duele la cabeza", "pregnancy-danger-chart")]
    public void In_pregnancy_and_after_birth(string text, string rule)
    {
        OnlyWith(new HealthFacts { DueOn = Today.AddDays(49) }, text, rule);
        OnlyWith(new HealthFacts { GaveBirthOn = Today.AddDays(-20) }, text, rule);
    }

    [Theory]
    [InlineData("100.8")]
    [InlineData("me salió 38.4")]
    [InlineData("I have the chills")]
    public void On_chemotherapy(string text)
    {
        OnlyWith(new HealthFacts { Medicines = ["Docetaxel 75 mg/m2"] }, text, "chemo-fever-chart");
        OnlyWith(new HealthFacts { Conditions = ["cancer-treatment"] }, text, "chemo-fever-chart");
    }

    [Theory]
    [InlineData("my weight is 101.2 lb")]
    [InlineData("sugar was 104 fasting")]
    [InlineData("no fever, 98.4")]
    [InlineData("I weighed 101 today")]
    public void A_weight_or_a_sugar_is_no_fever(string text) =>
        Assert.DoesNotContain(Heard(new HealthFacts { Conditions = ["cancer-treatment"] }, text), rule => rule.Id == "chemo-fever-chart");

    [Theory]
    [InlineData("I fell and have a lump on my forehead", "head-injury-on-thinner")]
    [InlineData("me caí y me salió un chichón", "head-injury-on-thinner")]
    [InlineData("nosebleed for an hour now", "bleeding-on-thinner-chart")]
    [InlineData("I slipped on the ice", "fall-on-thinner")]
    public void On_a_blood_thinner(string text, string rule) => OnlyWith(new HealthFacts { Medicines = ["Eliquis 5 mg"] }, text, rule);

    [Theory]
    [InlineData("it says 48")]
    [InlineData("me salió en 48")]
    [InlineData("I'm at 51 and shaky")]
    public void With_diabetes(string text) => OnlyWith(new HealthFacts { Medicines = ["insulin glargine"] }, text, "low-sugar-chart");

    [Theory]
    [InlineData("I took 48 units")]
    [InlineData("it says 54")]
    [InlineData("I'm 48 years old")]
    public void Units_an_age_and_the_limit_itself_are_no_low_sugar(string text) =>
        Assert.DoesNotContain(Heard(new HealthFacts { Conditions = ["diabetes"] }, text), rule => rule.Id == "low-sugar-chart");

    [Theory]
    [InlineData("refer Rosa for domestic violence help")]
    [InlineData("add suicide screening")]
    [InlineData("she has a history of overdose")]
    [InlineData("send Walt the heart attack brochure")]
    [InlineData("refiere a Rosa para ayuda por violencia doméstica")]
    [InlineData("tiene antecedente de sobredosis")]
    public void Work_that_staff_write_of_is_no_danger(string text) => Assert.Empty(ByStaff(text));

    [Theory]
    [InlineData("she has a history of overdose and just swallowed all her pills", SafetyClass.E911)]
    [InlineData("his chest hurts, history of MI", SafetyClass.E911)]
    [InlineData("refer Sam for suicide risk assessment, he wants to die tonight", SafetyClass.E988)]
    [InlineData("Dot says her husband hit her again", SafetyClass.Safe)]
    public void A_danger_that_staff_write_of_is_heard_beside_it(string text, SafetyClass expected) => Assert.Contains(ByStaff(text), rule => rule.Class == expected && rule.Certainty == Certainty.Now);

    [Fact]
    public async Task What_the_record_tells_is_appended_and_the_same_again_changes_nothing()
    {
        await using var bot = new BotFixture();
        var (desk, amina) = (bot.Get<EnrolDesk>(), new PatientId("amina"));
        var facts = new HealthFacts { BornOn = new(1996, 1, 29), Medicines = ["warfarin 5 mg"] };
        for (var i = 0; i < 2; i++)
            await desk.HealthAsync(amina, new HealthNews(facts with { Medicines = ["warfarin 5 mg"] }), new Author(Roles.Coordinator, "ana", $"record-{i}"), bot.Clock.GetUtcNow(), TestContext.Current.CancellationToken);

        var charts = bot.Get<Charts>();
        Assert.Equal(facts.Medicines, (await charts.OpenAsync(amina, TestContext.Current.CancellationToken)).Summary.Health!.Medicines);
        var told = await charts.EntriesAsync(amina, CareBot.Care.Records.KeyRange.StartingWith("health:"), 10, CareBot.Care.Records.CareJson.Default.HealthRecord, TestContext.Current.CancellationToken);
        Assert.Equal("record-0", Assert.Single(told).By.ActivityId);
    }

    private static IReadOnlyList<HeardRule> ByStaff(string text) => SafetyContent.Listener.Listen(text, new RedFlagContext { ByStaff = true }).Rules;

    private static void OnlyWith(HealthFacts facts, string text, string rule)
    {
        Assert.Contains(Heard(facts, text), heard => heard.Id == rule && heard.Certainty == Certainty.Now);
        Assert.DoesNotContain(Heard(HealthFacts.Unknown, text), heard => heard.Id == rule);
    }

    private static IReadOnlyList<HeardRule> Heard(HealthFacts facts, string text) => SafetyContent.Listener.Listen(text, RedFlagContext.Of(Chart(facts), Today)).Rules;

    private static ChartSummary Chart(HealthFacts facts) => new()
    {
        Patient = new PatientId("amina"),
        Name = new PersonName("Amina", "Warsame"),
        Language = "en",
        TimeZone = "America/Chicago",
        Coordinator = new StaffId("ana"),
        Health = facts,
    };

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
