namespace CareBot.BotFramework;

/// <summary>A channel's connector at one service URL. Made once and shared; it holds no connection of its own.</summary>
public interface IConnectorClient
{
    Uri BaseUri { get; }

    IConversations Conversations { get; }
}
