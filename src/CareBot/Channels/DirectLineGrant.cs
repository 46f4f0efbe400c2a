using System.Security.Claims;
using CareBot.Identity;
using Microsoft.AspNetCore.Http.Features;

namespace CareBot.DirectLine;

/// <summary>What a Direct Line token says: this person may speak and read in this one conversation.</summary>
/// <param name="Conversation">The conversation, and no other.</param>
/// <param name="User">The sender's id as the client shows it: <c>dl_</c> and something random.</param>
/// <param name="Person">Who that is to CareBot. Opaque: it stands readable in the token.</param>
/// <param name="Role">One of <see cref="GrantRoles"/>.</param>
/// <param name="Since">When the person came in. Refreshing keeps it.</param>
public sealed record DirectLineGrant(string Conversation, string User, string Person, string Role, DateTimeOffset Since)
{
    /// <summary>The identity under which the turn runs. A visitor has no claim to be any person of the practice.</summary>
    public ClaimsIdentity ToIdentity() =>
        new(Role == GrantRoles.Patient ? [new Claim(PersonClaims.Person, Person), new Claim("role", Role)] : [new Claim("role", Role)], "DirectLine");

    /// <summary>The grant of a request that <see cref="DirectLineGate"/> has let in.</summary>
    public static DirectLineGrant Of(HttpContext http) => http.Features.GetRequiredFeature<DirectLineGrant>();
}

public static class GrantRoles
{
    public const string Patient = "patient";

    /// <summary>Anybody, unknown to the practice: may look for help, has no chart.</summary>
    public const string Visitor = "visitor";
}
