namespace CareBot.BotFramework;

/// <summary>Asks, reads the answer, and asks again until an answer is accepted.</summary>
public abstract class Prompt<T> : Dialog
{
    private const string Options = "options";
    private const string State = "state";
    private const string Attempts = "AttemptCount";

    private readonly PromptValidator<T>? _validator;

    protected Prompt(string dialogId, PromptValidator<T>? validator = null)
        : base(dialogId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dialogId);
        _validator = validator;
    }

    /// <exception cref="ArgumentException"><paramref name="options"/> are no <see cref="PromptOptions"/>.</exception>
    public override async Task<DialogTurnResult> BeginDialogAsync(
        DialogContext dc, object? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (options is not PromptOptions asked) throw new ArgumentException("A prompt is begun with PromptOptions.", nameof(options));
        asked.Prompt?.InputHint ??= InputHints.ExpectingInput;
        asked.RetryPrompt?.InputHint ??= InputHints.ExpectingInput;
        var state = new Dictionary<string, object>(StringComparer.Ordinal) { [Attempts] = 0 };
        dc.ActiveDialog!.State[Options] = asked;
        dc.ActiveDialog.State[State] = state;
        await OnPromptAsync(dc.Context, state, asked, false, cancellationToken);
        return EndOfTurn;
    }

    /// <summary>Reads a message as an answer; other activities leave the question open.</summary>
    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (dc.Context.Activity.Type != ActivityTypes.Message) return EndOfTurn;
        var (state, options) = Open(dc.ActiveDialog!);
        var recognized = await OnRecognizeAsync(dc.Context, state, options, cancellationToken);
        var attempt = (state.TryGetValue(Attempts, out var counted) ? ProtocolJson.Convert<int>(counted) : 0) + 1;
        state[Attempts] = attempt;
        var accepted = _validator is null
            ? recognized.Succeeded
            : await _validator(new PromptValidatorContext<T>(dc.Context, recognized, state, options, attempt), cancellationToken);
        if (accepted) return await dc.EndDialogAsync(recognized.Value, cancellationToken);
        if (!dc.Context.Responded) await OnPromptAsync(dc.Context, state, options, true, cancellationToken);
        return EndOfTurn;
    }

    /// <summary>Asks again: a dialog was begun over the open question, as an interruption, and has ended.</summary>
    public override async Task<DialogTurnResult> ResumeDialogAsync(
        DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        await RepromptDialogAsync(dc.Context, dc.ActiveDialog!, cancellationToken);
        return EndOfTurn;
    }

    public override Task RepromptDialogAsync(
        ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var (state, options) = Open(instance);
        return OnPromptAsync(turnContext, state, options, false, cancellationToken);
    }

    protected abstract Task OnPromptAsync(
        ITurnContext turnContext,
        IDictionary<string, object> state,
        PromptOptions options,
        bool isRetry,
        CancellationToken cancellationToken = default);

    protected abstract Task<PromptRecognizerResult<T>> OnRecognizeAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default);

    /// <summary>The prompt with its choices, as the style says.</summary>
    protected virtual IMessageActivity AppendChoices(
        IMessageActivity? prompt,
        string? channelId,
        IList<Choice> choices,
        ListStyle style,
        ChoiceFactoryOptions? options = null,
        string? conversationType = default,
        IList<string>? toList = default,
        CancellationToken cancellationToken = default)
    {
        var text = prompt?.Text;
        var offer = style switch
        {
            ListStyle.Inline => ChoiceFactory.Inline(choices, text, null, options),
            ListStyle.List => ChoiceFactory.List(choices, text, null, options),
            ListStyle.SuggestedAction => ChoiceFactory.SuggestedAction(choices, text, null, toList),
            ListStyle.HeroCard => ChoiceFactory.HeroCard(choices, text),
            ListStyle.None => MessageFactory.Text(text),
            _ => ChoiceFactory.ForChannel(channelId, choices, text, null, options, conversationType, toList),
        };
        offer.InputHint = InputHints.ExpectingInput;
        if (prompt is not Activity asked) return offer;
        var message = asked.Copy();
        message.Text = offer.Text;
        message.SuggestedActions = offer.SuggestedActions ?? message.SuggestedActions;
        if (offer.Attachments is { Count: > 0 }) message.Attachments = [.. message.Attachments ?? [], .. offer.Attachments];
        return message;
    }

    // A copy, because sending writes the conversation and an id into what it sends, and the options are stored.
    private protected static Task SendAsync(ITurnContext turnContext, IMessageActivity? prompt, CancellationToken cancellationToken) =>
        prompt is Activity activity ? turnContext.SendActivityAsync(activity.Copy(), cancellationToken) : Task.CompletedTask;

    private protected static Activity? Question(
        PromptOptions options, bool isRetry) => isRetry ? options.RetryPrompt ?? options.Prompt : options.Prompt;

    private protected static string? LanguageOf(ITurnContext turnContext, PromptOptions options, string? byDefault) =>
        options.RecognizeLanguage ?? turnContext.Activity.Locale ?? byDefault;

    private static (IDictionary<string, object> State, PromptOptions Options) Open(DialogInstance instance) => (
        instance.Recall<IDictionary<string, object>>(State) ?? new Dictionary<string, object>(StringComparer.Ordinal),
        instance.Recall<PromptOptions>(Options) ?? new PromptOptions());
}
