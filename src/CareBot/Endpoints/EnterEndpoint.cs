using System.Globalization;
using CareBot.Care.Links;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice;
using CareBot.DirectLine;
using CareBot.Identity;
using CareBot.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CareBot.Endpoints;

/// <summary>
/// The door to a patient's own chat: a link that the practice sent, and a day of birth that is chosen, not typed. The page works without a script, names
/// nobody, and nothing happens until the form is sent: whatever looks at links in messages opens none.
/// </summary>
public static class EnterEndpoint
{
    /// <summary>What the browser keeps.</summary>
    private const string Cookie = "carebot-chat";

    public static void MapEnter(this WebApplication app)
    {
        app.MapGet("/enter/{token}", ShowAsync);
        app.MapPost("/enter/{token}", AnswerAsync);
        app.MapPost("/chat/out", Leave);
    }

    /// <summary>Whose browser this is; null for anybody's.</summary>
    public static Task<PatientId?> WhoseAsync(HttpContext http, ChatLinkDesk links, CancellationToken cancellationToken) => links.WhoseAsync(http.Request.Cookies[Cookie], cancellationToken);

    /// <summary>Whether somebody signed in with this browser, be it over or not.</summary>
    public static bool HasSession(HttpContext http) => http.Request.Cookies.ContainsKey(Cookie);

    private static async Task<IResult> ShowAsync(HttpContext http, string token, ChatLinkDesk links, PeopleDesk people, Texts texts, Ids ids, string? lang, CancellationToken cancellationToken)
    {
        var link = await links.ReadAsync(token, cancellationToken);
        if (link is ChatLink.Closed && await WhoseAsync(http, links, cancellationToken) is not null)
        {
            // Opened here before: the address stands in the messages of the telephone.
            return TypedResults.Redirect("/chat");
        }

        return await PageAsync(http, link, people, texts, ids, lang, wasWrong: false, cancellationToken);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, string token, ChatLinkDesk links, PeopleDesk people, Texts texts, Ids ids, string? lang, CancellationToken cancellationToken)
    {
        var link = await links.ReadAsync(token, cancellationToken);
        if (link is not ChatLink.Open open)
        {
            return await PageAsync(http, link, people, texts, ids, lang, wasWrong: false, cancellationToken);
        }

        var form = RequestBody.IsForeign(http) ? null : await RequestBody.FormAsync(http, cancellationToken);
        if (form is null || !DateOnly.TryParseExact(form["born"].ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var said) || !open.Days.Contains(said))
        {
            return await PageAsync(http, link, people, texts, ids, lang, wasWrong: false, cancellationToken);
        }

        if (!await links.OpenAsync(token, open, said, cancellationToken))
        {
            return await PageAsync(http, new ChatLink.Closed(), people, texts, ids, lang ?? open.Chart.Language, wasWrong: true, cancellationToken);
        }

        http.Response.Cookies.Append(Cookie, await links.SessionAsync(open.Chart.Patient, cancellationToken), Kept(http, ChatLinkDesk.SessionLasts));
        PageHeaders.KeepPrivate(http.Response);
        http.Response.Headers.Location = $"/chat?lang={Languages.Of(lang ?? open.Chart.Language)}";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Signs this browser out, and has it forget what it kept of the chat.</summary>
    private static IResult Leave(HttpContext http)
    {
        if (RequestBody.IsForeign(http))
        {
            return RequestBody.Refuse(StatusCodes.Status400BadRequest);
        }

        http.Response.Cookies.Delete(Cookie, Kept(http, null));
        http.Response.Headers["Clear-Site-Data"] = "\"storage\"";
        PageHeaders.KeepPrivate(http.Response);
        http.Response.Headers.Location = "/family";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    // Sent along when the page is opened from a message, and never with what another site's page sends.
    private static CookieOptions Kept(HttpContext http, TimeSpan? lasts) => new() { HttpOnly = true, Secure = http.Request.IsHttps || http.RequestServices.GetRequiredService<PublicAddress>() is { IsConfigured: true, Origin.Scheme: "https" }, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = lasts, IsEssential = true };

    private static async Task<IResult> PageAsync(HttpContext http, ChatLink link, PeopleDesk people, Texts texts, Ids ids, string? lang, bool wasWrong, CancellationToken cancellationToken)
    {
        var open = link as ChatLink.Open;
        var nonce = ids.New();
        PageHeaders.Write(http, nonce, sendsForms: true);
        var page = new PageView(texts, Languages.Of(lang ?? open?.Chart.Language ?? http.Request.Headers.AcceptLanguage.ToString()), nonce);
        var words = open is not null ? "enter.ask" : wasWrong ? "enter.wrong" : link is ChatLink.Closed ? "enter.closed" : "enter.unknown";
        return new RazorComponentResult<EnterPage>(new { View = new EnterView(page, words, open?.Days ?? [], await people.PracticeAsync(cancellationToken)) })
        {
            StatusCode = open is not null ? StatusCodes.Status200OK : link is ChatLink.Closed ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound,
        };
    }
}
