using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.ReferPatient;

/// <summary>A coordinator refers a patient: which service, is there room, has the patient said yes, send; then what came of it.</summary>
public sealed class ReferPatientDialog(ReferralDesk desk, DirectoryServices services, Charts charts, CaseloadDesk caseload, ReferralLists lists, ReferralWords words, AgencyLetters letters, Deck deck, PhraseBook phrases)
    : GuidedDialog(nameof(ReferPatient))
{
    private const string Stuck = "stuck";
    private const string Curve = "curve";
    private const string Of = "of";
    private const string Undo = "undo";
    private const string Open = "open";

    private static readonly string[] Between = [" for ", " para ", " con "];

    public override Call? Claim(Said said, Talk talk) => talk is not { InGroup: false, Speaker: Speaker.OfStaff } ? null
        : phrases.Matches("refer.stuck", said.Text) ? new Call(Stuck)
        : phrases.Matches("refer.open", said.Text) ? new Call(Open)
        : phrases.Matches("refer.curve", said.Text) ? new Call(Curve)
        : phrases.Find("refer.of", said.Text) is { } whose ? new Call(Of, whose)
        : phrases.Find("refer.start", said.Text) is { } whom ? new Call("", whom)
        : null;

    /// <summary>While a question is open, "undo" takes back its last answer.</summary>
    public override Call? Guess(Said said, Talk talk) =>
        talk is { InGroup: false, Speaker: Speaker.OfStaff } && phrases.Matches("refer.undo", said.Text) ? new Call(Undo) : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var staff = ((Speaker.OfStaff)talk.Speaker).Staff;
        var call = CallOf(options);
        await (call.What switch
        {
            Stuck => lists.StuckAsync(staff, talk, cancellationToken),
            Open => lists.OpenAsync(staff, talk, cancellationToken),
            Curve => lists.CurveAsync(staff, talk, cancellationToken),
            Undo => UndoAsync(staff, talk, cancellationToken),
            Of => OfAsync(call.Words, talk, cancellationToken),
            _ => ReferAsync(call.Words, talk, cancellationToken),
        });
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    public override async Task<Dealt?> PressAsync(CardAnswer press, Talk talk, CancellationToken cancellationToken)
    {
        if (!press.Act.StartsWith("referral.", StringComparison.Ordinal) || talk is not { InGroup: false, Speaker: Speaker.OfStaff { Staff: var staff } }
            || press.Field("patient") is not { } id || await charts.FindAsync(new PatientId(id), cancellationToken) is not { Summary: var chart } || chart.Coordinator != staff.Id)
        {
            return null;
        }

        if (press.Act == "referral.pick")
        {
            return await PickAsync(chart, press, talk, cancellationToken);
        }

        if (await desk.FindAsync(chart.Patient, press.Card, cancellationToken) is not { } referral)
        {
            return null;
        }

        switch (press.Act)
        {
            case "referral.send" when press.Field("anyway") is null && referral.State == ReferralState.Proposed && await services.ReadAsync(referral.Service.Id, cancellationToken) is { } room && words.IsFull(room, talk.Now):
                var hint = talk.Say("refer.fullHint", ("date", ReferralWords.Day(room.CapacityAt!.Value, (await words.HereAsync(chart, cancellationToken)).TimeZone, talk)));
                return deck.Deal("referral", talk.Language, talk.Context.Activity.ChannelId, await words.OneAsync(chart, referral, room, talk, hint, anyway: true, cancellationToken));
            case "referral.send" when press.Field("anyway") is null && referral is { State: ReferralState.Proposed, RoomAskedAt: not null }:
                // The button that asked for room, once more: the request waits for the answer, or for the button that sends all the same.
                return await CardAsync(chart, referral, talk, "", cancellationToken);
            case "referral.room" when letters.IsOn && referral.Service.Email is { } to:
                return await AskRoomAsync(chart, referral, to, staff, talk, cancellationToken);
            case "referral.send" when letters.IsOn && referral is { State: ReferralState.Proposed, RoomAskedAt: null, Service.Email: { } asked } && press.Field("anyway") is null
                && !words.IsFresh(await services.ReadAsync(referral.Service.Id, cancellationToken), talk.Now):
                // Nobody said lately whether there is room: that is asked first, without a name, and the request waits for the yes.
                return await AskRoomAsync(chart, referral, asked, staff, talk, cancellationToken);
            case "referral.next":
                return await NextAsync(chart, referral, talk, cancellationToken);
            default:
                var answer = await AnswerAsync(chart.Patient, press, talk, cancellationToken);
                var after = answer switch { ReferralAnswer.Changed changed => changed.Referral, ReferralAnswer.AlreadySo standing => standing.Referral, _ => referral };
                return await CardAsync((await charts.OpenAsync(chart.Patient, cancellationToken)).Summary, after, talk, answer is ReferralAnswer.AlreadySo ? talk.Say("refer.already") : "", cancellationToken);
        }
    }

    private async Task<Dealt> AskRoomAsync(ChartSummary chart, Referral referral, string to, Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        await letters.AskRoomAsync(chart.Patient, referral, to, staff.Id, talk.Now, cancellationToken);
        var asked = await desk.AskRoomAsync(chart.Patient, referral.Id, talk.Author, talk.Now, cancellationToken);
        return await CardAsync(chart, asked is ReferralAnswer.Changed { Referral: var waiting } ? waiting : referral, talk, "", cancellationToken);
    }

    /// <summary>The card of a referral as it stands.</summary>
    /// <param name="hint">What the coordinator should see first; may be empty.</param>
    public async Task<Dealt> CardAsync(ChartSummary chart, Referral referral, Talk talk, string hint, CancellationToken cancellationToken)
    {
        var room = referral.State == ReferralState.Proposed ? await services.ReadAsync(referral.Service.Id, cancellationToken) : null;
        return deck.Deal("referral", talk.Language, talk.Context.Activity.ChannelId, await words.OneAsync(chart, referral, room, talk, hint, anyway: false, cancellationToken));
    }

    /// <summary>"Undo": the newest word of their own that can still be taken back.</summary>
    private async Task UndoAsync(Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        foreach (var (patient, referral) in await lists.TouchedAsync(staff, talk.Now - ReferralDesk.Undoable, cancellationToken))
        {
            if (await desk.UndoAsync(patient, referral, talk.Author, talk.Now, cancellationToken) is ReferralAnswer.Changed { Referral: var after })
            {
                await talk.SendAsync(await CardAsync((await charts.OpenAsync(patient, cancellationToken)).Summary, after, talk, talk.Say("refer.undone"), cancellationToken), cancellationToken);
                return;
            }
        }

        await talk.SendAsync(talk.Say("refer.undo.none", ("minutes", (int)ReferralDesk.Undoable.TotalMinutes)), cancellationToken);
    }

    /// <summary>All referrals of one patient, the newest first.</summary>
    private async Task OfAsync(string name, Talk talk, CancellationToken cancellationToken)
    {
        var found = await WhoIsMeant.FindAsync(caseload, name, talk, cancellationToken);
        if (found is not [var row])
        {
            await WhoIsMeant.AskAsync(name, found, talk, cancellationToken);
            return;
        }

        await ReferralLists.OfAsync(await words.HereAsync((await charts.OpenAsync(row.Patient, cancellationToken)).Summary, cancellationToken), talk, cancellationToken);
    }

    private async Task ReferAsync(string whom, Talk talk, CancellationToken cancellationToken)
    {
        if (Between.Select(word => whom.IndexOf(word, StringComparison.Ordinal) is var at && at > 0 ? (Name: whom[..at], Need: whom[(at + word.Length)..]) : default).FirstOrDefault(split => split.Name is not null) is not { Name: { } name } asked)
        {
            await talk.SendAsync(talk.Say("refer.usage"), cancellationToken);
            return;
        }

        var found = await WhoIsMeant.FindAsync(caseload, name, talk, cancellationToken);
        if (found is not [var row])
        {
            await WhoIsMeant.AskAsync(name, found, talk, cancellationToken);
            return;
        }

        var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
        var search = await services.FindAsync(asked.Need, chart.Language, talk.Now, cancellationToken);
        await (search is { Category: { } category, Best.Count: > 0 }
            ? talk.SendAsync(deck.Deal("refer", talk.Language, talk.Context.Activity.ChannelId, await words.ChoicesAsync(chart, asked.Need, category, Offered(search, talk), "", talk, cancellationToken)), cancellationToken)
            : talk.SendAsync(talk.Say("refer.nothing", ("need", asked.Need)), cancellationToken));
    }

    /// <summary>At most three, those that said lately that they are full behind the others.</summary>
    private IReadOnlyList<ServiceChoice> Offered(ServiceSearch search, Talk talk) => [.. search.Best.OrderBy(one => words.IsFull(one, talk.Now)).Take(3)];

    private async Task<Dealt?> PickAsync(ChartSummary chart, CardAnswer press, Talk talk, CancellationToken cancellationToken)
    {
        var search = await services.FindAsync(press.Field("need") ?? "", chart.Language, talk.Now, cancellationToken);
        if (search.Category is not { } category || search.Best.FirstOrDefault(one => one.Service.Id == press.Field("service")) is not { } chosen)
        {
            return null;
        }

        var others = search.Best.OrderBy(one => words.IsFull(one, talk.Now)).Select(one => one.Service).ToList();
        return await ProposeAsync(chart, (category, search.IsSensitive), chosen.Service, others, press.Field("referral"), talk, cancellationToken);
    }

    private async Task<Dealt?> NextAsync(ChartSummary chart, Referral referral, Talk talk, CancellationToken cancellationToken) =>
        referral.Alternatives.Count > 0 ? await ProposeAsync(chart, (referral.Category, referral.IsSensitive), referral.Alternatives[0], [.. referral.Alternatives.Skip(1)], referral.Id, talk, cancellationToken) : await CardAsync(chart, referral, talk, "", cancellationToken);

    private async Task<Dealt?> ProposeAsync(ChartSummary chart, (string Category, bool IsSensitive) need, ReferredTo service, IReadOnlyList<ReferredTo> others, string? follows, Talk talk, CancellationToken cancellationToken) =>
        await desk.ProposeAsync(chart.Patient, need, service, others, follows, talk.Author, talk.Now, cancellationToken) switch
        {
            ReferralAnswer.Changed proposed => await CardAsync(chart, proposed.Referral, talk, "", cancellationToken),
            ReferralAnswer.AlreadySo standing => await CardAsync(chart, standing.Referral, talk, talk.Say("refer.already"), cancellationToken),
            _ => null,
        };

    private async Task<ReferralAnswer> AnswerAsync(PatientId patient, CardAnswer press, Talk talk, CancellationToken cancellationToken) => press.Act switch
    {
        "referral.send" => await desk.SendAsync(patient, press.Card, talk.Author, talk.Now, cancellationToken),
        "referral.spoken" => await desk.ConsentAsync(patient, press.Card, "spoken", talk.Author, talk.Now, cancellationToken),
        "referral.got" => await desk.PatientSaysAsync(patient, press.Card, PatientWord.Received, talk.Author, talk.Now, cancellationToken),
        "referral.notGot" => await desk.PatientSaysAsync(patient, press.Card, PatientWord.SaidNo, talk.Author, talk.Now, cancellationToken),
        "referral.undo" => await desk.UndoAsync(patient, press.Card, talk.Author, talk.Now, cancellationToken),
        "referral.settle" => await desk.SettleAsync(patient, press.Card, talk.Author, talk.Now, cancellationToken),
        "referral.withdraw" => await desk.WithdrawAsync(patient, press.Card, talk.Author, talk.Now, cancellationToken),
        _ => new ReferralAnswer.Unknown(),
    };
}
