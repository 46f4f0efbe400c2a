using System.Globalization;
using System.Text;
using CareBot.Tests.Mail;
using CareBot.Tests.Web;
using MimeKit;

namespace CareBot.Tests.EndToEnd;

/// <summary>A referral on real parts: Teams, web chat, a mail server, and the agency's page in a browser without JavaScript.</summary>
public sealed class ReferralTests(Browser browser)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Maria_refers_Dot_says_yes_the_pantry_answers_from_its_mail_and_Maria_sees_it()
    {
        await using var mail = new SmtpCapture();
        await using var host = await RunningHost.StartAtNoonAsync(
            "--CareBot:Mail:Host", "127.0.0.1", "--CareBot:Mail:Port", mail.Port.ToString(CultureInfo.InvariantCulture), "--CareBot:Mail:Security", "None", "--CareBot:Mail:From", "care@lakeside.example");
        await using var teams = await Playground.StartAsync(host.Address);
        var dot = await PatientAtHome.OpenAsync(host, "dot", "en");

        await teams.SayAsync("refer Dot for food near 60629");
        var choices = await teams.SeeAsync(one => one.Card is not null);
        var proposed = await teams.PressAsync(choices, choices.Card!.Button("Choose Food Pantry, Puerta Abierta Community House"));
        Assert.Equal("Not sent yet", proposed.Fact("State"));
        var waiting = await teams.PressAsync(choices, proposed.Button("Send to the agency"));
        Assert.Contains("Asked by e-mail whether there is room", waiting.Words(), StringComparison.Ordinal);
        var question = await LetterAsync(mail, 1);
        Assert.DoesNotContain("Dot", question.TextBody!, StringComparison.Ordinal);
        await using (var window = await browser.OpenAsync(host.Address, width: 320, script: false))
        {
            await window.Page.GotoAsync(LinkIn(question));
            Assert.DoesNotContain("Dot", await window.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
            await window.PressAsync("Yes, we have room");
        }

        await dot.HearAsync(words => words.Contains("May I tell them?", StringComparison.Ordinal));
        await dot.SayAsync("yes");
        var letter = await LetterAsync(mail, 2);
        Assert.Contains(await dot.ReadAllAsync(), words => words.Contains("can ask them now", StringComparison.Ordinal));
        Assert.Equal(("intake@puerta-abierta.example", "A request from Lakeside Family Practice"), (letter.To.ToString(), letter.Subject));
        Assert.DoesNotContain("Dot", letter.TextBody!, StringComparison.Ordinal);
        Assert.DoesNotContain("food", letter.TextBody!, StringComparison.OrdinalIgnoreCase);

        var link = LinkIn(letter);
        await using (var window = await browser.OpenAsync(host.Address, width: 320, script: false))
        {
            await window.Page.GotoAsync(link);
            Assert.Contains("Dot Mercer", await window.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
            await window.Page.GetByLabel("Day").PressAsync("Enter");
            await window.Page.GetByText("Please choose a day that is today or later.").WaitForAsync();
            await window.PressAsync("Yes, we can help");
            await window.Page.GetByText("Your answer now: Yes, we can help").WaitForAsync();
            await window.PressAsync("Yes, we can help");
            await window.Page.GetByText("Your answer now: Yes, we can help").WaitForAsync();
        }

        await teams.SeeAsync(one => one.Card?.Words().Contains("Accepted", StringComparison.Ordinal) == true);
        await LookAtThePageAsync(host, link);

        await using var later = await browser.OpenAsync(host.Address, width: 320, script: false);
        await later.Page.GotoAsync(link);
        await later.Page.GetByLabel("A note for the care team").FillAsync("Two bags, for a week.");
        await later.PressAsync("Done: they got it");
        await later.Page.GetByText("Your answer now: Done: they got it").WaitForAsync();
        var done = await teams.SeeAsync(one => one.Card?.Words().Contains("Delivered, says the agency", StringComparison.Ordinal) == true);
        Assert.Equal("Two bags, for a week.", done.Card!.Fact("Agency writes"));
        Assert.Contains("they say it is done", await dot.SayAsync("my requests"), StringComparison.Ordinal);
    }

    private async Task LookAtThePageAsync(RunningHost host, string link)
    {
        foreach (var (language, dark, width) in new[] { ("en", false, 320), ("es", true, 1000) })
        {
            await using var window = await browser.OpenAsync(host.Address, width, dark);
            await window.Page.GotoAsync($"{link}?lang={language}");
            await AccessibilityTests.ShowsNoBarrierAsync(window, $"agency-{language}-{width}");
            Assert.Equal(width, await window.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
            Assert.Empty(await window.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('main button, main input:not([type=hidden], [hidden]), main select, header a')].filter(one => one.getBoundingClientRect().height < 43.5).map(one => one.outerHTML)"));
            Assert.Empty(window.Complaints);
            Assert.Empty(window.Outside);
            await window.Page.GotoAsync(link[..^1] + (link[^1] == 'A' ? 'Q' : 'A'));
            await AccessibilityTests.ShowsNoBarrierAsync(window, $"agency-unknown-{language}-{width}");
        }
    }

    private static string LinkIn(MimeMessage letter) => letter.TextBody!.Split('\n').Select(line => line.Trim()).Single(line => line.StartsWith("http", StringComparison.Ordinal));

    /// <summary>The letter that came as the first, second, ...</summary>
    private static async Task<MimeMessage> LetterAsync(SmtpCapture mail, int number)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (mail.Taken.Count < number) await Task.Delay(20, patience.Token);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(mail.Taken.ElementAt(number - 1)));
        return await MimeMessage.LoadAsync(stream, Cancelled);
    }
}
