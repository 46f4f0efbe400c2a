using CareBot.Care.CheckIns;
using CareBot.Care.Content;
using CareBot.Care.Patients;

namespace CareBot.Care.Alerts;

/// <summary>By when a human must have looked, by priority, and who is asked next. Content: every time stands in <c>alert-ladder.json</c>.</summary>
public sealed record AlertLadder
{
    public required string Kind { get; init; }

    public required string Version { get; init; }

    public required string Source { get; init; }

    public required string Signatory { get; init; }

    public required LadderStep P0 { get; init; }

    public required LadderStep P1 { get; init; }

    public required LadderStep P2 { get; init; }

    /// <summary>The priority that a zone calls for; null when nobody has to look.</summary>
    public required IReadOnlyDictionary<Zone, AlertPriority> Zones { get; init; }

    /// <summary>When somebody who was told to call 911 or 988 is asked again.</summary>
    public required LadderCheck Check { get; init; }

    /// <summary>How long "is it happening now?" may stay without an answer before it counts as yes.</summary>
    public required int DoubtMinutes { get; init; }

    /// <summary>How long after a "false alarm" the same rule opens the same alert again.</summary>
    public required int ReopenHours { get; init; }

    /// <summary>For how many days a patient's expected signs may raise no alert: what is offered, the last of it the most that may be.</summary>
    public required IReadOnlyList<int> SnoozeDays { get; init; }

    /// <summary>What an alert takes of a nurse's time, by priority; for planning, never for billing.</summary>
    public required IReadOnlyDictionary<AlertPriority, int> NurseMinutes { get; init; }

    public LadderStep Step(AlertPriority priority) => priority switch { AlertPriority.P0 => P0, AlertPriority.P1 => P1, _ => P2 };

    /// <summary>The instant by which an alert raised now has to be acknowledged; from there, the next rung's.</summary>
    public DateTimeOffset DueBy(AlertPriority priority, DateTimeOffset now, WorkingHours hours)
    {
        var step = Step(priority);
        return step.Clock switch
        {
            LadderClock.Always => now + TimeSpan.FromMinutes(step.Minutes),
            LadderClock.WorkingHours => hours.After(now, TimeSpan.FromMinutes(step.Minutes)),
            _ => hours.EndOfDay(now, TimeSpan.FromMinutes(step.Minutes)),
        };
    }

    /// <summary>Refuses a ladder that would lose or mute an alert.</summary>
    /// <exception cref="ContentException">Names the place and the remedy.</exception>
    public AlertLadder Checked(string file)
    {
        Require(P0 is { Clock: LadderClock.Always, Minutes: > 0, RepeatMinutes: > 0 }, "/p0", "an emergency has minutes above 0, the clock Always and repeatMinutes above 0: it can neither wait for the morning nor fall silent");
        Require(P0.Then is { Count: > 0 } then && then[^1] == LadderTarget.PhoneTree, "/p0/then", "end it with PhoneTree, so that the last rung tells everybody whom to call");
        Require(P1 is { Minutes: > 0, Clock: LadderClock.WorkingHours } or { Clock: LadderClock.EndOfDay, Minutes: >= 0 }, "/p1", "write minutes above 0 and the clock WorkingHours, or the clock EndOfDay");
        Require(P2 is { Minutes: > 0 } or { Clock: LadderClock.EndOfDay, Minutes: 0 }, "/p2", "write minutes above 0; 0 only with the clock EndOfDay, where they are what has to be left of a day whose end is promised");
        Require(P1.Then is not null && P2?.Then is not null, "/p1/then", "write whom p1 and p2 are passed on to: OnCall, Lead, PhoneTree, or an empty list");
        Require(Check is { AfterMinutes: > 0, AnswerMinutes: > 0 }, "/check", "write afterMinutes and answerMinutes above 0");
        Require(DoubtMinutes > 0, "/doubtMinutes", "write doubtMinutes above 0");
        Require(ReopenHours > 0 && ReopenHours <= AlertDesk.Remembered.TotalHours, "/reopenHours", $"write for how many hours a false alarm may be opened again, from 1 to {AlertDesk.Remembered.TotalHours}: so long it is remembered");
        Require(SnoozeDays is { Count: > 0 } days && days[0] > 0 && days[^1] <= 31 && days.Zip(days.Skip(1)).All(two => two.First < two.Second), "/snoozeDays", "write for how many days a patient's expected signs may raise no alert, the fewest first, from 1 to 31");
        Require(Enum.GetValues<AlertPriority>().All(priority => NurseMinutes?.GetValueOrDefault(priority) > 0), "/nurseMinutes", "write the minutes of p0, p1 and p2, each above 0");
        return this;

        void Require(bool holds, string place, string remedy)
        {
            if (!holds)
            {
                throw new ContentException(file, place, remedy);
            }
        }
    }
}

/// <summary>One priority's clock and what happens when it runs out.</summary>
/// <param name="Minutes">How long; for <see cref="LadderClock.EndOfDay"/> the opening time that has to be left of the day, else the next day's end counts.</param>
/// <param name="Clock">Which time counts.</param>
/// <param name="Then">Who is asked next, each after the same time again.</param>
/// <param name="RepeatMinutes">At the top everybody is told again as often as this, until somebody acknowledges; null for not.</param>
public sealed record LadderStep(int Minutes, LadderClock Clock, IReadOnlyList<LadderTarget> Then, int? RepeatMinutes = null);

/// <summary>When the patient is asked again, and how long the answer may take before the silence itself is told.</summary>
public sealed record LadderCheck(int AfterMinutes, int AnswerMinutes);

/// <summary>Who is asked next.</summary>
public enum LadderTarget
{
    /// <summary>Those on call, one after the other.</summary>
    OnCall,

    /// <summary>Who answers for the coordinators.</summary>
    Lead,

    /// <summary>Everybody on call and the lead, with the numbers to call.</summary>
    PhoneTree,
}

/// <summary>Which time counts.</summary>
public enum LadderClock
{
    Always,
    WorkingHours,
    EndOfDay,
}
