namespace CareBot.Care.CheckIns;

/// <summary>The numbers of a reason as a person reads them: in their unit, rounded to one decimal. For display only.</summary>
/// <param name="FromDay">The day of the value that was compared with, in the zone of the check-in.</param>
/// <param name="HoursApart">Between the two, rounded.</param>
public sealed record ReasonFigures(
    decimal Change, decimal From, decimal To, decimal Threshold, string Unit, DateOnly FromDay, int HoursApart)
{
    /// <summary>The numbers of a reason, or null where nothing was measured.</summary>
    /// <param name="unit">One of the question's units.</param>
    /// <param name="timeZone">IANA name of the patient's zone.</param>
    public static ReasonFigures? Of(CheckInProtocol protocol, Reason reason, string unit, string timeZone)
    {
        if (reason is not { Change: { } change, Threshold: { } threshold, ThresholdUnit: { } thresholdUnit, Inputs: [var from, var to] }
            || protocol.Question(to.LinkId) is not CheckInQuestion.Quantity question)
            return null;
        decimal Shown(decimal canonical) => Math.Round(question.FromCanonical(canonical, unit), 1, MidpointRounding.AwayFromZero);
        decimal Input(ReasonInput input) => Shown(question.Canonical(input.Value!.Value, input.Unit!));
        return new(
            Shown(change), Input(from), Input(to), Shown(question.Canonical(threshold, thresholdUnit)), unit,
            PatientDay.Of(from.At, timeZone), (int)Math.Round((to.At - from.At).TotalHours));
    }
}
