using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CareBot.Tests.Architecture;

namespace CareBot.Tests.BotFramework;

/// <summary>Conversations that the SDK's own bots had, played against the same bots on this implementation.</summary>
public sealed class TranscriptTests
{
    [Fact]
    public Task A_waterfall() => Plays("Waterfall", new WaterfallDialog("w", [Ask.Say("step1"), Ask.Say("step2"), Ask.Say("step3")]));

    [Fact]
    public Task Waterfalls_in_a_waterfall() => Plays(
        "WaterfallNested",
        new WaterfallDialog("a", [SayThenBegin("step1", "b"), SayThenBegin("step2", "c")]),
        new WaterfallDialog("b", [Ask.Say("step1.1"), Ask.Say("step1.2"), (step, token) => step.EndDialogAsync(null, token)]),
        new WaterfallDialog("c", [Ask.Say("step2.1"), Ask.Say("step2.2"), (step, token) => step.EndDialogAsync(null, token)]));

    [Fact]
    public Task A_waterfall_that_asks_until_it_gets_a_number() => Plays(
        "WaterfallPrompt",
        new WaterfallDialog(
            "w",
            [
                SayThenAsk("step1"),
                async (step, token) =>
                {
                    await step.Context.SendActivityAsync($"Thanks for '{step.Result}'", cancellationToken: token);
                    return await SayThenAsk("step2")(step, token);
                },
                async (step, token) =>
                {
                    await step.Context.SendActivityAsync($"Thanks for '{step.Result}'", cancellationToken: token);
                    await step.Context.SendActivityAsync("step3", cancellationToken: token);
                    return await step.EndDialogAsync(null, token);
                },
            ]),
        new NumberPrompt<int>("p"));

    [Fact]
    public Task A_question_for_text() => Plays(
        "TextPrompt",
        Asking("Enter some text.", "Make sure the text is greater than three characters.", "Bot received the text '{0}'."),
        new TextPrompt("p", (context, _) => Task.FromResult(context.Recognized.Value!.Length > 3)));

    [Fact]
    public Task A_question_for_a_number_up_to_the_number_word_that_is_not_read_here() => Plays(
        "NumberPrompt",
        8,
        Asking("Enter a number.", "You must enter a valid positive number less than 100.", "Bot received the number '{0}'."),
        new NumberPrompt<int>("p", (context, _) => Task.FromResult(context.Recognized is { Succeeded: true, Value: > 0 and < 100 })));

    [Fact]
    public Task A_question_with_choices_in_the_text() => Plays(
        "ChoicePrompt",
        Asking("favorite color?", "I didn't catch that. Select a color from the list.", "Bot received the choice '{0}'.", "red", "green", "blue"),
        new ChoicePrompt("p") { Style = ListStyle.Inline, ChoiceOptions = new ChoiceFactoryOptions(", ", " or ", ", or ", true) });

    private static WaterfallStep SayThenBegin(string text, string dialog) => async (step, token) =>
    {
        await step.Context.SendActivityAsync(text, cancellationToken: token);
        return await step.BeginDialogAsync(dialog, null, token);
    };

    private static WaterfallStep SayThenAsk(string text) => async (step, token) =>
    {
        await step.Context.SendActivityAsync(text, cancellationToken: token);
        return await step.PromptAsync("p", Ask.For("Enter a number.", "It must be a number"), token);
    };

    private static WaterfallDialog Asking(string question, string again, string thanks, params string[] choices) => new(
        "w",
        [
            (step, token) => step.PromptAsync("p", Ask.For(question, again, choices), token),
            async (step, token) =>
            {
                var got = (step.Result as FoundChoice)?.Value ?? step.Result;
                await step.Context.SendActivityAsync(string.Format(CultureInfo.InvariantCulture, thanks, got), cancellationToken: token);
                return await step.EndDialogAsync(null, token);
            },
        ]);

    private static Task Plays(string transcript, params Dialog[] dialogs) => Plays(transcript, int.MaxValue, dialogs);

    private static Task Plays(string transcript, int length, params Dialog[] dialogs)
    {
        var json = JsonNode.Parse(File.ReadAllText(Repository.Path("..", "shared", "data", "protocol", "transcripts", $"{transcript}.transcript")))!.AsArray();
        var activities = json.Select(activity => ProtocolJson.Read(Encoding.UTF8.GetBytes(activity!.ToJsonString()))!).Where(activity => activity.Type == ActivityTypes.Message);
        return DialogBot.Running(dialogs).Flow().Test(activities.Take(length)).AssertNoReply().StartTestAsync();
    }
}
