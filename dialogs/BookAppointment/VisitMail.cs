using CareBot.Care.Appointments;
using CareBot.Care.Links;
using CareBot.Care.Mail;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>
/// Sends a visit to the patient's calendar by e-mail, where the practice sends mail and the patient gave an address: an invitation, the
/// same again with a higher sequence when it moves, and its end. Subject and title name nothing of health.
/// </summary>
public sealed class VisitMail(MailDesk mail, ProviderDesk providers, VisitReplyDesk replies, Charts charts, PublicAddress address, Texts texts) : IOutreachLetters
{
    /// <summary>Whether this practice sends e-mail at all.</summary>
    public bool IsOn => mail.IsOn;

    /// <summary>Sends what another calendar said of a visit, as it stands now.</summary>
    public async Task<bool> PostAsync(OutreachItem item, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (item is not VisitItem.Write write)
        {
            return false;
        }

        var chart = (await charts.OpenAsync(write.Patient, cancellationToken)).Summary;
        if (chart.Appointments.Concat(chart.CalledOff.Select(off => off.Visit)).FirstOrDefault(one => one.Id == write.Appointment) is { } visit)
        {
            await SendAsync(visit, now, chart.Patient, cancellationToken);
        }

        return true;
    }

    /// <summary>Safe to ask for twice: the letter's id is the visit and its sequence.</summary>
    public async Task SendAsync(Appointment visit, DateTimeOffset now, PatientId patient, CancellationToken cancellationToken)
    {
        if (!mail.IsOn || (await charts.OpenAsync(patient, cancellationToken)).Summary is not { } chart || chart.Pause is { Cause: PauseCause.Died } || chart.Email is not { Length: > 0 } to || await providers.FindAsync(visit.Provider, cancellationToken) is not { } provider)
        {
            return;
        }

        var ended = visit.State == AppointmentState.Cancelled;
        if (ended && !await replies.IsInvitedAsync(visit.Id, cancellationToken))
        {
            return;
        }

        // Whoever booked it: the letter is the patient's.
        string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values) => texts.Say(chart.Language, key, values);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(visit.IsVirtual ? chart.TimeZone : provider.TimeZone);
        var when = texts.In(chart.Language).When(visit.Start, zone);
        if (zone.GetUtcOffset(visit.Start) != TimeZoneInfo.FindSystemTimeZoneById(chart.TimeZone).GetUtcOffset(visit.Start))
        {
            when = Say("visit.zone", ("when", when), ("place", VisitWords.Place(zone.Id)));
        }

        var series = $"visit:{visit.Id}:";
        var method = ended ? CalendarMethod.Cancel : CalendarMethod.Request;
        var title = Say("visit.calendarTitle", ("location", provider.Location));
        var file = VisitCalendar.Write(visit, provider, chart.TimeZone, method, mail.Answers ?? $"no-reply@{address.Origin.Host}", to, title, now);
        await replies.InvitedAsync(visit.Id, chart.Patient, cancellationToken);
        await mail.PostAsync(
            new Letter
            {
                Id = $"{series}{visit.Sequence}",
                Series = series,
                To = to,
                Subject = Say(ended ? "visit.mail.cancelSubject" : "visit.mail.subject"),
                Text = ended ? Say("visit.mail.cancelText", ("when", when)) : Say(visit.IsVirtual ? "visit.mail.textVirtual" : "visit.mail.text", ("when", when), ("location", provider.Location), ("address", visit.IsVirtual ? provider.Phone : provider.Address)),
                Enclosure = new LetterEnclosure("visit.ics", $"text/calendar; charset=utf-8; method={method.ToString().ToUpperInvariant()}", file),
                Since = now,
            },
            cancellationToken);
    }
}
