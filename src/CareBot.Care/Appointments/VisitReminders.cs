using CareBot.Care.CheckIns;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using NodaTime;
using NodaTime.Extensions;

namespace CareBot.Care.Appointments;

/// <summary>What of visits is due: reminders before, "how was it" after, offers to who waits and their end. Pure.</summary>
public sealed class VisitReminders(VisitTypes types) : IDueRules
{
    /// <summary>Name under which the question after the visit is remembered.</summary>
    public const string Recall = "recall";

    /// <summary>Name under which it is remembered that the patient was told what somebody else agreed.</summary>
    public const string News = "news";

    /// <summary>Name under which it is remembered that a patient who did not come was asked why.</summary>
    public const string Missed = "missed";

    /// <summary>Name under which it is remembered that a patient whose calendar declined was asked in chat.</summary>
    public const string DeclinedByMail = "declined";

    private readonly FamilyVisits _family = new(types);

    public IEnumerable<OutreachItem> Due(ChartSummary chart, Practice practice, DateTimeOffset now)
    {
        foreach (var off in chart.CalledOff.Where(off => !off.IsTold))
        {
            yield return new VisitItem.CalledOff($"outreach:visit:{off.Visit.Id}:{off.Visit.Sequence}:off", chart.Patient, off.Visit.Id);
        }

        foreach (var visit in chart.CalledOff.Where(off => IsToWrite(off.Visit, off.By, chart)).Select(off => off.Visit).Concat(chart.Appointments.Where(one => one.IsAhead(now) && IsToWrite(one, one.AgreedBy, chart))))
        {
            yield return new VisitItem.Write($"outreach:visit:{visit.Id}:{visit.Sequence}:{Letter(visit)}", chart.Patient, visit.Id);
        }

        foreach (var visit in chart.Appointments.Where(one => one is { State: AppointmentState.NoShow, Reason: null } && !one.Reminded.Contains(Missed) && now < one.Start.AddDays(types.AskWhyDays)))
        {
            yield return new VisitItem.Remind($"outreach:visit:{visit.Id}:{visit.Sequence}:{Missed}", chart.Patient, visit.Id, Missed);
        }

        foreach (var visit in chart.Appointments.Where(one => one.State == AppointmentState.Booked))
        {
            if (visit.IsNews && !visit.Reminded.Contains(News) && visit.Start > now)
            {
                yield return new VisitItem.Remind($"outreach:visit:{visit.Id}:{visit.Sequence}:{News}", chart.Patient, visit.Id, News);
            }

            if (visit.Declined && !visit.Reminded.Contains(DeclinedByMail) && visit.Start > now)
            {
                yield return new VisitItem.Remind($"outreach:visit:{visit.Id}:{visit.Sequence}:{DeclinedByMail}", chart.Patient, visit.Id, DeclinedByMail);
            }

            foreach (var name in SupportNews(visit, now))
            {
                yield return new VisitItem.Remind($"outreach:visit:{visit.Id}:{visit.Sequence}:{name}", chart.Patient, visit.Id, name);
            }

            // Of several that are late only the last one is worth saying.
            if (Step(visit, chart, now) is { } step && !visit.Reminded.Contains(step))
            {
                yield return new VisitItem.Remind($"outreach:visit:{visit.Id}:{visit.Sequence}:{step}", chart.Patient, visit.Id, step);
            }
        }

        foreach (var item in _family.Due(chart, now, visit => Step(visit, chart, now)))
        {
            yield return item;
        }

        foreach (var place in chart.Waiting)
        {
            if (place.Ended is { } ended)
            {
                yield return new VisitItem.OfferEnded($"outreach:waiting:{place.Provider}:{ended.ToUnixTimeSeconds()}:ended", chart.Patient, place.Provider);
            }
            else if (place is { Offered: { } start, Until: { } until, IsTold: false } && until > now)
            {
                yield return new VisitItem.Offer($"outreach:waiting:{place.Provider}:{Slot.KeyOf(start)}:{until.ToUnixTimeSeconds()}", chart.Patient, place.Provider, start);
            }
        }
    }

    public DateTimeOffset? NextLook(ChartSummary chart, Practice practice, DateTimeOffset now) =>
        chart.Appointments.Where(one => one.State == AppointmentState.Booked).SelectMany(visit => Steps(visit, chart)).Select(step => (DateTimeOffset?)step.At)
            .Concat(chart.Waiting.Select(place => place.Until)).Where(at => at > now).Min();

    public ChartSummary Mark(ChartSummary chart, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> said)
    {
        var reminded = said.OfType<VisitItem.Remind>().ToList();
        var (offered, ended) = (said.OfType<VisitItem.Offer>().ToList(), said.OfType<VisitItem.OfferEnded>().Select(item => item.Provider).ToList());
        var off = said.OfType<VisitItem.CalledOff>().Select(item => item.Appointment).ToList();
        var (written, family) = (said.OfType<VisitItem.Write>().ToList(), said.OfType<VisitItem.TellFamily>().ToList());
        return reminded.Count + offered.Count + ended.Count + off.Count + written.Count + family.Count == 0 ? chart : chart with
        {
            CalledOff = [.. chart.CalledOff.Select(one => one with { IsTold = one.IsTold || off.Contains(one.Visit.Id), Visit = Marked(one.Visit) }).Where(one => !one.IsTold || IsToWrite(one.Visit, one.By, chart) || _family.IsToTell(chart, one))],
            Appointments = [.. chart.Appointments.Select(Marked)],
            Waiting = [.. chart.Waiting.Select(place => offered.Any(item => item.Provider == place.Provider && item.Start == place.Offered) ? place with { IsTold = true }
                : ended.Contains(place.Provider) ? place with { Ended = null }
                : place)],
        };

        Appointment Marked(Appointment visit) => visit with
        {
            Reminded = [.. visit.Reminded.Union(reminded.Select(item => (item.Id, item.Name)).Concat(written.Select(item => (item.Id, Name: Letter(visit)))).Concat(family.Select(item => (item.Id, Name: FamilyVisits.Mark(item))))
                .Where(item => item.Id.StartsWith($"outreach:visit:{visit.Id}:{visit.Sequence}:", StringComparison.Ordinal)).Select(item => item.Name))],
        };
    }

    /// <summary>Name under which it is remembered that a change that came from another calendar was sent to the patient's own by e-mail.</summary>
    private static string Letter(Appointment visit) => $"letter:{visit.Sequence}";

    /// <summary>What is agreed in chat is sent at once; what another calendar says has no chat to be sent from.</summary>
    private static bool IsToWrite(Appointment visit, Author? by, ChartSummary chart) => by is { Role: Roles.Calendar } && chart.Email is { Length: > 0 } && !visit.Reminded.Contains(Letter(visit));

    /// <summary>The reminder whose time came last, where it is still worth saying.</summary>
    private string? Step(Appointment visit, ChartSummary chart, DateTimeOffset now) =>
        Steps(visit, chart).LastOrDefault(one => one.At <= now) is { Name: { } step } && IsTimely(visit, step, chart, now) ? step : null;

    /// <summary>What is said before a visit is not said once it began, and nobody is asked how it went when it is too long ago.</summary>
    private bool IsTimely(Appointment visit, string name, ChartSummary chart, DateTimeOffset now) =>
        name == Recall ? PatientDay.Of(now, chart.TimeZone) <= PatientDay.Of(visit.End, chart.TimeZone).AddDays(types.RecallDays) : now < visit.Start;

    /// <summary>Ride or interpreter are there, or gone, and the patient does not know it yet.</summary>
    private static IEnumerable<string> SupportNews(Appointment visit, DateTimeOffset now) =>
        from kind in SupportRules.Kinds
        let support = SupportRules.Of(visit, kind)
        where support is not null && visit.Start > now && SupportRules.IsNews(support)
        let name = SupportRules.NewsName(kind, support)
        where !visit.Reminded.Contains(name)
        select name;

    private IEnumerable<(string Name, DateTimeOffset At)> Steps(Appointment visit, ChartSummary chart)
    {
        var type = types.Of(visit.VisitType);
        var day = PatientDay.Of(visit.Start, chart.TimeZone);
        return type.Reminders.Select(step => (step.Name, At: At(chart, day.AddDays(-step.DaysBefore), step.At))).Where(step => step.At > visit.Agreed && step.At < visit.Start)
            .Append((Name: Recall, At: At(chart, day.AddDays(1), type.RecallAt))).OrderBy(step => step.At);
    }

    private static DateTimeOffset At(ChartSummary chart, DateOnly day, TimeOnly time) =>
        (day.ToLocalDate() + time.ToLocalTime()).InZoneLeniently(DateTimeZoneProviders.Tzdb[chart.TimeZone]).ToDateTimeOffset();
}

/// <summary>What is said first about visits.</summary>
public abstract record VisitItem(string Id, PatientId Patient) : OutreachItem(Id, Patient)
{
    /// <summary>Reminds of a visit, or asks afterwards how it was.</summary>
    public sealed record Remind(string Id, PatientId Patient, string Appointment, string Name) : VisitItem(Id, Patient);

    /// <summary>Somebody else called a visit off.</summary>
    public sealed record CalledOff(string Id, PatientId Patient, string Appointment) : VisitItem(Id, Patient);

    /// <summary>Tells family who look after the visits, by the patient's word.</summary>
    public sealed record TellFamily(string Id, PatientId Patient, string Appointment, string Name, string Member) : VisitItem(Id, Patient)
    {
        public override string? Family => Member;
    }

    /// <summary>Sends a visit that another calendar set, moved or called off to the patient's own, by e-mail.</summary>
    public sealed record Write(string Id, PatientId Patient, string Appointment) : VisitItem(Id, Patient)
    {
        public override bool IsLetter => true;

        public override bool IsAwaited => true;
    }

    /// <summary>A time became free for somebody who waits.</summary>
    public sealed record Offer(string Id, PatientId Patient, string Provider, DateTimeOffset Start) : VisitItem(Id, Patient)
    {
        public override bool IsAwaited => true;
    }

    /// <summary>Nobody answered an offer in time.</summary>
    public sealed record OfferEnded(string Id, PatientId Patient, string Provider) : VisitItem(Id, Patient)
    {
        public override bool IsOwed => true;
    }
}
