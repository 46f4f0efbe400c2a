using CareBot.Care.Caseload;
using CareBot.Care.Consent;
using CareBot.Care.Links;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.InvitePatient;

/// <summary>The coordinator gets the link by which a patient opens their own chat, to send as they reach them; and locks the chat of a patient or their family when a phone is lost.</summary>
public sealed class InvitePatientDialog(ChatLinkDesk links, FamilyDesk families, PublicAddress address, CaseloadDesk caseload, Charts charts, PhraseBook phrases) : GuidedDialog(nameof(InvitePatient))
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
        if (found.Count == 0 && call.What == Lock && await LockFamilyAsync(talk, call.Words, cancellationToken) is { Length: > 0 } done)
        {
            await talk.SendAsync(done, cancellationToken);
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

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

    /// <summary>Everybody of this name among the family of the speaker's patients: whoever was meant is locked.</summary>
    /// <returns>What was done; empty where nobody has the name.</returns>
    private async Task<string> LockFamilyAsync(Talk talk, string name, CancellationToken cancellationToken)
    {
        var (said, done) = (Folding.Words(name), new List<string>());
        foreach (var row in await caseload.ReadAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, talk.Now, cancellationToken))
        {
            var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
            foreach (var member in chart.Family.Where(member => said == Folding.Words(member.Name.Given) || said == Folding.Words(member.Name.Full)))
            {
                await families.LockAsync(chart.Patient, member.Id, talk.Author, talk.Now, cancellationToken);
                done.Add(talk.Say("coordinator.invite.lockedFamily", ("name", member.Name.Full), ("relation", member.Relation), ("patient", talk.NameOf(chart)), ("given", chart.Name.Given)));
            }
        }

        return string.Join('\n', done);
    }

    private async Task<string> LockAsync(Talk talk, CaseloadRow row, CancellationToken cancellationToken)
    {
        await links.LockAsync(row.Patient, cancellationToken);
        return talk.Say("coordinator.invite.locked", ("name", talk.NameOf(row)), ("given", row.Name.Given));
    }
}
