using System.Collections.Concurrent;
using CareBot.DirectLine;

namespace CareBot.Tests.Channels;

/// <summary>What the turn gate does for these doors, and no more: holds replies back, keeps each turn once, then tells the streams.</summary>
internal sealed class TurnRecorder(ConversationLog log, ConversationFeed feed, ActivityStamp stamp) : IMiddleware
{
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var cause = turnContext.Activity;
        if (!_seen.TryAdd(cause.Id!, true)) return;
        var turn = new List<Activity> { cause };
        turnContext.OnSendActivities((_, activities, _) =>
        {
            var answers = activities.ConvertAll(activity => stamp.Answer(activity, cause));
            turn.AddRange(answers);
            return Task.FromResult(answers.ConvertAll(answer => new ResourceResponse(answer.Id)).ToArray());
        });
        await next(cancellationToken);
        feed.Publish(cause.Conversation!.Id!, log.Append(cause.Conversation.Id!, turn), turn);
    }
}
