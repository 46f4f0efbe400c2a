using CareBot.Tests.Channels;

namespace CareBot.Tests.Web;

public sealed class PageTests(Browser browser)
{
    [Fact]
    public async Task The_page_shows_the_conversation_without_a_complaint_or_a_request_to_strangers()
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address);
        await window.Page.AddInitScriptAsync("window.v=[];addEventListener('securitypolicyviolation',e=>v.push([e.violatedDirective,e.blockedURI,e.sample,e.sourceFile,e.lineNumber,e.columnNumber, e.target && e.target.outerHTML && e.target.outerHTML.slice(0,300)].join(' ; ')))");
        await window.GoAsync("/chat?as=rosa");
        await window.SeeAsync("Buenos días, Rosa");
        await window.PressAsync("Yes, start");
        await window.SeeAsync("echo: Yes, start");
        await window.SayAsync("card");
        await window.SeeAsync("Your weight today");
        await window.PictureAsync("chat-es");
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join("\n", window.Complaints)+string.Join("\n", await window.Page.EvaluateAsync<string[]>("window.v")));
        Assert.Empty(window.Complaints);
        Assert.Empty(window.Outside);
    }

    [Theory]
    [InlineData("en", 320, false)]
    [InlineData("en", 320, true)]
    [InlineData("es", 320, false)]
    [InlineData("en", 1000, true)]
    [InlineData("en", 1000, false)]
    public async Task Pictures(string language, int width, bool dark)
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address, width, dark);
        await window.GoAsync($"/chat?as=rosa&lang={language}");
        await window.Messages.First.WaitForAsync();
        await window.PictureAsync($"chat-{language}-{width}{(dark ? "-dark" : "")}-welcome");
        await window.SayAsync("card");
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Send my answers" }).Last.WaitForAsync();
        await window.PressAsync("Send my answers");
        await window.PictureAsync($"chat-{language}-{width}{(dark ? "-dark" : "")}");
    }
}
