using CareBot.Care.Outreach;

namespace CareBot.Dialogs;

/// <summary>How one feature writes the letters that its rules have due.</summary>
public interface IOutreachLetters
{
    /// <summary>Posts a letter that is due; posting it twice sends it once.</summary>
    /// <returns>False when the item is another feature's.</returns>
    Task<bool> PostAsync(OutreachItem item, DateTimeOffset now, CancellationToken cancellationToken);
}
