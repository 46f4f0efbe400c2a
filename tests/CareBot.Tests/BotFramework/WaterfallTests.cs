namespace CareBot.Tests.BotFramework;

public sealed class WaterfallTests
{
    [Fact]
    public Task Each_message_goes_to_the_next_step(
        ) => DialogBot.Running(new WaterfallDialog("w", [Ask.Say("one"), Ask.Say("two"), Ask.Say("three")])).Flow()
        .Test("hi", "one")
        .Test("hi", "two")
        .Test("hi", "three")
        .Send("hi").AssertNoReply()
        .Test("hi", "one")
        .StartTestAsync();

    [Fact]
    public Task An_answer_is_the_result_that_the_next_step_finds() => DialogBot.Running(
            new WaterfallDialog("w", [Ask.Text("name?"), (step, token) => EndAfter(step, $"hello {step.Result}", token)]),
            new TextPrompt("text")).Flow()
        .Test("hi", "name?")
        .Test("Ana", "hello Ana")
        .StartTestAsync();

    [Fact]
    public Task The_text_of_a_message_is_the_result_of_a_step_that_only_waits() => DialogBot.Running(
            new WaterfallDialog("w", [Ask.Say("one"), (step, token) => EndAfter(step, $"{step.Reason} {step.Result}", token)])).Flow()
        .Test("hi", "one")
        .Test("bananas", "ContinueCalled bananas")
        .StartTestAsync();

    [Fact]
    public Task What_a_step_notes_the_later_steps_find() => DialogBot.Running(
            new WaterfallDialog(
                "w",
                [
                    (step, token) =>
                    {
                        step.Values["text"] = "Añá";
                        step.Values["number"] = 82;
                        step.Values["yes"] = true;
                        return step.PromptAsync("text", Ask.For("one?"), token);
                    },
                    (step, token) =>
                    {
                        step.Values["answer"] = step.Result!;
                        return step.PromptAsync("text", Ask.For("two?"), token);
                    },
                    (step, token) => EndAfter(step, $"{(string)step.Values["text"]} {(long)step.Values["number"]} {(bool)step.Values["yes"]} {step.Values["answer"]}", token),
                ]),
            new TextPrompt("text")).Flow()
        .Test("hi", "one?")
        .Test("first", "two?")
        .Test("second", "Añá 82 True first")
        .StartTestAsync();

    [Fact]
    public Task A_step_may_go_on_to_the_next_one_in_the_same_turn() => DialogBot.Running(
            new WaterfallDialog("w", [(step, token) => step.NextAsync("skipped", token), (step, token) => EndAfter(step, $"{step.Reason} {step.Result}", token)])).Flow()
        .Test("hi", "NextCalled skipped")
        .StartTestAsync();

    [Fact]
    public async Task A_step_goes_on_once()
    {
        var bot = DialogBot.Running(new WaterfallDialog("w",
        [
            async (step, token) =>
            {
                await step.NextAsync(null, token);
                return await step.NextAsync(null, token);
            },
            Ask.Say("two"),
        ]));

        await Assert.ThrowsAsync<InvalidOperationException>(() => bot.Flow().Send("hi").StartTestAsync());
    }

    [Fact]
    public Task Only_messages_move_a_waterfall() => DialogBot.Running(new WaterfallDialog("w", [Ask.Say("one"), Ask.Say("two")])).Flow()
        .Test("hi", "one")
        .Send(new Activity(ActivityTypes.Event)).AssertNoReply()
        .Send(new Activity(ActivityTypes.Typing)).AssertNoReply()
        .Test("hi", "two")
        .StartTestAsync();

    [Fact]
    public Task A_dialog_begun_in_a_step_hands_its_result_to_the_next_step() => DialogBot.Running(
            new WaterfallDialog("outer", [(step, token) => step.BeginDialogAsync("inner", "options", token), (step, token) => EndAfter(step, $"outer got {step.Result}", token)]),
            new WaterfallDialog("inner", [(step, token) => step.PromptAsync("text", Ask.For($"inner with {step.Options}?"), token), (step, token) => step.EndDialogAsync($"<{step.Result}>", token)]),
            new TextPrompt("text")).Flow()
        .Test("hi", "inner with options?")
        .Test("x", "outer got <x>")
        .StartTestAsync();

    [Fact]
    public Task A_dialog_replaced_by_itself_is_a_loop() => DialogBot.Running(
            new WaterfallDialog(
                "w",
                [
                    (step, token) => step.PromptAsync("text", Ask.For($"round {step.Options ?? "one"}?"), token),
                    (step, token) => step.ReplaceDialogAsync("w", step.Result, token),
                ]),
            new TextPrompt("text")).Flow()
        .Test("hi", "round one?")
        .Test("two", "round two?")
        .Test("three", "round three?")
        .StartTestAsync();

    [Fact]
    public async Task An_unknown_dialog_cannot_be_begun_and_an_open_one_that_was_taken_out_is_named()
    {
        var storage = new MemoryStorage();
        var adapter = new TestAdapter();
        await Assert.ThrowsAsync<ArgumentException>(() => new TestFlow(adapter, new DialogBot(storage, (dc, token) => dc.BeginDialogAsync("nowhere", null, token))).Send("hi").StartTestAsync());

        await new TestFlow(adapter, new DialogBot(storage, (dc, token) => dc.BeginDialogAsync("w", null, token), new WaterfallDialog("w", [Ask.Say("one")]))).Test("hi", "one").StartTestAsync();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => new TestFlow(adapter, new DialogBot(storage, (dc, token) => dc.ContinueDialogAsync(token))).Send("hi").StartTestAsync());

        Assert.Contains("'w'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dialogs_of_one_id_get_numbers()
    {
        var set = new DialogSet();
        var first = new TextPrompt("text");
        set.Add(first).Add(first).Add(new TextPrompt("text")).Add(new TextPrompt("text"));

        Assert.Equal(["text", "text2", "text3"], set.GetDialogs().Select(dialog => dialog.Id));
    }

    private static async Task<DialogTurnResult> EndAfter(WaterfallStepContext step, string text, CancellationToken token)
    {
        await step.Context.SendActivityAsync(text, cancellationToken: token);
        return await step.EndDialogAsync(null, token);
    }
}
