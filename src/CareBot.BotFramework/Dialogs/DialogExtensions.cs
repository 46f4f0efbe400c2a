namespace CareBot.BotFramework;

public static class DialogExtensions
{
    /// <summary>Goes on with the stored stack, or begins the dialog where there is none.</summary>
    public static async Task RunAsync(
        this Dialog dialog,
        ITurnContext turnContext,
        IStatePropertyAccessor<DialogState> accessor,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        var dc = await new DialogSet(accessor).Add(dialog).CreateContextAsync(turnContext, cancellationToken);
        try
        {
            await InternalRunAsync(dc, dialog.Id, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A dialog that takes the error has put its stack in order, and the turn is tried once more.
            if (!await dc.EmitEventAsync(DialogEvents.Error, e, true, true, cancellationToken)) throw;
            await InternalRunAsync(dc, dialog.Id, cancellationToken);
        }
    }

    internal static async Task<DialogTurnResult> InternalRunAsync(DialogContext dc, string dialogId, CancellationToken cancellationToken)
    {
        var result = await dc.ContinueDialogAsync(cancellationToken);
        return result.Status == DialogTurnStatus.Empty ? await dc.BeginDialogAsync(dialogId, null, cancellationToken) : result;
    }
}
