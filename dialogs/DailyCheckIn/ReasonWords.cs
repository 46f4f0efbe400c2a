using CareBot.Care.CheckIns;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.DailyCheckIn;

/// <summary>A reason of a judgement in words: for the patient, or with every figure for the coordinator.</summary>
public static class ReasonWords
{
    public const string Patient = "patient";
    public const string Coordinator = "coordinator";

    /// <summary>The reason with every figure and its source, for the care team.</summary>
    public static (string Text, string Source) ForTeam(CheckInProtocol protocol, Reason reason, ChartSummary chart, Talk talk)
    {
        var unit = chart.Enrolments.FirstOrDefault(enrolment => enrolment.Protocol == reason.ProtocolId)?.Unit ?? "kg";
        var words = Of(protocol, reason, Coordinator, unit, chart.TimeZone, talk);
        return (reason.Override is { } own ? $"{words} {talk.Say("checkIn.ownThreshold.coordinator", ("given", chart.Name.Given), ("by", own.By), ("reason", own.Reason))}" : words, Source(protocol, reason, talk));
    }

    /// <param name="audience"><see cref="Patient"/> or <see cref="Coordinator"/>.</param>
    /// <param name="unit">The unit in which the patient weighs.</param>
    /// <param name="zone">IANA name of the patient's zone.</param>
    public static string Of(CheckInProtocol protocol, Reason reason, string audience, string unit, string zone, Talk talk)
    {
        var key = $"{reason.Text}.{audience}";
        var last = reason.Inputs[^1];
        var time = talk.When(last.At, zone);
        if (ReasonFigures.Of(protocol, reason, unit, zone) is { } figures)
        {
            string Amount(decimal value) => $"{talk.Locale.Number(value)} {talk.Say(UnitText(protocol, last.LinkId, unit))}";
            // Yesterday is the day before the one on which it is said.
            var today = PatientDay.Of(talk.Now, zone);
            var day = figures.FromDay == today.AddDays(-1) ? talk.Say("checkIn.yesterday") : talk.Say("checkIn.onDate", ("date", figures.FromDay));
            return talk.Say(
                key, ("change", Amount(figures.Change)), ("from", Amount(figures.From)), ("to", Amount(figures.To)), ("threshold", Amount(figures.Threshold)),
                ("day", day), ("date", talk.Locale.Date(figures.FromDay)), ("hours", figures.HoursApart), ("time", time));
        }

        var signs = reason.Inputs.SelectMany(input => Signs(protocol, input, talk)).ToList();
        var since = talk.Locale.Date(PatientDay.Of(last.At, zone));
        return talk.Say(
            key, ("signs", talk.Locale.And(signs)), ("time", time), ("date", since), ("days", reason.Threshold ?? 0),
            ("zone", last.LinkId == "zone" ? talk.Say($"zone.{last.Chosen![0]}") : ""));
    }

    /// <summary>What the reason stands on: rule, protocol with version, source.</summary>
    private static string Source(CheckInProtocol protocol, Reason reason, Talk talk) => talk.Say(
        "alert.source", ("rule", reason.RuleId), ("protocol", talk.Say(protocol.Title)), ("version", reason.ProtocolVersion),
        ("source", reason.Source));

    public static string NotAssessed(CheckInProtocol protocol, NotAssessed left, string audience, Talk talk) =>
        talk.Say($"{left.Text}.{audience}", ("question", protocol.Question(left.LinkId) is { } question ? CheckInWords.Label(question, talk) : left.LinkId));

    /// <summary>A threshold of the patient's own that did not count, and why.</summary>
    public static string NotApplied(CheckInProtocol protocol, NotApplied left, Talk talk)
    {
        var own = left.Override;
        var unit = protocol.Rules.FirstOrDefault(rule => rule.Label.Id == own.RuleId)?.Measured?.Unit(own.Unit) is { } known ? talk.Say(known.Text) : own.Unit;
        return talk.Say(left.Text, ("rule", own.RuleId), ("value", $"{talk.Locale.Number(own.Value)} {unit}"), ("by", own.By), ("date", own.ReviewBy));
    }

    private static IEnumerable<string> Signs(CheckInProtocol protocol, ReasonInput input, Talk talk) =>
        from value in input.Chosen ?? []
        let choice = protocol.Question(input.LinkId)?.Choices.FirstOrDefault(choice => choice.Value == value)
        where choice is not null
        select talk.Say(choice.Text);

    private static string UnitText(CheckInProtocol protocol, string linkId, string unit) =>
        ((CheckInQuestion.Quantity)protocol.Question(linkId)!).Unit(unit)!.Text;
}
