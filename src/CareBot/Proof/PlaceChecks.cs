using System.Text.RegularExpressions;
using CareBot.Chats;

namespace CareBot.Proof;

/// <summary>What must be true after each thing that a person may do anywhere. Each check names what is not.</summary>
internal sealed partial class PlaceChecks(Actor person, string language, string phone)
{
    /// <summary>Of every message at any time.</summary>
    public IEnumerable<string> Always(IReadOnlyList<Activity> replies)
    {
        foreach (var reply in replies)
        {
            if (reply.Locale?.StartsWith(language, StringComparison.Ordinal) != true)
            {
                yield return $"a message in '{reply.Locale}' to somebody who speaks '{language}'";
            }

            if (Unfilled().Match(Text(reply)) is { Success: true } hole)
            {
                yield return $"an unfilled {hole.Value}";
            }
        }
    }

    public static IEnumerable<string> Answered(Seen seen)
    {
        if (seen.Replies.All(reply => Text(reply).Length == 0))
        {
            yield return "no answer";
        }
    }

    /// <summary>The second time a human is offered: a number, a button that asks for one, or an emergency question.</summary>
    public IEnumerable<string> AfterNonsense(Seen seen) =>
        Answered(seen).Concat(IsStaff || seen.State.Dialogs.EndsWith(Help, StringComparison.Ordinal) || OffersHuman(seen) ? [] : ["nobody to talk to is offered"]);

    /// <summary>Nothing is sent first to whoever has no chart, so that there "stop" is an answer like another.</summary>
    public IEnumerable<string> AfterStop(Seen seen) =>
        Answered(seen).Concat(seen.State.IsIdle || IsStaff || person.IsVisitor || person.IsFamily ? [] : ["it did not stop"]);

    public IEnumerable<string> AfterPerson(Seen seen) => Answered(seen).Concat(IsStaff || OffersHuman(seen) ? [] : ["no human was offered"]);

    /// <summary>The words first, with a button to call; the questions stop; a human has it.</summary>
    public static IEnumerable<string> AfterRedFlag(Seen seen)
    {
        var first = seen.Replies.Count > 0 ? seen.Replies[0] : null;
        if (first is null || !Text(first).Split('\n')[0].Contains("911", StringComparison.Ordinal))
        {
            yield return "the emergency words are not the first line";
        }

        if (first?.SuggestedActions?.Actions?.Any(action => action.Value?.ToString() == "tel:911") != true)
        {
            yield return "no button to call";
        }

        if (seen.Replies.Count != 1 || seen.State.Dialogs != Help)
        {
            yield return "the questions went on";
        }

        if (!seen.Staff)
        {
            yield return "no human was told";
        }
    }

    private const string Help = nameof(Dialogs.GetHelpNow);

    private bool IsStaff => person.EntraObjectId is not null;

    private bool OffersHuman(Seen seen) => seen.Replies.Any(reply =>
        Text(reply).Contains(phone, StringComparison.Ordinal) || Text(reply).Contains("911", StringComparison.Ordinal) || StageReading.Buttons(reply).Any(button => button is "Person" or "Persona"));

    private static string Text(Activity reply) => reply.Text ?? (reply.Attachments is { Count: > 0 } ? "[card]" : "");

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Unfilled();
}
