using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CareBot.BotFramework;

/// <summary>Dialogs that may begin each other by id.</summary>
public class DialogSet
{
    private readonly Dictionary<string, Dialog> _dialogs = new(StringComparer.Ordinal);
    private readonly IStatePropertyAccessor<DialogState>? _dialogState;
    private string? _version;

    public DialogSet()
    {
    }

    public DialogSet(IStatePropertyAccessor<DialogState> dialogState)
    {
        ArgumentNullException.ThrowIfNull(dialogState);
        _dialogState = dialogState;
    }

    /// <summary>Adds a dialog; one whose id is taken by another gets a number behind its id.</summary>
    public DialogSet Add(Dialog dialog)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        _version = null;
        var id = dialog.Id;
        for (var number = 2; _dialogs.TryGetValue(dialog.Id, out var taken); number++)
        {
            if (taken == dialog) return this;
            dialog.Id = string.Create(CultureInfo.InvariantCulture, $"{id}{number}");
        }

        _dialogs.Add(dialog.Id, dialog);
        return this;
    }

    public Dialog? Find(string dialogId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dialogId);
        return _dialogs.GetValueOrDefault(dialogId);
    }

    public IEnumerable<Dialog> GetDialogs() => _dialogs.Values;

    /// <summary>Changes when a dialog is added, removed, or changes its version.</summary>
    public virtual string GetVersion() => _version ??= Fingerprint();

    /// <exception cref="InvalidOperationException">The set was made without state.</exception>
    public async Task<DialogContext> CreateContextAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (_dialogState is null) throw new InvalidOperationException("This dialog set was made without an accessor of dialog state.");
        return new DialogContext(this, turnContext, await _dialogState.GetAsync(turnContext, () => new DialogState(), cancellationToken));
    }

    private string Fingerprint()
    {
        var versions = string.Join('|', _dialogs.Values.Select(dialog => dialog.GetVersion()));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(versions)).AsSpan(0, 8));
    }
}
