using CareBot.Dialogs.Voice;

namespace CareBot.Dialogs;

/// <summary>
/// A dialog that can claim a message. It is built once and keeps nothing between turns but what its run remembers.
/// </summary>
public abstract class GuidedDialog(string id) : Dialog(id)
{
    /// <summary>Reads whether these words ask for this dialog, as this speaker may ask for it.</summary>
    /// <returns>What it shall begin with; null when the words are not for it.</returns>
    public abstract Call? Claim(Said said, Talk talk);

    /// <summary>Reads whether words that nothing claims, while no dialog is open, are meant for this one all the same.</summary>
    public virtual Call? Guess(Said said, Talk talk) => null;

    /// <summary>Reads whether the open question offers exactly these words as an answer.</summary>
    public virtual bool Expects(DialogInstance instance, Talk talk, string text) => false;

    /// <summary>Answers a press on one of this dialog's cards.</summary>
    /// <returns>The card as it stands after the press; null when the press is not this dialog's.</returns>
    public virtual Task<Dealt?> PressAsync(CardAnswer press, Talk talk, CancellationToken cancellationToken) => Task.FromResult<Dealt?>(null);

    /// <summary>This dialog's own instance on the stack, while it runs.</summary>
    protected static DialogInstance Own(DialogContext dc) => dc.ActiveDialog ?? throw new InvalidOperationException("A dialog runs only while it is open.");

    /// <summary>What it was called with.</summary>
    protected static Call CallOf(object? options) => options as Call ?? Call.Plain;
}

/// <summary>What a dialog is called with.</summary>
/// <param name="What">Which of its offers; empty for the one it is named for.</param>
/// <param name="Words">The part of the message that names somebody or something.</param>
public sealed record Call(string What, string Words = "")
{
    public static Call Plain { get; } = new("");
}
