using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace CareBot.Pages;

/// <summary>Serves the page's own files and the Web Chat bundle from beside the program, wherever it was started from.</summary>
public static class PageAssets
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    private static readonly string WebChatVersion = typeof(PageAssets).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(one => one.Key == nameof(WebChatVersion)).Value!;

    /// <summary>The version stands in the address, so that a browser keeps the bundle for ever.</summary>
    public static string WebChatPath { get; } = $"/webchat/{WebChatVersion}/webchat.js";

    public static void MapPageAssets(this WebApplication app)
    {
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Folder),
            OnPrepareResponse = response => Describe(response.Context.Response, "no-cache"),
        });
        app.MapGet(WebChatPath, SendWebChat);
    }

    // The bundle is 3.9 MB, and 0.6 MB as Brotli: it was compressed once, when it was fetched.
    private static PhysicalFileHttpResult SendWebChat(HttpContext http)
    {
        var (coding, ending) = Coding(http.Request.GetTypedHeaders().AcceptEncoding);
        if (coding is not null) http.Response.Headers.ContentEncoding = coding;
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        Describe(http.Response, "public, max-age=31536000, immutable");
        return TypedResults.PhysicalFile(
            Path.Combine(Folder, "webchat", WebChatVersion, "webchat.js" + ending), "text/javascript; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{WebChatVersion}{ending}\""));
    }

    private static (string? Coding, string Ending) Coding(IList<StringWithQualityHeaderValue> accepted)
    {
        if (Accepts("br")) return ("br", ".br");
        return Accepts("gzip") ? ("gzip", ".gz") : (null, "");

        bool Accepts(string coding) => accepted.Any(one => one.Value == coding && one.Quality is not 0);
    }

    private static void Describe(HttpResponse response, string caching)
    {
        response.Headers.CacheControl = caching;
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
