using System.Globalization;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>What a number of an asking counts.</summary>
internal enum CountUnit
{
    None,
    Days,
    Years,
    Minutes,

    /// <summary>That are no whole days.</summary>
    Hours,
}

/// <summary>A number with what it counts.</summary>
internal sealed record CaseloadAmount(int Value, CountUnit Unit)
{
    public Bound? Bound { get; init; }

    /// <summary>Since a weekday.</summary>
    public DayOfWeek? Since { get; init; }

    /// <summary>One stretch that lies behind: "last Monday", "last week", and not "for the last week".</summary>
    public bool IsLast { get; init; }

    /// <summary>One day by its name: 0 is today, 1 tomorrow, -1 yesterday.</summary>
    public int? Day { get; init; }

    /// <summary>"3 days ago" is that day, and no stretch.</summary>
    public bool IsOneDay { get; init; }

    /// <summary>A week by its name: 0 is this, 1 the next.</summary>
    public int? Week { get; init; }

    public int Length { get; init; }

    /// <summary>The days are those that lie behind: "in the last 30 days", "since Monday".</summary>
    public bool IsBack { get; init; }

    /// <summary>As a stretch that lasts at least so long; null where it cannot be.</summary>
    public Days? AtLeast => this switch
    {
        { Since: { } day } => new Days(0, day),
        { Day: not null } or { Week: > 0 } or { IsOneDay: true } => null,
        { Bound: null or { Kind: BoundKind.AtLeast } } => new Days(Value),
        { Bound.Kind: BoundKind.Over } => new Days(Value + 1),
        _ => null,
    };

    /// <summary>As a stretch that lasts at most so long; null where it cannot be.</summary>
    public Days? AtMost => this switch
    {
        { Since: { } day } => new Days(0, day),
        { Day: 0 } => new Days(0),
        { Day: not null } or { Week: > 0 } or { IsOneDay: true } => null,
        { Bound: null or { Kind: BoundKind.AtMost } } => new Days(Value),
        { Bound.Kind: BoundKind.Under } => new Days(Value - 1),
        _ => null,
    };
}

/// <summary>A term as it is being read.</summary>
internal sealed class CaseloadItem(CaseloadTerm term)
{
    public CaseloadTerm Term { get; set; } = term;

    public bool IsNegated { get; set; }

    public bool IsAlternative { get; set; }

    /// <summary>The word that makes it one.</summary>
    public string Or { get; set; } = "";

    /// <summary>All but these: what stands beside it is left out as well.</summary>
    public bool IsExcepted { get; set; }

    /// <summary>"Overdue" is of check-ins where nothing else stands beside it.</summary>
    public bool IsVague { get; init; }

    /// <summary>What may be overdue besides a check-in.</summary>
    public bool MayBeDue => Term is CaseloadTerm.Scored or CaseloadTerm.Asked or CaseloadTerm.Referred or CaseloadTerm.Planned or CaseloadTerm.Booked or CaseloadTerm.Visited;

    /// <summary>What was said where it means nothing without a stretch of time: "seen"; null where it means something alone.</summary>
    public string? Waits { get; set; }

    /// <summary>Its words, and the place after them.</summary>
    public string Said { get; set; } = "";

    public int End { get; set; }

    private bool IsTimed { get; init; }

    /// <summary>Nobody has two of them: several are alternatives.</summary>
    public bool IsOneOfKind => Term is CaseloadTerm.InZone or CaseloadTerm.Speaks;

    /// <summary>It is had or not: "without a visit or a referral" is without either.</summary>
    public bool IsHad => Term is CaseloadTerm.Booked or CaseloadTerm.Visited or CaseloadTerm.Referred or CaseloadTerm.Planned { IsLate: false } or CaseloadTerm.Needs or CaseloadTerm.Barred or CaseloadTerm.Alerted
        or CaseloadTerm.Scored { Points: null } or CaseloadTerm.Asked;

    /// <summary>What it is with a number of days; null where it takes none, or has one.</summary>
    public Func<CaseloadAmount, CaseloadTerm?>? WithDays { get; private set; }

    /// <returns>False where the days are not for it.</returns>
    public bool Take(CaseloadAmount amount)
    {
        if (WithDays?.Invoke(amount) is not { } changed)
        {
            return false;
        }

        // "Not seen in over 30 days" is said twice, and is no less true.
        Term = IsTimed && IsNegated && changed is CaseloadTerm.Not not ? not.Inner : changed;
        (WithDays, Waits) = (null, null);
        return true;
    }

    /// <summary>The term for a meaning of the file; null where it is none.</summary>
    /// <param name="said">In the words of the asking.</param>
    public static CaseloadItem? Of(string kind, string name, string said) => kind switch
    {
        "zone" => new CaseloadItem(new CaseloadTerm.InZone(Enum.Parse<Zone>(name, ignoreCase: true)))
        {
            WithDays = amount => amount is { Unit: CountUnit.Days, IsLast: false, Week: null, AtLeast: { } days } ? new CaseloadTerm.InZone(Enum.Parse<Zone>(name, ignoreCase: true), days) : null,
        },
        "language" => new CaseloadItem(new CaseloadTerm.Speaks(name)),
        "programme" => new CaseloadItem(new CaseloadTerm.TakesPart(name)),
        "condition" => new CaseloadItem(new CaseloadTerm.Has(name)),
        "alerts" => new CaseloadItem(new CaseloadTerm.Alerted()),
        "birthUnknown" => new CaseloadItem(new CaseloadTerm.BirthUnknown()),
        "unacknowledged" => new CaseloadItem(new CaseloadTerm.Unacknowledged()),
        "paused" => new CaseloadItem(new CaseloadTerm.Paused()),
        "optedOut" => new CaseloadItem(new CaseloadTerm.OptedOut()),
        "unreachable" => new CaseloadItem(new CaseloadTerm.Unreached()),
        "plan" => new CaseloadItem(new CaseloadTerm.Planned(name == "late")),
        "assessment" => new CaseloadItem(new CaseloadTerm.Asked(name == "late")),
        "score" => new CaseloadItem(new CaseloadTerm.Scored(name)),
        "need" => new CaseloadItem(new CaseloadTerm.Needs(name.Length == 0 ? null : name)),
        "referral" => new CaseloadItem(new CaseloadTerm.Referred(Enum.Parse<ReferralStanding>(name, ignoreCase: true))),
        "barrier" => new CaseloadItem(new CaseloadTerm.Barred(name.Length == 0 ? null : name)),
        "never" => new CaseloadItem(new CaseloadTerm.NeverCheckedIn()),
        "minutes" => new CaseloadItem(new CaseloadTerm.Worked(new Bound(BoundKind.AtLeast, 1))),
        "visit" => new CaseloadItem(new CaseloadTerm.Visit())
        {
            WithDays = amount => amount is { Day: >= 0 and var day } ? new CaseloadTerm.Visit(day, day)
                : amount is { Week: { } week, IsBack: false } ? new CaseloadTerm.VisitInWeek(week)
                : amount is { Since: { } weekday, IsBack: false, IsLast: false } ? new CaseloadTerm.VisitOn(weekday)
                : amount is { Day: -1 } ? Yesterday
                : amount is { IsBack: true, AtMost: { } within } ? new CaseloadTerm.Visited(within)
                : amount is { IsBack: false, Since: null, AtMost.Count: var days } ? new CaseloadTerm.Visit(0, days) : null,
        },
        "seen" => new CaseloadItem(new CaseloadTerm.Visited(new Days(0))) { WithDays = Seen, Waits = said, IsTimed = true },
        "lastSeen" => new CaseloadItem(new CaseloadTerm.Visited(new Days(0))) { WithDays = amount => IsOneTime(amount) ? null : Seen(amount), Waits = said, IsTimed = true },
        "lastCheckIn" => new CaseloadItem(new CaseloadTerm.CheckedIn(new Days(0)))
        {
            WithDays = amount => amount is { Bound.Kind: BoundKind.Over or BoundKind.AtLeast, AtLeast: { } silent } ? new CaseloadTerm.Silent(silent)
                : !IsOneTime(amount) && amount.AtMost is { } within ? new CaseloadTerm.CheckedIn(within) : null,
            Waits = said,
        },
        "silent" or "vague" => new CaseloadItem(new CaseloadTerm.Silent(new Days(int.Parse(name, CultureInfo.InvariantCulture))))
        {
            WithDays = amount => amount is { Day: 0 } ? new CaseloadTerm.Silent(new Days(1)) : amount.AtLeast is { } days ? new CaseloadTerm.Silent(days) : null,
            IsVague = kind == "vague",
        },
        "checkedIn" => new CaseloadItem(new CaseloadTerm.CheckedIn(new Days(int.Parse(name, CultureInfo.InvariantCulture)))) { WithDays = amount => amount.AtMost is { } days ? new CaseloadTerm.CheckedIn(days) : null },
        "discharged" => new CaseloadItem(new CaseloadTerm.Discharged(new Days(int.Parse(name, CultureInfo.InvariantCulture)))) { WithDays = amount => amount.AtMost is { } days ? new CaseloadTerm.Discharged(days) : null },
        _ => null,
    };

    private static CaseloadTerm.Visited Yesterday => new(new Days(1), IsBeforeToday: true);

    /// <summary>"Last visit 3 months ago" is one day, of which nothing is known here; "over 3 months ago" and "in the last 3 months" are many.</summary>
    private static bool IsOneTime(CaseloadAmount amount) => amount is { IsBack: false, Bound: null, Day: null, Week: null };

    /// <summary>A visit that lies behind, or one that is meant by a day to come: "seen tomorrow", "seen over 30 days ago". Today may be either.</summary>
    private static CaseloadTerm? Seen(CaseloadAmount amount) => amount switch
    {
        { Day: 0 } or { Since: not null, IsBack: false } or { Since: not null, IsLast: true } => null,
        { Day: -1 } => Yesterday,
        { Day: > 0 and var day } => new CaseloadTerm.Visit(day, day),
        { Week: > 0 and var week } => new CaseloadTerm.VisitInWeek(week),
        { Bound.Kind: BoundKind.Over or BoundKind.AtLeast } => new CaseloadTerm.Not(new CaseloadTerm.Visited(new Days(amount.Value))),
        _ => amount.AtMost is { } within ? new CaseloadTerm.Visited(within) : null,
    };
}
