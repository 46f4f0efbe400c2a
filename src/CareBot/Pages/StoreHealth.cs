using CareBot.Care.Records;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CareBot.Pages;

/// <summary>Healthy while the record store answers.</summary>
internal sealed class StoreHealth(IRecordStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.FindAsync("health", "store", ["any"], cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StorageUnavailableException)
        {
            return HealthCheckResult.Unhealthy();
        }
    }
}
