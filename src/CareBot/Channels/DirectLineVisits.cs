using CareBot.Care.Consent;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.DirectLine;

/// <summary>How long somebody who came in may stay: a page left open for so long at most, and a patient or somebody of the family until the practice locks their chat.</summary>
public sealed class DirectLineVisits(Charts charts, FamilyDesk families, TimeProvider time)
{
    /// <summary>A page left open refreshes itself for ever; after this long the person comes in by the front door again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Whoever is in danger does not wait for a store that does not answer; and what it does not answer nobody can read.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>False once the visit is too long for another token.</summary>
    public bool MayRefresh(DirectLineGrant grant) => time.GetUtcNow() - grant.Since < Longest;

    /// <summary>The practice locked the person's chat after they came in. False where that cannot be found out now.</summary>
    public async Task<bool> IsLockedAsync(DirectLineGrant grant, CancellationToken cancellationToken)
    {
        if (grant.Role != GrantRoles.Patient) return false;
        try
        {
            return await LockedAsync(grant.Person, cancellationToken).WaitAsync(Patience, time, cancellationToken) is { } locked && locked > grant.Since;
        }
        catch (Exception away) when (away is StorageUnavailableException or TimeoutException)
        {
            return false;
        }
    }

    private async Task<DateTimeOffset?> LockedAsync(string person, CancellationToken cancellationToken) =>
        await charts.FindAsync(new PatientId(person), cancellationToken) is { Summary: var own } ? own.ChatLocked : (await families.FindAsync(person, cancellationToken))?.Member.ChatLocked;

    /// <summary>Nothing more is shown to this visitor.</summary>
    public async Task<bool> IsOverAsync(DirectLineGrant grant, CancellationToken cancellationToken) => !MayRefresh(grant) || await IsLockedAsync(grant, cancellationToken);
}
