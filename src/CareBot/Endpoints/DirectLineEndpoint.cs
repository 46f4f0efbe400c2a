using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CareBot.Care.Links;
using CareBot.Care.Patients;
using CareBot.DirectLine;
using CareBot.Identity;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CareBot.Endpoints;

/// <summary>Direct Line 3.0, as the stock Web Chat client speaks it.</summary>
public static partial class DirectLineEndpoint
{
    public const string Path = "/v3/directline";

    private const int LongestPatient = 64;

    public static IServiceCollection AddDirectLine(this IServiceCollection services)
    {
        services.AddOptions<DirectLineOptions>().BindConfiguration(DirectLineOptions.Section)
            .Validate(options => IsKey(options.SigningKey), $"{DirectLineOptions.Section}:{nameof(DirectLineOptions.SigningKey)} is not 32 bytes or more in Base64.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(RandomNumberGenerator.Create());
        services.TryAddSingleton<Ids>();
        return services.AddSingleton<SigningKey>().AddSingleton<DirectLineTokens>().AddSingleton<DirectLineVisits>().AddSingleton<ActivityStamp>()
            .AddSingleton<VisitorLimit>().AddSingleton<DirectLineInbox>().AddSingleton<DirectLineSocket>().AddSingleton<DirectLineAdapter>();
    }

    public static void MapDirectLine(this WebApplication app)
    {
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        var open = app.MapGroup(Path).AddEndpointFilter<RouteGroupBuilder, PrivateAnswers>();
        open.MapPost("/tokens/generate", GenerateAsync);
        open.MapGet("/session/getsessionid", (Ids ids) => Json(new DirectLineWire.Session(ids.New()), DirectLineJson.Default.Session));
        open.MapGet("/conversations/{id}/stream", OpenStreamAsync);

        var held = open.MapGroup("").AddEndpointFilter<RouteGroupBuilder, DirectLineGate>();
        held.MapPost("/tokens/refresh", RefreshAsync);
        held.MapPost("/conversations", StartAsync);
        held.MapGet("/conversations/{id}", ReconnectAsync);
        held.MapGet("/conversations/{id}/activities", PollAsync);
        held.MapPost("/conversations/{id}/activities", ReceiveAsync);
        held.MapPost("/conversations/{id}/upload", ReceiveUploadAsync);
    }

    private static async Task<IResult> GenerateAsync(
        HttpContext http, IOptions<DirectLineOptions> options, DirectLineTokens tokens, Charts charts, Ids ids, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.Value.Secret is not { Length: > 0 } secret) return RequestBody.Refuse(StatusCodes.Status404NotFound);
        if (!IsSame(secret, DirectLineGate.Bearer(http.Request))) return RequestBody.Refuse(StatusCodes.Status401Unauthorized);
        var (request, refusal) = await ReadJsonAsync(http, DirectLineJson.Default.TokenRequest, cancellationToken);
        if (refusal is not null) return refusal;
        if (request?.Patient is { } patient)
        {
            // Whoever holds the secret has seen who it is: a practice's own portal, behind its own sign-in.
            return patient.Length is > 0 and <= LongestPatient && await charts.FindAsync(new PatientId(patient), cancellationToken) is { Summary.Nameless: false }
                ? await TokenAsync(PagesEndpoint.ForPerson(patient, time), tokens, cancellationToken)
                : RequestBody.Refuse(StatusCodes.Status400BadRequest, "No patient has this id; open the chart first (import fhir).");
        }

        var user = request?.User?.Id ?? "dl_" + ids.New();
        // The client takes a user id of this shape from a token only, so nobody else can pick one that is in use.
        if (!user.StartsWith("dl_", StringComparison.Ordinal)) return RequestBody.Refuse(StatusCodes.Status400BadRequest);
        return await TokenAsync(new DirectLineGrant(ids.New(), user, user, GrantRoles.Visitor, time.GetUtcNow()), tokens, cancellationToken);
    }

    private static async Task<IResult> RefreshAsync(HttpContext http, DirectLineTokens tokens, DirectLineVisits visits, CancellationToken cancellationToken) =>
        DirectLineGrant.Of(http) is var grant && visits.MayRefresh(grant) ? await TokenAsync(grant, tokens, cancellationToken) : RequestBody.Refuse(StatusCodes.Status403Forbidden);

    private static async Task<IResult> StartAsync(
        HttpContext http, DirectLineTokens tokens, DirectLineVisits visits, DirectLineInbox inbox, DirectLineAdapter adapter, IBot bot, CancellationToken cancellationToken)
    {
        var (request, refusal) = await ReadJsonAsync(http, DirectLineJson.Default.StartRequest, cancellationToken);
        if (refusal is not null) return refusal;
        var grant = DirectLineGrant.Of(http);
        if (!visits.MayRefresh(grant)) return RequestBody.Refuse(StatusCodes.Status403Forbidden);
        await RunAsync(adapter, bot, grant, inbox.Join(grant, request?.Locale));
        return await ConversationAsync(http, tokens, visits, "-", StatusCodes.Status201Created, cancellationToken);
    }

    private static Task<IResult> ReconnectAsync(HttpContext http, DirectLineTokens tokens, DirectLineVisits visits, string? watermark, CancellationToken cancellationToken) =>
        ConversationAsync(http, tokens, visits, watermark, StatusCodes.Status200OK, cancellationToken);

    private static async Task<IResult> ConversationAsync(
        HttpContext http, DirectLineTokens tokens, DirectLineVisits visits, string? watermark, int status, CancellationToken cancellationToken)
    {
        var grant = DirectLineGrant.Of(http);
        // A client that comes back gets another token, which is as good as a refreshed one.
        if (!visits.MayRefresh(grant)) return RequestBody.Refuse(StatusCodes.Status403Forbidden);
        var token = await tokens.MintAsync(grant, cancellationToken);
        var stream = await tokens.MintForStreamAsync(grant, cancellationToken);
        var mark = Uri.EscapeDataString(watermark is { Length: > 0 } ? watermark : "-");
        var address = $"{SocketOrigin(http)}{PathBase(http)}{Path}/conversations/{grant.Conversation}/stream?watermark={mark}&t={stream}";
        var conversation = new DirectLineWire.Conversation(grant.Conversation, token, (int)DirectLineTokens.Life.TotalSeconds, address);
        return Json(conversation, DirectLineJson.Default.Conversation, status);
    }

    /// <summary>Where this page's streams are, as a browser reaches them: behind a proxy the request itself knows neither scheme nor host.</summary>
    internal static string SocketOrigin(HttpContext http) => Public(http) is { } origin
        ? $"{(origin.Scheme == Uri.UriSchemeHttps ? "wss" : "ws")}://{origin.Authority}"
        : $"{(http.Request.IsHttps ? "wss" : "ws")}://{http.Request.Host}";

    private static string PathBase(HttpContext http) => Public(http)?.AbsolutePath.TrimEnd('/') ?? http.Request.PathBase;

    private static Uri? Public(HttpContext http) => http.RequestServices.GetRequiredService<PublicAddress>() is { IsConfigured: true, Origin: var origin } ? origin : null;

    internal static async Task<IResult> TokenAsync(DirectLineGrant grant, DirectLineTokens tokens, CancellationToken cancellationToken) => Json(
        new DirectLineWire.Token(grant.Conversation, await tokens.MintAsync(grant, cancellationToken), (int)DirectLineTokens.Life.TotalSeconds),
        DirectLineJson.Default.Token);

    // A turn that has begun is finished, whether or not the page is still there: the answer waits in the log.
    private static Task<InvokeResponse?> RunAsync(DirectLineAdapter adapter, IBot bot, DirectLineGrant grant, Activity activity) =>
        adapter.ProcessActivityAsync(grant.ToIdentity(), activity, bot.OnTurnAsync, CancellationToken.None);

    // These bodies are optional: empty is as good as {}.
    private static async Task<(T? Value, IResult? Refusal)> ReadJsonAsync<T>(HttpContext http, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        if (await RequestBody.ReadAsync(http.Request.Body, cancellationToken) is not { } body) return (default, RequestBody.Refuse(StatusCodes.Status413PayloadTooLarge));
        if (body.Length == 0) return (default, null);
        try
        {
            return (JsonSerializer.Deserialize(body, type), null);
        }
        catch (JsonException)
        {
            return (default, RequestBody.Refuse(StatusCodes.Status400BadRequest));
        }
    }

    private static JsonHttpResult<T> Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) => TypedResults.Json(value, type, statusCode: status);

    private static bool IsSame(string secret, string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(given)));

    private static bool IsKey(string? text)
    {
        var bytes = new byte[text?.Length ?? 0];
        return string.IsNullOrEmpty(text) || (Convert.TryFromBase64String(text, bytes, out var written) && written >= 32);
    }
}
