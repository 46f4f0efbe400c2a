using CareBot.Care.Appointments;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>Reminds of visits, asks how they were, and offers times that became free.</summary>
public sealed class VisitNotice(VisitWords words, WaitingList waiting) : IOutreachWords
{
    public async Task<bool> SayAsync(OutreachItem item, ChartSummary chart, Talk talk, DialogMenu menu, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case VisitItem.Remind remind when chart.Appointments.First(one => one.Id == remind.Appointment) is var visit:
                await RemindAsync(remind, visit, chart, talk, cancellationToken);
                return true;
            case VisitItem.Offer offer:
                var dialogs = await menu.OpenAsync(talk, cancellationToken);
                await dialogs.CancelAllDialogsAsync(cancellationToken);
                await dialogs.BeginDialogAsync(nameof(BookAppointment), new Call(BookAppointmentDialog.Offer, offer.Provider), cancellationToken);
                return true;
            case VisitItem.OfferEnded ended:
                await waiting.ExpireAsync(chart.Patient, ended.Provider, talk.Now, cancellationToken);
                await talk.SendAsync(talk.Say("visit.offerEnded", ("name", await words.NameAsync(ended.Provider, cancellationToken))), cancellationToken);
                return true;
            default:
                return false;
        }
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

        if (remind.Name == VisitReminders.News)
        {
            await talk.SendAsync(
                await words.BookedAsync("visit.news", visit, chart, talk, cancellationToken),
                [talk.Say("visit.button.come"), talk.Say("visit.button.move"), talk.Say("visit.button.noRide")], await words.CalendarAsync(visit, chart, talk, cancellationToken), cancellationToken);
            return;
        }

        await talk.SendAsync(
            await words.RemindAsync(visit, chart, talk, cancellationToken),
            [talk.Say("visit.button.come"), talk.Say("visit.button.move"), talk.Say("visit.button.noRide")], cancellationToken);
    }
}
