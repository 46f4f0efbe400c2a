namespace CareBot.Tests.BotFramework;

public sealed class ComponentDialogTests
{
    [Fact]
    public Task A_component_shows_as_one_dialog_and_gives_the_result_of_its_first() => DialogBot.Running(
            new WaterfallDialog("root", [(step, token) => step.BeginDialogAsync(nameof(AskName), null, token), (step, token) => Say(step, $"hello {step.Result}", token)]),
            new AskName()).Flow()
        .Test("hi", "name?")
        .Test("Ana", "family name?")
        .Test("Ruiz", "hello Ana Ruiz")
        .StartTestAsync();

    [Fact]
    public Task Components_nest() => DialogBot.Running(new Outer("outer", new Outer("middle", new AskName()))).Flow()
        .Test("hi", "name?")
        .Test("Ana", "family name?")
        .Test("Ruiz", "middle got Ana Ruiz")
        .AssertReply("outer got Ana Ruiz")
        .StartTestAsync();

    [Fact]
    public Task A_dialog_of_the_parents_can_be_begun_from_inside() => DialogBot.Running(
            new Outer("outer", new WaterfallDialog("inner", [(step, token) => step.BeginDialogAsync("shared", null, token), (step, token) => step.EndDialogAsync(step.Result, token)])),
            new WaterfallDialog("shared", [(step, token) => step.EndDialogAsync("shared result", token)])).Flow()
        .Test("hi", "outer got shared result")
        .StartTestAsync();

    [Fact]
    public Task After_an_interruption_the_open_question_is_asked_again() => Interruptible(new AskName()).Flow()
        .Test("hi", "name?")
        .Test("help", "help! more?")
        .Test("no", "help ends").AssertReply("name?")
        .Test("Ana", "family name?")
        .Test("help", "help! more?")
        .Test("no", "help ends").AssertReply("family name?")
        .StartTestAsync();

    [Fact]
    public Task A_question_of_the_same_stack_is_asked_again_after_an_interruption_too() => Interruptible(
            new WaterfallDialog("name", [Ask.Text("name?"), (step, token) => Say(step, $"hello {step.Result}", token)]),
            new TextPrompt("text")).Flow()
        .Test("hi", "name?")
        .Test("help", "help! more?")
        .Test("no", "help ends").AssertReply("name?")
        .Test("Ana", "hello Ana")
        .StartTestAsync();

    [Fact]
    public Task Cancelling_empties_the_stack_and_tells_every_dialog()
    {
        List<string> told = [];
        return new DialogBot(
                async (dc, token) =>
                {
                    var result = dc.Context.Activity.Text == "cancel" ? await dc.CancelAllDialogsAsync(token) : await dc.ContinueDialogAsync(token);
                    if (result.Status == DialogTurnStatus.Empty) result = await dc.BeginDialogAsync("outer", null, token);
                    await dc.Context.SendActivityAsync($"{result.Status} {dc.Stack.Count}", cancellationToken: token);
                },
                new Outer("outer", new Waiting("inner", told))).Flow()
            .Test("hi", "Waiting 1")
            .Test("cancel", "Cancelled 0")
            .Send("hi").AssertReply(_ => Assert.Equal(["inner CancelCalled"], told))
            .StartTestAsync();
    }

    [Fact]
    public Task Nothing_open_is_nothing_to_cancel() => new DialogBot(
            async (dc, token) => await dc.Context.SendActivityAsync($"{(await dc.CancelAllDialogsAsync(token)).Status}", cancellationToken: token)).Flow()
        .Test("hi", "Empty")
        .StartTestAsync();

    [Theory]
    [InlineData(false, "Cancelled inside, Waiting outside", 1)]
    [InlineData(true, "Cancelled inside, Cancelled outside", 0)]
    public Task Cancelling_from_inside_takes_the_parents_along_when_asked(bool parents, string said, int left)
    {
        DialogTurnStatus? inside = null;
        var canceller = new WaterfallDialog(
            "canceller",
            [
                Ask.Say("inside"),
                async (step, token) =>
                {
                    var result = await step.CancelAllDialogsAsync(parents, "stop", null, token);
                    inside = result.Status;
                    return result;
                },
            ]);
        return new DialogBot(
                async (dc, token) =>
                {
                    var result = await dc.ContinueDialogAsync(token);
                    if (result.Status == DialogTurnStatus.Empty) await dc.BeginDialogAsync("root", null, token);
                    else await dc.Context.SendActivityAsync($"{inside} inside, {result.Status} outside", cancellationToken: token);
                    Assert.True(inside is null || dc.Stack.Count == left);
                },
                new WaterfallDialog("root", [(step, token) => step.BeginDialogAsync("component", null, token), (_, _) => Task.FromResult(Dialog.EndOfTurn)]),
                new ComponentDialog("component").AddDialog(canceller)).Flow()
            .Test("hi", "inside")
            .Test("go", said)
            .StartTestAsync();
    }

    [Fact]
    public Task A_parent_that_takes_the_cancel_event_stays_open()
    {
        var listener = new Listener("listener", "stop");
        listener.AddDialog(new WaterfallDialog("canceller", [Ask.Say("inside"), (step, token) => step.CancelAllDialogsAsync(true, "stop", "why", token)]));
        return new DialogBot(
                async (dc, token) =>
                {
                    var result = await dc.ContinueDialogAsync(token);
                    if (result.Status == DialogTurnStatus.Empty) await dc.BeginDialogAsync("root", null, token);
                    else await dc.Context.SendActivityAsync($"{string.Join(',', listener.Taken)}; {dc.Stack.Count} open", cancellationToken: token);
                },
                new WaterfallDialog("root", [(step, token) => step.BeginDialogAsync("listener", null, token), Ask.Say("root goes on")]),
                listener).Flow()
            .Test("hi", "inside")
            .Test("go", "root goes on")
            .AssertReply("stop why; 1 open")
            .StartTestAsync();
    }

    [Fact]
    public Task An_event_goes_from_the_leaf_up_to_the_first_that_takes_it()
    {
        var (outer, inner) = (new Listener("outer", "alarm"), new Listener("inner", "other"));
        inner.AddDialog(new WaterfallDialog("leaf", [Ask.Say("leaf")]));
        outer.AddDialog(inner);
        return new DialogBot(
                async (dc, token) =>
                {
                    if (dc.ActiveDialog is null) await dc.BeginDialogAsync("outer", null, token);
                    else await dc.Context.SendActivityAsync($"{await dc.EmitEventAsync(dc.Context.Activity.Text!, 7, true, true, token)}", cancellationToken: token);
                },
                outer).Flow()
            .Test("hi", "leaf")
            .Test("alarm", "True")
            .Test("other", "True")
            .Test("nobody", "False")
            .Send("alarm").AssertReply(_ => Assert.Equal("alarm 7, alarm 7; other 7", $"{string.Join(", ", outer.Taken)}; {string.Join(", ", inner.Taken)}"))
            .StartTestAsync();
    }

    [Fact]
    public Task A_stored_dialog_of_another_version_is_told_so_once()
    {
        var storage = new MemoryStorage();
        var adapter = new TestAdapter();
        Listener Version(params WaterfallStep[] steps)
        {
            var listener = new Listener("component", DialogEvents.VersionChanged);
            listener.AddDialog(new WaterfallDialog("w", steps));
            return listener;
        }

        var (before, after) = (Version(Ask.Say("one"), Ask.Say("two"), Ask.Say("three")), Version(Ask.Say("one"), Ask.Say("two"), Ask.Say("new"), Ask.Say("three")));
        static Task Run(DialogContext dc, CancellationToken token) => dc.ActiveDialog is null ? dc.BeginDialogAsync("component", null, token) : dc.ContinueDialogAsync(token);
        return Play();

        async Task Play()
        {
            await new TestFlow(adapter, new DialogBot(storage, Run, before)).Test("hi", "one").Test("hi", "two").StartTestAsync();
            Assert.Empty(before.Taken);
            await new TestFlow(adapter, new DialogBot(storage, Run, after)).Test("hi", "new").Test("hi", "three").StartTestAsync();
            Assert.Equal(["versionChanged component"], after.Taken);
        }
    }

    [Fact]
    public async Task A_dialog_runs_by_itself_and_a_dialog_that_takes_an_error_is_tried_again()
    {
        var state = new ConversationState(new MemoryStorage());
        var failing = new Listener("failing", DialogEvents.Error);
        var failures = 0;
        failing.AddDialog(new WaterfallDialog("w",
        [
            Ask.Say("one"),
            (step, token) => failures++ == 0 ? throw new InvalidOperationException("broken") : Say(step, "recovered", token),
        ]));

        await new TestFlow(new TestAdapter().Use(new AutoSaveStateMiddleware(state)), (turn, token) => failing.RunAsync(turn, state.CreateProperty<DialogState>("d"), token))
            .Test("hi", "one")
            .Send("go").StartTestAsync();

        Assert.StartsWith("error System.InvalidOperationException", Assert.Single(failing.Taken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_no_dialog_takes_is_thrown()
    {
        var state = new ConversationState(new MemoryStorage());
        var dialog = new WaterfallDialog("w", [(_, _) => throw new InvalidOperationException("broken")]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => new TestFlow(new TestAdapter(), (turn, token) => dialog.RunAsync(turn, state.CreateProperty<DialogState>("d"), token)).Send("hi").StartTestAsync());
    }

    [Fact]
    public void A_dialog_without_an_id_has_the_name_of_its_type() => Assert.Equal("AskName", new AskName().Id);

    private static DialogBot Interruptible(params Dialog[] dialogs) => new(
        async (dc, token) =>
        {
            if (dc.Context.Activity.Text == "help") await dc.BeginDialogAsync("help", null, token);
            else if (dc.ActiveDialog is null) await dc.BeginDialogAsync(dialogs[0].Id, null, token);
            else await dc.ContinueDialogAsync(token);
        },
        [.. dialogs, new WaterfallDialog("help", [Ask.Say("help! more?"), (step, token) => Say(step, "help ends", token)])]);

    private static async Task<DialogTurnResult> Say(DialogContext dc, string text, CancellationToken token)
    {
        await dc.Context.SendActivityAsync(text, cancellationToken: token);
        return await dc.EndDialogAsync(null, token);
    }

    private sealed class AskName : ComponentDialog
    {
        public AskName()
        {
            AddDialog(new WaterfallDialog(
                "steps",
                [
                    Ask.Text("name?"),
                    (step, token) =>
                    {
                        step.Values["given"] = step.Result!;
                        return Ask.Text("family name?")(step, token);
                    },
                    (step, token) => step.EndDialogAsync($"{step.Values["given"]} {step.Result}", token),
                ]));
            AddDialog(new TextPrompt("text"));
        }
    }

    private sealed class Outer : ComponentDialog
    {
        public Outer(string id, Dialog inner)
            : base(id)
        {
            AddDialog(new WaterfallDialog(
                $"{id} steps",
                [
                    (step, token) => step.BeginDialogAsync(inner.Id, null, token),
                    async (step, token) =>
                    {
                        await step.Context.SendActivityAsync($"{id} got {step.Result}", cancellationToken: token);
                        return await step.EndDialogAsync(step.Result, token);
                    },
                ]));
            AddDialog(inner);
        }
    }

    private sealed class Waiting(string id, List<string> told) : Dialog(id)
    {
        public override Task<DialogTurnResult> BeginDialogAsync(
            DialogContext dc, object? options = null, CancellationToken cancellationToken = default) => Task.FromResult(EndOfTurn);

        public override Task EndDialogAsync(
            ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
        {
            told.Add($"{Id} {reason}");
            return Task.CompletedTask;
        }
    }

    private sealed class Listener(string id, string takes) : ComponentDialog(id)
    {
        public List<string> Taken { get; } = [];

        protected override Task<bool> OnPostBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
        {
            if (e.Name != takes) return Task.FromResult(false);
            Taken.Add($"{e.Name} {e.Value}");
            return Task.FromResult(true);
        }
    }
}
