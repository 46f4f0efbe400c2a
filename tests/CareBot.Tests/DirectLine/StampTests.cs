using System.Text.Json.Nodes;
using CareBot.DirectLine;
using Microsoft.Extensions.Time.Testing;

namespace CareBot.Tests.DirectLine;

public sealed class StampTests
{
    private readonly ActivityStamp _stamp = new(new FakeTimeProvider());
    private readonly Activity _cause = new(ActivityTypes.Message) { Id = "c|k", Recipient = new ChannelAccount("carebot", "CareBot") };

    [Fact]
    public void Replies_keep_their_order_even_while_the_clock_stands_still()
    {
        var numbers = Enumerable.Range(0, 5).Select(_ => SequenceOf(_stamp.Answer(Reply("x"), _cause))).ToList();
        Assert.Equal(numbers.Distinct().Order(), numbers);
    }

    [Fact]
    public void A_prompt_that_is_sent_again_is_another_message()
    {
        var prompt = Reply("How much do you weigh today?");
        var (first, again) = (_stamp.Answer(prompt, _cause), _stamp.Answer(prompt, _cause));
        Assert.NotEqual(first.Id, again.Id);
        Assert.Null(prompt.ChannelData);
    }

    [Fact]
    public async Task An_update_takes_the_id_and_the_place_of_what_it_replaces()
    {
        var first = _stamp.Answer(Reply("before"), _cause);
        var update = Assert.Single(await SentByAsync(turn => turn.UpdateActivityAsync(new Activity(ActivityTypes.Message) { Id = first.Id, Text = "after" }, TestContext.Current.CancellationToken)));
        Assert.Equal((first.Id, "after"), (update.Id, update.Text));
        Assert.Equal(SequenceOf(first), SequenceOf(update));
        Assert.Single((JsonObject)update.ChannelData!);
    }

    [Fact]
    public async Task A_message_that_is_withdrawn_loses_its_words()
    {
        var first = _stamp.Answer(Reply("a slip"), _cause);
        var update = Assert.Single(await SentByAsync(turn => turn.DeleteActivityAsync(first.Id!, TestContext.Current.CancellationToken)));
        Assert.Equal((first.Id, "—"), (update.Id, update.Text));
    }

    [Theory]
    [InlineData(ActivityTypes.Message, "c|k")]
    [InlineData(ActivityTypes.Event, null)]
    [InlineData(ActivityTypes.ConversationUpdate, null)]
    public void A_reply_names_what_it_answers_only_where_the_client_has_seen_that(string type, string? expected)
    {
        var cause = new Activity(type) { Id = "c|k" };
        Assert.Equal(expected, _stamp.Answer(new Activity(ActivityTypes.Message) { ReplyToId = cause.Id }, cause).ReplyToId);
    }

    private async Task<List<Activity>> SentByAsync(Func<ITurnContext, Task> act)
    {
        using var turn = new TurnContext(new DirectLineAdapter(), _cause);
        List<Activity> sent = [];
        turn.OnSendActivities((_, activities, _) =>
        {
            sent.AddRange(activities.Select(activity => _stamp.Answer(activity, _cause)));
            return Task.FromResult(Array.ConvertAll(activities.ToArray(), activity => new ResourceResponse(activity.Id)));
        });
        await act(turn);
        return sent;
    }

    private static Activity Reply(string text) => new(ActivityTypes.Message) { Text = text };

    private static long SequenceOf(Activity activity) => (long)((JsonObject)activity.ChannelData!)[ActivityStamp.SequenceId]!;
}
