using CareBot.Care.Caseload;
using CareBot.Care.Links;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.InvitePatient;

/// <summary>The coordinator gets the link by which a patient opens their own chat, to send as they reach them; and locks the chat when a phone is lost.</summary>
public sealed class InvitePatientDialog(ChatLinkDesk links, PublicAddress address, CaseloadDesk caseload, Charts charts, PhraseBook phrases) : GuidedDialog(nameof(InvitePatient))
{
    private const string Lock = "lock";

    public override Call? Claim(Said said, Talk talk) =>
        talk is not { InGroup: false, Speaker: Speaker.OfStaff } ? null
        : phrases.Find("invite.link", said.Text) is { } whom ? new Call("", whom)
        : phrases.Find("invite.lock", said.Text) is { } whose ? new Call(Lock, whose)
        : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var (talk, call) = (Talk.Of(dc.Context), CallOf(options));
        var found = await WhoIsMeant.FindAsync(caseload, call.Words, talk, cancellationToken);
        await (found is [var row]
            ? talk.SendAsync(await (call.What == Lock ? LockAsync(talk, row, cancellationToken) : LinkAsync(talk, row, cancellationToken)), cancellationToken)
            : WhoIsMeant.AskAsync(call.Words, found, talk, cancellationToken));
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    private async Task<string> LinkAsync(Talk talk, CaseloadRow row, CancellationToken cancellationToken)
    {
        var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
        return chart.Health?.BornOn is null
            ? talk.Say("coordinator.invite.noBirth", ("name", talk.NameOf(chart)))
            : talk.Say(
                "coordinator.invite.link", ("name", talk.NameOf(chart)), ("given", chart.Name.Given), ("days", (int)ChatLinkDesk.LinkLasts.TotalDays), ("session", (int)ChatLinkDesk.SessionLasts.TotalDays),
                ("link", address.Of($"enter/{await links.SignAsync(chart.Patient, cancellationToken)}")));
    }

    private async Task<string> LockAsync(Talk talk, CaseloadRow row, CancellationToken cancellationToken)
    {
        await links.LockAsync(row.Patient, cancellationToken);
        return talk.Say("coordinator.invite.locked", ("name", talk.NameOf(row)), ("given", row.Name.Given));
    }
}
