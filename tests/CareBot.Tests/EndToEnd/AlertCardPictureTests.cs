using CareBot.Tests.Web;
using Microsoft.Playwright;

namespace CareBot.Tests.EndToEnd;

/// <summary>The alert card as a coordinator sees it: in the Playground's own page.</summary>
public sealed class AlertCardPictureTests(Browser browser)
{
    [Fact]
    public async Task The_alert_card_changes_under_the_coordinators_hand_and_does_not_come_a_second_time()
    {
        await using var host = await RunningHost.StartAsync();
        await using var teams = await Playground.StartAsync(host.Address, installed: false);
        await using var window = await browser.OpenAsync(teams.Address);
        await window.Page.GotoAsync(teams.Address.ToString());
        await window.Page.GetByText("Hello, Maria.").First.WaitForAsync();

        var rosa = await PatientAtHome.OpenAsync(host, "rosa", "es");
        await rosa.CheckInAsync("hacer mi control", SceneTests.TwoKilosMore, end: "Esto es lo que anoté");
        var card = window.Page.Locator(".ac-adaptiveCard:not(.ac-adaptiveCard .ac-adaptiveCard)");
        await card.GetByText("🔔 Open").WaitForAsync();
        await PictureAsync(window, card, "1-open");

        await card.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
        await card.GetByText("👁 Acknowledged").WaitForAsync();
        await PictureAsync(window, card, "2-acknowledged");

        await card.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await card.GetByText("How did it end?").WaitForAsync();
        await PictureAsync(window, card, "3-closing");
        await card.GetByLabel("Spoke with the patient").CheckAsync();
        await card.GetByRole(AriaRole.Textbox).FillAsync("Will weigh again tomorrow.");
        await card.GetByRole(AriaRole.Button, new() { Name = "Close the alert" }).ClickAsync();
        await card.GetByText("🔒 Closed").WaitForAsync();
        await PictureAsync(window, card, "4-closed");
        Assert.Equal(1, await card.CountAsync());
    }

    private static async Task PictureAsync(ChatWindow window, ILocator card, string what)
    {
        await card.ScrollIntoViewIfNeededAsync();
        await window.PictureAsync($"alert-{what}");
    }
}
