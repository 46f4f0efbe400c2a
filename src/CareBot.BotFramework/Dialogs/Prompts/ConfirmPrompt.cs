namespace CareBot.BotFramework;

/// <summary>Yes or no, in the words of <see cref="ConfirmChoices"/>: this package knows no language's words for them.</summary>
public class ConfirmPrompt : Prompt<bool>
{
    public ConfirmPrompt(string dialogId, PromptValidator<bool>? validator = null, string? defaultLocale = null)
        : base(dialogId, validator) => DefaultLocale = defaultLocale;

    public ListStyle Style { get; set; } = ListStyle.Auto;

    public string? DefaultLocale { get; set; }

    public ChoiceFactoryOptions? ChoiceOptions { get; set; }

    /// <summary>Yes, then no.</summary>
    public Tuple<Choice, Choice>? ConfirmChoices { get; set; }

    protected override Task OnPromptAsync(
        ITurnContext turnContext,
        IDictionary<string, object> state,
        PromptOptions options,
        bool isRetry,
        CancellationToken cancellationToken = default)
    {
        var activity = turnContext.Activity;
        var prompt = AppendChoices(
            Question(options, isRetry),
            activity.ChannelId,
            Words(options),
            options.Style ?? Style,
            ChoiceOptions,
            activity.Conversation?.ConversationType,
            activity.From?.Id is { } person ? [person] : null,
            cancellationToken);
        return SendAsync(turnContext, prompt, cancellationToken);
    }

    protected override Task<PromptRecognizerResult<bool>> OnRecognizeAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        var found = ChoiceRecognizers.RecognizeChoices(turnContext.Activity.Text, Words(options));
        var said = found.Count > 0 ? found[0].Resolution : null;
        return Task.FromResult(new PromptRecognizerResult<bool> { Succeeded = said is not null, Value = said?.Index == 0 });
    }

    // Choices in the options come first: they can be in the person's language, where the prompt serves everyone.
    private IList<Choice> Words(PromptOptions options)
    {
        if (options.Choices is { Count: 2 } both) return both;
        return ConfirmChoices is { } words
            ? [words.Item1, words.Item2]
            : throw new InvalidOperationException($"The prompt '{Id}' has no words for yes and no.");
    }
}
