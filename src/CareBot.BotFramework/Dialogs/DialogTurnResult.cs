namespace CareBot.BotFramework;

public enum DialogTurnStatus
{
    /// <summary>There is no open dialog.</summary>
    Empty,

    /// <summary>The active dialog waits for the next message.</summary>
    Waiting,

    /// <summary>The last dialog ended.</summary>
    Complete,

    /// <summary>Everything was cancelled.</summary>
    Cancelled,

    CompleteAndWait,
}

public enum DialogReason
{
    BeginCalled,
    ContinueCalled,
    EndCalled,
    ReplaceCalled,
    CancelCalled,
    NextCalled,
}

/// <summary>Where the stack stands after a step.</summary>
public class DialogTurnResult(DialogTurnStatus status, object? result = null)
{
    public DialogTurnStatus Status { get; set; } = status;

    /// <summary>What the ended dialog gave back.</summary>
    public object? Result { get; set; } = result;
}

public class DialogEvent
{
    /// <summary>Whether it goes on to the parents of a dialog that does not take it.</summary>
    public bool Bubble { get; set; }

    public string Name { get; set; } = string.Empty;

    public object? Value { get; set; }
}

public class DialogEvents
{
    public const string BeginDialog = "beginDialog";
    public const string RepromptDialog = "repromptDialog";
    public const string CancelDialog = "cancelDialog";
    public const string ActivityReceived = "activityReceived";
    public const string VersionChanged = "versionChanged";
    public const string Error = "error";
    public const string Custom = "custom";
}
