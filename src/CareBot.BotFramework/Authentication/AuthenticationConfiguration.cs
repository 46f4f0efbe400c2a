namespace CareBot.BotFramework;

/// <summary>What a bot demands of tokens beyond the protocol.</summary>
public class AuthenticationConfiguration
{
    /// <summary>Endorsements that the signing key must carry besides the activity's channel. Default: none.</summary>
    public string[] RequiredEndorsements { get; set; } = [];

    /// <summary>Issuers to accept besides those of the bot's own tenant, for tokens that carry the bot's own app id. Default: none.</summary>
    public IEnumerable<string> ValidTokenIssuers { get; set; } = [];
}
