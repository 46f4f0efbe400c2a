using CareBot.Care.Patients;
using CareBot.Care.Records;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CareBot.Pages;

/// <summary>Healthy while the record store takes a record and holds a practice; without one nobody can be served.</summary>
internal sealed class StoreHealth(IRecordStore store, PeopleDesk people) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // A full disk can be read: only a write tells that something can be kept.
            await store.CommitAsync("health", "store", [new RecordChange.Put("probe", "{}"u8.ToArray())], cancellationToken);
            return await people.FindPracticeAsync(cancellationToken) is null
                ? HealthCheckResult.Degraded("no practice is set up: run the verb 'import practice', or 'seed' for the demo practice")
                : HealthCheckResult.Healthy();
        }
        catch (StorageUnavailableException outage)
        {
            return HealthCheckResult.Unhealthy(outage.Remedy);
        }
    }

    /// <summary>One word, and after it what is wrong, in words of ours alone.</summary>
    public static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain";
        var reasons = report.Entries.Values.Select(entry => entry.Description).OfType<string>();
        return http.Response.WriteAsync(string.Join(": ", reasons.Prepend(report.Status.ToString())), http.RequestAborted);
    }
}
