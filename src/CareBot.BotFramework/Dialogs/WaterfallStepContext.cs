namespace CareBot.BotFramework;

public class WaterfallStepContext : DialogContext
{
    private readonly WaterfallDialog _waterfall;
    private bool _wentOn;

    internal WaterfallStepContext(
        WaterfallDialog waterfall,
        DialogContext dc,
        object? options,
        IDictionary<string, object> values,
        int index,
        DialogReason reason,
        object? result)
        : base(dc.Dialogs, dc.Context, new DialogState(dc.Stack))
    {
        _waterfall = waterfall;
        Parent = dc.Parent;
        (Options, Values, Index, Reason, Result) = (options, values, index, reason, result);
    }

    public int Index { get; }

    /// <summary>What the waterfall was begun with; JSON once the turn that began it is over.</summary>
    public object? Options { get; }

    public DialogReason Reason { get; }

    /// <summary>What the step before ended in: the answer to its prompt, or the text of the message.</summary>
    public object? Result { get; }

    /// <summary>What the steps tell each other. After a turn, text, booleans and numbers come back as such, all else as JSON.</summary>
    public IDictionary<string, object> Values { get; }

    /// <summary>Goes on to the next step in this turn.</summary>
    /// <exception cref="InvalidOperationException">This step has gone on already.</exception>
    public Task<DialogTurnResult> NextAsync(object? result = null, CancellationToken cancellationToken = default)
    {
        if (_wentOn) throw new InvalidOperationException($"Step {Index} of '{_waterfall.Id}' goes on to the next step twice.");
        _wentOn = true;
        return _waterfall.ResumeDialogAsync(this, DialogReason.NextCalled, result, cancellationToken);
    }
}
