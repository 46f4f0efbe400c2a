using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using CareBot.Care.Patients;
using CareBot.Pages;
using CareBot.Tests.DirectLine;

namespace CareBot.Tests.Web;

/// <summary>How the pages and their files are delivered.</summary>
public sealed partial class DeliveryTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/chat")]
    [InlineData("/family")]
    [InlineData("/")]
    public async Task A_page_loads_nothing_but_itself_and_is_held_by_nobody(string path)
    {
        await using var host = await WebHost.StartAsync();
        using var answer = await host.Http.GetAsync(path, Cancelled);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        var nonce = Nonce().Match(policy).Groups[1].Value;
        Assert.Equal(
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; " +
            $"img-src 'self' data: blob:; connect-src 'self' ws://{host.Address.Authority}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            policy);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.DoesNotMatch("<script(?![^>]*nonce)|<style|style=|onclick", await answer.Content.ReadAsStringAsync(Cancelled));
        Assert.NotEqual(policy, (await host.Http.GetAsync(path, Cancelled)).Headers.GetValues("Content-Security-Policy").Single());
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("", null)]
    public async Task The_bundle_comes_compressed_as_the_browser_likes_and_is_kept_for_ever(string accepted, string? coding)
    {
        await using var host = await WebHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, PageAssets.WebChatPath);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var answer = await host.Http.SendAsync(request, Cancelled);
        Assert.Equal(coding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl!.ToString());
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        var body = await answer.Content.ReadAsStreamAsync(Cancelled);
        await using var plain = coding switch { "br" => new BrotliStream(body, CompressionMode.Decompress), "gzip" => new GZipStream(body, CompressionMode.Decompress), _ => body };
        using var whole = new MemoryStream();
        await plain.CopyToAsync(whole, Cancelled);
        Assert.Equal(3_891_526, whole.Length);
    }

    [Theory]
    [InlineData("/page.css", "text/css")]
    [InlineData("/chat.js", "text/javascript")]
    [InlineData("/icon.svg", "image/svg+xml")]
    public async Task The_pages_own_files_are_asked_for_again_and_sent_once(string path, string type)
    {
        await using var host = await WebHost.StartAsync();
        using var first = await host.Http.GetAsync(path, Cancelled);
        Assert.Equal(type, first.Content.Headers.ContentType!.MediaType);
        Assert.True(first.Headers.CacheControl!.NoCache);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await host.Http.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task Before_the_chat_itself_a_page_weighs_next_to_nothing()
    {
        await using var host = await WebHost.StartAsync();
        var page = await host.Http.GetByteArrayAsync("/chat?lang=es", Cancelled);
        var style = await host.Http.GetByteArrayAsync("/page.css", Cancelled);
        Assert.InRange(page.Length + style.Length, 1, 15_000);
    }

    [Theory]
    [InlineData("es-MX,es;q=0.9,en;q=0.8", "es")]
    [InlineData("en-US", "en")]
    [InlineData("so", "en")]
    public async Task A_visitors_browser_says_the_language(string accepted, string expected)
    {
        await using var host = await WebHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/family");
        request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        using var answer = await host.Http.SendAsync(request, Cancelled);
        Assert.Contains($"<html lang=\"{expected}\" dir=\"ltr\">", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_production_the_front_door_is_the_chat_and_no_demo_patient_is_known()
    {
        await using var host = await WebHost.StartAsync("Production");
        using var answer = await host.Http.GetAsync("/?as=rosa", Cancelled);
        Assert.Equal("/chat", answer.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.DoesNotContain("Rosa", await host.Http.GetStringAsync("/chat?as=rosa", Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_follows_the_store_and_is_degraded_until_there_is_a_practice()
    {
        await using var host = await WebHost.StartAsync();
        Assert.Equal("Degraded: no practice is set up: run the verb 'import practice', or 'seed' for the demo practice", await host.Http.GetStringAsync("/health", Cancelled));
        await host.Get<PeopleDesk>().PutAsync(
            new Practice { Name = "A practice", TimeZone = "America/Chicago", Opens = new TimeOnly(8, 0), Closes = new TimeOnly(17, 0), NurseLine = "555-0100" }, Cancelled);
        Assert.Equal("Healthy", await host.Http.GetStringAsync("/health", Cancelled));
    }

    [GeneratedRegex("'nonce-([A-Za-z0-9_-]{22})'")]
    private static partial Regex Nonce();
}
