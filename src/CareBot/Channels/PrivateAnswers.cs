using CareBot.Pages;

namespace CareBot.DirectLine;

/// <summary>Nothing that Direct Line answers, a transcript, a token or a refusal, is kept by a browser or a proxy.</summary>
public sealed class PrivateAnswers : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        PageHeaders.KeepPrivate(context.HttpContext.Response);
        return next(context);
    }
}
