using CareBot.Care.Outreach;
using CareBot.Dialogs;
using CareBot.Turns;

namespace CareBot.Background;

/// <summary>
/// Says what is due: continues the stored conversation with an event activity whose id is the outreach id, through the same gate as any
/// turn, so that saying it twice is saying it once.
/// What it returns as delivered is stored, in the conversation's log or in its outbox; sending it is the outbox's affair.
/// </summary>
public sealed class Outreach(Roads roads, IBot bot, ConversationLog log, IEnumerable<IOutreachLetters> letters, IConfiguration configuration, TimeProvider clock, ILogger<Outreach> logger)
{
    public const string EventName = "carebot/outreach";

    /// <inheritdoc cref="OutreachDesk.Say"/>
    public async Task<Delivery> SayAsync(OutreachItem item, IReadOnlyList<string> addresses, CancellationToken cancellationToken)
    {
        if (item.IsLetter)
        {
            return await PostAsync(item, cancellationToken);
        }

        foreach (var other in addresses.Skip(1))
        {
            if (await IsHeardAsync(item, Reachability.Read(other), cancellationToken))
            {
                return Delivery.Delivered;
            }
        }

        var reference = Reachability.Read(addresses[0]);
        var isReached = false;
        try
        {
            await roads.To(reference.ChannelId).ContinueConversationAsync(
                configuration["MicrosoftAppId"] ?? "",
                Event(item, reference),
                (context, token) =>
                {
                    isReached = true;
                    // Only this road puts an item into the turn: an event of the same name from outside says nothing.
                    context.TurnState.Set(item);
                    return bot.OnTurnAsync(context, token);
                },
                cancellationToken);
            return Delivery.Delivered;
        }
        catch (InvalidOperationException refused) when (!isReached)
        {
            // What the turn itself throws is a fault of ours, and no word about the address.
            logger.OutreachRefused(item.GetType().Name, reference.ChannelId, refused);
            return Delivery.Later;
        }
    }

    /// <exception cref="NotSupportedException">No feature writes this letter.</exception>
    private async Task<Delivery> PostAsync(OutreachItem item, CancellationToken cancellationToken)
    {
        foreach (var feature in letters)
        {
            if (await feature.PostAsync(item, clock.GetUtcNow(), cancellationToken))
            {
                return Delivery.Delivered;
            }
        }

        throw new NotSupportedException($"Nothing writes {item.GetType().Name}.");
    }

    private async Task<bool> IsHeardAsync(OutreachItem item, ConversationReference there, CancellationToken cancellationToken) =>
        (await log.OpenAsync(ConversationKey.Of(Event(item, there)), item.Id, cancellationToken)).AnsweredBy is not null;

    private static OutreachEvent Event(OutreachItem item, ConversationReference reference) => new()
    {
        Type = ActivityTypes.Event,
        Name = EventName,
        Id = item.Id,
        ChannelId = reference.ChannelId,
        ServiceUrl = reference.ServiceUrl,
        Conversation = reference.Conversation,
        Recipient = reference.Bot,
        From = reference.User,
        Locale = reference.Locale,
        RelatesTo = reference,
    };
}

/// <summary>The activity of a turn that our own clock began. Its name may be sent by anybody; its type cannot come from outside.</summary>
internal sealed class OutreachEvent : Activity;
