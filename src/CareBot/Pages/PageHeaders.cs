using CareBot.Endpoints;

namespace CareBot.Pages;

/// <summary>What a page may load and who may hold it: itself, and nobody.</summary>
public static class PageHeaders
{
    // Web Chat's scrolling puts an empty style element into the page, without the nonce, and fills it by script afterwards.
    private const string EmptyStyle = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    /// <summary>For whatever shows a person's words, or a token that opens them. A shared computer must not show a conversation again with the back button.</summary>
    public static void KeepPrivate(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
    }

    /// <param name="http">Its host is where the page's stream is opened.</param>
    /// <param name="nonce">Unguessable, and new for every page.</param>
    /// <param name="sendsForms">Whether the page has a form, which goes back to this host.</param>
    public static void Write(HttpContext http, string nonce, bool sendsForms = false)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}' '{EmptyStyle}'; img-src 'self' data: blob:; " +
            $"connect-src 'self' {DirectLineEndpoint.SocketOrigin(http)}; base-uri 'none'; form-action {(sendsForms ? "'self'" : "'none'")}; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        KeepPrivate(http.Response);
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }
}
