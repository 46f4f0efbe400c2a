using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

public class SigninCard
{
    public const string ContentType = "application/vnd.microsoft.card.signin";

    public SigninCard()
    {
    }

    public SigninCard(string? text = default, IList<CardAction>? buttons = default) => (Text, Buttons) = (text, buttons);

    public string? Text { get; set; }

    public IList<CardAction>? Buttons { get; set; }

    public static SigninCard Create(string text, string buttonLabel, string url) =>
        new(text, [new CardAction(ActionTypes.Signin, buttonLabel, value: url)]);
}

public class OAuthCard
{
    public const string ContentType = "application/vnd.microsoft.card.oauth";

    public OAuthCard()
    {
    }

    public OAuthCard(string? text = default, string? connectionName = default, IList<CardAction>? buttons = default) =>
        (Text, ConnectionName, Buttons) = (text, connectionName, buttons);

    public string? Text { get; set; }

    public string? ConnectionName { get; set; }

    public TokenExchangeResource? TokenExchangeResource { get; set; }

    public TokenPostResource? TokenPostResource { get; set; }

    public IList<CardAction>? Buttons { get; set; }
}

public class TokenExchangeResource
{
    public TokenExchangeResource()
    {
    }

    public TokenExchangeResource(string? id = default, string? uri = default, string? providerId = default) =>
        (Id, Uri, ProviderId) = (id, uri, providerId);

    public string? Id { get; set; }

    public string? Uri { get; set; }

    public string? ProviderId { get; set; }
}

public class TokenPostResource
{
    public string? SasUrl { get; set; }
}

public class TokenResponse
{
    public TokenResponse()
    {
    }

    public TokenResponse(
        string? channelId = default, string? connectionName = default, string? token = default, string? expiration = default) =>
        (ChannelId, ConnectionName, Token, Expiration) = (channelId, connectionName, token, expiration);

    public string? ChannelId { get; set; }

    public string? ConnectionName { get; set; }

    public string? Token { get; set; }

    /// <summary>ISO 8601.</summary>
    public string? Expiration { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class TokenExchangeInvokeRequest
{
    public string? Id { get; set; }

    public string? ConnectionName { get; set; }

    public string? Token { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class TokenExchangeInvokeResponse
{
    public string? Id { get; set; }

    public string? ConnectionName { get; set; }

    public string? FailureDetail { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class SigninStateVerificationQuery
{
    public SigninStateVerificationQuery()
    {
    }

    public SigninStateVerificationQuery(string? state = default) => State = state;

    public string? State { get; set; }
}
