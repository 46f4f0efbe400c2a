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

    public override async Task<Dealt?> PressAsync(CardAnswer press, Talk talk, CancellationToken cancellationToken)
    {
        if (talk.Speaker is not Speaker.OfStaff { Staff: var staff })
        {
            return null;
        }

        if (press.Act == "more" && int.TryParse(press.Field("from"), out var from))
        {
            return ListCard(await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken), from, talk);
        }

        return press.Act is "why" or "patient" && press.Field("patient") is { } patient
            && await charts.FindAsync(new PatientId(patient), cancellationToken) is { Summary: var chart }
            ? await WhyCardAsync(chart, talk, cancellationToken)
            : null;
    }

    private async Task ListAsync(Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        var rows = await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken);
        await (rows.Count == 0 ? talk.SendAsync(talk.Say("caseload.empty"), cancellationToken) : talk.SendAsync(ListCard(rows, 0, talk), cancellationToken));
    }

    /// <summary>One page of the list, beginning after <paramref name="from"/> rows.</summary>
    private Dealt ListCard(IReadOnlyList<CaseloadRow> rows, int from, Talk talk) => deck.Deal(
        "caseload", talk.Language, talk.Context.Activity.ChannelId,
        new JsonObject
        {
            ["id"] = $"caseload-{from}",
            ["title"] = talk.Say("caseload.all"),
            ["total"] = rows.Count,
            ["next"] = from + Page,
            ["rows"] = new JsonArray([.. rows.Skip(from).Take(Page).Select(row => (JsonNode)StandingWords.Row(row, talk))]),
        });

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

    /// <summary>Why the patient stands so, as a card.</summary>
    public async Task<Dealt> WhyCardAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken) =>
        deck.Deal("why", talk.Language, talk.Context.Activity.ChannelId, await standing.WhyAsync(chart, alerts, talk, cancellationToken));
}
