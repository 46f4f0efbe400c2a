using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CareBot.Turns;

/// <summary>Degraded while the bot's id or secret is refused: what people write is heard and kept, and no reply reaches anybody in Teams.</summary>
internal sealed class ConnectorHealth(ReplyPost post) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(post.IsBotRefused
        ? HealthCheckResult.Degraded("the channel refuses the bot: renew the secret or certificate of MicrosoftAppId and restart")
        : HealthCheckResult.Healthy());
}
