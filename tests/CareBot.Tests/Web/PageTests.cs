using CareBot.Care.Patients;
using CareBot.Tests.DirectLine;
using Microsoft.Playwright;

namespace CareBot.Tests.Web;

/// <summary>The chat page as people meet it, in a real browser.</summary>
public sealed class PageTests(Browser browser)
{
    [Fact]
    public async Task The_page_holds_a_conversation_without_a_complaint_or_a_request_to_strangers()
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address);
        await window.GoAsync("/chat?as=rosa");
        await window.SeeAsync("Buenos días, Rosa");
        await window.PressAsync("Yes, start");
        await window.SeeAsync("echo: Yes, start");
        await window.SayAsync("card");
        await window.SeeAsync("Weight in kilograms");
        await window.Page.GetByLabel("Weight in kilograms").FillAsync("82.1");
        await window.PressAsync("Send my answers");
        await window.SeeAsync("form: 82.1");
        Assert.Empty(await window.Page.GetByText("Send failed").AllAsync());
        Assert.Empty(window.Complaints);
        Assert.Empty(window.Outside);
    }

    [Fact]
    public async Task The_page_is_in_the_persons_language_and_says_so()
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address);
        await window.GoAsync("/chat?as=rosa");
        Assert.Equal(("es", "ltr"), await LanguageAsync(window));
        Assert.Equal("Chat con su equipo de salud", await window.Page.TitleAsync());
        Assert.Equal("Escriba su mensaje", await window.Input.GetAttributeAsync("placeholder"));

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await window.SeeAsync("Buenos días, Rosa");
        Assert.Equal(("en", "ltr"), await LanguageAsync(window));
        Assert.Equal("Your care team chat", await window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync());
        Assert.Equal("Type your message", await window.Input.GetAttributeAsync("placeholder"));
    }

    [Theory]
    [InlineData("/chat?as=rosa&lang=en")]
    [InlineData("/chat?as=rosa&lang=es")]
    [InlineData("/family?lang=es")]
    public async Task On_the_narrowest_phone_nothing_is_cut_off_or_too_small_to_hit(string path)
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address, width: 320);
        await window.GoAsync(path);
        await window.Messages.First.WaitForAsync();
        await window.SayAsync("card");
        await window.SeeAsync("Weight in kilograms");
        Assert.Equal(320, await window.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
        var tooSmall = string.Join('\n', await window.Page.EvaluateAsync<string[]>(TooSmall));
        Assert.True(tooSmall.Length == 0, tooSmall);
        await window.PictureAsync("narrow" + path.Replace('/', '-').Replace('?', '-').Replace('&', '-'));
    }

    [Theory]
    [InlineData("en", 320, 256, 100)] // A window of 1280 by 1024 pixels, enlarged four times.
    [InlineData("es", 320, 256, 100)]
    [InlineData("es", 320, 568, 200)]
    [InlineData("en", 390, 844, 200)]
    [InlineData("en", 390, 420, 100)] // A phone with its keyboard up.
    public async Task Enlarged_a_third_of_the_window_is_conversation_and_nothing_else_is_lost(string language, int width, int height, int percent)
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address);
        await window.Page.SetViewportSizeAsync(width, height);
        await window.GoAsync($"/family?lang={language}");
        await window.Page.EvaluateAsync($"document.documentElement.style.fontSize = '{percent}%'");
        await window.SayAsync("many");
        await window.SeeAsync("Do you have any of these?");
        await Assertions.Expect(window.Page.Locator(".webchat__suggested-action").First).ToBeVisibleAsync();
        var transcript = (await window.Page.Locator(".webchat__basic-transcript").BoundingBoxAsync())!;
        Assert.InRange(transcript.Height, height / 3, height);
        Assert.Equal([width, height], await window.Page.EvaluateAsync<int[]>("[document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight]"));
        // Each can be pressed where it stands, or the click never comes to it.
        foreach (var link in await window.Page.Locator("header a, .urgent a").AllAsync()) await link.ClickAsync(new() { Trial = true });
        await Assertions.Expect(window.Input).ToBeInViewportAsync();
        await window.PictureAsync($"enlarged-{language}-{width}-{height}-{percent}");
    }

    [Fact]
    public async Task Text_runs_from_the_right_where_the_language_does()
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address, width: 320);
        await window.GoAsync("/family");
        await window.Page.EvaluateAsync("document.documentElement.dir = 'rtl'");
        var exit = (await window.Page.Locator("#exit").BoundingBoxAsync())!;
        Assert.InRange(exit.X, 0, 40);
        Assert.Equal(320, await window.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
    }

    [Fact]
    public async Task Help_in_an_emergency_is_in_sight_before_any_script_and_without_one()
    {
        await using var host = await WebHost.StartAsync();
        await host.Get<PeopleDesk>().PutAsync(
            new Practice { Name = "Lakeside", TimeZone = "America/Chicago", Opens = new TimeOnly(8, 0), Closes = new TimeOnly(17, 0), NurseLine = "555-0142" }, TestContext.Current.CancellationToken);
        await using var window = await browser.OpenAsync(host.Address, width: 320, script: false);
        await window.Page.GotoAsync(new Uri(host.Address, "/chat?lang=es").ToString());
        var emergency = window.Page.GetByRole(AriaRole.Link, new() { Name = "Emergencia: llame al 911" });
        Assert.Equal("tel:911", await emergency.GetAttributeAsync("href"));
        await Assertions.Expect(emergency).ToBeInViewportAsync();
        var without = await window.Page.Locator("noscript").TextContentAsync();
        Assert.All((string[])["necesita JavaScript", "línea de enfermería: 555-0142", "911", "988"], words => Assert.Contains(words, without, StringComparison.Ordinal));
        await window.PictureAsync("without-script");
    }

    [Fact]
    public async Task Emergency_help_stays_in_sight_however_long_the_conversation_grows()
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address, width: 320);
        await window.GoAsync("/chat?as=rosa&lang=en");
        foreach (var number in Enumerable.Range(1, 12)) await window.SayAsync($"message {number}");
        await window.SeeAsync("echo: message 12");
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Emergency: call 911" })).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Leaving_takes_one_press_and_leaves_nothing_to_come_back_to()
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address);
        await window.GoAsync("/chat?as=rosa&lang=en");
        await window.SeeAsync("Shall we start");
        await window.Page.Locator("#exit").ClickAsync();
        // Where it leads is what counts, not that all of it has come: the title is waited for below.
        await Assertions.Expect(window.Page).ToHaveURLAsync("https://www.weather.gov/", new() { Timeout = 60_000 });
        await Assertions.Expect(window.Page).ToHaveTitleAsync("Weather");
        await window.Page.GoBackAsync();
        Assert.DoesNotContain("/chat", window.Page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Exit.")]
    [InlineData("en", "salir")]
    [InlineData("es", "SALIR RÁPIDO")]
    public async Task Leaving_can_be_typed_and_what_was_typed_is_still_heard(string language, string words)
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address);
        await window.GoAsync($"/family?lang={language}");
        await window.Messages.First.WaitForAsync();
        await window.SayAsync("food near me");
        await window.SeeAsync("echo: food near me");
        await window.SayAsync(words);
        await Assertions.Expect(window.Page).ToHaveURLAsync("https://www.weather.gov/", new() { Timeout = 60_000 });
        await Assertions.Expect(window.Page).ToHaveTitleAsync("Weather");
        Assert.Contains(host.Bot.Heard, activity => activity.Text == words);
        await window.Page.GoBackAsync();
        Assert.DoesNotContain("/family", window.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_Escapes_hide_the_conversation_at_once()
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address);
        await window.GoAsync("/chat?as=rosa&lang=en");
        await window.SeeAsync("Shall we start");
        await window.Input.FocusAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        Assert.False(await IsGoneAsync(window.Page));
        // On a busy machine the first ones may come too far apart to count together.
        for (var press = 1; press < 12 && !await IsGoneAsync(window.Page); press++) await window.Page.Keyboard.PressAsync("Escape");
        Assert.True(await IsGoneAsync(window.Page));
    }

    private static async Task<bool> IsGoneAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<bool>("() => document.body.hidden || !location.pathname.startsWith('/chat')");
        }
        catch (PlaywrightException)
        {
            // The page went away while it was asked.
            return true;
        }
    }

    [Fact]
    public async Task A_reload_goes_on_with_the_same_conversation()
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address);
        await window.GoAsync("/family?lang=en");
        await window.Messages.First.WaitForAsync();
        await window.SayAsync("food near me");
        await window.SeeAsync("echo: food near me");
        var before = await window.ReadAsync();
        await window.Page.ReloadAsync();
        await window.SeeAsync("echo: food near me");
        Assert.Equal(before, await window.ReadAsync());
    }

    [Fact]
    public async Task A_patient_finds_her_conversation_again_in_another_browser()
    {
        await using var host = await WebHost.StartAsync();
        await using (var phone = await browser.OpenAsync(host.Address, width: 320))
        {
            await phone.GoAsync("/chat?as=rosa");
            await phone.SayAsync("82.1");
            await phone.SeeAsync("echo: 82.1");
        }

        await using var computer = await browser.OpenAsync(host.Address);
        await computer.GoAsync("/chat?as=rosa");
        await computer.SeeAsync("echo: 82.1");
    }

    [Fact]
    public async Task When_the_server_cannot_be_reached_the_page_says_what_to_do_and_comes_back_on_demand()
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address, width: 320);
        await window.Page.RouteAsync("**/chat/token", route => route.AbortAsync());
        await window.Page.GotoAsync(new Uri(host.Address, "/chat?as=rosa&lang=en").ToString());
        await window.Page.GetByText("We can't open the chat right now").WaitForAsync();
        await window.PictureAsync("unreachable");
        await window.Page.UnrouteAsync("**/chat/token");
        await window.PressAsync("Try again");
        await window.SeeAsync("Shall we start");
    }

    [Fact]
    public async Task The_stock_client_also_speaks_with_us_where_web_sockets_are_blocked()
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address);
        await window.GoAsync("/chat?as=rosa");
        var heard = await window.Page.EvaluateAsync<string[]>("""
            async () => {
              const { token } = await (await fetch('/chat/token', { method: 'POST', body: '{"door":"chat"}' })).json();
              const line = WebChat.createDirectLine({ token, domain: `${location.origin}/v3/directline`, webSocket: false, pollingInterval: 200 });
              const heard = [];
              return new Promise(done => {
                line.activity$.subscribe(activity => {
                  heard.push(activity.text);
                  if (activity.text === 'echo: polled') done(heard);
                });
                line.postActivity({ type: 'message', text: 'polled', from: { id: 'x' }, channelData: { clientActivityID: 'p1' } }).subscribe();
              });
            }
            """);
        Assert.Equal(["polled", "echo: polled"], heard[^2..]);
    }

    [Fact]
    public async Task Many_answers_to_choose_from_leave_the_question_in_sight()
    {
        await using var host = await WebHost.StartAsync();
        await using var window = await browser.OpenAsync(host.Address, width: 320);
        await window.GoAsync("/chat?as=rosa&lang=en");
        await window.SayAsync("many");
        await window.SeeAsync("Do you have any of these");
        await Assertions.Expect(window.Messages.Filter(new() { HasText = "Do you have any of these" })).ToBeInViewportAsync();
        var answer = window.Page.GetByRole(AriaRole.Button, new() { Name = "It is hard to breathe, even when I rest and sit quite still" }).Last;
        Assert.False(await answer.EvaluateAsync<bool>("one => [one, ...one.children].some(part => part.scrollWidth > part.clientWidth + 1)"));
        await window.PictureAsync("many-answers");
    }

    private const string TooSmall = """
        [...document.querySelectorAll('a, button, input, select, textarea')].filter(one => one.checkVisibility() && one.tabIndex >= 0 && !one.matches('.skip, [type=radio], [type=checkbox]'))
          .filter(one => { const box = one.getBoundingClientRect(); return box.width > 0 && (box.height < 43.5 || box.width < 43.5 || box.left < -1 || box.right > innerWidth + 1); })
          .map(one => one.outerHTML.slice(0, 150) + ' ' + JSON.stringify(one.getBoundingClientRect()))
        """;

    private static async Task<(string?, string?)> LanguageAsync(ChatWindow window)
    {
        var html = window.Page.Locator("html");
        return (await html.GetAttributeAsync("lang"), await html.GetAttributeAsync("dir"));
    }
}
