using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Turns;
using Microsoft.Extensions.Logging.Abstractions;

namespace CareBot.Tests.Faults;

/// <summary>What people were told, against what the store and the channel hold.</summary>
internal sealed record Tally
{
    /// <summary>Answers that were acknowledged and whose check-in was said to be written down.</summary>
    public int Answers { get; private set; }

    public int AnswersLost { get; private set; }

    public int AnswersDoubled { get; private set; }

    /// <summary>Messages that the bot's log says were said through the channel.</summary>
    public int Replies { get; private set; }

    public int RepliesLost { get; private set; }

    /// <summary>Came twice, and no process had died in between; or two different ones under one id.</summary>
    public int RepliesDoubled { get; private set; }

    /// <summary>Came again under its own id after the process died that had sent it and not marked it yet (decision 0004).</summary>
    public int RepliesRepeated { get; private set; }

    /// <summary>Nobody read a reply before the one that was said before it.</summary>
    public bool IsInOrder { get; private set; } = true;

    public async Task CountAsync(IRecordStore store, Walker walker, Inbox inbox, CancellationToken cancellationToken)
    {
        await CountAnswersAsync(new Charts(store), walker, cancellationToken);
        if (walker.ReadsTheChannel)
            await CountRepliesAsync(new ConversationLog(store, NullLogger<ConversationLog>.Instance), walker, inbox, cancellationToken);
    }

    private async Task CountAnswersAsync(Charts charts, Walker walker, CancellationToken cancellationToken)
    {
        var records = await charts.EntriesAsync(walker.Patient, KeyRange.StartingWith($"checkin:heart-failure:{FaultTests.Zero:yyyyMMdd}"), 1000, CareJson.Default.CheckInRecord, cancellationToken);
        var left = records.OrderBy(record => record.CheckIn.SubmittedAt).ToList();
        foreach (var weight in walker.Weights)
        {
            Answers += 6;
            if (left.FindIndex(record => Walker.Is(record, weight)) is var at && at >= 0)
                left.RemoveAt(at);
            else
                AnswersLost += 6;
        }

        AnswersDoubled += 6 * left.Count;
    }

    private async Task CountRepliesAsync(ConversationLog log, Walker walker, Inbox inbox, CancellationToken cancellationToken)
    {
        var taken = inbox.Of(walker.Conversation);
        var said = new List<string>();
        var (watermark, key) = (-1L, ConversationKey.Of(Channels.Emulator, walker.Conversation));
        for (var page = await log.ReadAsync(key, 0, cancellationToken); page.Watermark != watermark; page = await log.ReadAsync(key, watermark, cancellationToken))
        {
            watermark = page.Watermark;
            foreach (var reply in page.Activities.Where(activity => activity.From?.Id == "bot"))
            {
                Replies++;
                said.Add(reply.Id!);
                if (!taken.TryGetValue(reply.Id!, out var times))
                    RepliesLost++;
                else
                    Count(times);
            }
        }

        IsInOrder &= taken.Keys.SequenceEqual(said.Where(taken.ContainsKey));
    }

    private void Count(IReadOnlyList<(string Text, int Deaths)> times)
    {
        for (var i = 1; i < times.Count; i++)
        {
            if (times[i].Deaths > times[i - 1].Deaths && times[i].Text == times[0].Text)
                RepliesRepeated++;
            else
                RepliesDoubled++;
        }
    }
}
