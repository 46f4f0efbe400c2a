using System.Text.Json.Nodes;
using CareBot.Care.Appointments;
using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>A coordinator's side of visits: who has none booked, book for a patient, the day's visits.</summary>
public sealed class PlanVisitsDialog(CaseloadDesk caseload, PeopleDesk people, ProviderDesk providers, VisitTypes types, VisitTimes times, Deck deck, PhraseBook phrases) : GuidedDialog("PlanVisits")
{
    private const string Without = "without";
    private const string BookFor = "bookFor";
    private const string Day = "day";
    private const string MoveFor = "moveFor";
    private const string CancelFor = "cancelFor";

    public override Call? Claim(Said said, Talk talk)
    {
        if (talk is not { InGroup: false, Speaker: Speaker.OfStaff })
        {
            return null;
        }

        return phrases.Matches("visit.without", said.Text) ? new Call(Without)
            : phrases.Find("visit.moveFor", said.Text) is { } moved ? new Call(MoveFor, moved)
            : phrases.Find("visit.cancelFor", said.Text) is { } gone ? new Call(CancelFor, gone)
            : phrases.Matches("visit.moveOf", said.Text) ? new Call(MoveFor, AfterVerb(said.Text))
            : phrases.Matches("visit.cancelOf", said.Text) ? new Call(CancelFor, AfterVerb(said.Text))
            : phrases.Find("visit.day", said.Text) is { } day ? new Call(Day, day)
            : phrases.Find("visit.bookFor", said.Text) is { } whom ? new Call(BookFor, whom)
            : null;
    }

    private static string AfterVerb(string said) => string.Join(' ', Folding.Words(said).Split(' ')[1..]);

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var staff = ((Speaker.OfStaff)talk.Speaker).Staff;
        var call = CallOf(options);
        if (call.What is BookFor or MoveFor or CancelFor)
        {
            return await ForPatientAsync(dc, talk, call.What switch { MoveFor => "move", CancelFor => "cancel", _ => "book" }, call.Words, cancellationToken);
        }

        if (call.What == Day)
        {
            return await DaysAsync(dc, talk, staff, call.Words, cancellationToken);
        }

        await WithoutAsync(talk, staff, cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>"Rosa with Shah Thursday", "Rosa to Friday": the words before "with" or "to" name the patient, the rest says whom to see and when.</summary>
    private async Task<DialogTurnResult> ForPatientAsync(DialogContext dc, Talk talk, string what, string said, CancellationToken cancellationToken)
    {
        var words = said.Split(' ');
        var with = Array.FindIndex(words, word => word is "with" or "con" or "to" or "al");
        var named = with < 0 ? words : words[..with];
        var name = string.Join(' ', named is [.. var whose, "visit" or "appointment"] ? whose : named);
        var found = await WhoIsMeant.FindAsync(caseload, name, talk, cancellationToken);
        var more = with < 0 ? "" : string.Join(' ', words[(with + 1)..]);
        if (found.Count == 0 && what == "cancel" && WhoIsMeant.First(await caseload.ReadAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, talk.Now, cancellationToken), named) is { Length: > 0 } owner)
        {
            // "Rosa's Friday visit": behind the name stands the day.
            (found, name, more) = (owner.Found, string.Join(' ', named[..owner.Length]), string.Join(' ', named[owner.Length..]));
        }

        switch (found.Count)
        {
            case 1:
                return await dc.ReplaceDialogAsync(nameof(BookAppointment), new Call(what, $"{found[0].Patient.Value}|{more}"), cancellationToken);
            case 0:
                await talk.SendAsync($"{talk.Say("caseload.nobody", ("name", name))} {talk.Say("coordinator.visit.unknown")}", [talk.Say("button.caseload")], cancellationToken);
                break;
            default:
                await WhoIsMeant.AskAsync(name, found, talk, cancellationToken);
                break;
        }

        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    private async Task WithoutAsync(Talk talk, Staff staff, CancellationToken cancellationToken)
    {
        var all = await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken);
        if (all.Count == 0)
        {
            await talk.SendAsync(talk.Say("caseload.empty"), cancellationToken);
            return;
        }

        // Those whose clock runs come first, the one that ends soonest before the others.
        var rows = all.Where(row => row.Pause is null && !row.Visits.Any(visit => visit.IsAhead(talk.Now)))
            .OrderBy(row => FollowUpClock.Of(row, types.DischargeDays, talk.Now)?.DueBy ?? DateOnly.MaxValue).ToList();
        await talk.SendAsync(
            rows.Count == 0
                ? talk.Say("coordinator.visit.everyone")
                : $"{talk.Say("coordinator.visit.without")}\n{string.Join('\n', rows.Select(row => "- " + talk.Say("coordinator.visit.withoutLine", ("name", talk.NameOf(row)), ("given", row.Name.Given)) + Clock(row, talk)))}",
            cancellationToken);
    }

    private string Clock(CaseloadRow row, Talk talk) => FollowUpClock.Of(row, types.DischargeDays, talk.Now) is not { } clock ? ""
        : "; " + talk.Say(clock.IsLate ? "coordinator.visit.late" : "coordinator.visit.dueBy", ("day", row.DischargedOn!.Value), ("due", clock.DueBy), ("count", clock.Days));

    /// <summary>The visits of a day, as a card.</summary>
    /// <param name="newer">Charts that were just changed: they count before their lines in the caseload.</param>
    public async Task<Dealt> CardAsync(DateOnly day, IReadOnlyList<ChartSummary> newer, Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        var rows = new JsonArray();
        var visits = await OfDaysAsync([VisitWindow.Days(day, day.AddDays(1))], newer, staff, talk, cancellationToken);
        var label = WhoIsMeant.Labels(visits.Select(one => one.Row), talk);
        foreach (var (row, visit) in visits)
        {
            rows.Add(await RowAsync(row, label(row), visit, zone, talk, cancellationToken));
        }

        return deck.Deal("day", talk.Language, talk.Context.Activity.ChannelId, new JsonObject { ["id"] = "day-" + day.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture), ["day"] = talk.Locale.Date(day), ["rows"] = rows });
    }

    private async Task<IReadOnlyList<(CaseloadRow Row, Appointment Visit)>> OfDaysAsync(IReadOnlyList<VisitWindow> windows, IReadOnlyList<ChartSummary> newer, Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await people.PracticeAsync(cancellationToken)).TimeZone);
        return [.. (await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken))
            .Select(row => newer.FirstOrDefault(chart => chart.Patient == row.Patient) is { } chart ? CaseloadRow.Of(chart) : row)
            .SelectMany(row => row.Visits.Select(visit => (Row: row, Visit: visit))).Where(one => windows.Any(window => window.Holds(TimeZoneInfo.ConvertTime(one.Visit.Start, zone).DateTime))).OrderBy(one => one.Visit.Start)];
    }

    /// <summary>"Thursday", "next week", "of Walt": the visits of a day as a card, those of more days or of one patient as a list.</summary>
    private async Task<DialogTurnResult> DaysAsync(DialogContext dc, Talk talk, Staff staff, string named, CancellationToken cancellationToken)
    {
        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        var local = TimeZoneInfo.ConvertTime(talk.Now, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime;
        var windows = times.Read(talk.Said.Text, talk.Language, local);
        if (windows.Count == 0 && named.Length == 0)
        {
            windows = [VisitWindow.Days(DateOnly.FromDateTime(local), DateOnly.FromDateTime(local).AddDays(1))];
        }

        // A name that a day of birth follows holds a day as well.
        var name = named.Split(' ') is ["of" or "for" or "de" or "para", .. var rest] ? string.Join(' ', rest) : named;
        var found = windows.Count == 0 || name.Any(char.IsDigit) ? await WhoIsMeant.FindAsync(caseload, name, talk, cancellationToken) : [];
        if (found.Count == 0 && windows.Count > 0 && WhoIsMeant.First(await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken), name.Split(' ')) is { Length: > 0 } owner
            && name.Split(' ')[owner.Length..] is var when && times.Read(string.Join(' ', when), talk.Language, local).Count > 0)
        {
            // "Walt this week": of one patient all are shown. In "May 5" the day is no day without its month.
            (found, name) = (owner.Found, string.Join(' ', name.Split(' ')[..owner.Length]));
        }

        if (found is [var row])
        {
            return await dc.ReplaceDialogAsync(nameof(BookAppointment), new Call("list", $"{row.Patient.Value}|"), cancellationToken);
        }

        if (found.Count > 0)
        {
            await WhoIsMeant.AskAsync(name, found, talk, cancellationToken);
        }
        else if (windows.Count == 0)
        {
            await talk.SendAsync(talk.Say("coordinator.visit.whichDay"), [talk.Say("button.caseload")], cancellationToken);
        }
        else if (windows.Select(window => (window.From, window.Until)).Distinct().ToList() is [var (day, until)] && until == day.AddDays(1))
        {
            await ((await OfDaysAsync([VisitWindow.Days(day, until)], [], staff, talk, cancellationToken)).Count == 0
                ? talk.SendAsync(talk.Say("coordinator.visit.nobodyToday", ("day", day)), cancellationToken)
                : talk.SendAsync(await CardAsync(day, [], staff, talk, cancellationToken), cancellationToken));
        }
        else
        {
            await talk.SendAsync(await ListAsync(windows, zone, staff, talk, cancellationToken), cancellationToken);
        }

        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    private async Task<string> ListAsync(IReadOnlyList<VisitWindow> windows, string zone, Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        var (first, last) = (windows.Min(window => window.From), windows.Max(window => window.Until).AddDays(-1));
        var lines = new List<string>();
        var visits = await OfDaysAsync(windows, [], staff, talk, cancellationToken);
        var label = WhoIsMeant.Labels(visits.Select(one => one.Row), talk);
        foreach (var (row, visit) in visits)
        {
            var provider = (await providers.FindAsync(visit.Provider, cancellationToken))?.Name ?? visit.Provider;
            lines.Add($"- {talk.Say("coordinator.visit.dayLine", ("when", talk.When(visit.Start, zone)), ("patient", label(row)), ("name", provider))}");
        }

        return lines.Count == 0 ? talk.Say("coordinator.visit.nobodyThen", ("first", first), ("last", last)) : $"{talk.Say("coordinator.visit.days", ("first", first), ("last", last))}\n{string.Join('\n', lines)}";
    }

    /// <summary>The last word of a text key of the card.</summary>
    private static string Standing(VisitSupport? support) =>
        support is null or { State: SupportState.NotNeeded } ? "none" : System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(support.State.ToString());

    private async Task<JsonNode> RowAsync(CaseloadRow row, string name, Appointment visit, string zone, Talk talk, CancellationToken cancellationToken) => new JsonObject
    {
        ["id"] = row.Patient.Value,
        ["name"] = name,
        ["time"] = talk.When(visit.Start, zone),
        ["provider"] = (await providers.FindAsync(visit.Provider, cancellationToken))?.Name ?? visit.Provider,
        ["confirmed"] = visit.IsConfirmed ? "yes" : "no",
        ["visit"] = visit.Id,
        ["ride"] = Standing(visit.Ride),
        ["interpreter"] = Standing(visit.Interpreter),
    };
}
