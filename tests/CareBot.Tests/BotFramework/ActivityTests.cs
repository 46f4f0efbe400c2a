namespace CareBot.Tests.BotFramework;

public sealed class ActivityTests
{
    private static Activity Incoming() => new(ActivityTypes.Message)
    {
        Id = "in1",
        ChannelId = Channels.Msteams,
        ServiceUrl = "https://service",
        Locale = "es-MX",
        From = new ChannelAccount("ana", "Ana"),
        Recipient = new ChannelAccount("bot", "Bot"),
        Conversation = new ConversationAccount(id: "c1", tenantId: "t1"),
    };

    [Fact]
    public void A_reply_goes_back_to_the_sender_in_the_same_conversation()
    {
        var reply = Incoming().CreateReply("hola");

        Assert.Equal(("bot", "ana", "c1", "in1", "hola", "es-MX"), (reply.From!.Id, reply.Recipient!.Id, reply.Conversation!.Id, reply.ReplyToId, reply.Text, reply.Locale));
    }

    [Fact]
    public void A_reference_names_person_bot_and_conversation()
    {
        var reference = Incoming().GetConversationReference();

        Assert.Equal(("ana", "bot", "c1", "in1", "https://service"), (reference.User!.Id, reference.Bot!.Id, reference.Conversation!.Id, reference.ActivityId, reference.ServiceUrl));
    }

    [Theory]
    [InlineData(ActivityTypes.ConversationUpdate, Channels.Webchat, null)]
    [InlineData(ActivityTypes.ConversationUpdate, Channels.Directline, null)]
    [InlineData(ActivityTypes.ConversationUpdate, Channels.Msteams, "in1")]
    [InlineData(ActivityTypes.Message, Channels.Webchat, "in1")]
    public void The_made_up_id_of_a_web_chats_conversation_update_is_not_replied_to(string type, string channel, string? id)
    {
        var activity = Incoming();
        (activity.Type, activity.ChannelId) = (type, channel);

        Assert.Equal(id, activity.GetConversationReference().ActivityId);
        Assert.Equal(id, activity.CreateReply().ReplyToId);
    }

    [Fact]
    public void An_outgoing_activity_is_addressed_from_the_bot_to_the_person()
    {
        var activity = new Activity(ActivityTypes.Message).ApplyConversationReference(Incoming().GetConversationReference());

        Assert.Equal(("bot", "ana", "in1", null), (activity.From!.Id, activity.Recipient!.Id, activity.ReplyToId, activity.Id));
    }

    [Fact]
    public void An_incoming_activity_is_addressed_from_the_person_to_the_bot()
    {
        var activity = new Activity(ActivityTypes.Message).ApplyConversationReference(Incoming().GetConversationReference(), isIncoming: true);

        Assert.Equal(("ana", "bot", "in1", null), (activity.From!.Id, activity.Recipient!.Id, activity.Id, activity.ReplyToId));
    }

    [Fact]
    public void A_continuation_is_an_event_from_the_person_to_the_bot()
    {
        var continuation = Incoming().GetConversationReference().GetContinuationActivity();

        Assert.Equal((ActivityTypes.Event, ActivityEventNames.ContinueConversation, "ana", "bot"), (continuation.Type, continuation.Name, continuation.From!.Id, continuation.Recipient!.Id));
    }

    [Theory]
    [InlineData("message", true)]
    [InlineData("Message", true)]
    [InlineData("message/sub", true)]
    [InlineData("messageReaction", false)]
    [InlineData(null, false)]
    public void A_type_covers_its_subtypes_and_not_its_namesakes(string? type, bool isMessage) =>
        Assert.Equal(isMessage, new Activity { Type = type }.AsMessageActivity() is not null);

    [Theory]
    [InlineData("<at>Bot</at>", "<at>Bot</at> weight please", "weight please")]
    [InlineData(null, "<at>Bot</at> weight please", "weight please")]
    [InlineData("<at>bot</at>", "ask <at>Bot</at>", "ask")]
    public void The_mention_of_the_bot_is_taken_out_of_the_text(string? written, string text, string left)
    {
        var activity = Incoming();
        activity.Text = text;
        activity.Entities = [new Mention(new ChannelAccount("bot", "Bot"), written), new Mention(new ChannelAccount("eva", "Eva"), "weight")];

        Assert.True(activity.MentionsRecipient());
        Assert.Equal(left, activity.RemoveRecipientMention());
    }

    [Fact]
    public void An_activity_has_content_when_there_is_something_to_show()
    {
        Assert.False(new Activity { Text = " ", Attachments = [] }.HasContent());
        Assert.True(new Activity { Text = "a" }.HasContent());
        Assert.True(new Activity { Attachments = [new Attachment()] }.HasContent());
        Assert.True(new Activity { ChannelData = "x" }.HasContent());
    }
}
