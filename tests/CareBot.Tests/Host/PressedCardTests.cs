using System.Text.Json.Nodes;
using CareBot.Care.Caseload;

namespace CareBot.Tests.Host;

/// <summary>What is heard of a card that somebody presses.</summary>
public sealed class PressedCardTests
{
    [Theory]
    [InlineData("2fa38c1000b4")]
    [InlineData("chest pain")]
    public async Task The_id_of_a_card_is_never_taken_for_what_somebody_said(string card)
    {
        await using var bot = new BotFixture();
        Assert.DoesNotContain("911", await PressAsync(bot, Presses.Acknowledge("maria", "walt", card)), StringComparison.Ordinal);
        Assert.Empty((await bot.ChartAsync("walt")).OpenAlerts);
    }

    [Fact]
    public async Task An_emergency_typed_into_the_note_of_a_card_is_heard_and_raises_an_alert()
    {
        await using var bot = new BotFixture();
        await PressAsync(bot, Presses.Close("maria", "walt", "none", "spoke", "he is not breathing, he won't wake up"));
        await bot.RunOutreachAsync();
        Assert.Single(await bot.Get<CaseloadDesk>().EmergenciesAsync(bot.Clock.GetUtcNow(), TestContext.Current.CancellationToken));
    }

    private static async Task<string> PressAsync(BotFixture bot, JsonObject press) => (await bot.SendAsync(press)).Body;
}
