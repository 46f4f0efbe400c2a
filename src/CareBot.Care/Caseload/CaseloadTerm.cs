using System.Globalization;
using CareBot.Care.Appointments;
using CareBot.Care.Barriers;
using CareBot.Care.CareNotes;
using CareBot.Care.CheckIns;
using CareBot.Care.Referrals;

namespace CareBot.Care.Caseload;

/// <summary>One thing that holds of a patient or does not, as their line of the caseload stands. Pure. Its text is its short form for machines: <c>age>65</c>.</summary>
public abstract record CaseloadTerm
{
    public abstract bool Holds(CaseloadRow row, DateTimeOffset now);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static DateOnly Today(CaseloadRow row, DateTimeOffset now) => PatientDay.Of(now, row.TimeZone);

    /// <summary>The zone as it holds now, and perhaps for at least so long. Who is paused is in no zone unless there is an emergency.</summary>
    public sealed record InZone(Zone Zone, Days? For = null) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now)
        {
            var (zone, since) = CaseloadRules.Now(row, now);
            return zone == Zone && (row.Pause is null || row.TopPriority == Alerts.AlertPriority.P0)
                && (For is not { } days || (since is { } day && Today(row, now).DayNumber - day.DayNumber >= days.Until(Today(row, now))));
        }

        public override string ToString() => Text($"zone={Zone.ToString().ToLowerInvariant()}{(For is { } days ? $">={days}" : "")}");
    }

    public sealed record Speaks(string Language) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => row.Language == Language;

        public override string ToString() => $"language={Language}";
    }

    /// <summary>Takes part in a programme of check-ins.</summary>
    public sealed record TakesPart(string Programme) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => row.Programmes.Contains(Programme);

        public override string ToString() => $"programme={Programme}";
    }

    /// <summary>Has a condition, as the record says.</summary>
    public sealed record Has(string Condition) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => row.Conditions.Contains(Condition) || row.Programmes.Contains(Condition);

        public override string ToString() => $"condition={Condition}";
    }

    /// <summary>In whole years, on the patient's own day; nobody whose birth is not known.</summary>
    public sealed record Aged(Bound Years) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => Age(row, now) is { } years && Years.Holds(years);

        /// <summary>Null where the birth is not known.</summary>
        public static int? Age(CaseloadRow row, DateTimeOffset now) =>
            row.BornOn is { } born && Today(row, now) is var today ? today.Year - born.Year - (today < born.AddYears(today.Year - born.Year) ? 1 : 0) : null;

        public override string ToString() => $"age{Years}";
    }

    /// <summary>Nobody knows when they were born.</summary>
    public sealed record BirthUnknown : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => row.BornOn is null;

        public override string ToString() => "birth=unknown";
    }

    /// <summary>No check-in for at least so many of the patient's days, today among them; only who takes part in a programme and is not paused.</summary>
    public sealed record Silent(Days For) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) =>
            row is { Programmes.Count: > 0, Pause: null }
            && (row.Standing is not { } standing || Today(row, now).DayNumber - standing.LastCheckIn.DayNumber >= For.Until(Today(row, now)));

        public override string ToString() => $"silent>={For}";
    }

    /// <summary>Checked in within so many of the patient's days; 0 is today.</summary>
    public sealed record CheckedIn(Days Within) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) =>
            row.Standing is { } standing && Today(row, now).DayNumber - standing.LastCheckIn.DayNumber <= Within.Until(Today(row, now));

        public override string ToString() => $"checkedIn<={Within}";
    }

    /// <summary>Has not checked in since the chart began.</summary>
    public sealed record NeverCheckedIn : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => row is { Programmes.Count: > 0, Standing: null };

        public override string ToString() => "neverCheckedIn";
    }

    /// <summary>Out of hospital for at most so many of the patient's days.</summary>
    public sealed record Discharged(Days Within) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) =>
            row.DischargedOn is { } left && Today(row, now).DayNumber - left.DayNumber is >= 0 and var days && days <= Within.Until(Today(row, now));

        public override string ToString() => $"discharged<={Within}";
    }

    /// <summary>Open alerts, and perhaps so many; null for any.</summary>
    public sealed record Alerted(Bound? Count = null) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => Count?.Holds(row.OpenAlerts) ?? row.OpenAlerts > 0;

        public override string ToString() => $"alerts{Count}";
    }

    /// <summary>An open alert that nobody has acknowledged yet.</summary>
    public sealed record Unacknowledged : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => row.Waiting;

        public override string ToString() => "unacknowledged";
    }

    /// <summary>A visit that is booked from now on, on days that are meant.</summary>
    public abstract record Booked : CaseloadTerm
    {
        public sealed override bool Holds(CaseloadRow row, DateTimeOffset now) =>
            row.Visits.Any(visit => visit.State == AppointmentState.Booked && visit.Start >= now && IsOn(PatientDay.Of(visit.Start, row.TimeZone), Today(row, now)));

        protected abstract bool IsOn(DateOnly day, DateOnly today);
    }

    /// <summary>On a day that is so many days ahead; null for whenever.</summary>
    public sealed record Visit(int From = 0, int? To = null) : Booked
    {
        protected override bool IsOn(DateOnly day, DateOnly today) => To is not { } last || (day.DayNumber - today.DayNumber is var ahead && ahead >= From && ahead <= last);

        public override string ToString() => To is { } last ? Text($"visit={(From == last ? "" : $"{From}..")}{last}d") : "visit";
    }

    /// <summary>On the weekday that comes first: today may be it.</summary>
    public sealed record VisitOn(DayOfWeek Day) : Booked
    {
        protected override bool IsOn(DateOnly day, DateOnly today) => day.DayOfWeek == Day && day.DayNumber - today.DayNumber is >= 0 and < 7;

        public override string ToString() => Text($"visit={Day.ToString().ToLowerInvariant()}");
    }

    /// <summary>In this week, 0, or the next, 1: from Monday to Sunday.</summary>
    public sealed record VisitInWeek(int Week) : Booked
    {
        protected override bool IsOn(DateOnly day, DateOnly today) => (Monday(day).DayNumber - Monday(today).DayNumber) / 7 == Week;

        private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

        public override string ToString() => Week == 0 ? "visit=thisWeek" : "visit=nextWeek";
    }

    /// <summary>A visit that lies behind, at most so many of the patient's days and perhaps not today; one that was missed is none.</summary>
    public sealed record Visited(Days Within, bool IsBeforeToday = false) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) =>
            row.Visits.Any(visit => visit.Start < now && Today(row, now).DayNumber - PatientDay.Of(visit.Start, row.TimeZone).DayNumber is var days && days >= (IsBeforeToday ? 1 : 0) && days <= Within.Until(Today(row, now)));

        public override string ToString() => $"visited{(IsBeforeToday ? "=1.." : "<=")}{Within}";
    }

    /// <summary>Finished this questionnaire, and perhaps with such a score; one without a total has none.</summary>
    public sealed record Scored(string Instrument, Bound? Points = null) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) =>
            row.Scores.FirstOrDefault(score => score.Instrument == Instrument) is { } done && (Points is not { } points || (done.Total is { } total && points.Holds(total)));

        public override string ToString() => $"score:{Instrument}{Points}";
    }

    /// <summary>Was sent a questionnaire, or is in the middle of one, and has not finished.</summary>
    /// <param name="IsLate">Only where its day has passed.</param>
    public sealed record Asked(bool IsLate) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => row.Asked.Any(one => !IsLate || one.DueBy < now);

        public override string ToString() => IsLate ? "assessment=late" : "assessment=open";
    }

    /// <summary>A need that answers speak of and that no human has set aside; null for any.</summary>
    public sealed record Needs(string? Id) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => Id is null ? row.Needs.Count > 0 : row.Needs.Contains(Id);

        public override string ToString() => Id is null ? "need" : $"need={Id}";
    }

    /// <summary>A referral that stands so, and perhaps for this need.</summary>
    public sealed record Referred(ReferralStanding Standing, string? Need = null) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) =>
            row.Referrals.Any(one => (Need is null || one.Category == Need) && Standing switch
            {
                ReferralStanding.Open => one.IsOpen,
                ReferralStanding.NeedsConsent => one is { IsOpen: true, State: ReferralState.ConsentNeeded },
                ReferralStanding.Unanswered => one is { IsOpen: true, State: ReferralState.Sent },
                ReferralStanding.Waitlisted => one is { IsOpen: true, State: ReferralState.Waitlisted },
                ReferralStanding.Declined => one.State == ReferralState.Declined,
                ReferralStanding.Delivered => one.State == ReferralState.Delivered,
                _ => one.State is not (ReferralState.Withdrawn or ReferralState.Declined),
            });

        public override string ToString() => $"referral={Standing.ToString().ToLowerInvariant()}{(Need is null ? "" : $":{Need}")}";
    }

    /// <summary>Something keeps the patient from care; null for anything.</summary>
    public sealed record Barred(string? Kind) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => row.Barriers.Any(barrier => barrier.State == BarrierState.Open && (Kind is null || barrier.Kind == Kind));

        public override string ToString() => Kind is null ? "barrier" : $"barrier={Kind}";
    }

    /// <summary>The minutes that staff wrote down this month.</summary>
    public sealed record Worked(Bound Minutes) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => Minutes.Holds(ThisMonth(row, now));

        public static int ThisMonth(CaseloadRow row, DateTimeOffset now) => NoteDesk.MinutesIn(row.Time, NoteDesk.MonthOf(now, row.TimeZone));

        public override string ToString() => $"minutes{Minutes}";
    }

    /// <summary>A care plan with at least one problem on it.</summary>
    /// <param name="IsLate">Only where a step of it is past its day and not done.</param>
    public sealed record Planned(bool IsLate) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => IsLate ? row.StepDue < Today(row, now) : row.HasPlan;

        public override string ToString() => IsLate ? "step=late" : "plan";
    }

    public sealed record Paused : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => row.Pause is not null;

        public override string ToString() => "paused";
    }

    /// <summary>Asked for no messages that they did not begin.</summary>
    public sealed record OptedOut : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => row.Quiet;

        public override string ToString() => "optedOut";
    }

    /// <summary>No message reaches them.</summary>
    public sealed record Unreached : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => row.IsUnreachable;

        public override string ToString() => "unreachable";
    }

    /// <summary>Everybody else. Of whom it is not known when they were born, nobody knows that they are not over 65.</summary>
    public sealed record Not(CaseloadTerm Inner) : CaseloadTerm
    {
        public override bool Holds(CaseloadRow row, DateTimeOffset now) => !Inner.Holds(row, now) && !(Inner is Aged && row.BornOn is null);

        public override string ToString() => $"!{Inner}";
    }
}

/// <summary>How a referral stands, in a coordinator's words.</summary>
public enum ReferralStanding
{
    /// <summary>There is one, and nobody said no.</summary>
    Any,

    Open,
    NeedsConsent,
    Unanswered,
    Waitlisted,
    Declined,
    Delivered,
}

/// <summary>A stretch of days that ends today: so many, or since a weekday that lies behind.</summary>
public readonly record struct Days(int Count, DayOfWeek? Since = null)
{
    /// <summary>How many they are on this day; since a weekday is at least one.</summary>
    public int Until(DateOnly today) => Since is { } day ? ((int)today.DayOfWeek - (int)day + 6) % 7 + 1 : Count;

    public override string ToString() => Since is { } day ? day.ToString().ToLowerInvariant() : string.Create(CultureInfo.InvariantCulture, $"{Count}d");
}

/// <summary>Which numbers are meant.</summary>
/// <param name="Kind">How they compare.</param>
/// <param name="Value">With this.</param>
/// <param name="To">The upper end of <see cref="BoundKind.Between"/>.</param>
public sealed record Bound(BoundKind Kind, int Value, int To = 0)
{
    public bool Holds(decimal number) => Kind switch
    {
        BoundKind.Over => number > Value,
        BoundKind.AtLeast => number >= Value,
        BoundKind.Under => number < Value,
        BoundKind.AtMost => number <= Value,
        _ => number >= Value && number <= To,
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind switch
    {
        BoundKind.Over => ">",
        BoundKind.AtLeast => ">=",
        BoundKind.Under => "<",
        BoundKind.AtMost => "<=",
        _ => $"={Value}..",
    }}{(Kind == BoundKind.Between ? To : Value)}");
}

public enum BoundKind
{
    Over,
    AtLeast,
    Under,
    AtMost,

    /// <summary>Both ends included.</summary>
    Between,
}
