using CareBot.Care.Patients;
using CareBot.Dialogs;
using CareBot.Turns;

namespace CareBot.Background;

/// <summary>Keeps on the person's record that a channel takes nothing for them any more, which ends what the bot says first.</summary>
public sealed class LostAddresses(EnrolDesk enrol, TimeProvider clock, ILogger<LostAddresses> logger)
{
    public async Task RememberAsync(UnsentTurn turn, Activity reply, string reason, CancellationToken cancellationToken)
    {
        logger.AddressLost(reply.ChannelId, reason);
        var why = new Unreachable(clock.GetUtcNow(), reason);
        if (turn is { Patient: { } theirs, Family: { } member })
        {
            await enrol.LostAsync(new PatientId(theirs), member, why, IsAddress, cancellationToken);
        }
        else if (turn.Patient is { } patient)
        {
            await enrol.LostAsync(new PatientId(patient), why, IsAddress, cancellationToken);
        }
        else if (turn.Staff is { } staff)
        {
            await enrol.LostAsync(new StaffId(staff), why, IsAddress, cancellationToken);
        }

        // A person who left a group can still be reached where they are alone with the bot.
        bool IsAddress(string stored) =>
            Reachability.Read(stored) is var address && address.ChannelId == reply.ChannelId && address.Conversation?.Id == reply.Conversation?.Id;
    }
}
