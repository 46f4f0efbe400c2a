namespace CareBot.Tests.BotFramework;

public sealed class TurnContextTests
{
    private readonly TestAdapter _adapter = new();

    [Fact]
    public async Task Handlers_run_in_the_order_in_which_they_were_added_and_around_each_other()
    {
        var turn = Turn();
        List<string> seen = [];
        turn.OnSendActivities(async (_, _, next) => { seen.Add("first in"); var sent = await next(); seen.Add("first out"); return sent; });
        turn.OnSendActivities(async (_, _, next) => { seen.Add("second in"); var sent = await next(); seen.Add("second out"); return sent; });

        await turn.SendActivityAsync("hello", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["first in", "second in", "second out", "first out"], seen);
    }

    [Fact]
    public async Task A_handler_may_change_what_is_sent()
    {
        var turn = Turn();
        turn.OnSendActivities((_, activities, next) => { activities[0].Text += "!"; activities.Add(MessageFactory.Text("more")); return next(); });

        await turn.SendActivityAsync("hello", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["hello!", "more"], _adapter.ActiveQueue.Select(activity => activity.Text));
    }

    [Fact]
    public async Task A_handler_that_keeps_everything_back_leaves_the_turn_without_a_response()
    {
        var turn = Turn();
        turn.OnSendActivities((_, _, _) => Task.FromResult<ResourceResponse[]>([]));

        var response = await turn.SendActivityAsync("hello", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Null(response.Id);
        Assert.False(turn.Responded);
        Assert.Empty(_adapter.ActiveQueue);
    }

    [Fact]
    public async Task Handlers_see_updates_and_deletions_too()
    {
        var turn = Turn();
        List<string> seen = [];
        turn.OnUpdateActivity((_, activity, next) => { seen.Add($"update {activity.Id}"); return next(); });
        turn.OnDeleteActivity((_, reference, next) => { seen.Add($"delete {reference.ActivityId}"); return next(); });
        var sent = await turn.SendActivityAsync("old", cancellationToken: TestContext.Current.CancellationToken);

        await turn.UpdateActivityAsync(new Activity(ActivityTypes.Message) { Id = sent.Id, Text = "new" }, TestContext.Current.CancellationToken);
        Assert.Equal("new", Assert.Single(_adapter.ActiveQueue).Text);
        await turn.DeleteActivityAsync(sent.Id!, TestContext.Current.CancellationToken);

        Assert.Empty(_adapter.ActiveQueue);
        Assert.Equal([$"update {sent.Id}", $"delete {sent.Id}"], seen);
    }

    [Theory]
    [InlineData(ActivityTypes.Message, true)]
    [InlineData(ActivityTypes.Typing, true)]
    [InlineData(ActivityTypes.Trace, false)]
    [InlineData(ActivityTypesEx.InvokeResponse, false)]
    public async Task A_turn_has_responded_when_a_person_could_notice(string type, bool responded)
    {
        var turn = Turn();

        await turn.SendActivityAsync(new Activity(type), TestContext.Current.CancellationToken);

        Assert.Equal(responded, turn.Responded);
    }

    [Fact]
    public async Task What_is_sent_is_addressed_and_gets_the_channels_id()
    {
        var turn = Turn();
        var activity = MessageFactory.Text("hello");

        var response = await turn.SendActivityAsync(activity, TestContext.Current.CancellationToken);

        Assert.Equal((turn.Activity.Id, turn.Activity.From!.Id, response.Id), (activity.ReplyToId, activity.Recipient!.Id, activity.Id));
    }

    [Fact]
    public async Task Speech_and_input_hint_are_sent_with_the_text()
    {
        await Turn().SendActivityAsync("hello", "<speak/>", InputHints.ExpectingInput, TestContext.Current.CancellationToken);

        var sent = Assert.Single(_adapter.ActiveQueue);
        Assert.Equal(("hello", "<speak/>", InputHints.ExpectingInput), (sent.Text, sent.Speak, sent.InputHint));
    }

    [Fact]
    public async Task Replies_of_an_expectReplies_turn_are_kept_for_its_response_and_not_sent()
    {
        var turn = Turn();
        turn.Activity.DeliveryMode = DeliveryModes.ExpectReplies;

        await turn.SendActivitiesAsync([MessageFactory.Text("one"), MessageFactory.Text("two")], TestContext.Current.CancellationToken);

        Assert.Empty(_adapter.ActiveQueue);
        Assert.Equal(["one", "two"], turn.BufferedReplyActivities.Select(activity => activity.Text));
        Assert.True(turn.Responded);
    }

    [Fact]
    public async Task The_answer_to_an_invoke_is_no_reply_among_the_expected_ones()
    {
        var turn = Turn();
        turn.Activity.DeliveryMode = DeliveryModes.ExpectReplies;

        await turn.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = new InvokeResponse { Status = 200 } }, TestContext.Current.CancellationToken);

        Assert.Empty(turn.BufferedReplyActivities);
        Assert.NotNull(turn.TurnState.Get<Activity>(BotAdapter.InvokeResponseKey));
    }

    [Fact]
    public async Task Nothing_cannot_be_sent()
    {
        var turn = Turn();

        await Assert.ThrowsAsync<ArgumentException>(() => turn.SendActivitiesAsync([], TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentException>(() => turn.SendActivityAsync(" ", cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_turns_state_is_kept_by_key_and_by_type()
    {
        using var state = new TurnContextStateCollection();
        state.Add("key", "text");
        state.Add(new Error("e"));

        Assert.Equal("text", state.Get<string>("key"));
        Assert.Equal("e", state.Get<Error>()!.Code);
        Assert.Null(state.Get<Error>("key"));
        Assert.Null(state.Get<string>("missing"));
        Assert.Throws<ArgumentException>(() => state.Add("key", "again"));

        state.Set("key", "again");
        Assert.Equal("again", state.Get<string>("key"));
        state.Set<string>("key", null);
        Assert.Null(state.Get<string>("key"));
    }

    [Fact]
    public void A_turn_over_disposes_what_its_state_holds()
    {
        var held = new CancellationTokenSource();
        Turn().TurnState.Add(held);
        using (var turn = Turn()) turn.TurnState.Add(held);

        Assert.Throws<ObjectDisposedException>(() => held.Token);
    }

    [Fact]
    public async Task A_turn_with_another_activity_shares_handlers_and_state()
    {
        var turn = Turn();
        turn.TurnState.Add("key", "text");
        turn.OnSendActivities((_, activities, next) => { activities[0].Text += "!"; return next(); });

        var other = new TurnContext(turn, _adapter.MakeActivity("other"));
        await other.SendActivityAsync("hello", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("hello!", Assert.Single(_adapter.ActiveQueue).Text);
        Assert.Equal(("other", "text"), (other.Activity.Text, other.TurnState.Get<string>("key")));
    }

    private TurnContext Turn() => new(_adapter, _adapter.MakeActivity("hi"));
}
