using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Dialogs;

/// <summary>How one feature says what its rules have due.</summary>
public interface IOutreachWords
{
    /// <summary>Says an item. It is still due by the rules; what it is about is read from the chart.</summary>
    /// <param name="item">Of any feature.</param>
    /// <param name="chart">As it stands at this moment.</param>
    /// <param name="talk">The turn, with whom the item is for.</param>
    /// <param name="menu">For an item that opens a dialog.</param>
    /// <param name="cancellationToken">Cancels the turn.</param>
    /// <returns>False when the item is another feature's.</returns>
    Task<bool> SayAsync(OutreachItem item, ChartSummary chart, Talk talk, DialogMenu menu, CancellationToken cancellationToken);
}
