namespace CareBot.DirectLine;

/// <summary>Lets a request in with a token for the conversation that its address names.</summary>
/// <remarks>The stock client gives up for good on 403, so that is said only where the token itself is at an end, or the practice ended it.</remarks>
public sealed class DirectLineGate(DirectLineTokens tokens, DirectLineVisits visits) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (Bearer(http.Request) is not { } token) return RequestBody.Refuse(StatusCodes.Status401Unauthorized);
        var grant = await tokens.ReadAsync(token, http.RequestAborted);
        if (grant is null || !NamesItsConversation(http, grant) || await visits.IsLockedAsync(grant, http.RequestAborted)) return RequestBody.Refuse(StatusCodes.Status403Forbidden);
        http.Features.Set(grant);
        return await next(context);
    }

    public static string? Bearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header.Length > Scheme.Length
            ? header[Scheme.Length..].Trim()
            : null;

    private static bool NamesItsConversation(HttpContext http, DirectLineGrant grant) =>
        http.GetRouteValue("id") is not string id || id == grant.Conversation;
}
