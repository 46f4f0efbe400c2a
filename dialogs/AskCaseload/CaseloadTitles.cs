using CareBot.Care.Assessments;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>How the asking for patients was understood, in words: what holds together with dots between, what is one or the other with an "or".</summary>
public sealed class CaseloadTitles(IReadOnlyDictionary<string, CheckInProtocol> protocols, ShippedInstruments instruments)
{
    public string Of(CaseloadFilter filter, Talk talk)
    {
        List<string> parts =
        [
            .. filter.Groups.Select(any => Any(any, talk)),
            .. filter.Top is { } top ? [talk.Say("caseload.top", ("count", top))] : Array.Empty<string>(),
            .. filter.Order is { } order ? [Order(order, talk)] : Array.Empty<string>(),
        ];
        return parts.Count == 0 ? talk.Say("caseload.all") : string.Join(" · ", parts);
    }

    public static string Language(string language, Talk talk) => talk.Say($"refer.languages.{language}");

    public string Programme(string id, Talk talk) => protocols.TryGetValue(id, out var protocol) ? talk.Say(protocol.Title) : id;

    public string Programmes(Talk talk) => string.Join(", ", protocols.Values.Select(protocol => talk.Say(protocol.Title)));

    private string Any(IReadOnlyList<CaseloadTerm> any, Talk talk)
    {
        if (any.All(term => term is CaseloadTerm.InZone { For: null }))
        {
            return talk.Say("caseload.by.zone", ("zones", string.Join(", ", any.Cast<CaseloadTerm.InZone>().Select(term => Zone(term.Zone, talk)))));
        }

        return any.All(term => term is CaseloadTerm.Speaks)
            ? talk.Say("caseload.by.language", ("languages", string.Join(", ", any.Cast<CaseloadTerm.Speaks>().Select(term => Language(term.Language, talk)))))
            : talk.Locale.Or([.. any.Select(term => Term(term, talk))]);
    }

    private string Order(CaseloadOrder order, Talk talk) => order.Instrument is { } instrument
        ? talk.Say("caseload.sort.score", ("name", Instrument(instrument, talk)))
        : talk.Say($"caseload.sort.{order.Key switch { CaseloadKey.LastCheckIn => "lastCheckIn", var key => key.ToString().ToLowerInvariant() }}");

    private string Term(CaseloadTerm term, Talk talk) => term switch
    {
        CaseloadTerm.InZone { For: { Since: { } day } } zone => talk.Say("caseload.by.zoneSince", ("zone", Zone(zone.Zone, talk)), ("day", talk.Locale.Weekday(day))),
        CaseloadTerm.InZone { For: { } days } zone => talk.Say("caseload.by.zoneFor", ("zone", Zone(zone.Zone, talk)), ("days", days.Count)),
        CaseloadTerm.InZone zone => talk.Say("caseload.by.zone", ("zones", Zone(zone.Zone, talk))),
        CaseloadTerm.Speaks one => talk.Say("caseload.by.language", ("languages", Language(one.Language, talk))),
        CaseloadTerm.TakesPart one => Programme(one.Programme, talk),
        CaseloadTerm.Has one => talk.Say($"caseload.condition.{one.Condition}"),
        CaseloadTerm.Aged one => talk.Say("caseload.by.age", ("years", Bound(one.Years, talk))),
        CaseloadTerm.Silent { For: { Count: 1, Since: null } } => talk.Say("caseload.by.due"),
        CaseloadTerm.Silent { For.Since: { } day } => talk.Say("caseload.by.silentSince", ("day", talk.Locale.Weekday(day))),
        CaseloadTerm.Silent one => talk.Say("caseload.by.silent", ("days", one.For.Count)),
        CaseloadTerm.CheckedIn { Within: { Count: 0, Since: null } } => talk.Say("caseload.by.checkedInToday"),
        CaseloadTerm.CheckedIn { Within.Since: { } day } => talk.Say("caseload.by.checkedInSince", ("day", talk.Locale.Weekday(day))),
        CaseloadTerm.CheckedIn one => talk.Say("caseload.by.checkedIn", ("days", one.Within.Count)),
        CaseloadTerm.NeverCheckedIn => talk.Say("caseload.by.never"),
        CaseloadTerm.Discharged { Within.Since: { } day } => talk.Say("caseload.by.dischargedSince", ("day", talk.Locale.Weekday(day))),
        CaseloadTerm.Discharged one => talk.Say("caseload.by.discharged", ("days", one.Within.Count)),
        CaseloadTerm.BirthUnknown => talk.Say("caseload.by.birthUnknown"),
        CaseloadTerm.Alerted { Count: { } count } => talk.Say("caseload.by.alertCount", ("count", Bound(count, talk))),
        CaseloadTerm.Alerted => talk.Say("caseload.by.alerts"),
        CaseloadTerm.Unacknowledged => talk.Say("caseload.by.unacknowledged"),
        CaseloadTerm.Visit { To: null } => talk.Say("caseload.by.visit"),
        CaseloadTerm.Visit { From: 0, To: 0 } => talk.Say("caseload.by.visitToday"),
        CaseloadTerm.Visit { From: 1, To: 1 } => talk.Say("caseload.by.visitTomorrow"),
        CaseloadTerm.Visit one => talk.Say("caseload.by.visitWithin", ("days", one.To)),
        CaseloadTerm.VisitOn one => talk.Say("caseload.by.visitOn", ("day", talk.Locale.Weekday(one.Day))),
        CaseloadTerm.VisitInWeek one => talk.Say(one.Week == 0 ? "caseload.by.visitThisWeek" : "caseload.by.visitNextWeek"),
        CaseloadTerm.Visited { IsBeforeToday: true } => talk.Say("caseload.by.visitedYesterday"),
        CaseloadTerm.Visited { Within.Since: { } day } => talk.Say("caseload.by.visitedSince", ("day", talk.Locale.Weekday(day))),
        CaseloadTerm.Visited one => talk.Say("caseload.by.visited", ("days", one.Within.Count)),
        CaseloadTerm.Scored { Points: { } points } one => $"{Instrument(one.Instrument, talk)} {Bound(points, talk)}",
        CaseloadTerm.Scored one => talk.Say("caseload.by.finished", ("name", Instrument(one.Instrument, talk))),
        CaseloadTerm.Asked one => talk.Say(one.IsLate ? "caseload.by.assessmentLate" : "caseload.by.assessmentOpen"),
        CaseloadTerm.Needs { Id: { } need } => talk.Say("caseload.by.need", ("need", talk.Say($"plan.need.{need}"))),
        CaseloadTerm.Needs => talk.Say("caseload.by.anyNeed"),
        CaseloadTerm.Referred { Need: { } need } one => $"{talk.Say(Standing(one))} ({talk.Say($"plan.need.{need}")})",
        CaseloadTerm.Referred one => talk.Say(Standing(one)),
        CaseloadTerm.Barred { Kind: { } kind } => talk.Say("caseload.by.barrier", ("barrier", talk.Say($"visit.why.{kind}"))),
        CaseloadTerm.Barred => talk.Say("caseload.by.anyBarrier"),
        CaseloadTerm.Worked one => talk.Say("caseload.by.minutes", ("minutes", Bound(one.Minutes, talk))),
        CaseloadTerm.Planned one => talk.Say(one.IsLate ? "caseload.by.stepLate" : "caseload.by.plan"),
        CaseloadTerm.Paused => talk.Say("zone.paused"),
        CaseloadTerm.OptedOut => talk.Say("caseload.by.optedOut"),
        CaseloadTerm.Unreached => talk.Say("caseload.by.unreachable"),
        CaseloadTerm.Not { Inner: CaseloadTerm.Visit { To: null } } => talk.Say("caseload.by.noVisit"),
        CaseloadTerm.Not { Inner: CaseloadTerm.Visit { To: { } days } visit } when visit.From < days => talk.Say("caseload.not.visitWithin", ("days", days)),
        CaseloadTerm.Not { Inner: CaseloadTerm.VisitOn one } => talk.Say("caseload.not.visitOn", ("day", talk.Locale.Weekday(one.Day))),
        CaseloadTerm.Not { Inner: CaseloadTerm.VisitInWeek one } => talk.Say(one.Week == 0 ? "caseload.not.visitThisWeek" : "caseload.not.visitNextWeek"),
        CaseloadTerm.Not { Inner: CaseloadTerm.Visited { IsBeforeToday: true } } => talk.Say("caseload.not.visitedYesterday"),
        CaseloadTerm.Not { Inner: CaseloadTerm.Visited { Within.Since: { } day } } => talk.Say("caseload.not.visitedSince", ("day", talk.Locale.Weekday(day))),
        CaseloadTerm.Not { Inner: CaseloadTerm.Visited one } => talk.Say("caseload.not.visited", ("days", one.Within.Count)),
        CaseloadTerm.Not { Inner: CaseloadTerm.InZone { For: null } zone } => talk.Say("caseload.not.zone", ("zone", Zone(zone.Zone, talk))),
        CaseloadTerm.Not { Inner: CaseloadTerm.Speaks one } => talk.Say("caseload.not.language", ("language", Language(one.Language, talk))),
        CaseloadTerm.Not { Inner: CaseloadTerm.Scored { Points: null } one } => talk.Say("caseload.not.finished", ("name", Instrument(one.Instrument, talk))),
        CaseloadTerm.Not { Inner: CaseloadTerm.Planned { IsLate: false } } => talk.Say("caseload.not.plan"),
        CaseloadTerm.Not { Inner: CaseloadTerm.Referred { Standing: ReferralStanding.Any, Need: var need } } => need is null ? talk.Say("caseload.not.referral") : $"{talk.Say("caseload.not.referral")} ({talk.Say($"plan.need.{need}")})",
        CaseloadTerm.Not not => talk.Say("caseload.not", ("what", Term(not.Inner, talk))),
        _ => throw new InvalidOperationException($"{term} has no words."),
    };

    private static string Standing(CaseloadTerm.Referred one) => $"caseload.by.referral.{one.Standing.ToString().ToLowerInvariant()}";

    private static string Zone(Zone zone, Talk talk) => talk.Say($"zone.{zone.ToString().ToLowerInvariant()}");

    private static string Bound(Bound bound, Talk talk) =>
        talk.Say($"caseload.bound.{bound.Kind.ToString().ToLowerInvariant()}", ("number", bound.Value), ("to", bound.To));

    private string Instrument(string name, Talk talk) => instruments.All.FirstOrDefault(one => one.Name == name)?.Questionnaire.Title.In(talk.Language) ?? name;
}
