using System.Text.RegularExpressions;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Covering;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.Voice.Understanding;
using NodaTime;

namespace CareBot.Dialogs.CoverPatients;

/// <summary>
/// A coordinator who will be away asks another to look after their patients ("cover me 24-28 Nov with Ana"), or hands one over for good; the other
/// says yes or no, and who is back takes theirs again.
/// </summary>
public sealed partial class CoverPatientsDialog(CoverDesk desk, CaseloadDesk caseload, PeopleDesk people, Charts charts, DateReader dates, ChoiceReader choices, PhraseBook phrases)
    : ConfirmingDialog<CoverRun>(nameof(CoverPatients), DialogsJson.Default.CoverRun, choices)
{
    private const string Transfer = "transfer";
    private const string Accept = "accept";
    private const string Decline = "decline";
    private const string End = "end";
    private const string Who = "who";

    public override Call? Claim(Said said, Talk talk) => talk is not { InGroup: false, Speaker: Speaker.OfStaff } ? null
        : phrases.Matches("cover.who", said.Text) ? new Call(Who)
        : phrases.Matches("cover.end", said.Text) ? new Call(End)
        : phrases.Find("cover.decline", said.Text) is { } declined ? new Call(Decline, declined)
        : phrases.Find("cover.accept", said.Text) is { } accepted ? new Call(Accept, accepted)
        : phrases.Find("cover.transfer", said.Text) is { } whom && To().Match(whom) is { Success: true } ? new Call(Transfer, whom)
        : phrases.Find("cover.ask", said.Text) is { } asked ? new Call("", asked)
        : null;

    protected override async Task<Next> ReadAsync(Call call, Talk talk, CancellationToken cancellationToken) => call.What switch
    {
        Accept or Decline => await AnsweredAsync(call, talk, cancellationToken),
        End => await EndAsync(talk, cancellationToken),
        Who => await WhoAsync(talk, cancellationToken),
        Transfer => await TransferAsync(call.Words, talk, cancellationToken),
        _ => await CoverAsync(talk, cancellationToken),
    };

    protected override async Task<string> QuestionAsync(CoverRun run, Talk talk, CancellationToken cancellationToken)
    {
        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        var (alerts, visits, name) = (0, 0, "");
        foreach (var id in run.Patients)
        {
            var chart = (await charts.OpenAsync(new PatientId(id), cancellationToken)).Summary;
            (alerts, name) = (alerts + chart.OpenAlerts.Count, talk.NameOf(chart));
            visits += chart.Appointments.Count(visit => visit.IsAhead(talk.Now) && visit.Start >= run.From && !(visit.Start >= run.Until));
        }

        return talk.Say(
            run.Until is null ? "coordinator.cover.confirm.forGood" : "coordinator.cover.confirm", ("by", await people.NameAsync(new StaffId(run.By), cancellationToken)), ("count", run.Patients.Count), ("patient", name),
            ("from", Day(run.From, zone)), ("until", run.Until is { } until ? LastDay(until, zone) : null), ("alerts", alerts), ("visits", visits));
    }

    protected override async Task<Next> AnswerAsync(CoverRun run, string? answer, Talk talk, CancellationToken cancellationToken)
    {
        if (answer != Yes)
        {
            return answer == No ? talk.Say("coordinator.cover.unchanged") : run;
        }

        var by = new StaffId(run.By);
        await desk.AskAsync([.. run.Patients.Select(id => new PatientId(id))], Me(talk).Id, by, run.From, run.Until, talk.Author, talk.Now, cancellationToken);
        return talk.Say("coordinator.cover.asked", ("by", (await people.FindAsync(by, cancellationToken))?.Name.Given ?? run.By));
    }

    /// <summary>The day on which a cover begins.</summary>
    public static DateOnly Day(DateTimeOffset from, string zone) => PatientDay.Of(from, zone);

    /// <summary>The last day of a cover: it ends with that day, or within it.</summary>
    public static DateOnly LastDay(DateTimeOffset until, string zone) => PatientDay.Of(until.AddTicks(-1), zone);

    /// <summary>"24-28 Nov with Ana": which days, and who.</summary>
    private async Task<Next> CoverAsync(Talk talk, CancellationToken cancellationToken)
    {
        var practice = await people.PracticeAsync(cancellationToken);
        var others = await OthersAsync(talk, cancellationToken);
        var said = $" {Folding.Words(talk.Said.Text)} ";
        var by = others.Where(one => said.Contains($" {Folding.Words(one.Name.Given)} ", StringComparison.Ordinal) || said.Contains($" {Folding.Words(one.Name.Family)} ", StringComparison.Ordinal)).ToList();
        if (by is not [var other])
        {
            return talk.Say("coordinator.cover.how", ("names", others.Select(one => one.Name.Full).ToList()));
        }

        var today = PatientDay.Of(talk.Now, practice.TimeZone);
        if (DaysIn(talk, today) is not { } days)
        {
            return talk.Say("coordinator.cover.when", ("by", other.Name.Given));
        }

        var (mine, taken) = (new List<string>(), new List<ChartSummary>());
        foreach (var row in await caseload.ReadAsync(Me(talk).Id, talk.Now, cancellationToken))
        {
            var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
            if (chart.Cover is { IsOpen: true })
            {
                taken.Add(chart);
            }
            else
            {
                mine.Add(chart.Patient.Value);
            }
        }

        if (taken.FirstOrDefault(chart => chart.Cover!.For == Me(talk).Id && chart.Cover.Until is not null)?.Cover is { } before)
        {
            return await StandingAsync(before, "coordinator.cover.already", talk, cancellationToken);
        }

        if (mine.Count == 0)
        {
            return talk.Say("coordinator.cover.nobody");
        }

        // Who covers must be there themselves.
        foreach (var row in await caseload.ReadAsync(other.Id, talk.Now, cancellationToken))
        {
            var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
            if (chart.Cover is { IsOpen: true } away && away.For == other.Id && away.Until is { } back && Start(days.First, practice) < back && away.From < Start(days.Last.AddDays(1), practice))
            {
                return await StandingAsync(away, "coordinator.cover.away", talk, cancellationToken);
            }
        }

        return new CoverRun(other.Id.Value, mine, days.First == today ? talk.Now : Start(days.First, practice), Start(days.Last.AddDays(1), practice));
    }

    /// <summary>"Walt to Ana".</summary>
    private async Task<Next> TransferAsync(string words, Talk talk, CancellationToken cancellationToken)
    {
        var split = To().Match(words);
        var others = await OthersAsync(talk, cancellationToken);
        var by = others.Where(one => Folding.Words(split.Groups["by"].Value) is var name && (name == Folding.Words(one.Name.Given) || name == Folding.Words(one.Name.Family) || name == Folding.Words(one.Name.Full))).ToList();
        if (by is not [var other])
        {
            return talk.Say("coordinator.cover.how", ("names", others.Select(one => one.Name.Full).ToList()));
        }

        var found = WhoIsMeant.Among(await caseload.ReadAsync(Me(talk).Id, talk.Now, cancellationToken), split.Groups["whom"].Value);
        if (found is not [var row])
        {
            return talk.Say("caseload.nobody", ("name", split.Groups["whom"].Value));
        }

        return (await charts.OpenAsync(row.Patient, cancellationToken)).Summary.Cover is { IsOpen: true } open
            ? await StandingAsync(open, "coordinator.cover.already", talk, cancellationToken)
            : new CoverRun(other.Id.Value, [row.Patient.Value], talk.Now, null);
    }

    /// <summary>"I cover Maria", "I take over Walt": the one that waits; which, where it may be several.</summary>
    private async Task<Next> AnsweredAsync(Call call, Talk talk, CancellationToken cancellationToken)
    {
        var others = await OthersAsync(talk, cancellationToken);
        var asked = await desk.AskedAsync(Me(talk).Id, [.. others.Select(one => one.Id)], talk.Now, cancellationToken);
        var name = Folding.Words(call.Words);
        var of = others.Where(one => name == Folding.Words(one.Name.Given) || name == Folding.Words(one.Name.Full)).Select(one => one.Id).ToList();
        var patients = WhoIsMeant.Among([.. asked.Where(one => one.Cover.Until is null).Select(one => CaseloadRow.Of(one.Chart))], call.Words).Select(row => row.Patient).ToList();
        var meant = asked.Where(one => of.Contains(one.Cover.For) || (one.Cover.Until is null && patients.Contains(one.Chart.Patient))).ToList();
        if (meant.Count == 0)
        {
            return talk.Say("coordinator.cover.notAsked", ("name", call.Words));
        }

        // "I cover Maria" is of her time away, where she asked for one; a transfer is of one patient.
        meant = [.. meant.Where(one => one.Cover.Until is not null) is var away && away.Any() ? away : meant];
        if (meant is not [var (cover, _)])
        {
            await talk.AskAsync(talk.Say("coordinator.cover.which"), [.. meant.Select(one => talk.Say(call.What == Accept ? "coordinator.cover.yes.forGood" : "coordinator.cover.no.forGood", ("patient", talk.NameOf(one.Chart))))], cancellationToken);
            return default;
        }

        return await desk.AnswerAsync(cover.Id, cover.For, Me(talk).Id, call.What == Accept, talk.Author, talk.Now, cancellationToken) is not { } after ? talk.Say("coordinator.cover.notAsked", ("name", call.Words))
            : call.What == Decline ? talk.Say("coordinator.cover.declinedDone", ("forGiven", (await people.FindAsync(cover.For, cancellationToken))?.Name.Given ?? cover.For.Value))
            : await StandingAsync(after, after.Until is null ? "coordinator.cover.acceptedDone.forGood" : "coordinator.cover.acceptedDone", talk, cancellationToken);
    }

    private async Task<string> EndAsync(Talk talk, CancellationToken cancellationToken)
    {
        var staff = await people.StaffAsync(cancellationToken);
        var ended = await desk.EndAsync(Me(talk).Id, [.. staff.Select(one => one.Id)], talk.Author, talk.Now, cancellationToken);
        return ended is null ? talk.Say("coordinator.cover.none") : await StandingAsync(ended, "coordinator.cover.endedDone", talk, cancellationToken);
    }

    /// <summary>Who looks after whose patients now or soon, of those that this member of staff has to do with.</summary>
    private async Task<string> WhoAsync(Talk talk, CancellationToken cancellationToken)
    {
        var covers = new Dictionary<string, Cover>();
        foreach (var staff in await people.StaffAsync(cancellationToken))
        {
            foreach (var row in await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken))
            {
                if ((await charts.OpenAsync(row.Patient, cancellationToken)).Summary.Cover is { IsOpen: true } cover && (cover.For == Me(talk).Id || cover.By == Me(talk).Id))
                {
                    covers[cover.Id] = cover;
                }
            }
        }

        var lines = new List<string>();
        foreach (var cover in covers.Values.OrderBy(cover => cover.From).ThenBy(cover => cover.Id, StringComparer.Ordinal))
        {
            lines.Add(await StandingAsync(cover, cover.Until is null ? "coordinator.cover.line.forGood" : cover.State == CoverState.Asked ? "coordinator.cover.line.asked" : "coordinator.cover.line", talk, cancellationToken));
        }

        return lines.Count == 0 ? talk.Say("coordinator.cover.none") : string.Join('\n', lines);
    }

    private async Task<string> StandingAsync(Cover cover, string key, Talk talk, CancellationToken cancellationToken)
    {
        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        return talk.Say(
            key, ("for", await people.NameAsync(cover.For, cancellationToken)), ("by", await people.NameAsync(cover.By, cancellationToken)), ("count", cover.Patients),
            ("from", Day(cover.From, zone)), ("until", cover.Until is { } until ? LastDay(until, zone) : null));
    }

    private async Task<IReadOnlyList<Staff>> OthersAsync(Talk talk, CancellationToken cancellationToken) => [.. (await people.StaffAsync(cancellationToken)).Where(one => one.Id != Me(talk).Id)];

    private ComingDays? DaysIn(Talk talk, DateOnly today)
    {
        var found = dates.ReadAny(talk.Said.Text, talk.Language, today.ToDateTime(default)).Where(phrase => !phrase.IsRefused)
            .Select(phrase => (phrase.Bound, Days: phrase.Timexes.Select(timex => ComingDays.Of(timex, today)).FirstOrDefault(days => days is not null))).Where(one => one.Days is not null).ToList();
        // One day alone is that day, "until Friday" from today on; the first and the last of several are the whole.
        return found.Count == 0 ? null
            : found is [{ Bound: "until" or "before", Days: var end }] ? new ComingDays(today, end!.Last)
            : new ComingDays(found[0].Days!.First, found.Max(one => one.Days!.Last));
    }

    private static DateTimeOffset Start(DateOnly day, Practice practice) => DateTimeZoneProviders.Tzdb[practice.TimeZone].AtStartOfDay(LocalDate.FromDateOnly(day)).ToDateTimeOffset();

    private static Staff Me(Talk talk) => ((Speaker.OfStaff)talk.Speaker).Staff;

    [GeneratedRegex(@"^(?<whom>.+?)\s+(?:to|a)\s+(?<by>[^\s].*)$")]
    private static partial Regex To();
}
