using CareBot.Care.Patients;

namespace CareBot.Care.Outreach;

/// <summary>
/// One feature's rules of what the bot says first. Pure: the same chart at the same instant gives the same items under the same ids,
/// which is why they can be asked twice, and again at the moment of saying. How to add a feature: decision 0003.
/// </summary>
public interface IDueRules
{
    /// <summary>What of this feature is due now. Late work is merged or dropped here: what is no longer worth saying is not in the answer.</summary>
    /// <param name="chart">The summary as it stands.</param>
    /// <param name="practice">Who is on call, when the practice works.</param>
    /// <param name="now">The instant at which it is asked.</param>
    IEnumerable<OutreachItem> Due(ChartSummary chart, Practice practice, DateTimeOffset now);

    /// <summary>The first instant after <paramref name="now"/> at which something of this feature may become due; null when nothing is foreseen.</summary>
    DateTimeOffset? NextLook(ChartSummary chart, Practice practice, DateTimeOffset now);

    /// <summary>The chart with what was said marked on it. Marks only grow, so setting one twice changes nothing.</summary>
    /// <param name="chart">The summary as it stands now, perhaps newer than the one that was looked at.</param>
    /// <param name="due">What was due at the look, of all features.</param>
    /// <param name="said">What of it was said.</param>
    ChartSummary Mark(ChartSummary chart, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> said);
}
