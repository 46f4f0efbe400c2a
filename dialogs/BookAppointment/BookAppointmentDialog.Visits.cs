using CareBot.Care.Appointments;
using CareBot.Care.Barriers;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;
using NodaTime;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>The other half: visits that are booked already, the waitlist, and how each question is asked.</summary>
public sealed partial class BookAppointmentDialog
{
    /// <summary>What the dialog is called with when a free time is offered to somebody who waits.</summary>
    public const string Offer = "offer";

    /// <summary>What the dialog is called with to note why a visit was missed, in the words that were typed; the call's words are the visit's id.</summary>
    public const string Because = "because";

    /// <summary>What they ask about the visit that they have: where, and how to prepare.</summary>
    private const string About = "about";

    /// <summary>What answers a question about a visit that was asked first, where nothing that is open takes it: "yes", "my car broke down".</summary>
    public override Call? Guess(Said said, Talk talk)
    {
        if (talk.Speaker is Speaker.OfPatient { Chart: var mine } && phrases.Matches("visit.about", said.Text) && AppointmentRules.Ahead(mine, talk.Now).Count > 0)
        {
            // "Where is it", "what should I bring": of a visit, where there is one.
            return new Call(About);
        }

        if (talk is not { Speaker: Speaker.OfPatient or Speaker.OfFamily { Member.MayBook: true }, Notes.Visit: { } asked } || !asked.IsOpen(talk.Now))
        {
            return null;
        }

        var why = choices.Read(said.Text, [.. BarrierKinds.All.Select(kind => talk.Option(kind, $"visit.why.{kind}"))]);
        return (asked.Asks, YesOrNo(talk), why) switch
        {
            (VisitAsked.Come, true, _) => new Call("confirm", asked.Appointment),
            (VisitAsked.Come, _, BarrierKinds.Ride) => new Call("noRide", asked.Appointment),
            (VisitAsked.Come, false, _) => new Call("cant", asked.Appointment),
            (VisitAsked.Went, true, _) => new Call("went", asked.Appointment),
            (VisitAsked.Went, _, not null) => new Call(Because, asked.Appointment),
            (VisitAsked.Went, false, _) => new Call("missed", asked.Appointment),
            _ => null,
        };
    }

    private static string Patiently(BookingRun run, string text) => run.Patient is null ? text : $"{run.Patient}|{text}";

    /// <summary>Whose visit it is: the speaker's, or the patient for whom a coordinator books; in the zone in which its times are spoken of.</summary>
    private async Task<ChartSummary> ChartAsync(BookingRun run, Talk talk, CancellationToken cancellationToken) =>
        await ThereAsync(run, (await charts.OpenAsync(PatientOf(run, talk), cancellationToken)).Summary, talk, cancellationToken);

    private Task<ChartSummary> ThereAsync(BookingRun run, ChartSummary chart, Talk talk, CancellationToken cancellationToken) =>
        words.ThereAsync(run.Provider, chart.Appointments.Any(one => one.Id == run.Appointment && one.IsVirtual), chart, talk, cancellationToken);

    private static Author AuthorOf(BookingRun run, Talk talk) => talk.Author with { OnBehalfOf = run.Patient };

    private IReadOnlyList<VisitWindow> WindowsOf(string text, ChartSummary chart, Talk talk) => times.Read(Words(text), talk.Language, LocalOf(chart, talk));

    /// <summary>What was said, without the patient for whom it is.</summary>
    private static string Words(string text) => text[(text.IndexOf('|', StringComparison.Ordinal) + 1)..];

    private static DateTime LocalOf(ChartSummary chart, Talk talk) => LocalTime(talk.Now, chart);

    private static DateTime LocalTime(DateTimeOffset at, ChartSummary chart) => Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb[chart.TimeZone]).ToDateTimeUnspecified();

    private static DateOnly PatientDate(DateTimeOffset at, ChartSummary chart) => DateOnly.FromDateTime(LocalTime(at, chart));

    /// <summary>Which visit is meant: the only one, the one on the day that was named, or asked.</summary>
    private async Task<DialogTurnResult> WhichAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, string said, CancellationToken cancellationToken)
    {
        IReadOnlyList<Appointment> ahead = run.What switch
        {
            "went" or "missed" => [.. chart.Appointments.Where(one => one is { State: AppointmentState.Booked } or { State: AppointmentState.NoShow, Reason: null } && one.Start <= talk.Now).TakeLast(1)],
            // Who is late speaks of the visit that is about to begin, or has begun.
            "late" => [.. chart.Appointments.Where(one => one.State == AppointmentState.Booked).OrderBy(one => (one.Start - talk.Now).Duration()).Take(1)],
            _ => AppointmentRules.Ahead(chart, talk.Now),
        };
        if (ahead.Count == 0)
        {
            return run.What is "move" or "cancel"
                ? await AskAsync(dc, talk, run with { At = BookingStep.Instead, Windows = [] }, chart, "", cancellationToken)
                : await EndAsync(dc, talk, VisitWords.Say(run, chart, talk, "visit.noneAhead"), cancellationToken, run.Patient is not null ? null : run.What == "noRide" ? [talk.Say("button.bookVisit"), talk.Say("button.findHelp")] : [talk.Say("button.bookVisit")]);
        }

        var labels = new List<AnswerOption>();
        var there = new Dictionary<string, DateTime>();
        foreach (var visit in ahead)
        {
            labels.Add(new AnswerOption(visit.Id, await words.LineAsync(visit, chart, talk, cancellationToken)));
            there.Add(visit.Id, LocalTime(visit.Start, await words.ThereAsync(visit, chart, talk, cancellationToken)));
        }

        // A coordinator has named the patient and then the day.
        var (about, to) = run.What != "move" ? (said, "") : talk.Speaker is Speaker.OfStaff && run.At != BookingStep.Which ? ("", said) : Parted(said, chart, talk);
        // "Move it, not Monday" says when it is not wanted, and names no visit.
        var refuses = run.What == "move" && to.Length == 0 && times.Refused(about, talk.Language, LocalOf(chart, talk)).Count > 0;
        var (windows, wanted) = (refuses ? [] : times.Named(Words(about), talk.Language, LocalOf(chart, talk)), WindowsOf(refuses ? about : to, chart, talk));
        var dayOf = ahead.Where(visit => windows.Any(window => window.Holds(there[visit.Id]))).ToList();
        var meant = ahead.FirstOrDefault(visit => visit.Id == said) ?? (dayOf.Count == 1 ? dayOf[0] : ahead.Count == 1 ? ahead[0] : run.At == BookingStep.Which ? Named(said, ahead, labels) : await WithAsync(said, ahead, cancellationToken));
        if (dayOf.Count == 0 && windows.Count > 0 && run.What is "move" or "cancel" or "cant")
        {
            // The day names no visit: what there is stands in the question, or is said where there is only one.
            var (none, others) = (talk.Say("visit.noneThen"), $"{VisitWords.Say(run, chart, talk, "visit.ahead")}\n- {labels[0].Label}");
            await talk.SendAsync(meant is null ? none : $"{none} {others}", cancellationToken);
        }

        if (meant is null)
        {
            return run.At == BookingStep.Which ? await MissAsync(dc, talk, run, chart, cancellationToken) : await AskAsync(dc, talk, run with { At = BookingStep.Which }, chart, "", cancellationToken);
        }

        chart = await words.ThereAsync(meant, chart, talk, cancellationToken);
        // "Move Tuesday" names the visit; a day that names none is the day to move it to.
        run = run with { Appointment = meant.Id, Provider = meant.Provider, Windows = wanted.Count > 0 ? wanted : dayOf.Count == 0 && windows.Count > 0 ? windows : phrases.Matches("visit.earlier", said) ? Before(meant, chart, talk) : [] };
        return run.What switch
        {
            "move" => await OfferAsync(dc, talk, run, chart, "visit.offers", cancellationToken),
            "cancel" => await AskAsync(dc, talk, run with { At = BookingStep.Cancel }, chart, "", cancellationToken),
            _ => await asking.BeginAsync(dc, talk, run, chart, meant, cancellationToken),
        };
    }

    /// <summary>"Tuesday to Thursday": which visit is meant, and when it is wanted instead; the second is empty where nothing is said of it.</summary>
    private (string About, string To) Parted(string said, ChartSummary chart, Talk talk)
    {
        var words = Words(said).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (phrases.Find("visit.toDay", string.Join(' ', words)) is not { } target)
        {
            return (said, "");
        }

        var begin = Enumerable.Range(0, words.Length).LastOrDefault(place => Folding.Words(string.Join(' ', words[place..])) == target);
        var to = string.Join(' ', words[begin..]);
        return WindowsOf(to, chart, talk).Count > 0 ? (string.Join(' ', words[..begin]), to) : (said, "");
    }

    /// <summary>There was no visit to move or to cancel: a new one, or nothing.</summary>
    private async Task<DialogTurnResult> InsteadAsync(DialogContext dc, Talk talk, BookingRun run, CancellationToken cancellationToken) => YesOrNo(talk) switch
    {
        true => await FindProviderAsync(dc, talk, new BookingRun { At = "", What = "book", Patient = run.Patient }, "", cancellationToken),
        false => await EndAsync(dc, talk, talk.Say("visit.kept"), cancellationToken),
        _ => await MissAsync(dc, talk, run, await ChartAsync(run, talk, cancellationToken), cancellationToken),
    };

    /// <summary>"The one with Haddad": the only visit with somebody of that name.</summary>
    private async Task<Appointment?> WithAsync(string said, IReadOnlyList<Appointment> ahead, CancellationToken cancellationToken)
    {
        var spoken = Folding.Words(said).Split(' ').ToHashSet(StringComparer.Ordinal);
        var with = new List<Appointment>();
        foreach (var visit in ahead)
        {
            if (spoken.Contains(Folding.Words(VisitWords.Family(await words.NameAsync(visit.Provider, cancellationToken)))))
            {
                with.Add(visit);
            }
        }

        return with is [var one] ? one : null;
    }

    /// <summary>From today until the visit.</summary>
    private static IReadOnlyList<VisitWindow> Before(Appointment visit, ChartSummary chart, Talk talk)
    {
        var (day, time) = (PatientDate(visit.Start, chart), TimeOnly.FromDateTime(LocalTime(visit.Start, chart)));
        return [VisitWindow.Days(PatientDate(talk.Now, chart), day), new VisitWindow(day, day.AddDays(1), TimeOnly.MinValue, time)];
    }

    private Appointment? Named(string said, IReadOnlyList<Appointment> ahead, List<AnswerOption> labels) =>
        ByNumber(said, ahead.Count) is { } place ? ahead[int.Parse(place, System.Globalization.CultureInfo.InvariantCulture)] : ahead.FirstOrDefault(visit => visit.Id == choices.Read(said, labels));

    private async Task<DialogTurnResult> CancelAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken)
    {
        switch (YesOrNo(talk))
        {
            case true when await desk.CancelAsync(chart.Patient, run.Appointment!, null, AuthorOf(run, talk), talk.Now, cancellationToken) is { } gone:
                await troubles.PlanAsync(talk, chart, gone, cancellationToken);
                await mail.SendAsync(gone, talk.Now, chart.Patient, cancellationToken);
                return await EndAsync(dc, talk, VisitWords.Say(run, chart, talk, "visit.cancelled", ("when", VisitWords.When(gone.Start, chart, talk)), ("name", await words.NameAsync(gone.Provider, cancellationToken))), cancellationToken);
            case null:
                return await MissAsync(dc, talk, run, chart, cancellationToken);
            default:
                return await EndAsync(dc, talk, talk.Say("visit.kept"), cancellationToken);
        }
    }

    private async Task<DialogTurnResult> ListAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken)
    {
        var lines = await LinesAsync(chart, talk, cancellationToken);
        var next = run.What == About && lines.Count > 0 ? $"\n\n{words.Preparation(AppointmentRules.Ahead(chart, talk.Now)[0], talk)}" : "";
        return await EndAsync(dc, talk, lines.Count == 0 ? VisitWords.Say(run, chart, talk, "visit.noneAhead") : $"{VisitWords.Say(run, chart, talk, "visit.ahead")}\n{string.Join('\n', lines)}{next}", cancellationToken, lines.Count == 0 && run.Patient is null ? [talk.Say("button.bookVisit")] : null);
    }

    private async Task<IReadOnlyList<string>> LinesAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var visit in AppointmentRules.Ahead(chart, talk.Now))
        {
            lines.Add("- " + await words.PlaceLineAsync(visit, chart, talk, cancellationToken));
        }

        return lines;
    }

    private async Task<DialogTurnResult> JoinAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken)
    {
        await waiting.JoinAsync(chart.Patient, run.Provider!, run.Windows, talk.Now, cancellationToken);
        return await EndAsync(dc, talk, VisitWords.Say(run, chart, talk, "visit.waiting", ("name", await words.NameAsync(run.Provider!, cancellationToken))), cancellationToken);
    }

    private async Task<DialogTurnResult> WaitAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken) => YesOrNo(talk) switch
    {
        true => await JoinAsync(dc, talk, run, chart, cancellationToken),
        false => await EndAsync(dc, talk, talk.Say("visit.kept"), cancellationToken),
        _ => await MissAsync(dc, talk, run, chart, cancellationToken),
    };

    private async Task<DialogTurnResult> LeaveListAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken)
    {
        foreach (var place in chart.Waiting)
        {
            await waiting.LeaveAsync(chart.Patient, place.Provider, talk.Now, cancellationToken);
        }

        return await EndAsync(dc, talk, VisitWords.Say(run, chart, talk, "visit.left"), cancellationToken);
    }

    /// <summary>A time became free for somebody who waits: it is held already, so only yes or no is left.</summary>
    private async Task<DialogTurnResult> AskOfferAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, string provider, CancellationToken cancellationToken) =>
        chart.Waiting.FirstOrDefault(place => place.Provider == provider) is { Offered: { } start }
            ? await AskAsync(dc, talk, run with { At = BookingStep.Again, Provider = provider, Chosen = start }, chart, "", cancellationToken)
            : await dc.EndDialogAsync(cancellationToken: cancellationToken);

    /// <summary>Whether an open dialog asks about a time that became free with this provider.</summary>
    internal static bool IsOffer(DialogInstance open, string provider) =>
        open.Id == nameof(BookAppointment) && Memory.Run(open, DialogsJson.Default.BookingRun) is { At: BookingStep.Again } run && run.Provider == provider;

    /// <summary>The time is kept for the patient until then; null when it is not any more.</summary>
    private static DateTimeOffset? KeptUntil(BookingRun run, ChartSummary chart, Talk talk) =>
        chart.Waiting.FirstOrDefault(place => place.Provider == run.Provider && place.Offered == run.Chosen) is { Until: { } until } && until > talk.Now ? until : null;

    private async Task<DialogTurnResult> AgainAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken)
    {
        if (KeptUntil(run, chart, talk) is null)
        {
            return await EndAsync(dc, talk, talk.Say("visit.offerGone"), cancellationToken);
        }

        if (YesOrNo(talk) is not { } wanted)
        {
            return await MissAsync(dc, talk, run, chart, cancellationToken);
        }

        if (wanted && run.Ride is { } ride)
        {
            return await BookAsync(dc, talk, run with { What = "book" }, chart, ride, cancellationToken);
        }

        if (wanted)
        {
            return await AskAsync(dc, talk, run with { At = BookingStep.Ride, What = "book" }, chart, "", cancellationToken);
        }

        await waiting.LeaveAsync(chart.Patient, run.Provider!, talk.Now, cancellationToken);
        return await EndAsync(dc, talk, talk.Say("visit.left"), cancellationToken);
    }

    private async Task<DialogTurnResult> AskAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, string lead, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run with { Misses = 0 }, DialogsJson.Default.BookingRun);
        var (text, buttons) = await QuestionAsync(talk, run, chart, cancellationToken, lead);
        await talk.SendAsync(run.Patient is null ? text : $"{talk.Say("other.visit.for", ("patient", talk.NameOf(chart)))} {text}", buttons, cancellationToken);
        return EndOfTurn;
    }

    private async Task<DialogTurnResult> MissAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken)
    {
        var missed = run with { Misses = run.Misses + 1 };
        Memory.Keep(Own(dc), missed, DialogsJson.Default.BookingRun);
        var (text, buttons) = await QuestionAsync(talk, run, chart, cancellationToken);
        var phone = (await outlooks.ForAsync(chart, cancellationToken)).Practice.NurseLine;
        await talk.SendAsync(times.NamesNoDay(talk.Said.Text, talk.Language, LocalOf(chart, talk)) ? talk.Say("visit.noDay", ("question", text)) : missed.Misses == 1 ? talk.Say("miss.first", ("question", text)) : talk.Say("miss.second", ("phone", phone), ("question", text)), buttons, cancellationToken);
        return EndOfTurn;
    }

    /// <summary>The question that waits, with its answers.</summary>
    private async Task<(string Text, IReadOnlyList<string> Buttons)> QuestionAsync(Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken, string lead = "")
    {
        chart = await ThereAsync(run, chart, talk, cancellationToken);
        IReadOnlyList<string> yesNo = [talk.Say("answer.yes"), talk.Say("answer.no")];
        var provider = run.Provider is { } id ? await providers.FindAsync(id, cancellationToken) : null;
        var name = provider?.Name ?? "";
        var when = run.Chosen is { } chosen ? VisitWords.When(chosen, chart, talk) : "";
        switch (run.At)
        {
            case BookingStep.Who:
                IReadOnlyList<string> all = [.. (await providers.AllAsync(cancellationToken)).Select(one => VisitWords.Label(one, talk))];
                return (DailyCheckIn.CheckInWords.Numbered(talk.Say("visit.who"), all), all);
            case BookingStep.Time:
                return VisitWords.Offers(talk.Say(lead.Length > 0 ? lead : "visit.offers", ("name", name)), run.Offered, chart, talk);
            case BookingStep.Sure:
                return ($"{talk.Say("visit.readBack", ("when", when), ("name", name), ("location", provider!.Location))} {talk.Say("visit.held")}", yesNo);
            case BookingStep.Ride:
                return ($"{talk.Say("visit.notYet")} {VisitWords.Say(run, chart, talk, words.RideQuestion(provider))}", yesNo);
            case BookingStep.Wait:
                return (VisitWords.Say(run, chart, talk, "visit.none", ("name", name)), yesNo);
            case BookingStep.Again:
                var until = KeptUntil(run, chart, talk) ?? talk.Now;
                return (talk.Say("visit.offer", ("name", name), ("when", when), ("until", talk.Locale.Time(TimeOnly.FromDateTime(LocalTime(until, VisitWords.Home(chart, talk)))))), yesNo);
            case BookingStep.Cancel when chart.Appointments.FirstOrDefault(one => one.Id == run.Appointment) is { } visit:
                return (VisitWords.Say(run, chart, talk, "visit.cancelSure", ("when", VisitWords.When(visit.Start, chart, talk)), ("name", name)), yesNo);
            case BookingStep.Which:
                var lines = new List<string>();
                foreach (var one in AppointmentRules.Ahead(chart, talk.Now))
                {
                    lines.Add(await words.LineAsync(one, chart, talk, cancellationToken));
                }

                return (DailyCheckIn.CheckInWords.Numbered(talk.Say("visit.which"), lines), lines);
            case BookingStep.Instead:
                return (VisitWords.Say(run, chart, talk, $"visit.{run.What}None", ("phone", (await outlooks.ForAsync(chart, cancellationToken)).Practice.NurseLine)), yesNo);
            default:
                return VisitAsking.Question(run, talk);
        }
    }
}
