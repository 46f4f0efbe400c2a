namespace CareBot.BotFramework;

/// <summary>A dialog with a stack of its own inside.</summary>
public abstract class DialogContainer(string? dialogId = null) : Dialog(dialogId)
{
    public DialogSet Dialogs { get; set; } = new();

    public abstract DialogContext? CreateChildContext(DialogContext dc);

    public virtual Dialog? FindDialog(string dialogId) => Dialogs.Find(dialogId);

    protected virtual string GetInternalVersion() => Dialogs.GetVersion();

    /// <summary>Tells the dialog, by an event, when an instance was stored by another version of it.</summary>
    protected virtual async Task CheckForVersionChangeAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var instance = dc.ActiveDialog!;
        var (stored, current) = (instance.Version, GetInternalVersion());
        instance.Version = current;
        if (stored is not null && stored != current)
        {
            await dc.EmitEventAsync(DialogEvents.VersionChanged, Id, true, false, cancellationToken);
        }
    }
}
