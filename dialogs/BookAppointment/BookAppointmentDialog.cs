using CareBot.Care.Appointments;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>
/// Finds a time with a provider, holds it, reads it back, books it; moves and cancels; takes a place on the waitlist. Patients speak for
/// themselves, coordinators for their patients, and family members for a patient who lets them.
/// </summary>
public sealed partial class BookAppointmentDialog(
    AppointmentDesk desk, ProviderDesk providers, WaitingList waiting, VisitTimes times, VisitWords words, VisitTroubles troubles, VisitMail mail, VisitAsking asking, Charts charts, Outlooks outlooks, ChoiceReader choices, PhraseBook phrases)
    : AskingDialog(nameof(BookAppointment))
{
    private static readonly Asking[] Offers = Askings("book", "move", "cancel", "list", "confirm", "virtual", "noRide", "questions", "went", "missed", "wait", "leaveList", "cant", "late", "rideOff", "ride");

    private static readonly string[] AboutVisit = ["confirm", "virtual", "noRide", "rideOff", "ride", "questions", "went", "missed", "cant", "late"];
    private static readonly Asking[] DayOffers = [new("book", "visit.bookDay"), new("move", "visit.moveDay"), new("cancel", "visit.cancelDay"), new("cant", "visit.cantDay")];

    public override Call? Claim(Said said, Talk talk)
    {
        return talk.Speaker switch
        {
            Speaker.OfPatient { Chart: var own } => Asked(said, Offers, own, talk),
            Speaker.OfFamily { Member.MayBook: var may, Chart: var theirs } when Asked(said, FamilyOffers, theirs, talk) is { } call => may ? call : new Call(Refused),
            _ => null,
        };
    }

    private Call? Asked(Said said, Asking[] offers, ChartSummary chart, Talk talk)
    {
        foreach (var (offer, phrase) in offers)
        {
            // What may be said of a visit or of something else is heard only where there is one.
            if (phrases.Matches(phrase, said.Text) && (!AboutVisit.Contains(offer) || chart.Appointments.Count > 0 || phrases.Matches("visit.named", said.Text)))
            {
                return new Call(offer, said.Text);
            }
        }

        foreach (var (offer, phrase) in DayOffers)
        {
            // A day alone ("move Tuesday") only where it is a day.
            if (phrases.Find(phrase, said.Text) is { } words && WindowsOf(words, chart, talk).Count > 0)
            {
                return new Call(offer, said.Text);
            }
        }

        return null;
    }

    private static Asking[] Askings(params string[] offers) => [.. offers.Select(offer => new Asking(offer, $"visit.{offer}"))];

    /// <param name="Phrase">The name of the phrases that ask for it.</param>
    private readonly record struct Asking(string Offer, string Phrase);

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var call = CallOf(options);
        talk.Notes = talk.Notes with { Visit = null };
        var chart = await ChartAsync(new BookingRun { At = "", What = call.What, Patient = PatientOf(call, talk) }, talk, cancellationToken);
        var run = new BookingRun { At = "", What = call.What, Patient = PatientOf(call, talk), Windows = WindowsOf(call.Words, chart, talk) };
        return call.What switch
        {
            Refused => await RefuseAsync(dc, talk, chart, cancellationToken),
            Why => await AskAsync(dc, talk, run with { At = BookingStep.Why, What = "missed", Appointment = call.Words, Windows = [] }, chart, "", cancellationToken),
            Because => await asking.ContinueAsync(dc, talk, run with { At = BookingStep.Why, What = "missed", Appointment = call.Words, Windows = [] }, chart, cancellationToken),
            "book" => await FindProviderAsync(dc, talk, run, call.Words, cancellationToken),
            "list" or About => await ListAsync(dc, talk, run, chart, cancellationToken),
            "wait" => await FindProviderAsync(dc, talk, run with { What = "wait" }, call.Words, cancellationToken),
            "leaveList" => await LeaveListAsync(dc, talk, run, chart, cancellationToken),
            Offer => await AskOfferAsync(dc, talk, run, chart, call.Words, cancellationToken),
            _ => await WhichAsync(dc, talk, run, chart, call.Words, cancellationToken),
        };
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var run = Memory.Run(Own(dc), DialogsJson.Default.BookingRun);
        var chart = await ChartAsync(run, talk, cancellationToken);
        if (talk.Speaker is Speaker.OfFamily { Member.MayBook: false })
        {
            // The patient took it back meanwhile.
            await ReleaseAsync(run, chart, talk, cancellationToken);
            return await RefuseAsync(dc, talk, chart, cancellationToken);
        }

        // "Tomorrow" puts a check-in off; here it is a day, and "later" may be a time.
        if (talk.Said.Command is { Command: Command.NotNow or Command.Pause } && !(run.At is BookingStep.Time or BookingStep.Sure or BookingStep.Who && WindowsOf(talk.Said.Text, chart, talk).Count > 0) && LaterThatDay(run, chart, talk) is null && !AsksForOthers(run, talk.Said.Text))
        {
            return await LeaveAsync(dc, talk, run, chart, cancellationToken);
        }

        if (talk.Said.Command is { Command: Command.Stop })
        {
            await ReleaseAsync(run, chart, talk, cancellationToken);
            return await EndAsync(dc, talk, talk.Say(talk.Speaker is Speaker.OfStaff ? "visit.kept" : "visit.stopped"), cancellationToken);
        }

        if (talk.Said.Command is { Command: Command.Back })
        {
            return await BackAsync(dc, talk, run, chart, cancellationToken);
        }

        if (run.What is "book" or Offer && run.At is not BookingStep.Ride && RideTold(talk.Said.Text) is { } told)
        {
            run = run with { Ride = told };
        }

        if (await MeanwhileAsync(run, chart, talk, cancellationToken) is { } answer)
        {
            // It is asked of a visit that is not booked yet: the booking goes on.
            await talk.SendAsync(answer, cancellationToken);
            return await AskAsync(dc, talk, run, chart, "", cancellationToken);
        }

        if (Other(run, chart, talk.Said.Text) is { } other)
        {
            // Somebody in the middle of one thing asks for another: the held time is given back.
            await ReleaseAsync(run, chart, talk, cancellationToken);
            if (IsHeld(run))
            {
                await talk.SendAsync(talk.Say("visit.released"), cancellationToken);
            }

            // "Cancel it" is said of the time that was kept, unless another visit is named and there is one.
            return other == "cancel" && IsHeld(run) && (!phrases.Matches("visit.named", talk.Said.Text) || AppointmentRules.Ahead(chart, talk.Now).Count == 0)
                ? await dc.EndDialogAsync(cancellationToken: cancellationToken)
                : await dc.ReplaceDialogAsync(Id, new Call(other, Patiently(run, talk.Said.Text)), cancellationToken);
        }

        return run.At switch
        {
            BookingStep.Who => await FindProviderAsync(dc, talk, phrases.Matches("visit.wait", talk.Said.Text) ? run with { What = "wait" } : run, talk.Said.Text, cancellationToken),
            BookingStep.Which => await WhichAsync(dc, talk, run, chart, talk.Said.Text, cancellationToken),
            BookingStep.Time => await ChooseAsync(dc, talk, run, chart, cancellationToken),
            BookingStep.Sure => await SureAsync(dc, talk, run, chart, cancellationToken),
            BookingStep.Ride => await RideAsync(dc, talk, run, chart, cancellationToken),
            BookingStep.Cancel => await CancelAsync(dc, talk, run, chart, cancellationToken),
            BookingStep.Wait => await WaitAsync(dc, talk, run, chart, cancellationToken),
            BookingStep.Again => await AgainAsync(dc, talk, run, chart, cancellationToken),
            BookingStep.Instead => await InsteadAsync(dc, talk, run, cancellationToken),
            _ => await asking.ContinueAsync(dc, talk, run, chart, cancellationToken),
        };
    }

    /// <summary>Answers what is asked of a time that is not booked yet; null where nothing is.</summary>
    private async Task<string?> MeanwhileAsync(BookingRun run, ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        var text = talk.Said.Text;
        if (run.What is not ("book" or "move" or Offer))
        {
            return null;
        }

        if (run.At is not BookingStep.Instead && phrases.Matches("visit.list", text) && !phrases.Matches("visit.book", text))
        {
            var lines = await LinesAsync(chart, talk, cancellationToken);
            var then = talk.Say("visit.list.then");
            return lines.Count > 0 ? $"{VisitWords.Say(run, chart, talk, "visit.ahead")}\n{string.Join('\n', lines)}\n{then}"
                : run.Patient is null ? then
                : $"{VisitWords.Say(run, chart, talk, "visit.noneAhead")} {then}";
        }

        // "Tuesday, my son takes me" and "yes, my son takes me" answer the question as well.
        var told = run.What == "move" || run.At is BookingStep.Ride || YesOrNo(talk) is true || WindowsOf(text, chart, talk).Count > 0 ? null : RideTold(text);
        return run.What == "book" && phrases.Matches("visit.virtual", text) ? talk.Say("visit.virtual.then")
            : run.What == "book" && phrases.Matches("visit.interpreter", text) ? talk.Say("visit.interpreter.then")
            : told is { } needed ? talk.Say(needed ? "visit.rideNeeded.then" : "visit.rideHave.then")
            : null;
    }

    /// <summary>Whether help with a ride is needed, where it is told in words; null where they say neither, or are not sure. "Nobody can take me" is read before "can take me".</summary>
    private bool? RideTold(string text) =>
        phrases.Matches("visit.rideUnsure", text) ? null
        : phrases.Matches("visit.noRide", text) || phrases.Matches("visit.rideNeeded", text) ? true
        : phrases.Matches("visit.rideOff", text) || phrases.Matches("visit.rideHave", text) ? false
        : null;

    /// <summary>What else is asked for in the middle of a booking; null when the words are for the question that waits.</summary>
    private string? Other(BookingRun run, ChartSummary chart, string text) => run.At switch
    {
        BookingStep.Question or BookingStep.Next or BookingStep.Why => null,
        _ => (run.Patient is null ? Offers : FamilyOffers).Where(asking => phrases.Matches(asking.Phrase, text)).Select(asking => asking.Offer).FirstOrDefault(offer => offer is not ("went" or "missed")
            && !(offer == "confirm" && run.At is BookingStep.Sure or BookingStep.Ride or BookingStep.Again) && !(offer == "wait" && run.At is BookingStep.Time or BookingStep.Who)
            && !(AboutVisit.Contains(offer) && run.At is BookingStep.Sure or BookingStep.Ride or BookingStep.Again && chart.Appointments.Count == 0)
            && !(offer is "ride" or "rideOff" or "noRide" && run.At is BookingStep.Ride)
            && !(offer == "move" && AsksForOthers(run, text))),
    };

    /// <summary>"Another day", where times are offered or one is read back, moves no visit.</summary>
    private bool AsksForOthers(BookingRun run, string text) => run.At is BookingStep.Time or BookingStep.Sure && phrases.Matches("visit.other", text);

    /// <summary>A time is kept for the person while it is read back and while the ride is asked for.</summary>
    private static bool IsHeld(BookingRun run) => run.Chosen is not null && run.At is BookingStep.Sure or BookingStep.Ride;

    /// <summary>A day or a time where one is asked for, and the answers that are offered; what is told in own words is none of them.</summary>
    public override bool Expects(DialogInstance instance, Talk talk, string text) => Memory.Run(instance, DialogsJson.Default.BookingRun).At switch
    {
        BookingStep.Time or BookingStep.Which or BookingStep.Sure when talk.Speaker is Speaker.OfPatient or Speaker.OfFamily =>
            IsYesOrNo(talk, text) || times.IsAll(text, talk.Language, LocalOf(talk.Chart, talk), talk.Option("around", "visit.aroundTime").Also.Select(Folding.Words).ToHashSet(StringComparer.Ordinal)),
        BookingStep.Ride when RideTold(text) is not null => phrases.IsWhole(text),
        BookingStep.Ride or BookingStep.Cancel or BookingStep.Wait or BookingStep.Again or BookingStep.Instead => IsYesOrNo(talk, text),
        _ => false,
    };

    private static bool IsYesOrNo(Talk talk, string text) => Folding.Says(text, talk.Say("answer.yes")) || Folding.Says(text, talk.Say("answer.no"));

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        var run = Memory.Run(instance, DialogsJson.Default.BookingRun);
        var chart = await ChartAsync(run, talk, cancellationToken);
        if (talk.Speaker is Speaker.OfFamily { Member.MayBook: false })
        {
            // The question names the visit, and the patient took back that they may see it.
            await SayRefusedAsync(talk, chart, cancellationToken);
            return;
        }

        if (run.At == BookingStep.Again && KeptUntil(run, chart, talk) is null)
        {
            // An offer that is over is not made again.
            return;
        }

        var (text, buttons) = await QuestionAsync(talk, run, chart, cancellationToken);
        await talk.SendAsync(text, buttons, cancellationToken);
    }

    /// <summary>Whom to see: named in the words, the only one there is, or asked.</summary>
    private async Task<DialogTurnResult> FindProviderAsync(DialogContext dc, Talk talk, BookingRun run, string said, CancellationToken cancellationToken)
    {
        var chart = await ChartAsync(run, talk, cancellationToken);
        var all = await providers.AllAsync(cancellationToken);
        // Whoever does not mind whom is offered the family doctor.
        var spoken = run.At == BookingStep.Who && phrases.Matches("visit.anyone", said) ? talk.Say("specialty.primary-care") : Words(said);
        var named = choices.Read(spoken, [.. all.Select(one => VisitWords.Option(one, talk))]);
        if (all.FirstOrDefault(one => one.Id == named) is not { } provider)
        {
            return run.At == BookingStep.Who ? await MissAsync(dc, talk, run, chart, cancellationToken) : await AskAsync(dc, talk, run with { At = BookingStep.Who }, chart, "", cancellationToken);
        }

        run = run with { Provider = provider.Id, Windows = run.Windows.Count > 0 ? run.Windows : WindowsOf(spoken, chart, talk) };
        if (provider.IsPhoneOnly && talk.Speaker is Speaker.OfStaff)
        {
            // Whoever would be told of the wish is the one who has it.
            await talk.SendAsync(talk.Say("coordinator.visit.byPhone", ("name", provider.Name), ("phone", provider.Phone), ("patient", talk.NameOf(chart))), [], [(provider.Phone, $"tel:{provider.Phone}")], cancellationToken);
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        if (provider.IsPhoneOnly)
        {
            await troubles.PhoneOnlyAsync(talk, chart, provider, run.Patient is null ? "visit.byPhone" : "other.visit.byPhone", cancellationToken);
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        return run.What == "wait" ? await JoinAsync(dc, talk, run, chart, cancellationToken) : await OfferAsync(dc, talk, run, chart, "visit.offers", cancellationToken);
    }

    /// <summary>Offers three times; where there is none in the time that was asked for, the next ones, and where there is none at all, the waitlist.</summary>
    /// <param name="refused">What was just said no to: it is not offered, whatever else there is.</param>
    private async Task<DialogTurnResult> OfferAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, string lead, CancellationToken cancellationToken, IReadOnlyList<VisitWindow>? refused = null)
    {
        chart = await ThereAsync(run, chart, talk, cancellationToken);
        var provider = (await providers.FindAsync(run.Provider!, cancellationToken))!;
        var offers = await OffersAsync(run.Windows);
        if (offers.Count == 0 && run.Windows.Count > 0)
        {
            // Not at that time: another time of the same days, else the next ones there are.
            lead = "visit.offersElse";
            offers = await OffersAsync([.. run.Windows.Select(window => VisitWindow.Days(window.From, window.Until)).Distinct()]);
            (run, offers) = offers.Count > 0 ? (run, offers) : (run with { Windows = [] }, await OffersAsync([]));
        }

        if (offers.Count == 0)
        {
            return await AskAsync(dc, talk, run with { At = BookingStep.Wait }, chart, "", cancellationToken);
        }

        return await AskAsync(dc, talk, run with { At = BookingStep.Time, Offered = [.. offers.Select(slot => slot.Start)], Chosen = null }, chart, lead, cancellationToken);

        Task<IReadOnlyList<Slot>> OffersAsync(IReadOnlyList<VisitWindow> windows) =>
            desk.OffersAsync(provider, chart, refused is { Count: > 0 } ? VisitWindow.Without(Ahead(windows, chart, talk), refused) : windows, talk.Now, cancellationToken);
    }

    private async Task<DialogTurnResult> RideAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken)
    {
        var told = RideTold(talk.Said.Text);
        if (told is null && phrases.Matches("visit.rideSelf", talk.Said.Text))
        {
            // Whoever may not drive home afterwards is asked once more.
            var isAllowed = words.RideQuestion(await providers.FindAsync(run.Provider!, cancellationToken)) == "visit.ride";
            return isAllowed ? await BookAsync(dc, talk, run, chart, ride: false, cancellationToken) : await AskAsync(dc, talk, run, chart, "", cancellationToken);
        }

        if ((told ?? YesOrNo(talk)) is { } ride)
        {
            return await BookAsync(dc, talk, run, chart, ride, cancellationToken);
        }

        // Nobody loses a visit because they do not know yet who drives.
        return phrases.Matches("visit.rideUnsure", talk.Said.Text)
            ? await BookAsync(dc, talk, run, chart, ride: false, cancellationToken, talk.Say("visit.ride.none"))
            : await MissAsync(dc, talk, run, chart, cancellationToken);
    }

    private async Task<DialogTurnResult> BookAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, bool ride, CancellationToken cancellationToken, string then = "")
    {
        var booking = await desk.BookAsync(chart.Patient, new BookingRequest(run.Provider!, run.Chosen!.Value, ride), AuthorOf(run, talk), talk.Now, cancellationToken);
        return await FinishAsync(dc, talk, run, chart, booking, cancellationToken, then);
    }

    private async Task<DialogTurnResult> FinishAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, Booking booking, CancellationToken cancellationToken, string then = "")
    {
        switch (booking)
        {
            case Booking.Confirmed { Appointment: var visit }:
                await troubles.PlanAsync(talk, chart, visit, cancellationToken);
                await mail.SendAsync(visit, talk.Now, chart.Patient, cancellationToken);
                if (run.Patient is not null)
                {
                    // Families keep it in their calendar too; nobody has to answer there.
                    await talk.SendAsync(
                        $"{await words.ForOtherAsync(run, visit, chart, talk, cancellationToken)}\n{then}".Trim(), [], talk.Speaker is Speaker.OfFamily ? await words.CalendarAsync(visit, chart, talk, cancellationToken) : [], cancellationToken);
                    return await dc.EndDialogAsync(cancellationToken: cancellationToken);
                }

                await talk.SendAsync(
                    $"{await words.BookedAsync(run.What == "move" ? "visit.moved" : "visit.booked", visit, chart, talk, cancellationToken)}\n{then}".Trim(),
                    mail.IsOn && chart.Email is null ? [talk.Say("visit.button.email")] : [], await words.CalendarAsync(visit, chart, talk, cancellationToken), cancellationToken);
                return await dc.EndDialogAsync(cancellationToken: cancellationToken);
            case Booking.SlotTaken:
                return await OfferAsync(dc, talk, run with { Windows = [] }, chart, "visit.offersTaken", cancellationToken);
            default:
                return await EndAsync(dc, talk, VisitWords.Say(run, chart, talk, "visit.noneAhead"), cancellationToken);
        }
    }

    private static async Task<DialogTurnResult> EndAsync(DialogContext dc, Talk talk, string text, CancellationToken cancellationToken, IReadOnlyList<string>? buttons = null)
    {
        await talk.SendAsync(text, buttons ?? [], cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    private async Task<DialogTurnResult> LeaveAsync(DialogContext dc, Talk talk, BookingRun run, ChartSummary chart, CancellationToken cancellationToken)
    {
        await ReleaseAsync(run, chart, talk, cancellationToken);
        return await EndAsync(dc, talk, talk.Say(IsHeld(run) && run.What == "book" ? "visit.released" : "visit.kept"), cancellationToken);
    }

    private async Task ReleaseAsync(BookingRun run, ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        if (run is { Chosen: { } start, Provider: { } provider })
        {
            await desk.ReleaseAsync(provider, start, chart.Patient, talk.Now, cancellationToken);
        }
    }
}
