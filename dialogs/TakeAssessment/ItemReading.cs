using CareBot.Care.Assessments;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>What a message says as the answer to an item.</summary>
public abstract record ItemReading
{
    private ItemReading()
    {
    }

    public sealed record Values(IReadOnlyList<AnswerValue> Given) : ItemReading;

    /// <summary>Understood, but the item does not take it; the words say why.</summary>
    public sealed record Refused(string Why) : ItemReading;

    /// <summary>No answer of the list, or only half of one: it is asked which comes closest.</summary>
    /// <param name="Closest">Null where none lies nearer than another.</param>
    public sealed record Unsure(ItemOption? Closest) : ItemReading;

    public sealed record Nothing : ItemReading;
}
