using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CareBot.Turns;

/// <summary>Hands one reply to the channel's connector and says what came of it.</summary>
/// <remarks>
/// A reply whose connection broke may have been taken, and is handed in again. The protocol has no key to tell a repeat by, and a
/// connector gives its own activity ids; so the reply's id travels in the channel data as <c>carebot:reply</c>.
/// </remarks>
public sealed class ReplyPost(BotFrameworkAuthentication authentication, IConfiguration configuration, TimeProvider clock)
{
    public const string ReplyId = "carebot:reply";

    // They speak of the call, not of the conversation: the message that was answered is gone, or the channel is served at another address.
    private const string MessageGone = "ActivityNotFoundInConversation", WrongHost = "InvalidBotApiHost";

    private volatile bool _isBotRefused;

    /// <summary>The bot's own id or secret was refused when a reply was handed in last: no reply reaches anybody until somebody renews it.</summary>
    public bool IsBotRefused => _isBotRefused;

    public async Task<Posting> SendAsync(Activity reply, CancellationToken cancellationToken)
    {
        var posting = await TryAsync(Labelled(reply), cancellationToken);
        if (posting is Posting.Refused { Reason: MessageGone } && !string.IsNullOrWhiteSpace(reply.ReplyToId))
        {
            // What it answers was deleted; the conversation is there.
            reply.ReplyToId = null;
            posting = await TryAsync(reply, cancellationToken);
        }

        _isBotRefused = posting switch { Posting.NotNow { Reason: Posting.TokenRefused } => true, Posting.Taken => false, _ => _isBotRefused };
        return posting;
    }

    private async Task<Posting> TryAsync(Activity reply, CancellationToken cancellationToken)
    {
        try
        {
            await HandInAsync(reply, cancellationToken);
            return new Posting.Taken();
        }
        catch (JsonException)
        {
            return new Posting.Taken(); // It said yes in words that are not JSON.
        }
        catch (ErrorResponseException refusal)
        {
            return Read(refusal.Response, refusal.Body?.Error?.Code, clock.GetUtcNow());
        }
        catch (HttpRequestException refused) when (refused.StatusCode == HttpStatusCode.Unauthorized)
        {
            return new Posting.NotNow(TimeSpan.Zero, Posting.TokenRefused);
        }
        catch (Exception broken) when (broken is HttpRequestException || (broken is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new Posting.NotNow(TimeSpan.Zero, "unreachable");
        }
        catch (Exception unusable) when (unusable is (InvalidOperationException or FormatException) and not ObjectDisposedException)
        {
            return new Posting.Refused("service URL");
        }
    }

    private async Task HandInAsync(Activity reply, CancellationToken cancellationToken)
    {
        if (!Uri.IsWellFormedUriString(reply.ServiceUrl, UriKind.Absolute) || string.IsNullOrEmpty(reply.Conversation?.Id))
        {
            throw new InvalidOperationException("The reply names no service URL, or no conversation.");
        }

        var connector = await authentication.CreateConnectorFactory(Bot()).CreateAsync(reply.ServiceUrl, authentication.GetOriginatingAudience(), cancellationToken);
        await (string.IsNullOrWhiteSpace(reply.ReplyToId)
            ? connector.Conversations.SendToConversationAsync(reply, cancellationToken)
            : connector.Conversations.ReplyToActivityAsync(reply, cancellationToken));
    }

    /// <summary>What is worth another try: everything that may pass, a token that is refused among them. 403 and 404 are for good, as long as they are
    /// about the conversation.</summary>
    private static Posting Read(HttpResponseMessageWrapper? answer, string? code, DateTimeOffset now) => answer?.StatusCode switch
    {
        HttpStatusCode.Forbidden or HttpStatusCode.NotFound when code is MessageGone or WrongHost => new Posting.Refused(code),
        HttpStatusCode.Forbidden => new Posting.Gone("bot-removed"),
        HttpStatusCode.NotFound => new Posting.Gone("conversation-gone"),
        HttpStatusCode.Unauthorized => new Posting.NotNow(AsksToWait(answer, now), Posting.TokenRefused),
        HttpStatusCode.RequestTimeout or HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or null => new Posting.NotNow(AsksToWait(answer, now), Name(answer)),
        >= HttpStatusCode.InternalServerError => new Posting.NotNow(AsksToWait(answer, now), Name(answer)) { IsDoubtful = true },
        _ => new Posting.Refused(Name(answer)),
    };

    /// <summary>In seconds, or as a date.</summary>
    private static TimeSpan AsksToWait(HttpResponseMessageWrapper? answer, DateTimeOffset now) =>
        answer is null || !answer.Headers.TryGetValue("Retry-After", out var values) || !RetryConditionHeaderValue.TryParse(values.FirstOrDefault(), out var after) ? TimeSpan.Zero
        : after.Delta ?? (after.Date is { } date && date > now ? date - now : TimeSpan.Zero);

    private static string Name(HttpResponseMessageWrapper? answer) => answer is null ? "no answer" : ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);

    private static Activity Labelled(Activity reply)
    {
        if (reply.Id is not null)
        {
            var data = ProtocolJson.To<JsonObject>(reply.ChannelData) ?? [];
            data[ReplyId] = reply.Id;
            reply.ChannelData = ProtocolJson.From(data);
            reply.Id = null; // The connector gives the id.
        }

        return reply;
    }

    private ClaimsIdentity Bot()
    {
        var app = configuration["MicrosoftAppId"] ?? "";
        return new ClaimsIdentity([new Claim(AuthenticationConstants.AudienceClaim, app), new Claim(AuthenticationConstants.AppIdClaim, app)]);
    }
}

/// <summary>What came of handing in a reply.</summary>
public abstract record Posting
{
    private Posting()
    {
    }

    public sealed record Taken : Posting;

    /// <summary>Why nothing is taken while the identity service gives the bot no token.</summary>
    public const string TokenRefused = "token refused: is the app's secret still valid?";

    /// <param name="AtLeast">What the connector asks to wait.</param>
    public sealed record NotNow(TimeSpan AtLeast, string Reason) : Posting
    {
        /// <summary>The connector broke over this very reply, and may at every try.</summary>
        public bool IsDoubtful { get; init; }
    }

    /// <summary>Nothing reaches this conversation any more.</summary>
    public sealed record Gone(string Reason) : Posting;

    /// <summary>This reply will never be taken.</summary>
    public sealed record Refused(string Reason) : Posting;
}
