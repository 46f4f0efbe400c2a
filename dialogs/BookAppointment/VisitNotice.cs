using CareBot.Care.Appointments;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>Reminds of visits, asks how they were, and offers times that became free.</summary>
public sealed class VisitNotice(VisitWords words, Outlooks outlooks) : IOutreachWords
{
    public async Task<bool> SayAsync(OutreachItem item, ChartSummary chart, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case VisitItem.Remind { Name: VisitReminders.Missed } missed:
                // What is open goes on when this is answered.
                await (await menu.OpenAsync(talk, cancellationToken)).BeginDialogAsync(nameof(BookAppointment), new Call(BookAppointmentDialog.Why, missed.Appointment), cancellationToken);
                return true;
            case VisitItem.CalledOff off when chart.CalledOff.First(one => one.Visit.Id == off.Appointment) is var gone:
                await talk.SendAsync(
                    talk.Say("visit.newsCancelled", ("who", gone.By.Role == Roles.Calendar ? await words.NameAsync(gone.Visit.Provider, cancellationToken) : await words.WhoAsync(gone.By, chart, cancellationToken)), ("when", VisitWords.When(gone.Visit.Start, chart, talk)), ("name", await words.NameAsync(gone.Visit.Provider, cancellationToken))),
                    [talk.Say("button.bookVisit")], cancellationToken);
                return true;
            case VisitItem.TellFamily told:
                await FamilyAsync(told, chart, talk, cancellationToken);
                return true;
            case VisitItem.Remind remind when chart.Appointments.First(one => one.Id == remind.Appointment) is var visit:
                await RemindAsync(remind, visit, chart, talk, cancellationToken);
                return true;
            case VisitItem.Offer offer:
                // What is open goes on when this is answered.
                await (await menu.OpenAsync(talk, cancellationToken)).BeginDialogAsync(nameof(BookAppointment), new Call(BookAppointmentDialog.Offer, offer.Provider), cancellationToken);
                return true;
            case VisitItem.OfferEnded ended:
                await talk.SendAsync(talk.Say("visit.offerEnded", ("name", await words.NameAsync(ended.Provider, cancellationToken))), cancellationToken);
                await LeaveOfferAsync(await menu.OpenAsync(talk, cancellationToken), ended.Provider, cancellationToken);
                return true;
            default:
                return false;
        }
    }

    /// <summary>What was open before the offer is asked again. With nothing beneath, the question stays, so that a late yes is still answered.</summary>
    private static async Task LeaveOfferAsync(DialogContext dialogs, string provider, CancellationToken cancellationToken)
    {
        if (dialogs is { Stack.Count: > 1, ActiveDialog: { } active } && BookAppointmentDialog.IsOffer(active, provider))
        {
            await dialogs.EndDialogAsync(cancellationToken: cancellationToken);
        }
    }

    /// <summary>The ride or the interpreter is there, or is gone: then with the ways that are left.</summary>
    private async Task SupportAsync(SupportKind kind, Appointment visit, ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        var (support, coordinator) = (SupportRules.Of(visit, kind)!, (await outlooks.ForAsync(chart, cancellationToken)).Coordinator);
        var (when, name) = (VisitWords.When(visit.Start, chart, talk), await words.NameAsync(visit.Provider, cancellationToken));
        var about = talk.Say("visit.support.about", ("when", when), ("name", name));
        var standing = VisitWords.Support(visit, coordinator, talk).ElementAt(kind == SupportKind.Interpreter && visit.Ride is { State: not SupportState.NotNeeded } ? 1 : 0);
        if (support.State == SupportState.FellThrough)
        {
            await talk.SendAsync($"{about} {standing} {talk.Say("visit.support.ways")}", await words.WaysAsync(visit, talk, cancellationToken), cancellationToken);
        }
        else
        {
            await talk.SendAsync($"{about} {standing}", [talk.Say("visit.button.come"), talk.Say("visit.button.move")], cancellationToken);
        }
    }

    /// <summary>When and where, and nothing of why: no preparation, no specialty.</summary>
    private async Task FamilyAsync(VisitItem.TellFamily told, ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        if (told.Name == FamilyVisits.Off)
        {
            var gone = chart.CalledOff.First(off => off.Visit.Id == told.Appointment).Visit;
            await talk.SendAsync(await words.ToFamilyAsync("other.visit.newsCancelled", gone, chart, talk, cancellationToken), [talk.Say("button.bookVisit")], cancellationToken);
            return;
        }

        var visit = chart.Appointments.First(one => one.Id == told.Appointment);
        var key = told.Name != VisitReminders.News ? "other.visit.remind" : visit.Sequence == 0 ? "other.visit.news" : "other.visit.newsMoved";
        IReadOnlyList<string> buttons = [talk.Say("other.visit.button.come"), talk.Say("visit.button.move"), .. visit.IsVirtual ? [] : new[] { talk.Say("visit.button.noRide") }];
        await talk.SendAsync(await words.ToFamilyAsync(visit.IsVirtual ? key + ".virtual" : key, visit, chart, talk, cancellationToken), buttons, await words.CalendarAsync(visit, chart, talk, cancellationToken), cancellationToken);
    }

    private async Task RemindAsync(VisitItem.Remind remind, Appointment visit, ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        if (remind.Name == VisitReminders.Recall)
        {
            await talk.SendAsync(
                talk.Say("visit.recall", ("name", await words.NameAsync(visit.Provider, cancellationToken)), ("when", VisitWords.When(visit.Start, chart, talk))),
                [talk.Say("visit.button.went"), talk.Say("visit.button.missed")], cancellationToken);
            return;
        }

        if (SupportRules.Kinds.Where(kind => remind.Name.StartsWith(SupportRules.Word(kind) + ":", StringComparison.Ordinal)).Select(kind => (SupportKind?)kind).FirstOrDefault() is { } kind)
        {
            await SupportAsync(kind, visit, chart, talk, cancellationToken);
            return;
        }

        if (remind.Name == VisitReminders.DeclinedByMail)
        {
            await talk.SendAsync(
                talk.Say("visit.declined", ("when", VisitWords.When(visit.Start, chart, talk)), ("name", await words.NameAsync(visit.Provider, cancellationToken))),
                [talk.Say("visit.button.move"), talk.Say("visit.button.cancel"), talk.Say("visit.button.come")], cancellationToken);
            return;
        }

        if (remind.Name == VisitReminders.News)
        {
            await talk.SendAsync(
                await words.BookedAsync(visit.Sequence == 0 ? "visit.news" : "visit.newsMoved", visit, chart, talk, cancellationToken),
                Buttons(visit, talk), await words.CalendarAsync(visit, chart, talk, cancellationToken), cancellationToken);
            return;
        }

        await talk.SendAsync(
            await words.RemindAsync(visit, chart, talk, cancellationToken),
            Buttons(visit, talk), cancellationToken);
    }

    private static IReadOnlyList<string> Buttons(Appointment visit, Talk talk) =>
        visit.IsVirtual ? [talk.Say("visit.button.come"), talk.Say("visit.button.move")] : [talk.Say("visit.button.come"), talk.Say("visit.button.move"), talk.Say("visit.button.noRide")];
}
