namespace CareBot.Tests.BotFramework;

/// <summary>A bot of some dialogs, whose state is stored as JSON between any two turns.</summary>
internal sealed class DialogBot : IBot
{
    private readonly ConversationState _state;
    private readonly IStatePropertyAccessor<DialogState> _stack;
    private readonly Func<DialogContext, CancellationToken, Task> _turn;
    private readonly DialogSet _dialogs;

    public DialogBot(Func<DialogContext, CancellationToken, Task> turn, params Dialog[] dialogs)
        : this(new MemoryStorage(), turn, dialogs)
    {
    }

    public DialogBot(IStorage storage, Func<DialogContext, CancellationToken, Task> turn, params Dialog[] dialogs)
    {
        _state = new ConversationState(storage);
        _stack = _state.CreateProperty<DialogState>("dialogs");
        _dialogs = new DialogSet(_stack);
        foreach (var dialog in dialogs) _dialogs.Add(dialog);
        _turn = turn;
    }

    /// <summary>Goes on with the open dialog, or begins the first one.</summary>
    public static DialogBot Running(params Dialog[] dialogs) => new(
        async (dc, token) =>
        {
            var result = await dc.ContinueDialogAsync(token);
            if (result.Status == DialogTurnStatus.Empty) await dc.BeginDialogAsync(dialogs[0].Id, null, token);
        },
        dialogs);

    public TestFlow Flow() => new(new TestAdapter(), this);

    public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        await _turn(await _dialogs.CreateContextAsync(turnContext, cancellationToken), cancellationToken);
        await _state.SaveChangesAsync(turnContext, false, cancellationToken);
    }
}

internal static class Ask
{
    public static PromptOptions For(string question, string? again = null, params string[] choices) => new()
    {
        Prompt = MessageFactory.Text(question),
        RetryPrompt = again is null ? null : MessageFactory.Text(again),
        Choices = choices.Length == 0 ? null : ChoiceFactory.ToChoices(choices),
    };

    /// <summary>A step that says something and waits.</summary>
    public static WaterfallStep Say(string text) => async (step, token) =>
    {
        await step.Context.SendActivityAsync(text, cancellationToken: token);
        return Dialog.EndOfTurn;
    };

    /// <summary>A step that asks by the prompt named <c>text</c>.</summary>
    public static WaterfallStep Text(string question) => (step, token) => step.PromptAsync("text", For(question), token);
}
