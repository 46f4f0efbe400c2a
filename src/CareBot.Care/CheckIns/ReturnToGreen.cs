using CareBot.Care.CheckIns.Rules;

namespace CareBot.Care.CheckIns;

/// <summary>
/// After a yellow or red day, so many green days in a row are needed before a day is shown as green again; until then a green day is
/// shown as yellow, improving. A day without a check-in, and a day that could not be assessed, break the row.
/// </summary>
/// <remarks>Only green is held back: a day that cannot be assessed is shown as unknown, for nothing else is known of it.</remarks>
/// <param name="Days">How many, today included.</param>
public sealed record ReturnToGreen(RuleLabel Label, int Days)
{
    /// <summary>The judgement that still holds this green check-in back, or null when it may be called green.</summary>
    /// <param name="before">What stood on the chart before.</param>
    internal CheckInRecord? StillHeld(CheckIn checkIn, CheckInHistory before)
    {
        CheckInRecord? held = null;
        var greens = 0;
        DateOnly? last = null;
        foreach (var day in before.Current.GroupBy(record => record.CheckIn.Date))
        {
            // What the oldest record was shown as stands for all that came before it.
            held ??= last is null && day.First().Judgement.Improving ? day.First() : null;
            var zone = ZoneOf(day.Select(record => record.Judgement.Day), isToday: day.Key == checkIn.Date);
            greens = zone != Zone.Green ? 0 : last == day.Key.AddDays(-1) ? greens + 1 : 1;
            held = zone >= Zone.Yellow ? day.Last(record => record.Judgement.Day == zone) : greens >= Days ? null : held;
            last = day.Key;
        }

        var inARow = last == checkIn.Date ? greens : last == checkIn.Date.AddDays(-1) ? greens + 1 : 1;
        return inARow >= Days ? null : held;
    }

    internal Reason AsReason(CheckInProtocol protocol, CheckInRecord held) => new()
    {
        RuleId = Label.Id,
        Family = Label.Family,
        Text = Label.Text,
        ProtocolId = protocol.Id,
        ProtocolVersion = protocol.Version,
        Severity = Label.Severity,
        Inputs = [new(held.CheckIn.Id, "zone", null, null, [held.Judgement.Day == Zone.Red ? "red" : "yellow"], held.CheckIn.SubmittedAt)],
        Threshold = Days,
        ThresholdUnit = "d",
        Source = Label.Source,
        Owner = Label.Owner,
    };

    // A later check-in of the same day may complete what an earlier one left open; it does not undo a yellow or red one.
    private static Zone ZoneOf(IEnumerable<Zone> zones, bool isToday)
    {
        var all = isToday ? [.. zones, Zone.Green] : zones.ToList();
        var worst = all.Max();
        return worst == Zone.Unknown && all.Contains(Zone.Green) ? Zone.Green : worst;
    }
}
