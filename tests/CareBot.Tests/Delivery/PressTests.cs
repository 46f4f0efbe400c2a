using System.Net;
using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Demo;

namespace CareBot.Tests.Delivery;

/// <summary>A card's button that is pressed, or delivered, more than once.</summary>
public sealed class PressTests
{
    private static readonly PatientId Walt = new("walt");

    [Fact]
    public async Task A_press_that_the_channel_delivers_twice_gets_the_same_answer_and_one_entry()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        var (host, alert) = await AlertAsync(stage);
        var first = await PressAsync(stage, host, "press-1", alert);
        stage.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(first, await PressAsync(stage, host, "press-1", alert));
        Assert.Contains("Maria Ortiz", first, StringComparison.Ordinal);
        Assert.Equal(["raised", "acknowledged"], await HistoryAsync(host, alert));
    }

    [Fact]
    public async Task A_second_press_on_a_stale_card_gets_the_card_as_it_stands_and_changes_nothing()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        var (host, alert) = await AlertAsync(stage);
        var first = await PressAsync(stage, host, "press-1", alert);
        stage.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(first, await PressAsync(stage, host, "press-2", alert));
        Assert.Equal(["raised", "acknowledged"], await HistoryAsync(host, alert));
    }

    [Fact]
    public async Task The_same_message_expecting_its_replies_gets_the_same_body_twice()
    {
        await using var stage = await DeliveryStage.OpenAsync();
        var (host, _) = stage.Start();
        var json = $$"""
            {"type":"message","id":"m1","deliveryMode":"expectReplies","channelId":"emulator","serviceUrl":"{{stage.Channel.Url}}","conversation":{"id":"c1"},"from":{"id":"x"},"recipient":{"id":"bot"},"text":"2"}
            """;
        var first = await BodyAsync(host, json);
        Assert.Equal(first, await BodyAsync(host, json));
        Assert.Contains("m1.2", first, StringComparison.Ordinal);
        Assert.True(await DeliveryStage.IsEmptyAsync(host));
        Assert.Equal(0, stage.Channel.Requests);
    }

    private static async Task<(BotHost Host, string Alert)> AlertAsync(DeliveryStage stage)
    {
        var (host, _) = stage.Start(withWholeBot: true);
        await host.Get<DemoPractice>().SeedAsync(0, 0, 1, TestContext.Current.CancellationToken);
        await host.PostAsync($$"""
            {"type":"message","id":"walt-1","channelId":"emulator","serviceUrl":"{{stage.Channel.Url}}","conversation":{"id":"chat-walt"},
             "from":{"id":"walt"},"recipient":{"id":"bot"},"text":"I have chest pain"}
            """);
        var chart = await host.Get<Charts>().OpenAsync(Walt, TestContext.Current.CancellationToken);
        return (host, Assert.Single(chart.Summary.OpenAlerts).Id);
    }

    private static Task<string> PressAsync(DeliveryStage stage, BotHost host, string id, string alert) => BodyAsync(host, $$$"""
        {"type":"invoke","name":"adaptiveCard/action","id":"{{{id}}}","channelId":"emulator","serviceUrl":"{{{stage.Channel.Url}}}","conversation":{"id":"chat-maria"},
         "from":{"id":"maria"},"recipient":{"id":"bot"},
         "value":{"action":{"type":"Action.Execute","verb":"acknowledge","data":{"card":"{{{alert}}}","act":"acknowledge","patient":"walt"} } } }
        """);

    private static async Task<string> BodyAsync(BotHost host, string json)
    {
        var answer = await host.SendAsync(json);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IEnumerable<string>> HistoryAsync(BotHost host, string alert) =>
        (await host.Get<AlertDesk>().HistoryAsync(Walt, alert, TestContext.Current.CancellationToken)).Select(entry => entry.What);
}
