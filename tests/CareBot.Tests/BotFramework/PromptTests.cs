using System.Globalization;

namespace CareBot.Tests.BotFramework;

public sealed class PromptTests
{
    [Fact]
    public Task A_question_is_asked_again_until_the_answer_is_accepted() => Asking(
            new NumberPrompt<int>("p", (context, _) => Task.FromResult(context.Recognized is { Succeeded: true, Value: > 0 and < 100 })),
            Ask.For("number?", "again!")).Flow()
        .Test("hi", "number?")
        .Test("hello", "again!")
        .Test("150", "again!")
        .Test("64", "got 64")
        .StartTestAsync();

    [Fact]
    public Task Without_a_retry_text_the_question_itself_is_asked_again() => Asking(new NumberPrompt<int>("p"), Ask.For("number?")).Flow()
        .Test("hi", "number?")
        .Test("hello", "number?")
        .StartTestAsync();

    [Fact]
    public Task A_validator_that_answers_itself_is_not_followed_by_the_question() => Asking(
            new TextPrompt("p", async (context, token) =>
            {
                if (context.Recognized.Value == "good") return true;
                await context.Context.SendActivityAsync($"attempt {context.AttemptCount}", cancellationToken: token);
                return false;
            }),
            Ask.For("text?")).Flow()
        .Test("hi", "text?")
        .Test("bad", "attempt 1").AssertNoReply()
        .Test("bad", "attempt 2").AssertNoReply()
        .Test("good", "got good")
        .StartTestAsync();

    [Fact]
    public Task A_validator_may_change_what_was_recognized() => Asking(
            new TextPrompt("p", (context, _) =>
            {
                context.Recognized.Value = context.Recognized.Value!.ToUpperInvariant();
                return Task.FromResult(true);
            }),
            Ask.For("text?")).Flow()
        .Test("hi", "text?")
        .Test("ana", "got ANA")
        .StartTestAsync();

    [Fact]
    public Task A_validator_finds_the_validations_and_its_own_notes() => Asking(
            new TextPrompt("p", (context, _) =>
            {
                var seen = context.State.TryGetValue("seen", out var before) ? (string)before : string.Empty;
                context.State["seen"] = seen + context.Recognized.Value;
                return Task.FromResult(seen + context.Recognized.Value == ProtocolJson.To<string>(context.Options.Validations));
            }),
            new PromptOptions { Prompt = MessageFactory.Text("text?"), Validations = "abc" }).Flow()
        .Test("hi", "text?")
        .Test("a", "text?")
        .Test("b", "text?")
        .Test("c", "got c")
        .StartTestAsync();

    [Fact]
    public Task Other_activities_leave_a_question_open() => Asking(new TextPrompt("p"), Ask.For("text?")).Flow()
        .Test("hi", "text?")
        .Send(new Activity(ActivityTypes.Event)).AssertNoReply()
        .Send(new Activity(ActivityTypes.Message) { Value = "card" }).AssertReply("text?")
        .Test("x", "got x")
        .StartTestAsync();

    [Fact]
    public Task A_question_expects_input_and_each_sending_is_an_activity_of_its_own()
    {
        string? first = null;
        return Asking(new NumberPrompt<int>("p"), Ask.For("number?")).Flow()
            .Test("hi", reply => (first, _) = (reply.Id, Expecting(reply)))
            .Test("x", reply => Assert.NotEqual(first, reply.Id))
            .StartTestAsync();

        static bool Expecting(IActivity reply)
        {
            Assert.NotNull(((Activity)reply).InputHint);
            return true;
        }
    }

    [Theory]
    [InlineData("82,1", "es", "82.1")]
    [InlineData("82.1", "es", "82.1")]
    [InlineData("82,1", "en-US", "82.1")]
    [InlineData("82.1", "en-US", "82.1")]
    [InlineData("82.125", "en-US", "82.125")]
    [InlineData("82,125", "es", "82.125")]
    [InlineData("1,500", "en-US", null)]
    [InlineData("1.500", "es", null)]
    [InlineData("-3", "en", "-3")]
    [InlineData(" 7 ", "en", "7")]
    [InlineData("7", "no-such-language!", "7")]
    [InlineData("1,500.25", "en-US", null)]
    [InlineData("seven", "en", null)]
    [InlineData("7 kg", "en", null)]
    [InlineData("", "en", null)]
    public Task A_number_is_read_as_the_language_writes_it_and_never_guessed(string said, string language, string? number) =>
        Reads<decimal>(said, language, number);

    [Theory]
    [InlineData("82", "82")]
    [InlineData("82.0", "82")]
    [InlineData("82.5", null)]
    [InlineData("3000000000", null)]
    public Task A_whole_number_has_no_fraction_and_fits(string said, string? number) => Reads<int>(said, "en", number);

    [Fact]
    public void A_number_of_no_known_type_is_refused_at_once() => Assert.Throws<NotSupportedException>(() => new NumberPrompt<byte>("p"));

    [Theory]
    [InlineData("red", "red 0")]
    [InlineData("RED!", "red 0")]
    [InlineData("Verdé", "green 1")]
    [InlineData("Navy", "blue 2")]
    [InlineData("3", "blue 2")]
    [InlineData("0", null)]
    [InlineData("4", null)]
    [InlineData("not red", null)]
    [InlineData("both", null)]
    [InlineData("", null)]
    public void A_choice_is_named_by_value_button_synonym_or_number(string said, string? found)
    {
        Choice[] choices =
        [
            new("red") { Synonyms = ["both"] },
            new("green") { Synonyms = ["verde", "both"] },
            new("blue") { Action = new CardAction(ActionTypes.ImBack, "navy", value: "navy") },
        ];

        var result = ChoiceRecognizers.RecognizeChoices(said, choices);

        Assert.Equal(found, result.Count == 0 ? null : $"{result[0].Resolution!.Value} {result[0].Resolution!.Index}");
    }

    [Fact]
    public void Numbers_values_and_buttons_can_be_left_out()
    {
        Choice[] choices = [new("red") { Action = new CardAction(title: "rot") }];

        Assert.Empty(ChoiceRecognizers.RecognizeChoices("1", choices, new FindChoicesOptions { RecognizeNumbers = false }));
        Assert.Empty(ChoiceRecognizers.RecognizeChoices("red", choices, new FindChoicesOptions { NoValue = true }));
        Assert.Empty(ChoiceRecognizers.RecognizeChoices("rot", choices, new FindChoicesOptions { NoAction = true }));
    }

    [Fact]
    public Task A_choice_is_offered_as_the_style_says() => Asking(
            new ChoicePrompt("p") { Style = ListStyle.SuggestedAction },
            Ask.For("color?", null, "red", "green")).Flow()
        .Test("hi", reply => Assert.Equal(["red", "green"], ((Activity)reply).SuggestedActions!.Actions!.Select(action => action.Title)))
        .Test("green", "got green")
        .StartTestAsync();

    [Theory]
    [InlineData(Channels.Webchat, null, 3, "buttons")]
    [InlineData(Channels.Msteams, "personal", 3, "buttons")]
    [InlineData(Channels.Msteams, "personal", 4, "card")]
    [InlineData(Channels.Msteams, "channel", 3, "card")]
    [InlineData(Channels.Sms, null, 3, "inline")]
    [InlineData(Channels.Sms, null, 4, "list")]
    public void A_choice_is_offered_in_the_best_way_that_the_channel_shows(string channel, string? conversation, int count, string shown)
    {
        var choices = ChoiceFactory.ToChoices([.. Enumerable.Range(1, count).Select(number => $"c{number}")]);

        var message = ChoiceFactory.ForChannel(channel, choices, "which?", conversationType: conversation);

        Assert.Equal(shown, message.SuggestedActions is not null ? "buttons" : message.Attachments is not null ? "card" : message.Text!.Contains('\n') ? "list" : "inline");
    }

    [Fact]
    public void A_long_title_does_not_fit_a_button() =>
        Assert.Null(ChoiceFactory.ForChannel(Channels.Webchat, [new("twenty-one characters")]).SuggestedActions);

    [Fact]
    public void Choices_in_the_text_stand_between_the_words_of_the_options()
    {
        var words = new ChoiceFactoryOptions(", ", " o ", ", o ", true);

        Assert.Equal("¿qué? (1) a, (2) b, o (3) c", ChoiceFactory.Inline(ChoiceFactory.ToChoices(["a", "b", "c"]), "¿qué?", options: words).Text);
        Assert.Equal("¿qué? (1) a o (2) b", ChoiceFactory.Inline(ChoiceFactory.ToChoices(["a", "b"]), "¿qué?", options: words).Text);
        Assert.Equal("¿qué?\n\n- a\n- b", ChoiceFactory.List(["a", "b"], "¿qué?", options: new() { IncludeNumbers = false }).Text);
    }

    [Theory]
    [InlineData("sí", "True")]
    [InlineData("no", "False")]
    [InlineData("2", "False")]
    public Task Yes_and_no_are_the_words_that_the_bot_gives(string said, string meant) => Asking(
            new ConfirmPrompt("p") { ConfirmChoices = Tuple.Create(new Choice("Sí"), new Choice("No")), Style = ListStyle.None },
            Ask.For("¿seguro?")).Flow()
        .Test("hi", "¿seguro?")
        .Test("quizás", "¿seguro?")
        .Test(said, $"got {meant}")
        .StartTestAsync();

    [Fact]
    public async Task A_yes_or_no_question_without_words_for_them_is_a_fault_of_the_bot() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Asking(new ConfirmPrompt("p"), Ask.For("sure?")).Flow().Send("hi").StartTestAsync());

    private static DialogBot Asking(Dialog prompt, PromptOptions options) => DialogBot.Running(
        new WaterfallDialog(
            "w",
            [
                (step, token) => step.PromptAsync("p", options, token),
                async (step, token) =>
                {
                    var got = step.Result is FoundChoice choice ? choice.Value : Convert.ToString(step.Result, CultureInfo.InvariantCulture);
                    await step.Context.SendActivityAsync($"got {got}", cancellationToken: token);
                    return await step.EndDialogAsync(null, token);
                },
            ]),
        prompt);

    private static Task Reads<T>(string said, string language, string? number)
        where T : struct, IComparable<T> => Asking(
            new NumberPrompt<T>("p"),
            new PromptOptions { Prompt = MessageFactory.Text("number?"), RecognizeLanguage = language }).Flow()
        .Test("hi", "number?")
        .Test(said, number is null ? "number?" : $"got {number}")
        .StartTestAsync();
}
