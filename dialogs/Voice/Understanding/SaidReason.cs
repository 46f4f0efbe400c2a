using System.Text.RegularExpressions;

namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>The reason that staff give behind what they ask for: "snooze Walt 7 days because he is on a new water pill".</summary>
internal static partial class SaidReason
{
    private const int Longest = 300;

    /// <returns>What stands before "because" (or a colon), and the reason; empty where none is given.</returns>
    public static (string Head, string Reason) Split(string said) => Because().Split(said, 2) is [var head, var reason] ? (head, Short(reason)) : (said, "");

    /// <summary>A reason as it is kept: the first 300 characters, without a full stop.</summary>
    public static string Short(string reason) => reason.Trim() is { Length: > Longest } tooLong ? tooLong[..Longest] : reason.Trim().TrimEnd('.');

    [GeneratedRegex(@"\s*(?:[:;]|,?\s+(?:because|bc|porque|por que|ya que|debido a))\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Because();
}
