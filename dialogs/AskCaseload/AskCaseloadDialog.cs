using System.Text.Json.Nodes;
using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Dialogs.ReviewAlerts;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>Answers a coordinator about the caseload: who is in it and how they stand, and why a patient stands so.</summary>
public sealed class AskCaseloadDialog(CaseloadDesk caseload, Charts charts, AlertWords alerts, StandingWords standing, Deck deck, PhraseBook phrases) : GuidedDialog(nameof(AskCaseload))
{
    private const string Why = "why";
    private const int Page = 10;

    public override Call? Claim(Said said, Talk talk)
    {
        if (talk.Speaker is not Speaker.OfStaff)
        {
            return null;
        }

        return phrases.Matches("caseload.list", said.Text) ? Call.Plain
            : phrases.Find("caseload.why", said.Text) is { } name ? new Call(Why, name)
            : null;
    }

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var staff = ((Speaker.OfStaff)talk.Speaker).Staff;
        var call = CallOf(options);
        await (call.What == Why ? WhyAsync(staff, call.Words, talk, cancellationToken) : ListAsync(staff, talk, cancellationToken));
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    public override async Task<DealtCard?> PressAsync(CardPress press, Talk talk, CancellationToken cancellationToken)
    {
        if (press.Verb != "patient.why" || talk.Speaker is not Speaker.OfStaff || press["patient"].Length == 0)
        {
            return null;
        }

        return await charts.FindAsync(new PatientId(press["patient"]), cancellationToken) is { Summary: var chart } ? await WhyCardAsync(chart, talk, cancellationToken) : null;
    }

    private async Task ListAsync(Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        var rows = await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken);
        if (rows.Count == 0)
        {
            await talk.SendAsync(talk.Say("caseload.empty"), cancellationToken);
            return;
        }

        var shown = rows.Take(Page).Select(row => (JsonNode)standing.Row(row, talk));
        await talk.SendAsync(
            deck.Deal("caseload", talk.Language, talk.Context.Activity.ChannelId, new JsonObject
            {
                ["title"] = talk.Say("caseload.title", ("count", rows.Count)),
                ["more"] = rows.Count > Page ? talk.Say("caseload.more", ("count", rows.Count - Page)) : "",
                ["rows"] = new JsonArray([.. shown]),
            }),
            cancellationToken);
    }

    private async Task WhyAsync(Staff staff, string name, Talk talk, CancellationToken cancellationToken)
    {
        var found = await caseload.FindAsync(staff.Id, name, talk.Now, cancellationToken);
        switch (found.Count)
        {
            case 0:
                await talk.SendAsync(talk.Say("caseload.nobody", ("name", name)), [talk.Say("button.caseload")], cancellationToken);
                break;
            case 1:
                await talk.SendAsync(await WhyCardAsync((await charts.OpenAsync(found[0].Patient, cancellationToken)).Summary, talk, cancellationToken), cancellationToken);
                break;
            default:
                await talk.SendAsync(talk.Say("caseload.several", ("name", name)), [.. found.Select(row => talk.Say("caseload.whyWho", ("name", row.Name.Full)))], cancellationToken);
                break;
        }
    }

    private async Task<DealtCard> WhyCardAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken) =>
        deck.Deal("why", talk.Language, talk.Context.Activity.ChannelId, await standing.WhyAsync(chart, alerts, talk, cancellationToken));
}
