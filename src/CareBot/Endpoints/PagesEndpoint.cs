using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CareBot.Care.Links;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Dialogs.BookAppointment;
using CareBot.Dialogs.Voice;
using CareBot.DirectLine;
using CareBot.Identity;
using CareBot.Pages;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CareBot.Endpoints;

/// <summary>The pages that people open, and the token that a page asks for.</summary>
public static class PagesEndpoint
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddHealthChecks().AddCheck<StoreHealth>("store");
        return services;
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapPageAssets();
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = StoreHealth.WriteAsync });
        app.MapPost("/chat/token", MintAsync);
        app.MapGet("/chat", OpenChatAsync);
        app.MapGet("/family", (HttpContext http, Texts texts, Ids ids, PeopleDesk people, string? lang, CancellationToken cancellationToken) =>
            ChatAsync(http, texts, ids, people, Doors.Family, null, lang, null, false, cancellationToken));
        if (app.Environment.IsDevelopment()) app.MapGet("/", Start);
        else app.MapGet("/", () => TypedResults.Redirect("/chat"));
    }

    private static async Task<IResult> OpenChatAsync(
        HttpContext http, Texts texts, Ids ids, IEnumerable<DemoPatient> demo, IHostEnvironment host, PeopleDesk people, ChatLinkDesk links, FamilyLinks families, string? lang, string? @as, string? link, CancellationToken cancellationToken)
    {
        if (await DeadLinkAsync(http, texts, ids, people, families, lang, link, cancellationToken) is { } dead)
        {
            return dead;
        }

        var isSignedIn = link is null && @as is null ? await IsSignedInAsync(http, links, cancellationToken) : null;
        return isSignedIn is false && await SignedOutAsync(http, texts, ids, people, lang, cancellationToken) is { } signedOut
            ? signedOut
            : await ChatAsync(http, texts, ids, people, Doors.Chat, host.IsDevelopment() ? Find(demo, @as) : null, lang, link, isSignedIn is true, cancellationToken);
    }

    private static async Task<IResult> ChatAsync(
        HttpContext http, Texts texts, Ids ids, PeopleDesk people, string door, DemoPatient? demo, string? lang, string? link, bool isSignedIn, CancellationToken cancellationToken)
    {
        var page = Begin(http, texts, ids, lang ?? demo?.Language, isSignedIn);
        return new RazorComponentResult<ChatPage>(new { View = new ChatView(page, door, demo, await NurseLineAsync(people, cancellationToken), link, isSignedIn) });
    }

    /// <summary>The page that says whom to ask for another link; null where the link opens a chat, there is none, or nothing can be read.</summary>
    private static async Task<IResult?> DeadLinkAsync(
        HttpContext http, Texts texts, Ids ids, PeopleDesk people, FamilyLinks families, string? lang, string? link, CancellationToken cancellationToken)
    {
        try
        {
            return link is null || await families.WhoseAsync(link, cancellationToken) is not null || await people.FindPracticeAsync(cancellationToken) is not { } practice
                ? null
                : new RazorComponentResult<EnterPage>(new { View = new EnterView(Begin(http, texts, ids, lang), "link.closed", [], practice) { Family = link } }) { StatusCode = StatusCodes.Status410Gone };
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Whether this browser is a patient's own; false where it was, and the chat was locked since. Null where it never was, or nothing can be read:
    /// the page opens all the same, and asks once more for its token.</summary>
    private static async Task<bool?> IsSignedInAsync(HttpContext http, ChatLinkDesk links, CancellationToken cancellationToken)
    {
        try
        {
            return EnterEndpoint.HasSession(http) ? await EnterEndpoint.WhoseAsync(http, links, cancellationToken) is not null : null;
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }

    /// <summary>The page that says whom to ask for a new link; null where nothing can be read.</summary>
    private static async Task<IResult?> SignedOutAsync(HttpContext http, Texts texts, Ids ids, PeopleDesk people, string? lang, CancellationToken cancellationToken)
    {
        try
        {
            return await people.FindPracticeAsync(cancellationToken) is not { } practice ? null
                : new RazorComponentResult<EnterPage>(new { View = new EnterView(Begin(http, texts, ids, lang), "enter.out", [], practice) }) { StatusCode = StatusCodes.Status403Forbidden };
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }

    /// <summary>The practice's number; null where none is set up, or nothing can be read: the page opens all the same.</summary>
    private static async Task<string?> NurseLineAsync(PeopleDesk people, CancellationToken cancellationToken)
    {
        try
        {
            return (await people.FindPracticeAsync(cancellationToken))?.NurseLine;
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }

    private static IResult Start(HttpContext http, Texts texts, Ids ids, IEnumerable<DemoPatient> demo, string? lang) => new RazorComponentResult<StartPage>(new
    {
        View = Begin(http, texts, ids, lang),
        Patients = demo.ToList(),
        Origin = $"{http.Request.Scheme}://{http.Request.Host}",
    });

    private static PageView Begin(HttpContext http, Texts texts, Ids ids, string? language, bool sendsForms = false)
    {
        var nonce = ids.New();
        PageHeaders.Write(http, nonce, sendsForms);
        return new PageView(texts, Languages.Of(language ?? http.Request.Headers.AcceptLanguage.ToString()), nonce);
    }

    private static async Task<IResult> MintAsync(
        HttpContext http, DirectLineTokens tokens, VisitorLimit visitors, ChatLinkDesk own, FamilyLinks families, Ids ids, TimeProvider time, IEnumerable<DemoPatient> demo, IHostEnvironment host, CancellationToken cancellationToken)
    {
        // Another site's page gets no token here.
        if (RequestBody.IsForeign(http)) return RequestBody.Refuse(StatusCodes.Status400BadRequest);
        if (await ReadAsync(http, cancellationToken) is not { } request) return RequestBody.Refuse(StatusCodes.Status400BadRequest);
        var person = (host.IsDevelopment() ? Find(demo, request.As)?.Key : null)
            ?? (request.As == ChatView.Own ? (await EnterEndpoint.WhoseAsync(http, own, cancellationToken))?.Value : await families.WhoseAsync(request.As, cancellationToken));
        if (person is null && request.As is not null)
        {
            // A patient who was signed out, a link that has run out: nobody becomes a visitor without a word. The page is opened again, and says it.
            return RequestBody.Refuse(StatusCodes.Status403Forbidden);
        }

        if (person is null && !visitors.LetsIn(http.Connection.RemoteIpAddress))
        {
            return RequestBody.Refuse(StatusCodes.Status429TooManyRequests);
        }

        var grant = person is null ? ForVisitor(ids, time) : ForPerson(person, time);
        PageHeaders.KeepPrivate(http.Response);
        return await DirectLineEndpoint.TokenAsync(grant, tokens, cancellationToken);
    }

    private static DirectLineGrant ForVisitor(Ids ids, TimeProvider time) =>
        new(ids.New(), "dl_" + ids.New(), "visitor:" + ids.New(), GrantRoles.Visitor, time.GetUtcNow());

    // A person has one web conversation, whichever browser they come from: its id follows from who they are.
    internal static DirectLineGrant ForPerson(string person, TimeProvider time)
    {
        var conversation = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes("webchat|" + person)).AsSpan(0, 16));
        return new DirectLineGrant(conversation, "dl_" + conversation, person, GrantRoles.Patient, time.GetUtcNow());
    }

    private static DemoPatient? Find(IEnumerable<DemoPatient> demo, string? key) => demo.FirstOrDefault(one => one.Key == key);

    private static async Task<PageTokenRequest?> ReadAsync(HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            return await RequestBody.ReadAsync(http.Request.Body, cancellationToken) is { } body ? JsonSerializer.Deserialize(body, PageJson.Default.PageTokenRequest) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
