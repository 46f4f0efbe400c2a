using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace CareBot.Care.Appointments;

/// <summary>How a calendar is told of a visit (RFC 5546).</summary>
public enum CalendarMethod
{
    /// <summary>To be kept, without an answer: for families and for a download.</summary>
    Publish,

    /// <summary>An invitation that wants an answer.</summary>
    Request,

    Cancel,
}

/// <summary>
/// A visit as a calendar file. The same visit has the same UID for ever, and every change a higher SEQUENCE. The title names the office and
/// nothing of health, because calendars are shared and shown on locked screens.
/// </summary>
public static class VisitCalendar
{
    private const string Domain = "carebot";

    /// <param name="attendee">The e-mail address that is invited; null where nobody has to answer.</param>
    /// <param name="title">What the calendar shows, such as "Appointment: Lakeside Medical Center".</param>
    public static string Write(Appointment visit, CareProvider provider, string timeZone, CalendarMethod method, string organizer, string? attendee, string title, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var entry = new CalendarEvent
        {
            Uid = $"{visit.Id}@{Domain}",
            Sequence = visit.Sequence,
            DtStamp = new CalDateTime(now.UtcDateTime, "UTC"),
            Start = Local(visit.Start, zone, timeZone),
            End = Local(visit.End, zone, timeZone),
            Summary = title,
            // Nobody goes anywhere for a visit by telephone or video: the office calls.
            Location = visit.IsVirtual ? provider.Phone : $"{provider.Location}, {provider.Address}",
            Status = method == CalendarMethod.Cancel ? EventStatus.Cancelled : EventStatus.Confirmed,
            Organizer = new Organizer($"mailto:{organizer}"),
        };
        if (attendee is not null && method != CalendarMethod.Publish)
        {
            entry.Attendees.Add(new Attendee($"mailto:{attendee}") { Rsvp = method == CalendarMethod.Request, ParticipationStatus = EventParticipationStatus.NeedsAction, Role = ParticipationRole.RequiredParticipant });
        }

        if (method != CalendarMethod.Cancel)
        {
            entry.Alarms.Add(new Alarm { Action = AlarmAction.Display, Description = title, Trigger = new Trigger(Duration.FromHours(-2)) });
        }

        var calendar = new Calendar { Method = method.ToString().ToUpperInvariant(), ProductId = "-//CareBot//Visits//EN" };
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(timeZone, visit.Start.UtcDateTime.AddYears(-1), includeHistoricalData: false));
        calendar.Events.Add(entry);
        return new CalendarSerializer().SerializeToString(calendar) ?? throw new InvalidOperationException("A calendar that holds a visit is never empty.");
    }

    /// <summary>Reads what somebody answered to an invitation.</summary>
    /// <returns>Null where the text is no answer to an invitation of ours.</returns>
    public static CalendarReply? ReadReply(string text)
    {
        try
        {
            var calendar = Calendar.Load(text);
            if (calendar?.Method != "REPLY" || calendar.Events.FirstOrDefault() is not { Uid: { } uid } entry || !uid.EndsWith("@" + Domain, StringComparison.Ordinal))
            {
                return null;
            }

            var attendee = entry.Attendees.FirstOrDefault();
            bool? comes = attendee?.ParticipationStatus?.ToUpperInvariant() switch { "ACCEPTED" => true, "DECLINED" => false, _ => null };
            return comes is { } answer && attendee!.Value is { Scheme: "mailto" } address ? new CalendarReply(uid[..^(Domain.Length + 1)], answer, entry.Sequence, address.ToString()["mailto:".Length..]) : null;
        }
        catch (Exception broken) when (broken is FormatException or ArgumentException or InvalidOperationException or System.Runtime.Serialization.SerializationException)
        {
            return null;
        }
    }

    private static CalDateTime Local(DateTimeOffset at, TimeZoneInfo zone, string timeZone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        return new CalDateTime(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), timeZone);
    }
}
