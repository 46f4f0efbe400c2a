using CareBot.DirectLine;

namespace CareBot.Background;

/// <summary>Which adapter leads to a channel: web chat is served here, everything else goes through the Bot Connector.</summary>
public sealed class Roads(DirectLineAdapter web, CloudAdapter? connector = null)
{
    public BotAdapter To(string? channelId) => channelId == Channels.Webchat || connector is null ? web : connector;
}
