using System.Globalization;
using CareBot.Care.Patients;
using CareBot.Tests.Host;

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
}
