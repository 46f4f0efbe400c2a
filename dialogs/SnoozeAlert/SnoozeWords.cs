using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;

namespace CareBot.Dialogs.SnoozeAlert;

/// <summary>What is expected of a patient, in words for the care team.</summary>
public static class SnoozeWords
{
    /// <summary>"weight up in a day, up to 3.2 pounds; new swelling".</summary>
    public static string Signs(CheckInProtocol protocol, IReadOnlyList<ExpectedSign> expected, ChartSummary chart, Talk talk)
    {
        var unit = chart.Enrolments.FirstOrDefault(enrolment => enrolment.Protocol == protocol.Id)?.Unit;
        return string.Join("; ", expected.Select(sign => protocol.Rules.FirstOrDefault(rule => rule.Label.Id == sign.RuleId) is not { } rule ? sign.RuleId
            : sign.Level is { } level && rule.Measured is { } question && question.Unit(unit ?? question.CanonicalUnit) is { } shown
                ? talk.Say("coordinator.snooze.upTo", ("sign", talk.Say($"{rule.Label.Text}.name.coordinator")), ("level", Math.Round(question.FromCanonical(level, shown.Name), 1, MidpointRounding.AwayFromZero)), ("unit", talk.Say(shown.Text)))
                : talk.Say($"{rule.Label.Text}.name.coordinator")));
    }

    /// <summary>One that still counts on the patient's day, as one line; null for one that is over or of a programme that is not known.</summary>
    /// <param name="by">The name of who set it.</param>
    public static string? Standing(Snooze snooze, string by, IReadOnlyDictionary<string, CheckInProtocol> protocols, ChartSummary chart, Talk talk) =>
        snooze.Until >= PatientDay.Of(talk.Now, chart.TimeZone) && protocols.TryGetValue(snooze.Protocol, out var protocol)
            ? talk.Say("coordinator.snooze.standing", ("signs", Signs(protocol, snooze.Expected, chart, talk)), ("until", snooze.Until), ("by", by), ("reason", snooze.Reason))
            : null;
}
