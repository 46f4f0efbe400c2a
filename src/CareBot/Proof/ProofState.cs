using CareBot.Chats;

namespace CareBot.Proof;

/// <summary>Where a conversation can be: the open dialogs and the question that is asked. Numbers in it do not make it another one, nor does
/// what was chosen so far of a question that takes several answers (there is nothing chosen, or something), nor how often somebody went
/// from one dialog to another and back.</summary>
/// <param name="Dialogs">Ids of the open dialogs, each once, the innermost last; empty when none is open.</param>
/// <param name="Asks">The line that asks.</param>
/// <param name="Offers">What is offered to press.</param>
internal sealed record ProofState(string Dialogs, string Asks, string Offers)
{
    public bool IsIdle => Dialogs.Length == 0;

    public override string ToString() => IsIdle ? $"(nothing open) {Offers}" : $"{Dialogs}: {Asks}";

    /// <param name="enough">The button that ends the choosing where several may be chosen.</param>
    public static ProofState Of(IReadOnlyList<string> dialogs, IReadOnlyList<Activity> replies, string enough)
    {
        var buttons = replies.SelectMany(StageReading.Buttons).ToList();
        var offers = string.Join(' ', (buttons.Contains(enough) ? [enough] : buttons).Select(button => $"[{button}]"));
        if (dialogs.Count == 0)
        {
            return new ProofState("", "", replies.Any(reply => reply.Attachments is { Count: > 0 }) ? "[card]" : offers);
        }

        var asking = replies.LastOrDefault(reply => !string.IsNullOrWhiteSpace(reply.Text))?.Text ?? "";
        var lines = asking.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !(char.IsDigit(line[0]) && line.Contains(". ", StringComparison.Ordinal)) && line[0] != '-').ToList();
        // What is asked may go on below: "how often have you been bothered by this?" and the trouble itself.
        var asks = lines.FindLastIndex(line => line.Contains('?', StringComparison.Ordinal));
        // Places of help are the same list whichever of them are open at the time; its last line says what can be typed.
        var question = asks < 0 && lines.Exists(line => line.StartsWith("**", StringComparison.Ordinal)) ? lines[^1] : string.Join(' ', lines.Skip(asks));
        return new ProofState(string.Join(" > ", dialogs.Reverse().Distinct().Reverse()), string.Concat(question.Select(c => char.IsDigit(c) ? '#' : c)), offers);
    }
}
