namespace CareBot.BotFramework;

/// <summary>One of the choices that the options give.</summary>
public class ChoicePrompt : Prompt<FoundChoice>
{
    public ChoicePrompt(string dialogId, PromptValidator<FoundChoice>? validator = null, string? defaultLocale = null)
        : base(dialogId, validator) => DefaultLocale = defaultLocale;

    public ListStyle Style { get; set; } = ListStyle.Auto;

    public string? DefaultLocale { get; set; }

    public ChoiceFactoryOptions? ChoiceOptions { get; set; }

    public FindChoicesOptions? RecognizerOptions { get; set; }

    protected override Task OnPromptAsync(
        ITurnContext turnContext,
        IDictionary<string, object> state,
        PromptOptions options,
        bool isRetry,
        CancellationToken cancellationToken = default)
    {
        var activity = turnContext.Activity;
        var style = options.Style ?? Style;
        return SendAsync(
            turnContext,
            AppendChoices(
                Question(options, isRetry),
                activity.ChannelId,
                options.Choices ?? [],
                style,
                ChoiceOptions,
                activity.Conversation?.ConversationType,
                activity.From?.Id is { } person ? [person] : null,
                cancellationToken),
            cancellationToken);
    }

    protected override Task<PromptRecognizerResult<FoundChoice>> OnRecognizeAsync(
        ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
    {
        var found = ChoiceRecognizers.RecognizeChoices(turnContext.Activity.Text, options.Choices ?? [], RecognizerOptions);
        var choice = found.Count > 0 ? found[0].Resolution : null;
        return Task.FromResult(new PromptRecognizerResult<FoundChoice> { Succeeded = choice is not null, Value = choice });
    }
}
