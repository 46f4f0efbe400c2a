using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.DirectLine;

/// <summary>How long somebody who came in may stay: a page left open for so long at most, and a patient until the practice locks their chat.</summary>
public sealed class DirectLineVisits(Charts charts, TimeProvider time)
{
    /// <summary>A page left open refreshes itself for ever; after this long the person comes in by the front door again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Whoever is in danger does not wait for a store that does not answer; and what it does not answer nobody can read.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>False once the visit is too long for another token.</summary>
    public bool MayRefresh(DirectLineGrant grant) => time.GetUtcNow() - grant.Since < Longest;

    /// <summary>The practice locked the patient's chat after the person came in. False where that cannot be found out now.</summary>
    public async Task<bool> IsLockedAsync(DirectLineGrant grant, CancellationToken cancellationToken)
    {
        if (grant.Role != GrantRoles.Patient) return false;
        try
        {
            return await charts.FindAsync(new PatientId(grant.Person), cancellationToken).WaitAsync(Patience, time, cancellationToken) is { Summary.ChatLocked: { } locked } && locked > grant.Since;
        }
        catch (Exception away) when (away is StorageUnavailableException or TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Nothing more is shown to this visitor.</summary>
    public async Task<bool> IsOverAsync(DirectLineGrant grant, CancellationToken cancellationToken) => !MayRefresh(grant) || await IsLockedAsync(grant, cancellationToken);
}
