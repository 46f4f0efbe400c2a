using System.Globalization;
using System.Text.Json.Nodes;
using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

namespace CareBot.Tests.Caseload;

/// <summary>Four of Maria's patients are called Kim Escobar: two were born in one month, one in another, and of one it is not known when.</summary>
public sealed class OneNameTests : IAsyncDisposable
{
    private readonly BotFixture _bot = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Theory]
    [InlineData("{0}")]
    [InlineData("why is {0} yellow")]
    [InlineData("plan {0}")]
    [InlineData("{0} died")]
    [InlineData("pause {0}")]
    [InlineData("refer {0} for food near 60629")]
    [InlineData("referrals of {0}")]
    [InlineData("book {0} with shah tuesday")]
    [InlineData("cancel the visit of {0}")]
    [InlineData("move the visit of {0} to friday")]
    [InlineData("visits of {0}")]
    [InlineData("together phq-2 {0}")]
    [InlineData("assess {0} phq-9")]
    [InlineData("family of {0}: Al E, son")]
    [InlineData("discharged {0} yesterday")]
    [InlineData("no show {0}")]
    [InlineData("ride arranged for {0} with Metro Ride")]
    [InlineData("barrier solved for {0} with a bus pass")]
    [InlineData("{0}", true)]
    [InlineData("¿por qué está {0} en amarillo?", true)]
    [InlineData("plan de {0}", true)]
    [InlineData("pausar a {0}", true)]
    [InlineData("derivar a {0} para comida", true)]
    [InlineData("cita para {0} con Shah", true)]
    [InlineData("mover la cita de {0} al viernes", true)]
    [InlineData("citas de {0}", true)]
    [InlineData("evaluar a {0} phq-9", true)]
    [InlineData("familia de {0}: Al E, hijo", true)]
    [InlineData("alta de {0} ayer", true)]
    public async Task Each_choice_is_the_same_message_again_for_one_of_them_and_answers_by_its_words_or_its_number(string message, bool inSpanish = false)
    {
        await AdmitAsync();
        await _bot.SayAsync("maria", inSpanish ? "español" : "English");
        var asked = await _bot.SayAsync("maria", message.Replace("{0}", "Kim", StringComparison.Ordinal));
        Assert.Contains(inSpanish ? "¿Cuál es?" : "Which one?", asked.Text, StringComparison.Ordinal);
        var choices = ChoicesOf(asked);
        Assert.Equal(4, choices.Count);
        Assert.Equal(message.Replace("{0}", inSpanish ? "Kim Escobar (nac. agosto de 1971)" : "Kim Escobar (born August 1971)", StringComparison.Ordinal), choices[2]);
        Assert.Equal(message.Replace("{0}", "Kim Escobar (kim-4)", StringComparison.Ordinal), choices[3]);
        Assert.All(choices.Index(), choice => Assert.Contains($"{choice.Index + 1}. {choice.Item}", asked.Text, StringComparison.Ordinal));
        await AnswersAsync("4");
        await _bot.SayAsync("maria", "no");
        await AnswersAsync(choices[2]);
        await _bot.SayAsync("maria", "no");
        await AnswersAsync(choices[0]);
    }

    [Fact]
    public async Task A_choice_names_the_month_of_birth_or_the_day_where_two_share_the_month_or_the_id_where_none_is_known()
    {
        await AdmitAsync();
        Assert.Equal(
            ["plan Kim Escobar (born March 14, 1962)", "plan Kim Escobar (born March 20, 1962)", "plan Kim Escobar (born August 1971)", "plan Kim Escobar (kim-4)"],
            ChoicesOf(await _bot.SayAsync("maria", "plan kim")));
        await _bot.SayAsync("maria", "español");
        Assert.Contains("1. plan de Kim Escobar (nac. 14 de marzo de 1962)", (await _bot.SayAsync("maria", "plan de kim")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_caseload_tells_them_apart()
    {
        await AdmitAsync();
        var caseload = (await _bot.SayAsync("maria", "my caseload")).Text;
        Assert.Contains("Open Kim Escobar (born August 1971)", caseload, StringComparison.Ordinal);
        Assert.Contains("Open Kim Escobar (kim-4)", caseload, StringComparison.Ordinal);
        Assert.Contains("Open Rosa Delgado", caseload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_one_that_is_chosen_is_the_one_that_is_paused()
    {
        await AdmitAsync();
        await _bot.SayAllAsync("maria", "kim escobar died", "3", "yes");
        foreach (var id in new[] { "kim-1", "kim-2", "kim-3", "kim-4" })
        {
            Assert.Equal(id == "kim-3", (await _bot.ChartAsync(id)).Pause is not null);
        }
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("why is {0} yellow")]
    [InlineData("note {0}: called, weight up, 5 min")]
    [InlineData("plan {0}")]
    [InlineData("minutes {0}")]
    [InlineData("{0} died")]
    [InlineData("snooze {0} 3 days because new pill")]
    [InlineData("refer {0} for food near 60629")]
    [InlineData("visits of {0}")]
    [InlineData("together phq-2 {0}")]
    [InlineData("assess {0} phq-9")]
    [InlineData("no show {0}")]
    [InlineData("discharged {0} yesterday")]
    [InlineData("message {0}: please call me")]
    [InlineData("enrol {0} in heart failure")]
    [InlineData("close alert of {0}")]
    [InlineData("closed alerts of {0}")]
    [InlineData("transfer {0} to Ana")]
    public async Task What_is_said_of_one_of_them_says_of_which(string message)
    {
        await AdmitAsync();
        var answer = await _bot.SayAsync("maria", message.Replace("{0}", "Kim Escobar (born August 1971)", StringComparison.Ordinal));
        Assert.Contains("Kim Escobar (born August 1971)", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_says_whose_it_is_in_the_chat_and_where_it_is_shown_unasked()
    {
        await AdmitAsync();
        await _bot.Get<AlertDesk>().RaiseCallAsync(new PatientId("kim-3"), "person.told", new Author(Roles.Patient, "kim-3", "calls"), _bot.Clock.GetUtcNow(), Cancelled);
        await _bot.RunOutreachAsync();
        var alerts = await _bot.SayAsync("maria", "alerts");
        Assert.Contains("Alert: Kim Escobar (born August 1971)", alerts.Text, StringComparison.Ordinal);
        Assert.Contains("Alert: Kim Escobar (born August 1971)", (await _bot.SayAsync("maria", "2: she is well")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_on_the_card_of_one_of_them_asks_no_more_who_is_meant()
    {
        await AdmitAsync();
        var press = new JsonObject { ["card"] = "assess-kim-3", ["act"] = "assess-together", ["patient"] = "kim-3", ["instrument"] = "phq-2", ["say"] = "Kim Escobar" };
        var together = await _bot.SendAsync(BotFixture.Activity("maria", "message", null, ("value", press)));
        Assert.Contains("Question 1 of 2", together.Text, StringComparison.Ordinal);
    }

    private async Task AdmitAsync()
    {
        var walt = await _bot.ChartAsync("walt");
        foreach (var (id, born) in new[] { ("kim-1", "1962-03-14"), ("kim-2", "1962-03-20"), ("kim-3", "1971-08-02"), ("kim-4", "") })
        {
            var chart = walt with
            {
                Patient = new PatientId(id),
                Name = new PersonName("Kim", "Escobar"),
                Health = new HealthFacts { BornOn = born.Length == 0 ? null : DateOnly.Parse(born, CultureInfo.InvariantCulture) },
            };
            await _bot.Get<EnrolDesk>().AdmitAsync(chart, _bot.Clock.GetUtcNow(), Cancelled);
        }

        await _bot.RunOutreachAsync();
    }

    private async Task AnswersAsync(string said)
    {
        var answer = (await _bot.SayAsync("maria", said)).Text;
        Assert.NotEmpty(answer);
        Assert.All(["More than one", "Más de un", "I find nobody", "No encuentro a nadie", "I did not understand", "No entend"], missed => Assert.DoesNotContain(missed, answer, StringComparison.Ordinal));
    }

    private static List<string> ChoicesOf(Answer question) =>
        [.. question.Activities.Last(one => one["suggestedActions"] is not null)["suggestedActions"]!["actions"]!.AsArray().Select(action => (string)action!["value"]!)];
}
