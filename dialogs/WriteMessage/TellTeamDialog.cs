using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.WriteMessage;

/// <summary>
/// A patient writes to their coordinator: "tell Maria that I will be late", asked for in one message, or "pass it on" of what was not understood here. It is
/// passed on word for word, as something to look at.
/// </summary>
public sealed class TellTeamDialog(AlertDesk alerts, Outlooks outlooks, PeopleDesk people, PhraseBook phrases) : AskingDialog("TellTeam")
{
    /// <summary>The alert that a patient's message is.</summary>
    public const string Family = "message";

    private const string ByName = "name";
    private const string Unread = "unread";

    public override Call? Claim(Said said, Talk talk) => talk is not { InGroup: false, Speaker: Speaker.OfPatient } ? null
        : phrases.Matches("message.passOn", said.Text) ? talk.Notes.Unread is { } unread ? new Call(Unread, unread) : Call.Plain
        : phrases.Matches("message.begin", said.Text) ? Call.Plain
        : phrases.Find("message.team", said.Text) is not null ? new Call("", said.Text)
        : phrases.Find("message.tell", said.Text) is { Length: > 0 } whom && !phrases.Matches("message.noName", whom) ? new Call(ByName, said.Text)
        : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var (talk, call) = (Talk.Of(dc.Context), CallOf(options));
        var chart = ((Speaker.OfPatient)talk.Speaker).Chart;
        if (call.What == ByName && await people.FindAsync(chart.Coordinator, cancellationToken) is { } coordinator && !IsTo(coordinator.Name, talk.Said.Text))
        {
            await talk.SendAsync(talk.Say("message.onlyCoordinator", ("coordinator", coordinator.Name.Given)), [talk.Say("message.button.write"), talk.Say("button.person")], cancellationToken);
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        if (call.Words.Length > 0)
        {
            return await PassAsync(dc, call.Words, talk, cancellationToken);
        }

        await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
        return EndOfTurn;
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        if (talk.Said.Command is { Command: Command.NotNow or Command.Skip or Command.Back or Command.Stop } || Folding.Says(talk.Said.Text, talk.Say("answer.no")))
        {
            await talk.SendAsync(talk.Say("message.nothing"), [talk.Say("button.person")], cancellationToken);
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        if (Claim(talk.Said, talk) is { } again)
        {
            // "Write back" once more is no message; "tell Maria ..." says whom as well.
            return await dc.ReplaceDialogAsync(Id, again, cancellationToken);
        }

        return await PassAsync(dc, talk.Said.Text, talk, cancellationToken);
    }

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        var outlook = await outlooks.ForAsync(((Speaker.OfPatient)talk.Speaker).Chart, cancellationToken);
        await talk.SendAsync(talk.Say("message.what", ("coordinator", outlook.Coordinator)), [talk.Say("button.notNow"), talk.Say("button.person")], cancellationToken);
    }

    private async Task<DialogTurnResult> PassAsync(DialogContext dc, string words, Talk talk, CancellationToken cancellationToken)
    {
        var chart = ((Speaker.OfPatient)talk.Speaker).Chart;
        var facts = new Dictionary<string, string> { ["words"] = words, [AlertDesk.About] = talk.Author.ActivityId };
        var alert = await alerts.RaiseWishAsync(chart.Patient, Family, AlertPriority.P2, facts, "message.passed", talk.Author, talk.Now, cancellationToken);
        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        var passed = talk.Say("message.passed", ("coordinator", outlook.Coordinator), ("by", outlook.By(alert, talk)), ("phone", outlook.Practice.NurseLine));
        await talk.SendAsync(outlook.OffHours(talk) is { Length: > 0 } closed ? $"{passed}\n\n{closed}" : passed, [talk.Say("button.person")], cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    private static bool IsTo(PersonName name, string said) =>
        Folding.Words(said).Split(' ') is var words && new[] { name.Given, name.Family }.Select(Folding.Words).Any(one => words.Contains(one, StringComparer.Ordinal));
}
