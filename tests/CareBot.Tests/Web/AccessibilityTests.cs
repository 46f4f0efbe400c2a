using System.Text.Json;
using CareBot.Tests.Architecture;
using CareBot.Tests.DirectLine;

namespace CareBot.Tests.Web;

/// <summary>WCAG 2.2 A and AA, as far as axe-core can see it.</summary>
public sealed class AccessibilityTests(Browser browser)
{
    [Theory]
    [InlineData("en", false, 1000)]
    [InlineData("en", true, 320)]
    [InlineData("es", false, 320)]
    [InlineData("es", true, 1000)]
    public async Task The_chat_has_no_barrier_in_any_state_in_light_and_dark(string language, bool dark, int width)
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address, width, dark);
        var picture = $"chat-{language}-{(dark ? "dark" : "light")}-{width}";
        await window.GoAsync($"/chat?as=rosa&lang={language}");
        await window.Messages.First.WaitForAsync();
        await ShowsNoBarrierAsync(window, picture + "-1-welcome");
        await window.SayAsync("card");
        await window.SeeAsync("Weight in kilograms");
        await ShowsNoBarrierAsync(window, picture + "-2-card");
        await window.PressAsync("Send my answers");
        await window.Page.GetByText("Please write your weight").First.WaitForAsync();
        await ShowsNoBarrierAsync(window, picture + "-3-correction");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/family")]
    public async Task The_other_pages_have_no_barrier(string path)
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address);
        await window.Page.GotoAsync(new Uri(host.Address, path).ToString());
        if (path != "/") await window.Messages.First.WaitForAsync();
        await ShowsNoBarrierAsync(window, "page" + path.Replace('/', '-'));
    }

    internal static async Task ShowsNoBarrierAsync(ChatWindow window, string picture)
    {
        // Fading in and out is not what a person reads.
        await window.Page.WaitForFunctionAsync("document.getAnimations().every(one => one.playState !== 'running')");
        await window.PictureAsync(picture);
        var axe = Repository.Path("tests/node_modules/axe-core/axe.min.js");
        Assert.True(File.Exists(axe), "Run `npm ci` in tests/ first, or tests/run.");
        await window.Page.EvaluateAsync(await File.ReadAllTextAsync(axe, TestContext.Current.CancellationToken));
        var found = await window.Page.EvaluateAsync<JsonElement>("""
            axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
              .then(result => result.violations.map(one => one.id + ': ' + one.nodes.map(node => node.target + ' ' + node.html + ' ' + node.failureSummary).join(' | ')))
            """);
        var barriers = string.Join('\n', found.EnumerateArray().Select(one => one.GetString()));
        Assert.True(barriers.Length == 0, barriers);
    }
}
