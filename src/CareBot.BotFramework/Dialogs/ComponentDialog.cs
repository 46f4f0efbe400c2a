namespace CareBot.BotFramework;

/// <summary>Dialogs that belong together and show as one.</summary>
public class ComponentDialog(string? dialogId = null) : DialogContainer(dialogId)
{
    /// <summary>Where the instance keeps the stack inside.</summary>
    public const string PersistedDialogState = "dialogs";

    /// <summary>The dialog that begins; the first added unless another is named.</summary>
    public string? InitialDialogId { get; set; }

    public virtual ComponentDialog AddDialog(Dialog dialog)
    {
        Dialogs.Add(dialog);
        if (string.IsNullOrEmpty(InitialDialogId)) InitialDialogId = dialog.Id;
        return this;
    }

    public override async Task<DialogTurnResult> BeginDialogAsync(
        DialogContext outerDc, object? options = null, CancellationToken cancellationToken = default)
    {
        await EnsureInitializedAsync(outerDc);
        await CheckForVersionChangeAsync(outerDc, cancellationToken);
        var instance = outerDc.ActiveDialog!;
        var result = await OnBeginDialogAsync(Inside(outerDc, instance), options, cancellationToken);
        return await GoOnAsync(outerDc, instance, result, cancellationToken);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext outerDc, CancellationToken cancellationToken = default)
    {
        await EnsureInitializedAsync(outerDc);
        await CheckForVersionChangeAsync(outerDc, cancellationToken);
        var instance = outerDc.ActiveDialog!;
        var result = await OnContinueDialogAsync(Inside(outerDc, instance), cancellationToken);
        return await GoOnAsync(outerDc, instance, result, cancellationToken);
    }

    /// <summary>Asks again what is open inside: a dialog was begun over this one, as an interruption, and has ended.</summary>
    public override async Task<DialogTurnResult> ResumeDialogAsync(
        DialogContext outerDc,
        DialogReason reason,
        object? result = null,
        CancellationToken cancellationToken = default)
    {
        await EnsureInitializedAsync(outerDc);
        await CheckForVersionChangeAsync(outerDc, cancellationToken);
        await RepromptDialogAsync(outerDc.Context, outerDc.ActiveDialog!, cancellationToken);
        return EndOfTurn;
    }

    public override async Task RepromptDialogAsync(
        ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        await new DialogContext(Dialogs, turnContext, StackOf(instance)).RepromptDialogAsync(cancellationToken);
        await OnRepromptDialogAsync(turnContext, instance, cancellationToken);
    }

    public override async Task EndDialogAsync(
        ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
    {
        if (reason == DialogReason.CancelCalled)
        {
            await new DialogContext(Dialogs, turnContext, StackOf(instance)).CancelAllDialogsAsync(cancellationToken);
        }

        await OnEndDialogAsync(turnContext, instance, reason, cancellationToken);
    }

    public override DialogContext? CreateChildContext(DialogContext dc) => dc.ActiveDialog is { } instance ? Inside(dc, instance) : null;

    protected virtual Task OnInitializeAsync(DialogContext dc)
    {
        InitialDialogId ??= Dialogs.GetDialogs().FirstOrDefault()?.Id;
        return Task.CompletedTask;
    }

    protected Task EnsureInitializedAsync(DialogContext outerDc) => OnInitializeAsync(outerDc);

    protected virtual Task<DialogTurnResult> OnBeginDialogAsync(
        DialogContext innerDc, object? options, CancellationToken cancellationToken = default) =>
        innerDc.BeginDialogAsync(InitialDialogId!, options, cancellationToken);

    protected virtual Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default) =>
        innerDc.ContinueDialogAsync(cancellationToken);

    protected virtual Task OnEndDialogAsync(
        ITurnContext context, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default) =>
            Task.CompletedTask;

    protected virtual Task OnRepromptDialogAsync(
        ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Ends this dialog with the result of the last one inside.</summary>
    protected virtual Task<DialogTurnResult> EndComponentAsync(
        DialogContext outerDc, object? result, CancellationToken cancellationToken) =>
        outerDc.EndDialogAsync(result, cancellationToken);

    private static DialogState StackOf(DialogInstance instance)
    {
        if (instance.Recall<DialogState>(PersistedDialogState) is { } stored) return stored;
        var made = new DialogState();
        instance.State[PersistedDialogState] = made;
        return made;
    }

    private DialogContext Inside(DialogContext outerDc, DialogInstance instance) => new(Dialogs, outerDc, StackOf(instance));

    private async Task<DialogTurnResult> GoOnAsync(
        DialogContext outerDc, DialogInstance instance, DialogTurnResult inner, CancellationToken cancellationToken)
    {
        if (inner.Status == DialogTurnStatus.Waiting) return EndOfTurn;
        // Cancelling the parents took this dialog off the outer stack as well: there is nothing left to end.
        if (inner.Status == DialogTurnStatus.Cancelled && outerDc.ActiveDialog != instance) return inner;
        return await EndComponentAsync(outerDc, inner.Result, cancellationToken);
    }
}
