using System.Text.RegularExpressions;
using CareBot.Tests.Web;

namespace CareBot.Tests.EndToEnd;

/// <summary>The first time of a patient, on real parts: the coordinator's link from Teams, the question in a browser, the chat that knows them, and out again.</summary>
public sealed partial class EnterPageTests(Browser browser)
{
    [Fact]
    public async Task Maria_invites_Walt_who_opens_his_chat_with_his_day_of_birth_and_signs_out()
    {
        await using var host = await RunningHost.StartAtNoonAsync();
        await using var teams = await Playground.StartAsync(host.Address);
        await teams.SayAsync("invite Walt");
        var link = Link().Match((await teams.SeeAsync(one => one.Text.Contains("/enter/", StringComparison.Ordinal))).Text).Value;

        foreach (var (language, dark, width) in new[] { ("es", true, 1000), ("en", false, 320) })
        {
            await using var looked = await browser.OpenAsync(host.Address, width, dark);
            await looked.Page.GotoAsync($"{link}?lang={language}");
            await AccessibilityTests.ShowsNoBarrierAsync(looked, $"enter-{language}-{width}");
            Assert.Equal(width, await looked.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
            Assert.Empty(looked.Complaints);
            Assert.Empty(looked.Outside);
        }

        await using var window = await browser.OpenAsync(host.Address, width: 360);
        await window.Page.GotoAsync(link);
        await window.Page.GetByLabel("October 3, 1948").CheckAsync();
        await window.PressAsync("Open my chat");
        await window.SeeAsync("Hello, Walt.");
        await AccessibilityTests.ShowsNoBarrierAsync(window, "enter-signed-in");

        // The same address again is the chat, and not the question.
        await window.Page.GotoAsync(link);
        await window.SeeAsync("Hello, Walt.");

        // Somebody else who signs in in the same tab sees their own chat.
        await teams.SayAsync("invite Rosa");
        var others = Link().Match((await teams.SeeAsync(one => one.Text.Contains("/enter/", StringComparison.Ordinal) && one.Text.Contains("Rosa", StringComparison.Ordinal))).Text).Value;
        await window.Page.GotoAsync($"{others}?lang=es");
        await window.Page.GetByLabel("17 de mayo de 1954").CheckAsync();
        await window.PressAsync("Abrir mi chat");
        await window.SeeAsync("Hola, Rosa.");
        Assert.DoesNotContain("Walt", await window.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        await window.PressAsync("Salir de mi cuenta");
        await window.Page.GetByText("Find help near you").First.WaitForAsync();
        await window.Page.GotoAsync(link);
        await window.Page.GetByText("This link was used or is too old").WaitForAsync();
    }

    [GeneratedRegex(@"https?://\S+/enter/[A-Za-z0-9_.\-]+[A-Za-z0-9_\-]")]
    private static partial Regex Link();
}
