using CareBot.Care.Patients;
using CareBot.Dialogs.Voice;

namespace CareBot.Dialogs;

/// <summary>The dialogs, in the order in which they may claim a message.</summary>
public sealed class DialogMenu
{
    private readonly GuidedDialog[] _dialogs;

    public DialogMenu(IEnumerable<GuidedDialog> dialogs)
    {
        _dialogs = [.. dialogs];
        foreach (var dialog in _dialogs)
        {
            Set.Add(dialog);
        }
    }

    public DialogSet Set { get; } = new();

    /// <summary>The conversation's open dialogs.</summary>
    public async Task<DialogContext> OpenAsync(Talk talk, CancellationToken cancellationToken) =>
        new(Set, talk.Context, await Memory.DialogsAsync(talk.Context, cancellationToken));

    /// <summary>The dialog that waits for an answer; null when none does.</summary>
    public GuidedDialog? Active(DialogContext dialogs) => dialogs.ActiveDialog is { } active ? Set.Find(active.Id) as GuidedDialog : null;

    /// <summary>The first dialog that claims the words.</summary>
    public (GuidedDialog Dialog, Call Call)? Claimed(Said said, Talk talk)
    {
        foreach (var dialog in _dialogs)
        {
            if (dialog.Claim(said, talk) is { } call)
            {
                return (dialog, call);
            }
        }

        return null;
    }

    /// <summary>Whether the dialog that claims the words keeps them (<see cref="GuidedDialog.KeepsWordsAsync"/>).</summary>
    public async Task<bool> KeepsWordsAsync(Talk talk, CancellationToken cancellationToken) =>
        talk.Speaker is Speaker.OfStaff && Claimed(talk.Said, talk) is var (dialog, _) && await dialog.KeepsWordsAsync(talk, cancellationToken);

    /// <summary>The first dialog for which the words seem to be meant, where none is open and none claims them.</summary>
    public (GuidedDialog Dialog, Call Call)? Guessed(Said said, Talk talk)
    {
        foreach (var dialog in _dialogs)
        {
            if (dialog.Guess(said, talk) is { } call)
            {
                return (dialog, call);
            }
        }

        return null;
    }

    /// <summary>What a press says in the conversation; null when it says nothing.</summary>
    public string? Said(CardAnswer press, DialogContext dialogs, Talk talk) =>
        _dialogs.Select(dialog => dialog.Says(press, dialogs.ActiveDialog is { } active && active.Id == dialog.Id ? active : null, talk)).FirstOrDefault(words => words is not null);

    /// <summary>Whether the press opens another card beside the one that it was pressed on.</summary>
    public bool Opens(CardAnswer press) => _dialogs.Any(dialog => dialog.Opens(press));

    /// <summary>Gives a press to the dialog whose card it is.</summary>
    public async Task<Dealt?> PressAsync(CardAnswer press, Talk talk, CancellationToken cancellationToken)
    {
        foreach (var dialog in _dialogs)
        {
            if (await dialog.PressAsync(press, talk, cancellationToken) is { } card)
            {
                return card;
            }
        }

        return null;
    }
}
