using CareBot.Care.Patients;

namespace CareBot.Care.Alerts;

/// <summary>How far an alert that nobody acknowledged in time has climbed the ladder.</summary>
/// <param name="Rung">How often its time ran out.</param>
/// <param name="PassedTo">Who was asked besides those who are always asked, in this order.</param>
/// <param name="PhoneTree">Everybody was told whom to call, in order; the bot itself cannot place a call.</param>
public sealed record Climb(int Rung, IReadOnlyList<StaffId> PassedTo, bool PhoneTree)
{
    public static Climb None { get; } = new(0, [], false);
}

/// <summary>What the patient was asked again after the emergency words, and what came of it.</summary>
/// <param name="CheckedAt">When the second question became due; null before.</param>
/// <param name="Said">It stands in the patient's chat.</param>
/// <param name="AnsweredAt">When the patient last answered about calling for help.</param>
/// <param name="Silent">The second question stayed without an answer.</param>
/// <param name="Unanswered">The alert was raised because "is it happening now?" stayed without an answer.</param>
public sealed record Watch(DateTimeOffset? CheckedAt = null, bool Said = false, DateTimeOffset? AnsweredAt = null, bool Silent = false, bool Unanswered = false)
{
    public static Watch None { get; } = new();
}

/// <summary>A question "is it happening now?" that waits for its answer; without one in time it becomes an alert.</summary>
/// <param name="Class">The class that was heard.</param>
/// <param name="Rules">The rules that heard it.</param>
/// <param name="AskedAt">When the question was asked.</param>
/// <param name="By">Who said it, by which activity.</param>
/// <param name="Said">What was typed.</param>
public sealed record Doubt(string Class, IReadOnlyList<string> Rules, DateTimeOffset AskedAt, Author By, string Said = "");
