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

    /// <summary>Reads whether a member of staff writes these words for a patient to read, or says by them what is known of one: they are read back
    /// before they count, and a danger in them is pointed out there and raises nothing.</summary>
    public virtual Task<bool> KeepsWordsAsync(Talk talk, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Reads whether words that nothing claims, while no dialog is open, are meant for this one all the same.</summary>
    public virtual Call? Guess(Said said, Talk talk) => null;

    /// <summary>Reads whether the open question offers exactly these words as an answer.</summary>
    public virtual bool Expects(DialogInstance instance, Talk talk, string text) => false;

    /// <summary>Its question is dropped when anything else is asked for or pressed: whoever is asked which of a list goes on with their work.</summary>
    public virtual bool GivesWay => false;

    /// <summary>Reads whether words of which a person has been told answer the open question all the same: "185, and my ankles are swollen".</summary>
    public virtual bool IsAnswered(DialogInstance instance, Talk talk) => false;

    /// <summary>Reads what a press on one of this dialog's cards says in the conversation, as if it had been typed.</summary>
    /// <param name="own">This dialog's instance while it is the one that waits; else null.</param>
    /// <returns>Null where the press says nothing, or nothing any more: the question that it answers is not open.</returns>
    public virtual string? Says(CardAnswer press, DialogInstance? own, Talk talk) => null;

    /// <summary>Answers a press on one of this dialog's cards.</summary>
    /// <returns>The card as it stands after the press; null when the press is not this dialog's.</returns>
    public virtual Task<Dealt?> PressAsync(CardAnswer press, Talk talk, CancellationToken cancellationToken) => Task.FromResult<Dealt?>(null);

    /// <summary>Reads whether a press opens another card, beside the one that it was pressed on: that one keeps its buttons.</summary>
    public virtual bool Opens(CardAnswer press) => false;

    /// <summary>This dialog's own instance on the stack, while it runs.</summary>
    protected static DialogInstance Own(DialogContext dc) => dc.ActiveDialog ?? throw new InvalidOperationException("A dialog runs only while it is open.");

    /// <summary>What it was called with.</summary>
    protected static Call CallOf(object? options) => options as Call ?? Call.Plain;
}

/// <summary>A guided dialog that waits for answers: after another one was asked for in between, it asks again what is open.</summary>
public abstract class AskingDialog(string id) : GuidedDialog(id)
{
    public override async Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        Talk.Of(dc.Context).ForgetNumbers();
        await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
        return EndOfTurn;
    }
}

/// <summary>What a dialog is called with.</summary>
/// <param name="What">Which of its offers; empty for the one it is named for.</param>
/// <param name="Words">The part of the message that names somebody or something.</param>
public sealed record Call(string What, string Words = "")
{
    /// <summary>Whose chart it is about, where a member of staff speaks; empty where the speaker's own.</summary>
    public string Patient { get; init; } = "";

    /// <summary>Nothing of the message is left unread: its words are known to the letter, and whom they name is known.</summary>
    public bool IsWhole { get; init; }

    public static Call Plain { get; } = new("");
}
