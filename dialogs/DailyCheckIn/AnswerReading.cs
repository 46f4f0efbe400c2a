using CareBot.Care.CheckIns;

namespace CareBot.Dialogs.DailyCheckIn;

/// <summary>What a message says as the answer to a question.</summary>
public abstract record AnswerReading
{
    private AnswerReading()
    {
    }

    public sealed record Answer(CheckInAnswer Value) : AnswerReading;

    /// <summary>A number that needs a yes, with the words that ask for it.</summary>
    public sealed record Confirm(CheckInAnswer.Quantity Value, string Ask) : AnswerReading;

    /// <summary>Understood, but not usable as it is; the words say why and ask again.</summary>
    public sealed record AskAgain(string Why, IReadOnlyList<string> Buttons) : AnswerReading;

    public sealed record Nothing : AnswerReading;
}
