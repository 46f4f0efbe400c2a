using CareBot.Care.Alerts;
using CareBot.Care.Content;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.Alerts;

/// <summary>A practice may change every number of the ladder, and may not take an emergency off it.</summary>
public sealed class AlertLadderContentTests
{
    public static TheoryData<string, string> Faults => new()
    {
        { "/p0", "waits for the morning" },
        { "/p0", "falls silent" },
        { "/p0/then", "no phone tree" },
        { "/p1", "no time" },
        { "/check", "never asks again" },
        { "/doubtMinutes", "waits for ever" },
        { "/nurseMinutes", "a priority without minutes" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_ladder_that_would_lose_or_mute_an_alert_is_refused_with_the_place(string place, string fault)
    {
        var broken = fault switch
        {
            "waits for the morning" => Ladder with { P0 = Ladder.P0 with { Clock = LadderClock.WorkingHours } },
            "falls silent" => Ladder with { P0 = Ladder.P0 with { RepeatMinutes = null } },
            "no phone tree" => Ladder with { P0 = Ladder.P0 with { Then = [LadderTarget.OnCall] } },
            "no time" => Ladder with { P1 = Ladder.P1 with { Minutes = 0 } },
            "never asks again" => Ladder with { Check = new LadderCheck(0, 5) },
            "waits for ever" => Ladder with { DoubtMinutes = 0 },
            _ => Ladder with { NurseMinutes = new Dictionary<AlertPriority, int> { [AlertPriority.P0] = 20 } },
        };
        Assert.StartsWith($"ladder.json#{place}:", Assert.Throws<ContentException>(() => broken.Checked("ladder.json")).Message, StringComparison.Ordinal);
    }
}
