using System.Text.Json.Nodes;
using CareBot.Care.Appointments;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>A coordinator's side of visits: who has none booked, book for a patient, the day's visits.</summary>
public sealed class PlanVisitsDialog(CaseloadDesk caseload, PeopleDesk people, ProviderDesk providers, EnrolDesk enrol, VisitTypes types, VisitTimes times, DateReader dates, Deck deck, PhraseBook phrases) : GuidedDialog("PlanVisits")
{
    private const string Without = "without";
    private const string BookFor = "bookFor";
    private const string Day = "day";
    private const string MoveFor = "moveFor";
    private const string CancelFor = "cancelFor";
    private const string Discharged = "discharged";

    public override Call? Claim(Said said, Talk talk)
    {
        if (talk is not { InGroup: false, Speaker: Speaker.OfStaff })
        {
            return null;
        }

        return phrases.Matches("visit.without", said.Text) ? new Call(Without)
            : phrases.Find("visit.discharged", said.Text) is { } who ? new Call(Discharged, who)
            : phrases.Find("visit.moveFor", said.Text) is { } moved ? new Call(MoveFor, moved)
            : phrases.Find("visit.cancelFor", said.Text) is { } gone ? new Call(CancelFor, gone)
            : phrases.Find("visit.day", said.Text) is { } day ? new Call(Day, day)
            : phrases.Find("visit.bookFor", said.Text) is { } whom ? new Call(BookFor, whom)
            : null;
    }

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var staff = ((Speaker.OfStaff)talk.Speaker).Staff;
        var call = CallOf(options);
        if (call.What is BookFor or MoveFor or CancelFor)
        {
            return await ForPatientAsync(dc, talk, staff, call.What switch { MoveFor => "move", CancelFor => "cancel", _ => "book" }, call.Words, cancellationToken);
        }

        await (call.What switch
        {
            Without => WithoutAsync(talk, staff, cancellationToken),
            Discharged => DischargedAsync(talk, staff, call.Words, cancellationToken),
            _ => DayAsync(talk, staff, call.Words, cancellationToken),
        });
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>"Rosa with Shah Thursday", "Rosa to Friday": the words before "with" or "to" name the patient, the rest says whom to see and when.</summary>
    private async Task<DialogTurnResult> ForPatientAsync(DialogContext dc, Talk talk, Staff staff, string what, string said, CancellationToken cancellationToken)
    {
        var words = said.Split(' ');
        var with = Array.FindIndex(words, word => word is "with" or "con" or "to" or "al");
        var name = string.Join(' ', with < 0 ? words : words[..with]);
        var found = await caseload.FindAsync(staff.Id, name, talk.Now, cancellationToken);
        switch (found.Count)
        {
            case 1:
                return await dc.ReplaceDialogAsync(nameof(BookAppointment), new Call(what, $"{found[0].Patient.Value}|{(with < 0 ? "" : string.Join(' ', words[(with + 1)..]))}"), cancellationToken);
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
                : $"{talk.Say("coordinator.visit.without")}\n{string.Join('\n', rows.Select(row => "- " + talk.Say("coordinator.visit.withoutLine", ("name", row.Name.Full), ("given", row.Name.Given)) + Clock(row, talk)))}",
            cancellationToken);
    }

    private string Clock(CaseloadRow row, Talk talk) => FollowUpClock.Of(row, types.DischargeDays, talk.Now) is not { } clock ? ""
        : "; " + talk.Say(clock.IsLate ? "coordinator.visit.late" : "coordinator.visit.dueBy", ("day", row.DischargedOn!.Value), ("due", clock.DueBy), ("count", clock.Days));

    /// <summary>"Rosa yesterday": the day from which the follow-up clock runs.</summary>
    private async Task DischargedAsync(Talk talk, Staff staff, string said, CancellationToken cancellationToken)
    {
        var words = said.Split(' ');
        for (var length = words.Length; length > 0; length--)
        {
            if (await caseload.FindAsync(staff.Id, string.Join(' ', words[..length]), talk.Now, cancellationToken) is not [var row])
            {
                continue;
            }

            var today = PatientDay.Of(talk.Now, row.TimeZone);
            var day = DayOf(string.Join(' ', words[length..]), talk, today);
            await enrol.DischargedAsync(row.Patient, day, talk.Author, talk.Now, cancellationToken);
            var goesOn = row.Pause is { Cause: PauseCause.InHospital } ? "\n" + talk.Say("pause.done.resume", ("name", row.Name.Full)) : "";
            await talk.SendAsync(talk.Say("coordinator.visit.discharged", ("name", row.Name.Full), ("given", row.Name.Given), ("day", day), ("due", day.AddDays(types.DischargeDays.Min()))) + goesOn, cancellationToken);
            return;
        }

        await talk.SendAsync(talk.Say("coordinator.visit.dischargedUnknown"), [talk.Say("button.caseload")], cancellationToken);
    }

    /// <summary>The day that was named, today where none was; a weekday alone lies behind.</summary>
    private DateOnly DayOf(string said, Talk talk, DateOnly today)
    {
        foreach (var timex in dates.ReadAny(said, talk.Language, today.ToDateTime(default)).SelectMany(phrase => phrase.Timexes))
        {
            if (DateOnly.TryParseExact(timex, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) && day <= today)
            {
                return day;
            }

            if (timex.StartsWith("XXXX-WXX-", StringComparison.Ordinal) && timex[9] - '0' is var weekday)
            {
                return today.AddDays(-(((int)today.DayOfWeek - weekday + 7) % 7));
            }
        }

        return today;
    }

    /// <summary>The visits of a day, as a card.</summary>
    /// <param name="newer">Charts that were just changed: they count before their lines in the caseload.</param>
    public async Task<Dealt> CardAsync(DateOnly day, IReadOnlyList<ChartSummary> newer, Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        var rows = new JsonArray();
        foreach (var (row, visit) in await OfDayAsync(day, newer, staff, talk, cancellationToken))
        {
            rows.Add(await RowAsync(row, visit, talk, cancellationToken));
        }

        return deck.Deal("day", talk.Language, talk.Context.Activity.ChannelId, new JsonObject { ["id"] = "day-" + day.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture), ["day"] = talk.Locale.Date(day), ["rows"] = rows });
    }

    private async Task<IReadOnlyList<(CaseloadRow Row, Appointment Visit)>> OfDayAsync(DateOnly day, IReadOnlyList<ChartSummary> newer, Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        return [.. (await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken))
            .Select(row => newer.FirstOrDefault(chart => chart.Patient == row.Patient) is { } chart ? CaseloadRow.Of(chart) : row)
            .SelectMany(row => row.Visits.Select(visit => (Row: row, Visit: visit))).Where(one => one.Visit.State == AppointmentState.Booked && PatientDay.Of(one.Visit.Start, zone) == day).OrderBy(one => one.Visit.Start)];
    }

    private async Task DayAsync(Talk talk, Staff staff, string said, CancellationToken cancellationToken)
    {
        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        var local = TimeZoneInfo.ConvertTime(talk.Now, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime;
        var day = times.Read(said, talk.Language, local) is [var window, ..] ? window.From : DateOnly.FromDateTime(local);
        if ((await OfDayAsync(day, [], staff, talk, cancellationToken)).Count == 0)
        {
            await talk.SendAsync(talk.Say("coordinator.visit.nobodyToday", ("day", day)), cancellationToken);
            return;
        }

        await talk.SendAsync(await CardAsync(day, [], staff, talk, cancellationToken), cancellationToken);
    }

    /// <summary>The last word of a text key of the card.</summary>
    private static string Standing(VisitSupport? support) =>
        support is null or { State: SupportState.NotNeeded } ? "none" : System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(support.State.ToString());

    private async Task<JsonNode> RowAsync(CaseloadRow row, Appointment visit, Talk talk, CancellationToken cancellationToken) => new JsonObject
    {
        ["id"] = row.Patient.Value,
        ["name"] = row.Name.Full,
        ["time"] = talk.When(visit.Start, row.TimeZone),
        ["provider"] = (await providers.FindAsync(visit.Provider, cancellationToken))?.Name ?? visit.Provider,
        ["confirmed"] = visit.IsConfirmed ? "yes" : "no",
        ["visit"] = visit.Id,
        ["ride"] = Standing(visit.Ride),
        ["interpreter"] = Standing(visit.Interpreter),
    };
}
