using System.Text.Json.Nodes;
using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Dialogs.ReviewAlerts;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>
/// Answers a coordinator about the caseload: who is in it and how they stand, why a patient stands so, who waits too long. Whose chart
/// may be opened is one rule for words and presses (<see cref="CaseloadRules.MayOpen"/>).
/// </summary>
public sealed class AskCaseloadDialog(
    CaseloadDesk caseload, Charts charts, PeopleDesk people, CaseloadReader reader, CaseloadLists lists, MyDay day, WaitingTooLong waiting, PatientWords patients, PhoneNumbers phones, AlertWords alerts, StandingWords standing, Deck deck, PhraseBook phrases)
    : GuidedDialog(nameof(AskCaseload))
{
    private const string Why = "why";
    private const string More = "more";
    private const string Patient = "patient";
    private const string Name = "name";
    private const string Waiting = "waiting";
    private const string Day = "day";
    private const string NotBuilt = "notBuilt.";
    private const string OnCall = "onCall";
    private const string Phone = "phone";

    private const int LongestName = 3;
    private const int ZipCode = 5;

    /// <summary>What is often asked for and not built yet; each has a text that says what there is instead.</summary>
    private static readonly IReadOnlyList<string> Unbuilt = ["listing", "report", "remind", "export", "broadcast"];

    /// <summary>What is guessed after this dialog, and begins with a word that a caseload knows.</summary>
    private static readonly IReadOnlyList<string> Others = ["threshold.set", "threshold.end", "threshold.list", "refer.start", "message.write", "message.say"];

    public override Call? Claim(Said said, Talk talk)
    {
        if (talk.Speaker is not Speaker.OfStaff)
        {
            return null;
        }

        return phrases.Matches("caseload.list", said.Text) ? Call.Plain
            : phrases.Matches("caseload.more", said.Text) && MoreOf(talk) is not null ? new Call(More)
            : phrases.Matches("caseload.narrow", said.Text) && talk.Listed is { } before && reader.Read(said.Text).IsWhole ? new Call("", $"{before}\n{said.Text}")
            : phrases.Matches("visit.waitingLong", said.Text) ? new Call(Waiting)
            : phrases.Matches("caseload.day", said.Text) ? new Call(Day)
            : phrases.Matches("caseload.onCall", said.Text) ? new Call(OnCall)
            : !phrases.IsWhole(said.Text) && reader.Read(said.Text) is { IsWhole: true } request && (request.Asks || request.IsOfVisitsBefore) && !IsAboutVisits(said.Text, request) ? new Call("", said.Text)
            : phrases.Find("caseload.why", said.Text) is { } name ? new Call(Why, WhoIsMeant.NameIn(name, reader.Colours))
            : null;
    }

    /// <summary>A patient's name alone, a colour alone, patients who are asked for in words that are not all known, and what is not built yet.</summary>
    public override Call? Guess(Said said, Talk talk)
    {
        if (talk is not { InGroup: false, Speaker: Speaker.OfStaff })
        {
            return null;
        }

        var request = reader.Read(said.Text);
        return phrases.Matches("caseload.more", said.Text) ? new Call(More)
            : phrases.Find("caseload.patient", said.Text) is { } whom ? new Call(Patient, whom)
            : phrases.Find("caseload.phone", said.Text) is { } whose ? new Call(Phone, whose)
            : Unbuilt.FirstOrDefault(what => phrases.Matches(NotBuilt + what, said.Text)) is { } unbuilt ? new Call(NotBuilt + unbuilt)
            : (request.IsWhole && (request.Asks || !(request.IsTopic && IsOneWord(said.Text)))) || (request.Asks && request.Unknown.Count <= LongestName) || IsHalf(said.Text, request) ? new Call("", said.Text)
            : said.Command is null && (WhoIsMeant.IsToldName(said.Text) || (Folding.Words(said.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 and <= LongestName } words && words.All(word => word.All(char.IsLetter)))) ? new Call(Name, said.Text.Trim())
            : null;
    }

    private static bool IsOneWord(string text) => !text.Trim().Contains(' ', StringComparison.Ordinal);

    /// <summary>It begins with what is known of patients and has a word in it that is not: that is said, and nothing shown. A place is looked for elsewhere.</summary>
    private bool IsHalf(string text, CaseloadRequest request) =>
        !Others.Any(name => phrases.Matches(name, text)) &&
        request is { Filter.Groups.Count: > 0, Unknown: { Count: > 0 and <= LongestName } unknown } && !unknown.Any(word => word.Count(char.IsAsciiDigit) >= ZipCode)
        && Folding.Words(text) is var words && !words.StartsWith(unknown[0], StringComparison.Ordinal);

    /// <summary>"Who has no visit booked" is answered with the clocks of it, and "who has a visit today" with the times (PlanVisitsDialog), though both could be read as lists.</summary>
    private bool IsAboutVisits(string text, CaseloadRequest request) =>
        phrases.Matches("visit.without", text) || (phrases.Matches("visit.day", text) && request.Filter.Groups.All(any => any.All(term => term is CaseloadTerm.Booked)));

    /// <summary>A choice of whom a name means says its words, whichever dialog asked.</summary>
    public override string? Says(CardAnswer press, DialogInstance? own, Talk talk) => press.Act == Talk.Again && talk.Speaker is Speaker.OfStaff ? press.Field("say") : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var staff = ((Speaker.OfStaff)talk.Speaker).Staff;
        var call = CallOf(options);
        await (call.What switch
        {
            Why or Patient or Name => PatientAsync(staff, call, talk, cancellationToken),
            Waiting => waiting.SayAsync(staff, talk, cancellationToken),
            Day => day.SayAsync(staff, talk, cancellationToken),
            OnCall => SayOnCallAsync(talk, cancellationToken),
            Phone => phones.SayAsync(staff, call.Words, talk, cancellationToken),
            More when MoreOf(talk) is var (words, from) => lists.MoreAsync(staff, words, from, talk, cancellationToken),
            More => talk.SendAsync(talk.Say("caseload.moreNone"), [talk.Say("button.caseload")], cancellationToken),
            { } what when what.StartsWith(NotBuilt, StringComparison.Ordinal) => talk.SendAsync(talk.Say(what), [talk.Say("button.caseload"), talk.Say("button.alerts")], cancellationToken),
            _ => lists.AnswerAsync(staff, call.Words, talk, cancellationToken),
        });
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>An alert, or a list, is not done with because somebody looks at its patient.</summary>
    public override bool Opens(CardAnswer press) => press.Act is Why or Patient;

    public override async Task<Dealt?> PressAsync(CardAnswer press, Talk talk, CancellationToken cancellationToken)
    {
        if (talk.Speaker is not Speaker.OfStaff { Staff: var staff })
        {
            return null;
        }

        if (press.Act == More && int.TryParse(press.Field("from"), out var from))
        {
            return await lists.PageAsync(staff, press.Field("query") ?? "", from, talk, cancellationToken);
        }

        return press.Act is Why or Patient && press.Field("patient") is { } patient
            && await charts.FindAsync(new PatientId(patient), cancellationToken) is { Summary: var chart }
            && await WhoIsMeant.MayOpenAsync(chart, people, talk, cancellationToken)
            ? await CardAsync(press.Act, chart, talk, cancellationToken)
            : null;
    }

    /// <summary>Why the patient stands so, as a card.</summary>
    public async Task<Dealt> WhyCardAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken) =>
        deck.Deal("why", talk.Language, talk.Context.Activity.ChannelId, await standing.WhyAsync(chart, alerts, talk, cancellationToken));

    private Task<Dealt> CardAsync(string what, ChartSummary chart, Talk talk, CancellationToken cancellationToken) =>
        what == Why ? WhyCardAsync(chart, talk, cancellationToken) : patients.CardAsync(chart, talk, cancellationToken);

    /// <summary>Who is told when nobody acknowledges an emergency, and whom to phone after that.</summary>
    private async Task SayOnCallAsync(Talk talk, CancellationToken cancellationToken)
    {
        var practice = await people.PracticeAsync(cancellationToken);
        var names = new List<string>();
        foreach (var staff in practice.OnCall)
        {
            names.Add(await people.NameAsync(staff, cancellationToken));
        }

        var words = names.Count == 0 ? talk.Say("caseload.onCall.none", ("phone", practice.NurseLine)) : talk.Say("caseload.onCall", ("names", string.Join(", ", names)));
        var phones = string.Join(", ", practice.PhoneTree.Select(contact => $"{contact.Name} {contact.Phone}"));
        await talk.SendAsync(phones.Length == 0 ? words : $"{words}\n{talk.Say("caseload.onCall.phones", ("numbers", phones))}", [talk.Say("button.alerts")], cancellationToken);
    }

    private async Task PatientAsync(Staff staff, Call call, Talk talk, CancellationToken cancellationToken)
    {
        var open = await caseload.OpenToAsync(staff.Id, await people.PracticeAsync(cancellationToken), talk.Now, cancellationToken);
        switch (WhoIsMeant.Among(open, call.Words))
        {
            case []:
                if (call.What == Name)
                {
                    talk.Context.TurnState.Set(Intent.None);
                }

                await talk.SendAsync(
                    call.What == Name ? talk.Say("coordinator.miss.name", ("name", call.Words)) : talk.Say("caseload.nobody", ("name", call.Words)),
                    [talk.Say("button.caseload"), .. call.What == Name ? [talk.Say("button.alerts")] : Array.Empty<string>()], cancellationToken);
                break;
            case [var row]:
                await SendAsync(CardAsync(call.What, (await charts.OpenAsync(row.Patient, cancellationToken)).Summary, talk, cancellationToken), talk, cancellationToken);
                break;
            case var several:
                await WhoIsMeant.AskAsync(call.Words, several, talk, cancellationToken);
                break;
        }
    }

    private static async Task SendAsync(Task<Dealt> card, Talk talk, CancellationToken cancellationToken) => await talk.SendAsync(await card, cancellationToken);

    /// <summary>What "Show more" of the newest list would show; null where it has no such button.</summary>
    private static (string Words, int From)? MoreOf(Talk talk)
    {
        foreach (var data in talk.Notes.Offered.Reverse().Select(press => JsonNode.Parse(press.Data) as JsonObject))
        {
            if (data?["act"]?.ToString() == More && int.TryParse(data["from"]?.ToString(), out var from))
            {
                return (data["query"]?.ToString() ?? "", from);
            }
        }

        return null;
    }
}
