using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CareBot.Care.CareNotes;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.WriteNote;

/// <summary>
/// A coordinator's notes: "note Walt: called, weight up, 12 min" is read back, kept by a press and not changed any more; and the minutes that
/// people wrote down with what they did.
/// </summary>
public sealed partial class WriteNoteDialog(NoteDesk desk, CaseloadDesk caseload, Charts charts, PeopleDesk people, TimePolicy policy, CaseloadReader reader, Deck deck, PhraseBook phrases) : GuidedDialog(nameof(WriteNote))
{
    private const int Page = 5;
    private const int LongestNote = 2000;
    private const int LongestHead = 120;
    private const string Keep = "note.keep";
    private const string List = "note.list";
    private const string Add = "add";
    private const string Read = "read";
    private const string Log = "log";
    private const string How = "how";
    private const string Time = "time";
    private const string TimeOf = "timeOf";

    /// <summary>Whether what was called for holds a note: its words are about a patient and not said by somebody in need.</summary>
    public static bool Writes(Call call) => call.What is "" or Add or Log;

    /// <summary>The part of a note that says of whom it is; all of it where no colon stands behind the name.</summary>
    public static string HeadOf(string said) => Split(said).Head;

    public override Call? Claim(Said said, Talk talk)
    {
        if (talk is not { InGroup: false, Speaker: Speaker.OfStaff })
        {
            return null;
        }

        var (head, note) = Split(said.Text);
        var withoutTime = NoteReading.FirstIn(head, phrases)?.Others ?? head;
        return phrases.Find("note.add", head) is { } added ? new Call(Add, added)
            : phrases.Matches("note.how", withoutTime) ? new Call(How)
            : phrases.Find("note.read", head) is { } read && note.Length == 0 ? new Call(Read, read)
            : phrases.Find("note.minutesOf", head) is { } whose && note.Length == 0 && withoutTime == head && reader.Read(head) is not { Asks: true, IsWhole: true } ? new Call(TimeOf, whose)
            : withoutTime != head && phrases.Find("note.log", withoutTime) is { } logged ? new Call(Log, logged)
            : phrases.Find("note.write", head) is { } about && (note.Length > 0 || said.Text.Length < LongestHead) ? new Call("", about)
            : null;
    }

    /// <summary>"Time" and "minutes" alone may answer a question; where none is open they ask for the month's.</summary>
    public override Call? Guess(Said said, Talk talk) =>
        talk is { InGroup: false, Speaker: Speaker.OfStaff } && phrases.Matches("note.minutes", said.Text) ? new Call(Time) : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var (talk, call) = (Talk.Of(dc.Context), CallOf(options));
        await (call.What switch
        {
            How => talk.SendAsync(talk.Say("coordinator.note.how"), cancellationToken),
            Time => SayMinutesAsync(talk, cancellationToken),
            _ => OfPatientAsync(call, talk, cancellationToken),
        });
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    public override async Task<Dealt?> PressAsync(CardAnswer press, Talk talk, CancellationToken cancellationToken)
    {
        if (press.Act is not (Keep or List) || talk is not { InGroup: false, Speaker: Speaker.OfStaff { Staff: var staff } } || press.Field("patient") is not { } patient
            || await charts.FindAsync(new PatientId(patient), cancellationToken) is not { Summary: var chart }
            || !await WhoIsMeant.MayOpenAsync(chart, people, talk, cancellationToken))
        {
            return null;
        }

        if (press.Act == List)
        {
            return await ListAsync(chart, int.TryParse(press.Field("from"), NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : 0, talk, cancellationToken);
        }

        if (press.Field("written") is not { Length: <= LongestNote } written || !DateTimeOffset.TryParseExact(press.Field("at"), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            return null;
        }

        var note = new CareNote { Id = press.Card, At = at, By = talk.Author, Words = written, Minutes = NoteReading.Of(written, phrases).Minutes, AddsTo = press.Field("adds") };
        var kept = await desk.KeepAsync(chart.Patient, note, talk.Now, cancellationToken);
        return Card(chart, press.Card, "kept", talk.Say("coordinator.note.keptHint", ("given", chart.Name.Given)), [await SectionAsync(chart, kept, talk, cancellationToken)], talk);
    }

    private async Task OfPatientAsync(Call call, Talk talk, CancellationToken cancellationToken)
    {
        var open = await caseload.OpenToAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, await people.PracticeAsync(cancellationToken), talk.Now, cancellationToken);
        var (head, note) = Split(talk.Said.Text);
        var (name, rest) = (call.Words, note);
        if (call.What == "" && note.Length == 0)
        {
            // Without a colon the note begins behind the name.
            var words = call.Words.Split(' ');
            var (_, length) = WhoIsMeant.First(open, words);
            (name, rest) = length == 0 ? (call.Words, "") : (string.Join(' ', words[..length]), Behind(head, words.Length - length));
        }

        switch (WhoIsMeant.Among(open, name))
        {
            case [var row]:
                var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
                await (call.What switch
                {
                    Read => talk.SendAsync(await ListAsync(chart, 0, talk, cancellationToken), cancellationToken),
                    TimeOf => SayMinutesOfAsync(chart, talk, cancellationToken),
                    Log => DraftAsync(chart, rest.Length == 0 ? "" : $"{rest.TrimEnd('.', ',', ' ')}, {NoteReading.FirstIn(head, phrases)!.Value.Minutes} min", "", talk, cancellationToken),
                    _ => DraftAsync(chart, rest, call.What, talk, cancellationToken),
                });
                break;
            case var found:
                await WhoIsMeant.AskAsync(name, found, talk, cancellationToken);
                break;
        }
    }

    /// <summary>Reads a note back, with the button that keeps it.</summary>
    private async Task DraftAsync(ChartSummary chart, string written, string what, Talk talk, CancellationToken cancellationToken)
    {
        var given = ("given", (object)chart.Name.Given);
        var reading = NoteReading.Of(written, phrases);
        if (reading is { Contact: [], Finding: [], Plan: [] })
        {
            var minutes = reading.Minutes ?? NoteReading.FirstIn(talk.Said.Text, phrases)?.Minutes;
            await talk.SendAsync(minutes is null ? talk.Say("coordinator.note.how") : talk.Say("coordinator.note.what", given, ("minutes", minutes)), cancellationToken);
            return;
        }

        if (written.Length > LongestNote)
        {
            await talk.SendAsync(talk.Say("coordinator.note.tooMuch", ("most", LongestNote), ("length", written.Length)), cancellationToken);
            return;
        }

        if (reading.Minutes > policy.MostMinutes)
        {
            await talk.SendAsync(talk.Say("coordinator.note.tooLong", ("minutes", reading.Minutes), ("most", policy.MostMinutes)), cancellationToken);
            return;
        }

        var before = what != Add ? null : (await desk.ReadAsync(chart.Patient, NoteDesk.Most, cancellationToken)).FirstOrDefault(note => note.AddsTo is null);
        var hint = before is null ? talk.Say("coordinator.note.draftHint") : talk.Say("coordinator.note.draftHint.adds", ("before", await WhenAsync(before, talk, cancellationToken)));
        if (reading is { Minutes: null, Uncounted.Count: > 0 })
        {
            hint = $"{talk.Say("coordinator.note.uncounted", ("words", string.Join("; ", reading.Uncounted)))} {hint}";
        }

        await talk.SendAsync(Card(chart, CauseId.Of("note", chart.Patient.Value, talk.Cause), "draft", hint, [Section("", Lines(reading, talk))], talk, written, before?.Id ?? ""), cancellationToken);
    }

    private async Task<Dealt> ListAsync(ChartSummary chart, int from, Talk talk, CancellationToken cancellationToken)
    {
        var notes = await desk.ReadAsync(chart.Patient, NoteDesk.Most, cancellationToken);
        var shown = new List<JsonObject>();
        foreach (var note in notes.Skip(from).Take(Page))
        {
            shown.Add(await SectionAsync(chart, note, talk, cancellationToken, notes));
        }

        var hint = notes.Count == 0 ? talk.Say("coordinator.note.none", ("name", talk.NameOf(chart)), ("given", chart.Name.Given)) : "";
        return Card(chart, $"notes-{chart.Patient.Value}-{from}", "list", hint, shown, talk, next: notes.Count > from + Page ? from + Page : 0);
    }

    private Dealt Card(ChartSummary chart, string id, string title, string hint, IReadOnlyList<JsonObject> notes, Talk talk, string written = "", string adds = "", int next = 0) =>
        deck.Deal("note", talk.Language, talk.Context.Activity.ChannelId, new JsonObject
        {
            ["id"] = id,
            ["title"] = talk.Say($"coordinator.note.{title}"),
            ["patient"] = new JsonObject { ["id"] = chart.Patient.Value, ["name"] = talk.NameOf(chart) },
            ["hint"] = hint,
            ["notes"] = new JsonArray([.. notes]),
            ["written"] = written,
            ["at"] = written.Length == 0 ? "" : talk.Now.ToString("O", CultureInfo.InvariantCulture),
            ["adds"] = adds,
            ["next"] = next,
        });

    private async Task<JsonObject> SectionAsync(ChartSummary chart, CareNote note, Talk talk, CancellationToken cancellationToken, IReadOnlyList<CareNote>? all = null)
    {
        var before = note.AddsTo is not { } first ? null : (all ?? await desk.ReadAsync(chart.Patient, NoteDesk.Most, cancellationToken)).FirstOrDefault(one => one.Id == first);
        var (by, when) = (("name", (object)await people.NameAsync(new StaffId(note.By.Id), cancellationToken)), ("when", (object)await WhenAsync(note, talk, cancellationToken)));
        return Section(
            before is null ? talk.Say("coordinator.note.by", by, when) : talk.Say("coordinator.note.byAdding", by, when, ("before", await WhenAsync(before, talk, cancellationToken))),
            // What was counted when it was kept is what counts.
            Lines(NoteReading.Of(note.Words, phrases) with { Minutes = note.Minutes }, talk));
    }

    private static JsonObject Section(string about, IEnumerable<(string Title, string Value)> lines) => new()
    {
        ["about"] = about,
        ["lines"] = new JsonArray([.. lines.Select(line => (JsonNode)new JsonObject { ["title"] = line.Title, ["value"] = line.Value })]),
    };

    private static IEnumerable<(string Title, string Value)> Lines(NoteReading reading, Talk talk)
    {
        (string Part, IReadOnlyList<string> Clauses)[] parts =
            [("contact", reading.Contact), ("finding", reading.Finding), ("plan", reading.Plan), ("minutes", reading.Minutes is { } minutes ? [talk.Locale.Number(minutes)] : [])];
        return parts.Where(part => part.Clauses.Count > 0).Select(part => (talk.Say($"coordinator.note.{part.Part}"), string.Join("; ", part.Clauses)));
    }

    /// <summary>The minutes of the month, by patient, the most first.</summary>
    private async Task SayMinutesAsync(Talk talk, CancellationToken cancellationToken)
    {
        var staff = ((Speaker.OfStaff)talk.Speaker).Staff.Id;
        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        var month = NoteDesk.MonthOf(talk.Now, zone);
        var worked = new List<(string Name, int Total, int Own)>();
        foreach (var row in (await caseload.ReadAsync(staff, talk.Now, cancellationToken)).Where(row => NoteDesk.MinutesIn(row.Time, month) > 0))
        {
            var minutes = await desk.MinutesAsync(row.Patient, month, zone, cancellationToken);
            worked.Add((talk.NameOf(row), minutes.Sum(one => one.Minutes), minutes.Where(one => one.By == staff).Sum(one => one.Minutes)));
        }

        if (worked.Count == 0)
        {
            await talk.SendAsync(talk.Say("coordinator.time.none", ("month", talk.Locale.Month(month))), cancellationToken);
            return;
        }

        var title = talk.Say("coordinator.time.title", ("month", talk.Locale.Month(month)), ("total", worked.Sum(one => one.Total)));
        var lines = worked.OrderByDescending(one => one.Total).Select(one => "- " + talk.Say("coordinator.time.line", ("name", one.Name), ("total", one.Total), ("own", one.Own)));
        await talk.SendAsync(string.Join('\n', lines.Prepend(title)), [talk.Say("button.caseload")], cancellationToken);
    }

    /// <summary>Who worked how long for one patient this month, and how far that is from the next step.</summary>
    private async Task SayMinutesOfAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        var (today, month) = (PatientDay.Of(talk.Now, zone), NoteDesk.MonthOf(talk.Now, zone));
        var worked = await desk.MinutesAsync(chart.Patient, month, zone, cancellationToken);
        var total = worked.Sum(one => one.Minutes);
        var lines = new List<string> { talk.Say("coordinator.time.of", ("name", talk.NameOf(chart)), ("month", talk.Locale.Month(month)), ("total", total)) };
        foreach (var (by, minutes) in worked)
        {
            lines.Add("- " + talk.Say("coordinator.time.byWhom", ("name", await people.NameAsync(by, cancellationToken)), ("minutes", minutes)));
        }

        lines.Add(policy.Next(total) is { } step
            ? talk.Say("coordinator.time.next", ("total", total), ("minutes", step.Minutes), ("code", step.Code), ("count", month.AddMonths(1).DayNumber - today.DayNumber))
            : talk.Say("coordinator.time.all"));
        lines.Add(talk.Say("coordinator.time.source", ("source", policy.Source)));
        await talk.SendAsync(string.Join('\n', lines), cancellationToken);
    }

    private async Task<string> WhenAsync(CareNote note, Talk talk, CancellationToken cancellationToken) => talk.When(note.At, (await people.PracticeAsync(cancellationToken)).TimeZone);

    /// <summary>What stands before the first colon or line end, and what stands behind it.</summary>
    private static (string Head, string Note) Split(string said)
    {
        var at = said.AsSpan(0, Math.Min(said.Length, LongestHead)).IndexOfAny(':', '\n');
        return at < 0 ? (said.Trim(), "") : (said[..at].Trim(), said[(at + 1)..].Trim());
    }

    /// <summary>The last words of a sentence, as they were written.</summary>
    private static string Behind(string sentence, int words)
    {
        var all = Word().Matches(sentence);
        return words == 0 ? "" : sentence[all[Math.Max(0, all.Count - words)].Index..];
    }

    [GeneratedRegex(@"\S*[\p{L}\p{N}]\S*")]
    private static partial Regex Word();
}
