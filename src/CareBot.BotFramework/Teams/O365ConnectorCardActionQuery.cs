namespace CareBot.BotFramework;

/// <summary>The value of an <c>actionableMessage/executeAction</c> invoke.</summary>
public class O365ConnectorCardActionQuery
{
    public O365ConnectorCardActionQuery()
    {
    }

    public O365ConnectorCardActionQuery(string? body = default, string? actionId = default) => (Body, ActionId) = (body, actionId);

    public string? Body { get; set; }

    public string? ActionId { get; set; }
}
