using System.Security.Claims;

namespace CareBot.BotFramework;

/// <summary>Who sent an activity, and how to answer.</summary>
public class AuthenticateRequestResult
{
    /// <summary>The audience of the tokens that the answers carry.</summary>
    public string? Audience { get; set; }

    public ClaimsIdentity? ClaimsIdentity { get; set; }

    /// <summary>One of <see cref="CallerIdConstants"/>; null for an anonymous caller.</summary>
    public string? CallerId { get; set; }

    public ConnectorFactory? ConnectorFactory { get; set; }
}
