namespace CareBot.Tests.BotFramework;

public sealed class MiddlewareTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public async Task The_first_middleware_stands_outermost()
    {
        var adapter = new TestAdapter().Use(Named("a")).Use(Named("b"));

        await Say(adapter, () => _seen.Add("bot"));

        Assert.Equal(["a in", "b in", "bot", "b out", "a out"], _seen);
    }

    [Fact]
    public async Task A_turn_that_is_not_passed_on_never_reaches_the_bot()
    {
        var adapter = new TestAdapter().Use(Named("a")).Use(new Inline((_, _, _) => Task.CompletedTask)).Use(Named("c"));

        await Say(adapter, () => _seen.Add("bot"));

        Assert.Equal(["a in", "a out"], _seen);
    }

    [Fact]
    public async Task An_error_passes_the_middleware_and_ends_at_the_error_handler()
    {
        var adapter = new TestAdapter().Use(Named("a"));
        adapter.OnTurnError = (_, e) => { _seen.Add($"handler {e.Message}"); return Task.CompletedTask; };

        await Say(adapter, () => throw new InvalidOperationException("broken"));

        Assert.Equal(["a in", "handler broken"], _seen);
    }

    [Fact]
    public async Task Middleware_may_take_an_error_before_the_handler()
    {
        var adapter = new TestAdapter().Use(new Inline(async (_, next, token) =>
        {
            try { await next(token); }
            catch (InvalidOperationException e) { _seen.Add($"middleware {e.Message}"); }
        }));
        adapter.OnTurnError = (_, _) => { _seen.Add("handler"); return Task.CompletedTask; };

        await Say(adapter, () => throw new InvalidOperationException("broken"));

        Assert.Equal(["middleware broken"], _seen);
    }

    [Fact]
    public async Task Without_an_error_handler_the_caller_gets_the_error() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Say(new TestAdapter(), () => throw new InvalidOperationException("broken")));

    [Fact]
    public async Task A_continued_conversation_is_a_turn_with_middleware()
    {
        var adapter = new TestAdapter().Use(Named("a"));
        var reference = adapter.MakeActivity("hi").GetConversationReference();

        await adapter.ContinueConversationAsync("bot", reference, (turn, token) => turn.SendActivityAsync($"proactive {turn.Activity.Name}", cancellationToken: token), TestContext.Current.CancellationToken);

        Assert.Equal("proactive ContinueConversation", Assert.Single(adapter.ActiveQueue).Text);
        Assert.Equal(["a in", "a out"], _seen);
    }

    [Fact]
    public async Task A_set_of_middleware_is_middleware()
    {
        var adapter = new TestAdapter().Use(new MiddlewareSet().Use(Named("a")).Use(Named("b"))).Use(Named("c"));

        await Say(adapter, () => _seen.Add("bot"));

        Assert.Equal(["a in", "b in", "c in", "bot", "c out", "b out", "a out"], _seen);
    }

    private static Task Say(TestAdapter adapter, Action bot) => adapter.SendTextToBotAsync(
        "hi",
        (_, _) =>
        {
            bot();
            return Task.CompletedTask;
        },
        TestContext.Current.CancellationToken);

    private Inline Named(string name) => new(async (_, next, token) =>
    {
        _seen.Add($"{name} in");
        await next(token);
        _seen.Add($"{name} out");
    });

    private sealed class Inline(Func<ITurnContext, NextDelegate, CancellationToken, Task> run) : IMiddleware
    {
        public Task OnTurnAsync(
            ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default) =>
                run(turnContext, next, cancellationToken);
    }
}
