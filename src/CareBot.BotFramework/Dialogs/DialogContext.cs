namespace CareBot.BotFramework;

/// <summary>One stack of dialogs during one turn. Dialogs are found in its set, then in the sets of its parents.</summary>
public class DialogContext
{
    public DialogContext(DialogSet dialogs, ITurnContext turnContext, DialogState state)
    {
        ArgumentNullException.ThrowIfNull(dialogs);
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(state);
        (Dialogs, Context, Stack) = (dialogs, turnContext, state.DialogStack);
    }

    public DialogContext(DialogSet dialogs, DialogContext parentDialogContext, DialogState state)
        : this(dialogs, parentDialogContext.Context, state) => Parent = parentDialogContext;

    public DialogSet Dialogs { get; }

    public ITurnContext Context { get; }

    public DialogContext? Parent { get; internal set; }

    /// <summary>The active dialog first.</summary>
    public List<DialogInstance> Stack { get; }

    public DialogInstance? ActiveDialog => Stack.Count > 0 ? Stack[0] : null;

    /// <summary>The stack inside the active dialog, where it has one.</summary>
    public DialogContext? Child =>
        ActiveDialog is { } active && FindDialog(active.Id) is DialogContainer container ? container.CreateChildContext(this) : null;

    /// <exception cref="ArgumentException">No dialog has this id.</exception>
    public Task<DialogTurnResult> BeginDialogAsync(string dialogId, object? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(dialogId);
        var dialog = FindDialog(dialogId) ?? throw new ArgumentException($"There is no dialog '{dialogId}' to begin.", nameof(dialogId));
        Stack.Insert(0, new DialogInstance { Id = dialog.Id });
        return dialog.BeginDialogAsync(this, options, cancellationToken);
    }

    public Task<DialogTurnResult> PromptAsync(string dialogId, PromptOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return BeginDialogAsync(dialogId, options, cancellationToken);
    }

    /// <summary>Hands the turn to the active dialog.</summary>
    public Task<DialogTurnResult> ContinueDialogAsync(CancellationToken cancellationToken = default) => ActiveDialog is { } active
        ? Require(active).ContinueDialogAsync(this, cancellationToken)
        : Task.FromResult(new DialogTurnResult(DialogTurnStatus.Empty));

    /// <summary>Ends the active dialog and hands its result to the one beneath.</summary>
    public async Task<DialogTurnResult> EndDialogAsync(object? result = null, CancellationToken cancellationToken = default)
    {
        await EndActiveDialogAsync(DialogReason.EndCalled, cancellationToken);
        return ActiveDialog is { } beneath
            ? await Require(beneath).ResumeDialogAsync(this, DialogReason.EndCalled, result, cancellationToken)
            : new DialogTurnResult(DialogTurnStatus.Complete, result);
    }

    public Task<DialogTurnResult> CancelAllDialogsAsync(CancellationToken cancellationToken = default) =>
        CancelAllDialogsAsync(false, null, null, cancellationToken);

    /// <summary>
    /// Cancels this stack and, if asked, those of the parents. Each dialog but the first is told by an event before; one that takes it
    /// ends the cancelling there.
    /// </summary>
    public async Task<DialogTurnResult> CancelAllDialogsAsync(
        bool cancelParents,
        string? eventName = null,
        object? eventValue = null,
        CancellationToken cancellationToken = default)
    {
        if (Stack.Count == 0 && Parent is null) return new DialogTurnResult(DialogTurnStatus.Empty);
        var asked = false;
        for (var dc = this; dc is not null;)
        {
            if (dc.Stack.Count == 0)
            {
                dc = cancelParents ? dc.Parent : null;
            }
            else
            {
                if (asked && await dc.EmitEventAsync(eventName ?? DialogEvents.CancelDialog, eventValue, false, false, cancellationToken)) break;
                await dc.EndActiveDialogAsync(DialogReason.CancelCalled, cancellationToken);
            }

            asked = true;
        }

        return new DialogTurnResult(DialogTurnStatus.Cancelled);
    }

    /// <summary>Ends the active dialog and begins another in its place; the one beneath notices nothing.</summary>
    public async Task<DialogTurnResult> ReplaceDialogAsync(
        string dialogId, object? options = null, CancellationToken cancellationToken = default)
    {
        await EndActiveDialogAsync(DialogReason.ReplaceCalled, cancellationToken);
        return await BeginDialogAsync(dialogId, options, cancellationToken);
    }

    /// <summary>Has the active dialog ask again, unless it takes the event that says so.</summary>
    public async Task RepromptDialogAsync(CancellationToken cancellationToken = default)
    {
        if (await EmitEventAsync(DialogEvents.RepromptDialog, null, false, false, cancellationToken)) return;
        if (ActiveDialog is { } active) await Require(active).RepromptDialogAsync(Context, active, cancellationToken);
    }

    public Dialog? FindDialog(string dialogId) => Dialogs.Find(dialogId) ?? Parent?.FindDialog(dialogId);

    /// <param name="fromLeaf">Starts at the innermost active dialog rather than at this stack's.</param>
    /// <returns>Whether a dialog took it.</returns>
    public Task<bool> EmitEventAsync(
        string name, object? value = null, bool bubble = true, bool fromLeaf = false, CancellationToken cancellationToken = default)
    {
        var dc = this;
        while (fromLeaf && dc.Child is { } child) dc = child;
        return dc.ActiveDialog is { } active && dc.FindDialog(active.Id) is { } dialog
            ? dialog.OnDialogEventAsync(dc, new DialogEvent { Name = name, Value = value, Bubble = bubble }, cancellationToken)
            : Task.FromResult(false);
    }

    /// <returns>A BCP 47 tag, or nothing where neither the bot nor the activity gives one.</returns>
    public string? GetLocale(
        ) => (((Context as IDelegatingTurnContext)?.Inner ?? Context) as TurnContext)?.Locale ?? Context.Activity.Locale;

    private async Task EndActiveDialogAsync(DialogReason reason, CancellationToken cancellationToken)
    {
        if (ActiveDialog is not { } active) return;
        // A dialog that was taken out of the bot since is no longer there to be told.
        if (FindDialog(active.Id) is { } dialog) await dialog.EndDialogAsync(Context, active, reason, cancellationToken);
        Stack.Remove(active);
    }

    private Dialog Require(DialogInstance instance) =>
        FindDialog(instance.Id) ?? throw new InvalidOperationException($"The open dialog '{instance.Id}' is not among the dialogs.");
}
