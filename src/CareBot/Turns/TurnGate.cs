using System.Text.Json;
using CareBot.Background;
using CareBot.Care.Records;
using CareBot.Dialogs;
using CareBot.Dialogs.GetHelpNow;
using CareBot.DirectLine;
using CareBot.Identity;

namespace CareBot.Turns;

/// <summary>
/// The gate every turn goes through: one turn at a time in a conversation, an activity id answered once, replies held back until what
/// they say is stored, a conflict with another host decided again from what is stored now.
/// </summary>
public sealed class TurnGate(ConversationLog log, ConversationQueue queue, ConversationFeed feed, Outbox outbox, ActivityStamp stamp, Trouble trouble, EmergencySpool spool, TimeProvider clock, ILogger<TurnGate> logger) : IBotMiddleware
{
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var activity = turnContext.Activity;
        if (activity.ChannelId is null || activity.Conversation?.Id is null)
        {
            // Nobody could be answered.
            return;
        }

        if (string.IsNullOrWhiteSpace(activity.Id))
        {
            // What follows from it is told from the next by when it was said.
            (activity.Id, activity.Timestamp) = (null, activity.Timestamp ?? clock.GetUtcNow());
        }

        if (activity.Type == ActivityTypes.Typing)
        {
            await next(cancellationToken);
            return;
        }

        var key = ConversationKey.Of(activity);
        using var seat = await queue.EnterAsync(key, cancellationToken);
        var outgoing = new HeldReplies(turnContext, stamp);
        try
        {
            await AnswerOnceAsync(key, seat, turnContext, outgoing, next, cancellationToken);
        }
        catch (Exception outage) when (outage is StorageUnavailableException or JsonException && activity is not OutreachEvent)
        {
            // A store that is away, or a record that cannot be read. What the bot says first is said later; a person waits for an answer.
            await SpeakWithoutMemoryAsync(key, turnContext, outgoing, outage, cancellationToken);
        }
    }

    private async Task AnswerOnceAsync(string key, ConversationQueue.Seat seat, ITurnContext turnContext, HeldReplies outgoing, NextDelegate next, CancellationToken cancellationToken)
    {
        for (var isBehind = seat.IsBehind; ; isBehind = true)
        {
            var conversation = await log.OpenAsync(key, Saying.IdOf(turnContext.Activity), cancellationToken);
            if (conversation.AnsweredBy is { } seq)
            {
                await outgoing.RepeatAsync(await log.TurnAsync(key, seq, cancellationToken), cancellationToken);
                return;
            }

            if (isBehind && await IsSaidAgainAsync(conversation, turnContext.Activity, cancellationToken))
            {
                turnContext.TurnState.Set(SaidUnread.Instance);
            }

            var entries = new TurnEntries();
            turnContext.TurnState.Set(entries);
            var memory = await RunAsync(conversation, turnContext, outgoing, next, cancellationToken);
            var turn = new Turn(conversation.Seq + 1, turnContext.Activity, outgoing.Number(conversation.Seq + 1));
            var unsent = await outbox.PrepareAsync(key, turn, turnContext, cancellationToken);
            if (await log.CommitAsync(conversation, turn, memory, unsent, entries, cancellationToken))
            {
                seat.Answered();
                feed.Publish(key, turn.Seq, [.. turn.Shown]);
                await ReleaseAsync(key, unsent, outgoing, cancellationToken);
                return;
            }

            outgoing.Forget();
        }
    }

    /// <summary>The words that were answered while these waited are the same, from the same person: a second tap, another window, a retry.</summary>
    private async Task<bool> IsSaidAgainAsync(OpenConversation conversation, Activity activity, CancellationToken cancellationToken) =>
        activity is { Type: ActivityTypes.Message, Value: null, Text.Length: > 0 } && conversation.Seq > 0
        && (await log.TurnAsync(conversation.Key, conversation.Seq, cancellationToken)).Inbound is { Type: ActivityTypes.Message, Value: null } before
        && before.From?.Id == activity.From?.Id && string.Equals(before.Text?.Trim(), activity.Text.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>What goes through a connector is sent by the conversation's own sender: the caller does not wait for the channel.</summary>
    private async Task ReleaseAsync(string key, UnsentTurn? unsent, HeldReplies outgoing, CancellationToken cancellationToken)
    {
        if (unsent is null)
        {
            await outgoing.ReleaseAsync(cancellationToken);
            return;
        }

        outbox.Filled(key);
        await outgoing.ReleaseResponseAsync(cancellationToken);
    }

    /// <summary>Runs the bot on the conversation as it was read.</summary>
    /// <returns>What the conversation remembers afterwards.</returns>
    private async Task<ReadOnlyMemory<byte>> RunAsync(OpenConversation conversation, ITurnContext turnContext, HeldReplies outgoing, NextDelegate next, CancellationToken cancellationToken)
    {
        var storage = new TurnStorage(conversation.Memory);
        var state = new ConversationState(storage);
        turnContext.TurnState.Set(state);
        try
        {
            await state.LoadAsync(turnContext, force: true, cancellationToken);
            await next(cancellationToken);
            await state.SaveChangesAsync(turnContext, force: false, cancellationToken);
            return storage.Memory;
        }
        catch (Exception exception) when (exception is not (StorageUnavailableException or OperationCanceledException) && turnContext.Activity is not OutreachEvent)
        {
            // A fault of ours: the person hears an answer with a reference, the conversation stays as it was and can go on.
            var reference = Trouble.Reference(conversation.Key, Saying.NameOf(turnContext.Activity));
            logger.TurnFailed(reference, exception);
            turnContext.TurnState.Get<TurnEntries>()!.Clear();
            outgoing.Forget();
            await AnswerTroubleAsync(turnContext, reference, cancellationToken);
            return conversation.Memory;
        }
    }

    /// <summary>The emergency words always; and what was heard is kept until somebody can be told.</summary>
    private async Task AnswerTroubleAsync(ITurnContext turnContext, string reference, CancellationToken cancellationToken)
    {
        var answer = trouble.Answer(turnContext.Activity, reference);
        if (answer.Emergency is { } heard)
        {
            await spool.KeepAsync(turnContext.Activity, SpeakerMiddleware.PersonOf(turnContext), heard, clock.GetUtcNow(), cancellationToken);
        }

        if (answer.Replies.Count > 0)
        {
            await turnContext.SendActivitiesAsync([.. answer.Replies], cancellationToken);
        }
    }

    private async Task SpeakWithoutMemoryAsync(string key, ITurnContext turnContext, HeldReplies outgoing, Exception outage, CancellationToken cancellationToken)
    {
        var reference = Trouble.Reference(key, Saying.NameOf(turnContext.Activity));
        logger.StorageUnavailable(reference, outage);
        outgoing.Forget();
        await AnswerTroubleAsync(turnContext, reference, cancellationToken);
        var replies = outgoing.Number(reference);
        feed.Publish(key, null, [.. new Turn(0, turnContext.Activity, replies).Shown]);
        if (!Outbox.Carries(turnContext))
        {
            await outgoing.ReleaseAsync(cancellationToken);
            return;
        }

        outbox.SendUnkept(replies);
        await outgoing.ReleaseResponseAsync(cancellationToken);
    }
}
