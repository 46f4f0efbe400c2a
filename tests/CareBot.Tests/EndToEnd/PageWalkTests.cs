using CareBot.Tests.Web;
using Microsoft.Playwright;

namespace CareBot.Tests.EndToEnd;

/// <summary>Check-ins as patients do them, in a real browser on the built program, by pressing the answers that are offered.</summary>
public sealed class PageWalkTests(Browser browser)
{
    [Theory]
    [InlineData(1000)]
    [InlineData(320)]
    public async Task Rosa_walks_to_the_yellow_zone_in_Spanish_and_finds_it_again_after_a_reload(int width)
    {
        await using var host = await RunningHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address, width);
        await window.GoAsync("/chat?as=rosa&lang=es");
        await window.SeeAsync("Hola, Rosa. Soy CareBot");
        await PictureAsync(window, "rosa", width, "1-welcome");
        await BeginAsync(window, "Hacer mi control", "Pregunta 1 de 6");
        await window.SayAsync("82,1");
        await window.SeeAsync("Pregunta 2 de 6");
        await ChoicesAreInReachAsync(window);
        await PictureAsync(window, "rosa", width, "2-choices");
        await PressAsync(window, "Ninguna de estas", "Pregunta 3 de 6");
        await PressAsync(window, "No", "Pregunta 4 de 6");
        await PictureAsync(window, "rosa", width, "3-yes-or-no");
        await PressAsync(window, "No", "Pregunta 5 de 6");
        await PressAsync(window, "Ninguna de estas", "Pregunta 6 de 6");
        await PressAsync(window, "Ninguna de estas", "llame hoy a la clínica");
        await PictureAsync(window, "rosa", width, "4-yellow");

        var before = await window.ReadAsync();
        await window.Page.ReloadAsync();
        await window.SeeAsync("llame hoy a la clínica");
        Assert.Equal(before, await window.ReadAsync());
        await WasQuietAsync(window);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(320)]
    public async Task Walt_walks_to_the_green_zone_in_English(int width)
    {
        await using var host = await RunningHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address, width);
        await window.GoAsync("/chat?as=walt&lang=en");
        await window.SeeAsync("Hello, Walt");
        await BeginAsync(window, "Check in", "Question 1 of 6");
        await PictureAsync(window, "walt", width, "1-question");
        await window.SayAsync("182");
        await window.SeeAsync("Question 2 of 6");
        await ChoicesAreInReachAsync(window);
        await PictureAsync(window, "walt", width, "2-choices");
        await PressAsync(window, "None of these", "Question 3 of 6");
        await PressAsync(window, "No", "Question 4 of 6");
        await PressAsync(window, "No", "Question 5 of 6");
        await PressAsync(window, "None of these", "Question 6 of 6");
        await PressAsync(window, "None of these", "Nothing in today's answers needs action");
        await PictureAsync(window, "walt", width, "3-green");
        await WasQuietAsync(window);
    }

    [Theory]
    [InlineData("en", "my dad has chest pain and cannot breathe", "Call 911 now.", 1000)]
    [InlineData("es", "mi papá tiene dolor de pecho y no puede respirar", "Llame al 911 ahora.", 320)]
    public async Task An_emergency_on_the_family_page_is_answered_with_911_first(string language, string said, string first, int width)
    {
        await using var host = await RunningHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address, width);
        await window.GoAsync($"/family?lang={language}");
        await window.Messages.First.WaitForAsync();
        await window.SayAsync(said);
        await window.SeeAsync(first);
        await PictureAsync(window, "family-" + language, width, "911");
        await WasQuietAsync(window);
    }

    /// <summary>Begins a check-in; at the time of day when the bot asks by itself it has begun.</summary>
    private static async Task BeginAsync(ChatWindow window, string button, string question)
    {
        var offered = Button(window, button).Or(window.Messages.Filter(new() { HasText = question }));
        await offered.First.WaitForAsync();
        if (await Button(window, button).IsVisibleAsync()) await Button(window, button).ClickAsync();
        await window.SeeAsync(question);
    }

    private static async Task PressAsync(ChatWindow window, string answer, string next)
    {
        await Button(window, answer).ClickAsync();
        await window.SeeAsync(next);
    }

    private static ILocator Button(ChatWindow window, string words) => Actions(window).GetByRole(AriaRole.Button, new() { Name = words, Exact = true });

    private static ILocator Actions(ChatWindow window) => window.Page.Locator(".webchat__suggested-actions");

    /// <summary>The question is in sight beside its answers, and no answer is cut off at the side.</summary>
    private static async Task ChoicesAreInReachAsync(ChatWindow window)
    {
        await Assertions.Expect(window.Messages.Last).ToBeInViewportAsync();
        var (transcript, actions) = (window.Page.Locator(".webchat__basic-transcript"), Actions(window));
        await Assertions.Expect(actions).ToBeVisibleAsync();
        Assert.True((await transcript.BoundingBoxAsync())!.Height > 150, "The answers cover the conversation.");
        Assert.True(await actions.EvaluateAsync<bool>("one => [...one.querySelectorAll('button')].every(button => button.scrollWidth <= button.clientWidth + 1 && button.getBoundingClientRect().right <= innerWidth)"), "An answer is cut off.");
    }

    private static async Task PictureAsync(ChatWindow window, string who, int width, string what)
    {
        await window.Page.WaitForFunctionAsync("document.getAnimations().every(one => one.playState !== 'running')");
        await window.PictureAsync($"walk-{who}-{width}-{what}");
    }

    private static async Task WasQuietAsync(ChatWindow window)
    {
        Assert.Empty(await window.Page.GetByText("Send failed").AllAsync());
        Assert.Empty(window.Complaints);
        Assert.Empty(window.Outside);
    }
}
