using System.Globalization;
using CareBot.DirectLine;

namespace CareBot.Turns;

/// <summary>What the bot says during a turn, held back until the turn is stored.</summary>
internal sealed class HeldReplies
{
    private readonly ITurnContext _context;
    private readonly ActivityStamp _stamp;
    private readonly List<Activity> _held = [];
    private bool _open;

    public HeldReplies(ITurnContext context, ActivityStamp stamp)
    {
        _context = context;
        _stamp = stamp;
        context.OnSendActivities(HoldAsync);
    }

    /// <summary>Drops what was said: the turn is decided again.</summary>
    public void Forget() => _held.Clear();

    /// <summary>Gives every reply the id under which it goes out: the same turn gives the same ids.</summary>
    public IReadOnlyList<Activity> Number(long seq) => Number(seq.ToString("D7", CultureInfo.InvariantCulture));

    /// <summary>The same for a turn that is not stored, and has no number.</summary>
    public IReadOnlyList<Activity> Number(string turn)
    {
        for (var i = 0; i < _held.Count; i++)
        {
            _held[i].Id ??= string.Create(CultureInfo.InvariantCulture, $"{_context.Activity.Conversation?.Id}|{turn}.{i + 1}");
        }

        return [.. _held];
    }

    /// <summary>Lets go out at once what does not wait in the outbox: the answer of an invoke's own HTTP response.</summary>
    public Task ReleaseResponseAsync(CancellationToken cancellationToken)
    {
        _held.RemoveAll(reply => reply.Type != ActivityTypesEx.InvokeResponse);
        return ReleaseAsync(cancellationToken);
    }

    /// <summary>Lets the replies go out.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        _open = true;
        if (_held.Count > 0)
        {
            await _context.SendActivitiesAsync([.. _held], cancellationToken);
        }
    }

    /// <summary>
    /// Answers a repeated activity: the caller that reads its answer from the response gets the same one again; what went out through the
    /// channel is not sent a second time.
    /// </summary>
    public async Task RepeatAsync(Turn turn, CancellationToken cancellationToken)
    {
        _open = true;
        var all = _context.Activity.DeliveryMode == DeliveryModes.ExpectReplies;
        var replies = turn.Replies.Where(reply => all || reply.Type == ActivityTypesEx.InvokeResponse).ToArray();
        if (replies.Length > 0)
        {
            await _context.SendActivitiesAsync(replies, cancellationToken);
        }
    }

    private Task<ResourceResponse[]> HoldAsync(ITurnContext context, List<Activity> activities, Func<Task<ResourceResponse[]>> next)
    {
        if (_open)
        {
            return next();
        }

        // On web chat a reply has its id at once, so that the bot can change it in the same turn.
        var held = context.Activity.ChannelId == Channels.Webchat ? activities.ConvertAll(activity => _stamp.Answer(activity, context.Activity)) : activities;
        _held.AddRange(held);
        return Task.FromResult(held.Select(activity => new ResourceResponse(activity.Id)).ToArray());
    }
}
