using System.Text.Json.Nodes;
using CareBot.Care.Appointments;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>A coordinator's side of visits: who has none booked, book for a patient, the day's visits.</summary>
public sealed class PlanVisitsDialog(CaseloadDesk caseload, PeopleDesk people, ProviderDesk providers, VisitTimes times, Deck deck, PhraseBook phrases) : GuidedDialog("PlanVisits")
{
    private const string Without = "without";
    private const string BookFor = "bookFor";
    private const string Day = "day";

    public override Call? Claim(Said said, Talk talk)
    {
        if (talk is not { InGroup: false, Speaker: Speaker.OfStaff })
        {
            return null;
        }

        return phrases.Matches("visit.without", said.Text) ? new Call(Without)
            : phrases.Find("visit.day", said.Text) is { } day ? new Call(Day, day)
            : phrases.Find("visit.bookFor", said.Text) is { } whom ? new Call(BookFor, whom)
            : null;
    }

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var staff = ((Speaker.OfStaff)talk.Speaker).Staff;
        var call = CallOf(options);
        if (call.What == BookFor)
        {
            return await BookForAsync(dc, talk, staff, call.Words, cancellationToken);
        }

        await (call.What == Without ? WithoutAsync(talk, staff, cancellationToken) : DayAsync(talk, staff, call.Words, cancellationToken));
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>"Rosa with Shah Thursday": the words before "with" name the patient, the rest says whom to see and when.</summary>
    private async Task<DialogTurnResult> BookForAsync(DialogContext dc, Talk talk, Staff staff, string said, CancellationToken cancellationToken)
    {
        var words = said.Split(' ');
        var with = Array.FindIndex(words, word => word is "with" or "con");
        var name = string.Join(' ', with < 0 ? words : words[..with]);
        var found = await caseload.FindAsync(staff.Id, name, talk.Now, cancellationToken);
        switch (found.Count)
        {
            case 1:
                return await dc.ReplaceDialogAsync(nameof(BookAppointment), new Call("book", $"{found[0].Patient.Value}|{(with < 0 ? "" : string.Join(' ', words[(with + 1)..]))}"), cancellationToken);
            case 0:
                await talk.SendAsync($"{talk.Say("caseload.nobody", ("name", name))} {talk.Say("coordinator.visit.unknown")}", [talk.Say("button.caseload")], cancellationToken);
                break;
            default:
                await talk.SendAsync(talk.Say("caseload.several", ("name", name)), [.. found.Select(row => $"book {row.Name.Full} {(with < 0 ? "" : string.Join(' ', words[with..]))}".Trim())], cancellationToken);
                break;
        }

        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    private async Task WithoutAsync(Talk talk, Staff staff, CancellationToken cancellationToken)
    {
        var rows = (await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken)).Where(row => !row.Visits.Any(visit => visit.IsAhead(talk.Now))).ToList();
        await talk.SendAsync(
            rows.Count == 0
                ? talk.Say("coordinator.visit.everyone")
                : $"{talk.Say("coordinator.visit.without")}\n{string.Join('\n', rows.Select(row => "- " + talk.Say("coordinator.visit.withoutLine", ("name", row.Name.Full), ("given", row.Name.Given))))}",
            cancellationToken);
    }

    private async Task DayAsync(Talk talk, Staff staff, string said, CancellationToken cancellationToken)
    {
        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        var local = TimeZoneInfo.ConvertTime(talk.Now, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime;
        var day = times.Read(said, talk.Language, local) is [var window, ..] ? window.From : DateOnly.FromDateTime(local);
        var visits = (await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken))
            .SelectMany(row => row.Visits.Select(visit => (Row: row, Visit: visit))).Where(one => PatientDay.Of(one.Visit.Start, zone) == day).OrderBy(one => one.Visit.Start).ToList();
        if (visits.Count == 0)
        {
            await talk.SendAsync(talk.Say("coordinator.visit.nobodyToday", ("day", day)), cancellationToken);
            return;
        }

        var rows = new JsonArray();
        foreach (var (row, visit) in visits)
        {
            rows.Add(await RowAsync(row, visit, talk, cancellationToken));
        }

        await talk.SendAsync(deck.Deal("day", talk.Language, talk.Context.Activity.ChannelId, new JsonObject { ["id"] = $"day-{day:yyyyMMdd}", ["day"] = talk.Locale.Date(day), ["rows"] = rows }), cancellationToken);
    }

    private async Task<JsonNode> RowAsync(CaseloadRow row, Appointment visit, Talk talk, CancellationToken cancellationToken) => new JsonObject
    {
        ["id"] = row.Patient.Value,
        ["name"] = row.Name.Full,
        ["time"] = talk.When(visit.Start, row.TimeZone),
        ["provider"] = (await providers.FindAsync(visit.Provider, cancellationToken))?.Name ?? visit.Provider,
        ["confirmed"] = visit.IsConfirmed ? "yes" : "no",
        ["ride"] = visit.Ride?.ToString().ToLowerInvariant() ?? "none",
        ["interpreter"] = visit.Interpreter?.ToString().ToLowerInvariant() ?? "none",
    };
}
