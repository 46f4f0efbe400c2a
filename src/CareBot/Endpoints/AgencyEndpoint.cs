using CareBot.Care.Patients;
using CareBot.Dialogs.ReferPatient;
using CareBot.Dialogs.Voice;
using CareBot.DirectLine;
using CareBot.Identity;
using CareBot.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CareBot.Endpoints;

/// <summary>The pages that an agency opens from a link: no account, no script, and nothing changes until a button is pressed.</summary>
public static class AgencyEndpoint
{
    private static readonly string[] Notices = ["saved", "urgent"];
    private static readonly string[] Capacities = ["capacity", "waitlist", "additional-assessment-required", "no-capacity"];

    public static IServiceCollection AddAgency(this IServiceCollection services) => services.AddSingleton<AgencyReply>().AddSingleton<AgencyDesk>().AddSingleton<RoomDesk>().AddSingleton<AgencyMailDesk>().AddSingleton<Mail.AgencyMail>();

    public static void MapAgency(this WebApplication app)
    {
        app.MapGet("/r/{token}", ShowAsync);
        app.MapPost("/r/{token}", AnswerAsync);
        app.MapGet("/room/{token}", ShowRoomAsync);
        app.MapPost("/room/{token}", AnswerRoomAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string token, AgencyDesk desk, PeopleDesk people, Texts texts, Ids ids, TimeProvider clock, string? lang, string? said, CancellationToken cancellationToken)
    {
        var page = Begin(http, texts, ids, lang);
        var opened = await desk.OpenAsync(token, cancellationToken);
        return opened is Opened.Request request
            ? await ViewAsync(page, request, people, new AgencyForm(page.Nonce, "", null, null), said is not null && Notices.Contains(said) ? [said] : [], clock.GetUtcNow(), cancellationToken)
            : Notice(new AgencyNotice(page, await people.PracticeAsync(cancellationToken), ((Opened.Closed)opened).Words, null, null));
    }

    private static async Task<RazorComponentResult> ViewAsync(PageView page, Opened.Request request, PeopleDesk people, AgencyForm form, IReadOnlyList<string> says, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var practice = await people.PracticeAsync(cancellationToken);
        var coordinator = (await people.FindAsync(request.Chart.Coordinator, cancellationToken))?.Name.Full ?? practice.Name;
        return new RazorComponentResult<AgencyPage>(new { View = new AgencyView(page, request.Chart, request.Referral, practice, coordinator, form, says, now) });
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, string token, AgencyDesk desk, PeopleDesk people, Texts texts, Ids ids, TimeProvider clock, string? lang, CancellationToken cancellationToken)
    {
        if (await desk.OpenAsync(token, cancellationToken) is not Opened.Request request || await RequestBody.FormAsync(http, cancellationToken) is not { } form)
        {
            return Back(http, lang, null);
        }

        // An answer is shown by the page that it leads to, so that loading it again sends nothing again; one that lacks something was not taken.
        var outcome = await desk.AnswerAsync(request, form, cancellationToken);
        if (outcome.IsTaken)
        {
            return Back(http, lang, outcome.Says[0]);
        }

        var page = await ViewAsync(Begin(http, texts, ids, lang), request, people, AgencyForm.Of(form), outcome.Says, clock.GetUtcNow(), cancellationToken);
        page.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page;
    }

    private static async Task<IResult> ShowRoomAsync(HttpContext http, string token, RoomDesk desk, PeopleDesk people, Texts texts, Ids ids, string? lang, string? said, CancellationToken cancellationToken)
    {
        var page = Begin(http, texts, ids, lang);
        var practice = await people.PracticeAsync(cancellationToken);
        return Notice(await desk.OpenAsync(token, cancellationToken) is { Category: var category }
            ? new AgencyNotice(page, practice, "room", texts.Say(page.Language, $"referral.need.{category}"), said == "saved" ? said : null)
            : new AgencyNotice(page, practice, "unknown", null, null));
    }

    private static async Task<IResult> AnswerRoomAsync(HttpContext http, string token, RoomDesk desk, string? lang, CancellationToken cancellationToken)
    {
        if (await desk.OpenAsync(token, cancellationToken) is not { } question || await RequestBody.FormAsync(http, cancellationToken) is not { } form || !Capacities.Contains(form["answer"].ToString()))
        {
            return Back(http, lang, null);
        }

        await desk.AnswerAsync(question, form["answer"].ToString(), cancellationToken);
        return Back(http, lang, "saved");
    }

    private static RazorComponentResult<AgencyNoticePage> Notice(AgencyNotice notice) => new(new { View = notice }) { StatusCode = notice.Words == "unknown" ? StatusCodes.Status404NotFound : notice.Words == "expired" ? StatusCodes.Status410Gone : StatusCodes.Status200OK };

    private static IResult Back(HttpContext http, string? lang, string? said)
    {
        var query = QueryString.Empty;
        query = lang is null ? query : query.Add("lang", Languages.Of(lang));
        query = said is null ? query : query.Add("said", said);
        http.Response.Headers.Location = $"{http.Request.PathBase}{http.Request.Path}{query}";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static PageView Begin(HttpContext http, Texts texts, Ids ids, string? language)
    {
        var nonce = ids.New();
        PageHeaders.Write(http, nonce, sendsForms: true);
        return new PageView(texts, Languages.Of(language ?? http.Request.Headers.AcceptLanguage.ToString()), nonce);
    }
}
