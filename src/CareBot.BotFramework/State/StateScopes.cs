namespace CareBot.BotFramework;

/// <summary>What is remembered of a conversation, whoever speaks in it.</summary>
public class ConversationState(IStorage storage) : BotState(storage, nameof(ConversationState))
{
    protected override string GetStorageKey(ITurnContext turnContext) =>
        $"{StateKey.Channel(turnContext)}/conversations/{StateKey.Conversation(turnContext)}";
}

/// <summary>What is remembered of a person on one channel, in whatever conversation.</summary>
public class UserState(IStorage storage) : BotState(storage, nameof(UserState))
{
    protected override string GetStorageKey(ITurnContext turnContext) =>
        $"{StateKey.Channel(turnContext)}/users/{StateKey.User(turnContext)}";
}

/// <summary>What is remembered of a person in one conversation.</summary>
public class PrivateConversationState(IStorage storage) : BotState(storage, nameof(PrivateConversationState))
{
    protected override string GetStorageKey(ITurnContext turnContext) =>
        $"{StateKey.Channel(turnContext)}/conversations/{StateKey.Conversation(turnContext)}/users/{StateKey.User(turnContext)}";
}

internal static class StateKey
{
    public static string Channel(ITurnContext turn) => turn.Activity.ChannelId ?? throw Missing("channelId");

    public static string Conversation(ITurnContext turn) => turn.Activity.Conversation?.Id ?? throw Missing("conversation.id");

    public static string User(ITurnContext turn) => turn.Activity.From?.Id ?? throw Missing("from.id");

    private static InvalidOperationException Missing(string field) => new($"State has no key: the activity lacks {field}.");
}
