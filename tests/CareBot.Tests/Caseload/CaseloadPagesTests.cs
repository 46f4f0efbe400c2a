using System.Globalization;
using System.Text.Json.Nodes;
using CareBot.Care.Patients;
using CareBot.Tests.Host;
using CareBot.Tests.Voice;

namespace CareBot.Tests.Caseload;

/// <summary>A caseload that has more than one page.</summary>
public sealed class CaseloadPagesTests : IAsyncDisposable
{
    private readonly BotFixture _bot = new();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task Each_page_says_which_it_shows_and_more_goes_on_after_a_patient_of_it_was_opened()
    {
        var walt = await _bot.ChartAsync("walt");
        for (var number = 10; number < 30; number++)
        {
            var name = new PersonName("Kim", $"Escobar{(char)('A' + number - 10)}");
            await _bot.Get<EnrolDesk>().AdmitAsync(walt with { Patient = new PatientId(string.Create(CultureInfo.InvariantCulture, $"kim-{number}")), Name = name }, _bot.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        }

        await _bot.RunOutreachAsync();
        var first = (await _bot.SayAsync("maria", "caseload")).Text;
        Assert.Contains("Shown: 1-10 of ", first, StringComparison.Ordinal);
        Assert.Contains("Patient: ", (await _bot.SayAsync("maria", "2")).Text, StringComparison.Ordinal);
        // The list keeps its numbers beside the patient's card.
        Assert.Contains("Patient: ", (await _bot.SayAsync("maria", "3")).Text, StringComparison.Ordinal);
        Assert.Contains("Shown: 11-20 of ", (await _bot.SayAsync("maria", "more")).Text, StringComparison.Ordinal);
        Assert.Contains("Shown: 21-", (await _bot.SayAsync("maria", "11")).Text, StringComparison.Ordinal);
    }
    [Theory]
    [InlineData("English", "Caseload: ", "patients not ")]
    [InlineData("español", "Mis pacientes: ", "pacientes que no ")]
    public async Task Everything_that_may_be_asked_for_is_said_back_in_words(string language, string title, string not)
    {
        await _bot.RunOutreachAsync();
        await _bot.SayAsync("maria", language);
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Content.Root, "dialogs/AskCaseload/caseload-words.json"), TestContext.Current.CancellationToken))!.AsObject();
        var kinds = new[] { "zone", "language", "programme", "condition", "alerts", "unacknowledged", "paused", "optedOut", "unreachable", "silent", "checkedIn", "never", "discharged", "visit", "assessment", "score", "need", "referral", "barrier", "plan", "minutes" };
        var asked = file.Where(one => kinds.Contains(one.Key.Split('.')[0])).Select(one => one.Value![0]!.ToString())
            .Concat(["over 65", "65 or more", "under 65", "at most 65", "between 5 and 9", "PHQ-9 over 9", "red for 3 days", "red since Friday", "no check-in since Friday", "checked in in 3 days", "checked in since Friday", "discharged since Friday", "visit today", "visit tomorrow", "visit this week", "food need declined referral"])
            .SelectMany(words => new[] { $"pacientes con {words}", $"patients with {words}", not + words })
            .Concat(file.Where(one => one.Key.StartsWith("sort.", StringComparison.Ordinal)).Select(one => $"top 3 patients with PHQ-9 {one.Value![0]}"));
        foreach (var words in asked.Where(words => !words.Contains("visit t", StringComparison.Ordinal)))
        {
            var answer = (await _bot.SayAsync("maria", words)).Text;
            Assert.True(answer.StartsWith(title, StringComparison.Ordinal) && !answer.Contains("caseload.", StringComparison.Ordinal) && !answer.Contains('{', StringComparison.Ordinal), $"{words}: {answer}");
        }
    }
}
