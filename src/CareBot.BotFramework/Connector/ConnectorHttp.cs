using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Identity.Client;
using Polly;
using Polly.Timeout;

namespace CareBot.BotFramework;

/// <summary>One request to a connector: built anew for each try.</summary>
/// <param name="Body">JSON in UTF-8; empty for none.</param>
internal sealed record ConnectorCall(HttpMethod Method, Uri Url, ServiceClientCredentials Credentials, ReadOnlyMemory<byte> Body = default);

/// <summary>The one way out to a connector: only to hosts that may have the bot's token, with <see cref="ConnectorRetry">patience</see>.</summary>
internal sealed class ConnectorHttp(Func<HttpClient> http, ServiceHosts hosts, TimeProvider clock, ILogger logger)
{
    private readonly ResiliencePipeline<HttpResponseMessage> _patience = ConnectorRetry.Pipeline(clock);

    /// <returns>The answer's body; null where it has none.</returns>
    /// <exception cref="ErrorResponseException">The connector refused.</exception>
    /// <exception cref="HttpRequestException">It could not be reached, did not answer in time, or no token was to be had; with the status 401 where the identity service refused the bot's id or secret.</exception>
    /// <exception cref="InvalidOperationException">The host may not have the bot's token.</exception>
    public async Task<T?> SendAsync<T>(ConnectorCall call, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        if (!hosts.Allows(call.Url, call.Credentials is NoCredentials)) throw Untrusted();
        using var response = await PatientlyAsync(call, cancellationToken);
        if (!response.IsSuccessStatusCode) throw await ErrorResponseException.FromAsync(response, cancellationToken);
        // Some channels answer with nothing, or with an empty string. (SDK behaviour: no answer.)
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return body.Length == 0 || body[0] != (byte)'{' && body[0] != (byte)'[' ? null : JsonSerializer.Deserialize(body, answer);
    }

    private async Task<HttpResponseMessage> PatientlyAsync(ConnectorCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await _patience.ExecuteAsync(
                static async (state, token) => await state.Http.TryAsync(state.Call, token), (Http: this, Call: call), cancellationToken);
        }
        catch (TimeoutRejectedException late)
        {
            throw new HttpRequestException("The connector did not answer in time.", late);
        }
        catch (MsalServiceException refusal) when (refusal.StatusCode is >= 400 and < 500 and not (int)HttpStatusCode.TooManyRequests)
        {
            throw new HttpRequestException($"The identity service refused the bot: {refusal.ErrorCode}.", refusal, HttpStatusCode.Unauthorized);
        }
        catch (MsalException refusal)
        {
            throw new HttpRequestException($"The identity service gave no token: {refusal.ErrorCode}.", refusal);
        }
    }

    /// <summary>A 401 may mean that the token was revoked or the keys changed: it is dropped and the request sent once more with another.</summary>
    private async Task<HttpResponseMessage> TryAsync(ConnectorCall call, CancellationToken cancellationToken)
    {
        var (response, token) = await SendOnceAsync(call, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized) return response;
        response.Dispose();
        logger.TokenRefused();
        (call.Credentials as AppTokenCredentials)?.Drop(token);
        (response, _) = await SendOnceAsync(call, cancellationToken);
        return response;
    }

    private async Task<(HttpResponseMessage Response, string? Token)> SendOnceAsync(ConnectorCall call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, call.Url);
        if (!call.Body.IsEmpty)
            request.Content = new ReadOnlyMemoryContent(call.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
        await call.Credentials.ProcessHttpRequestAsync(request, cancellationToken);
        return (await http().SendAsync(request, cancellationToken), request.Headers.Authorization?.Parameter);
    }

    private static InvalidOperationException Untrusted() =>
        new("The activity's service URL is not one that may have the bot's token; the host is not a Bot Framework host and no verified activity named it.");
}
