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
}

/// <summary>A number with what it counts.</summary>
internal sealed record CaseloadAmount(int Value, CountUnit Unit)
{
    public Bound? Bound { get; init; }

    /// <summary>Since a weekday.</summary>
    public DayOfWeek? Since { get; init; }

    /// <summary>One day by its name: 0 is today, 1 tomorrow.</summary>
    public int? Day { get; init; }

    public int Length { get; init; }

    /// <summary>The days are those that lie behind: "in the last 30 days", "since Monday".</summary>
    public bool IsBack { get; init; }

    /// <summary>As a stretch that lasts at least so long; null where it cannot be.</summary>
    public Days? AtLeast => this switch
    {
        { Since: { } day } => new Days(0, day),
        { Day: not null } => null,
        { Bound: null or { Kind: BoundKind.AtLeast } } => new Days(Value),
        { Bound.Kind: BoundKind.Over } => new Days(Value + 1),
        _ => null,
    };

    /// <summary>As a stretch that lasts at most so long; null where it cannot be.</summary>
    public Days? AtMost => this switch
    {
        { Since: { } day } => new Days(0, day),
        { Day: 0 } => new Days(0),
        { Day: not null } => null,
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

    /// <summary>Nobody has two of them: several are alternatives.</summary>
    public bool IsOneOfKind => Term is CaseloadTerm.InZone or CaseloadTerm.Speaks;

    /// <summary>It is had or not: "without a visit or a referral" is without either.</summary>
    public bool IsHad => Term is CaseloadTerm.Visit or CaseloadTerm.Visited or CaseloadTerm.Referred or CaseloadTerm.Planned { IsLate: false } or CaseloadTerm.Needs or CaseloadTerm.Barred or CaseloadTerm.Alerted
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

        (Term, WithDays) = (changed, null);
        return true;
    }

    /// <summary>The term for a meaning of the file; null where it is none.</summary>
    public static CaseloadItem? Of(string kind, string name) => kind switch
    {
        "zone" => new CaseloadItem(new CaseloadTerm.InZone(Enum.Parse<Zone>(name, ignoreCase: true)))
        {
            WithDays = amount => amount is { Unit: CountUnit.Days, AtLeast: { } days } ? new CaseloadTerm.InZone(Enum.Parse<Zone>(name, ignoreCase: true), days) : null,
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
            WithDays = amount => amount is { Day: { } day } ? new CaseloadTerm.Visit(day, day)
                : amount is { IsBack: true, AtMost: { } within } ? new CaseloadTerm.Visited(within)
                : amount is { IsBack: false, Since: null, AtMost.Count: var days } ? new CaseloadTerm.Visit(0, days) : null,
        },
        "silent" => new CaseloadItem(new CaseloadTerm.Silent(new Days(int.Parse(name, CultureInfo.InvariantCulture))))
        {
            WithDays = amount => amount is { Day: 0 } ? new CaseloadTerm.Silent(new Days(1)) : amount.AtLeast is { } days ? new CaseloadTerm.Silent(days) : null,
        },
        "checkedIn" => new CaseloadItem(new CaseloadTerm.CheckedIn(new Days(int.Parse(name, CultureInfo.InvariantCulture)))) { WithDays = amount => amount.AtMost is { } days ? new CaseloadTerm.CheckedIn(days) : null },
        "discharged" => new CaseloadItem(new CaseloadTerm.Discharged(new Days(int.Parse(name, CultureInfo.InvariantCulture)))) { WithDays = amount => amount.AtMost is { } days ? new CaseloadTerm.Discharged(days) : null },
        _ => null,
    };
}
