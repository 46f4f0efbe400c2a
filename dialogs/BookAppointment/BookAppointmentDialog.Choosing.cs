using CareBot.Care.Appointments;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>What is said while times are offered, and when one of them is read back.</summary>
public sealed partial class BookAppointmentDialog
{
    /// <summary>One of the offers, other times, the waitlist, or another day.</summary>
    private async Task<DialogTurnResult> ChooseAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken)
    {
        var said = talk.Said.Text;
        if (LaterThatDay(run, chart, talk) is { } later)
        {
            return await OfferAsync(dc, talk, run with { Windows = [later] }, chart, "visit.offers", cancellationToken);
        }

        // "Not Monday" holds the name of what is not wanted, and "no, Tuesday" more than a no.
        var windows = times.Read(said, talk.Language, LocalOf(chart, talk), run.Windows);
        if (times.Refused(said, talk.Language, LocalOf(chart, talk)) is { Count: > 0 } refused)
        {
            return await OfferAsync(dc, talk, run with { Windows = windows }, chart, "visit.offers", cancellationToken, refused);
        }

        var chosen = Chosen(run, chart, talk);
        if (chosen is null && phrases.Matches("visit.wait", said))
        {
            // "The waitlist for Haddad" may be said while times of another are offered.
            var named = choices.Read(said, [.. (await providers.AllAsync(cancellationToken)).Select(one => VisitWords.Option(one, talk))]);
            return await JoinAsync(dc, talk, named is null || named == run.Provider ? run : run with { Provider = named, Windows = [] }, chart, cancellationToken);
        }

        if (chosen is null && windows.Count == 0 && run.What == "move" && YesOrNo(talk) == false)
        {
            return await LeaveAsync(dc, talk, run, chart, cancellationToken);
        }

        if (chosen is null && windows.Count == 0 && (phrases.Matches("visit.other", said) || YesOrNo(talk) == false))
        {
            return await OfferAsync(dc, talk, run with { Windows = Beyond(run, chart) }, chart, "visit.offers", cancellationToken);
        }

        if (chosen is null && windows.Count > 0)
        {
            var exact = run.Offered.Where(time => windows.Any(window => window.Holds(LocalTime(time, chart)))).ToList();
            if (exact.Count != 1)
            {
                return await OfferAsync(dc, talk, run with { Windows = windows }, chart, "visit.offers", cancellationToken);
            }

            chosen = run.Offered.ToList().IndexOf(exact[0]);
        }

        if (chosen is null)
        {
            return await MissAsync(dc, talk, run, chart, cancellationToken);
        }

        var start = run.Offered[chosen.Value];
        return await desk.HoldAsync(run.Provider!, start, chart.Patient, talk.Now, cancellationToken)
            ? await AskAsync(dc, talk, run with { At = BookingStep.Sure, Chosen = start }, chart, "", cancellationToken)
            : await OfferAsync(dc, talk, run, chart, "visit.offersTaken", cancellationToken);
    }

    private async Task<DialogTurnResult> SureAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken)
    {
        // A day is said on the way to what was asked for; a time alone is one of the day that is read back.
        var day = PatientDate(run.Chosen!.Value, chart);
        var (said, local) = (talk.Said.Text, LocalOf(chart, talk));
        var refused = times.Refused(said, talk.Language, local);
        var windows = times.Read(said, talk.Language, local, refused.Count > 0 ? run.Windows : [VisitWindow.Days(day, day.AddDays(1))]);
        if (AsksForOthers(run, said))
        {
            await ReleaseAsync(run, chart, talk, cancellationToken);
            return await OfferAsync(dc, talk, run with { Windows = Beyond(run, chart) }, chart, "visit.offers", cancellationToken);
        }

        switch (YesOrNo(talk) ?? (phrases.Matches("visit.takeIt", said) || phrases.Matches("visit.confirm", said) ? true : null))
        {
            case true when run.What == "move":
                return await FinishAsync(dc, talk, run, chart, await desk.MoveAsync(chart.Patient, run.Appointment!, run.Chosen!.Value, AuthorOf(run, talk), talk.Now, cancellationToken), cancellationToken);
            case true when run.Ride is { } ride:
                return await BookAsync(dc, talk, run, chart, ride, cancellationToken);
            case true:
                return await AskAsync(dc, talk, run with { At = BookingStep.Ride }, chart, "", cancellationToken);
            case false when windows.Count == 0:
                await ReleaseAsync(run, chart, talk, cancellationToken);
                return await OfferAsync(dc, talk, run, chart, "visit.offers", cancellationToken, [Only(run.Chosen!.Value, chart)]);
            default:
                if (windows.Count > 0)
                {
                    await ReleaseAsync(run, chart, talk, cancellationToken);
                    return await OfferAsync(dc, talk, run with { Windows = windows }, chart, "visit.offers", cancellationToken, refused);
                }

                return await MissAsync(dc, talk, run, chart, cancellationToken);
        }
    }

    /// <summary>The question before this one; before the first there is nothing, and the booking is left.</summary>
    private async Task<DialogTurnResult> BackAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken)
    {
        switch (run.At)
        {
            case BookingStep.Sure:
                await ReleaseAsync(run, chart, talk, cancellationToken);
                return await OfferAsync(dc, talk, run, chart, "visit.offers", cancellationToken);
            case BookingStep.Ride when run.Chosen is not null:
                return await AskAsync(dc, talk, run with { At = BookingStep.Sure }, chart, "", cancellationToken);
            case BookingStep.Time or BookingStep.Wait when run.What is "book" or "wait":
                return await AskAsync(dc, talk, run with { At = BookingStep.Who, Provider = null, Windows = [] }, chart, "", cancellationToken);
            default:
                return await LeaveAsync(dc, talk, run, chart, cancellationToken);
        }
    }

    /// <summary>Which of the offers is taken, by its place; null where none is.</summary>
    private int? Chosen(BookingRun run, ChartSummary chart, Talk talk)
    {
        var said = talk.Said.Text;
        if (run.Offered.Count == 1 && (YesOrNo(talk) == true || phrases.Matches("visit.takeIt", said)))
        {
            return 0;
        }

        if (phrases.Matches("visit.firstOne", said) || phrases.Matches("visit.lastOne", said))
        {
            return phrases.Matches("visit.firstOne", said) ? 0 : run.Offered.Count - 1;
        }

        // In "the afternoon one" one is no number.
        var words = Folding.Words(said).Split(' ');
        var plain = words is [_, .., "one"] ? string.Join(' ', words[..^1]) : said;
        var offered = run.Offered.Select((time, place) => new AnswerOption($"{place}", VisitWords.When(time, chart, talk))).ToList();
        return (ByNumber(said, run.Offered.Count) ?? ByHour(said, run, chart) ?? choices.Read(plain, offered)) is { } place ? int.Parse(place, System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    /// <summary>"Later", where all offers are of one day: what comes after them on that day.</summary>
    private VisitWindow? LaterThatDay(BookingRun run, ChartSummary chart, Talk talk)
    {
        if (run.At != BookingStep.Time || !phrases.Matches("visit.laterThatDay", talk.Said.Text) || run.Offered.Select(time => PatientDate(time, chart)).Distinct().ToList() is not [var day])
        {
            return null;
        }

        return VisitWindow.Days(day, day.AddDays(1)) with { After = TimeOnly.FromDateTime(LocalTime(run.Offered[^1], chart)).AddMinutes(1) };
    }

    /// <summary>What is left of the time that was asked for after the days that were offered; where nothing is, any later time.</summary>
    private static IReadOnlyList<VisitWindow> Beyond(BookingRun run, ChartSummary chart)
    {
        var next = PatientDate(run.Offered[^1], chart).AddDays(1);
        IReadOnlyList<VisitWindow> left = [.. run.Windows.SelectMany(window => window.Without(VisitWindow.Days(DateOnly.MinValue, next)))];
        return left.Count > 0 ? left : [VisitWindow.Days(next, DateOnly.MaxValue)];
    }

    private static IReadOnlyList<VisitWindow> Ahead(IReadOnlyList<VisitWindow> windows, ChartSummary chart, Talk talk) =>
        windows.Count > 0 ? windows : [VisitWindow.Days(PatientDate(talk.Now, chart), DateOnly.MaxValue)];

    /// <summary>This time and no other.</summary>
    private static VisitWindow Only(DateTimeOffset time, ChartSummary chart)
    {
        var (day, at) = (PatientDate(time, chart), TimeOnly.FromDateTime(LocalTime(time, chart)));
        return VisitWindow.Days(day, day.AddDays(1)) with { After = at, Before = at.AddMinutes(1) };
    }

    /// <summary>The number of an offer. Times hold figures themselves, so a figure alone is the number that stands before them.</summary>
    private static string? ByNumber(string text, int count) =>
        int.TryParse(text.Trim(' ', '.', ')', '#'), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= count ? $"{number - 1}" : null;

    /// <summary>"10", where it is no number of an offer: the only one that begins at ten.</summary>
    private static string? ByHour(string text, BookingRun run, ChartSummary chart) =>
        int.TryParse(text.Trim(' ', '.'), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var hour) && hour is > 0 and <= 12
        && run.Offered.Select((time, place) => (LocalTime(time, chart).Hour, place)).Where(one => one.Hour % 12 == hour % 12).ToList() is [var (_, only)] ? $"{only}" : null;

    private bool? YesOrNo(Talk talk) => choices.Read(talk.Said.Text, [talk.Option("yes", "answer.yes"), talk.Option("no", "answer.no")]) switch
    {
        "yes" => true,
        "no" => false,
        _ => null,
    };
}
