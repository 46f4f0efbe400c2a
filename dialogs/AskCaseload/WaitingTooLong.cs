using CareBot.Care.Appointments;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;
using CareBot.Dialogs.ReferPatient;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>Who waits too long, by every clock that runs: for a time with somebody, for the visit after a discharge, for an agency's word.</summary>
public sealed class WaitingTooLong(CaseloadDesk caseload, ReferralBoard board, VisitTypes types, ReferralPolicy policy)
{
    public async Task SayAsync(Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        var late = await LinesAsync(staff, talk, cancellationToken);
        await (late.Count == 0
            ? talk.SendAsync(talk.Say("coordinator.visit.nobodyWaits"), cancellationToken)
            : talk.SendAsync($"{talk.Say("waiting.title")}\n{string.Join('\n', late.Select(line => "- " + line))}", [talk.Say("refer.button.stuck"), talk.Say("button.caseload")], cancellationToken));
    }

    /// <summary>A line for each, the longest first.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        var all = await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken);
        var paused = all.Where(row => row.Pause is not null).Select(row => row.Patient).ToHashSet();
        var rows = all.Where(row => row.Pause is null);
        var stuck = (await board.ReadAsync(staff.Id, cancellationToken)).Where(row => !paused.Contains(row.Patient) && ReferralRules.IsStuck(row.Referral, policy, talk.Now));
        return [.. rows.SelectMany(row => OfVisits(row, talk)).Concat(stuck.Select(row => OfReferral(row, talk))).OrderByDescending(one => one.Days).Select(one => one.Line)];
    }

    private IEnumerable<(int Days, string Line)> OfVisits(CaseloadRow row, Talk talk)
    {
        if (FollowUpClock.Waiting(row, types.WaitDays, talk.Now) is { } days)
        {
            yield return (days, talk.Say("waiting.time", ("name", talk.NameOf(row)), ("count", days), ("limit", types.WaitDays)));
        }

        if (FollowUpClock.Of(row, types.DischargeDays, talk.Now) is { IsLate: true } clock)
        {
            var over = PatientDay.Of(talk.Now, row.TimeZone).DayNumber - clock.DueBy.DayNumber;
            yield return (over, talk.Say("waiting.followUp", ("name", talk.NameOf(row)), ("given", row.Name.Given), ("day", row.DischargedOn!.Value), ("due", clock.DueBy), ("count", over)));
        }
    }

    private static (int Days, string Line) OfReferral(ReferralRow row, Talk talk)
    {
        var days = (int)(talk.Now - row.Referral.StateAt).TotalDays;
        return (days, talk.Say(
            "waiting.referral", ("name", talk.NameOf(row.Patient, row.Name)), ("need", AnswerReferralDialog.Need(row.Referral, talk)), ("service", row.Referral.Service.Name), ("state", ReferralWords.Standing(row.Referral, talk)), ("count", days)));
    }
}
