using System.Globalization;
using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Links;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Care.Referrals;
using CareBot.Care.Safety;
using CareBot.Dialogs.ReferPatient;
using CareBot.Pages;

namespace CareBot.Endpoints;

/// <summary>Reads an agency's link and its form. An emergency in the note is heard before the answer is taken.</summary>
public sealed class AgencyDesk(LinkTokens tokens, Charts charts, ReferralDesk referrals, AlertDesk alerts, PeopleDesk people, RedFlagListener listener, TimeProvider clock)
{
    /// <summary>Text key of what the patient was told: nothing, for it was not they who wrote; and whoever wrote on the page reads there to call 911.</summary>
    private const string Told = "help.agency";

    public async Task<Opened> OpenAsync(string token, CancellationToken cancellationToken) => await tokens.ReadAsync(ReferralLinks.Referral, token, cancellationToken) switch
    {
        LinkReading.Good { Subject: var subject } when subject.Split('/') is [var patient, var id] => await FindAsync(new PatientId(patient), id, cancellationToken),
        LinkReading.Expired => new Opened.Closed("expired"),
        _ => new Opened.Closed("unknown"),
    };

    public async Task<AgencyOutcome> AnswerAsync(Opened.Request request, IFormCollection form, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var note = form["note"].ToString().Trim();
        // The same words pressed twice on a page are one cause; on a page that is opened later they are said anew.
        var by = new Author(Roles.Agency, request.Referral.Service.Id, $"agency/{request.Referral.Id}/{CauseId.Of(form["answer"].ToString(), note, form[AgencyForm.OnceField].ToString())}");
        var urgent = await HearAsync(request.Chart.Patient, note, Told, by, now, cancellationToken);
        note = note.Length > AgencyAnswer.LongestNote ? note[..AgencyAnswer.LongestNote] : note;
        var practice = await people.PracticeAsync(cancellationToken);
        if (Read(form, note, PatientDay.Of(now, practice.TimeZone)) is not { } answer)
        {
            var lacks = form["answer"] == "declined" ? "noReason" : "invalid";
            return new AgencyOutcome(urgent ? ["urgent", lacks] : [lacks], IsTaken: false);
        }

        await referrals.AnswerAsync(request.Chart.Patient, request.Referral.Id, answer, by, now, cancellationToken);
        return new AgencyOutcome([urgent ? "urgent" : "saved"], IsTaken: true);
    }

    private async Task<Opened> FindAsync(PatientId patient, string id, CancellationToken cancellationToken)
    {
        if (await charts.FindAsync(patient, cancellationToken) is not { Summary: var chart } || await referrals.FindAsync(patient, id, cancellationToken) is not { SentAt: not null } referral)
        {
            return new Opened.Closed("unknown");
        }

        // What was taken back, or closed, shows nothing of the person any more.
        return referral.IsOpen && ReferralRules.IsShared(referral, chart.SharingConsents, clock.GetUtcNow()) ? new Opened.Request(chart, referral) : new Opened.Closed("over");
    }

    /// <summary>Raises the alarm when an agency's words are an emergency; the alert keeps them from where the danger is spoken of.</summary>
    /// <param name="told">Text key of what the patient and whoever wrote were told.</param>
    public async Task<bool> HearAsync(PatientId patient, string words, string told, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var heard = listener.Listen(words, RedFlagContext.Unknown);
        if (heard.Class is not { } level)
        {
            return false;
        }

        var rules = heard.Rules.Where(rule => rule.Class == level).Select(rule => rule.Id).ToList();
        await alerts.RaiseEmergencyAsync(patient, new Emergency(level.ToName(), rules, told, by) { Said = FromWhereItIs(words, level) }, now, now, cancellationToken);
        return true;
    }

    private string FromWhereItIs(string words, SafetyClass level)
    {
        var lines = words.Split('\n');
        var from = Array.FindIndex(lines, line => listener.Listen(line, RedFlagContext.Unknown).Class == level);
        return string.Join('\n', lines.Skip(Math.Max(from, 0))).Trim();
    }

    private static AgencyAnswer? Read(IFormCollection form, string note, DateOnly today) => form["answer"].ToString() switch
    {
        "accepted" => new AgencyAnswer(ReferralState.Accepted, Note: note),
        "waitlisted" => new AgencyAnswer(ReferralState.Waitlisted, Note: note),
        "full" => new AgencyAnswer(ReferralState.Declined, NoReason.Full, Note: note),
        "delivered" => new AgencyAnswer(ReferralState.Delivered, Note: note),
        "declined" when Enum.TryParse<NoReason>(form["reason"], out var reason) && AgencyView.Reasons.Contains(reason) => new AgencyAnswer(ReferralState.Declined, reason, Note: note),
        "scheduled" when DateOnly.TryParseExact(form["day"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= today && day <= today.AddYears(1) => new AgencyAnswer(ReferralState.Scheduled, Day: day, Note: note),
        _ => null,
    };
}

/// <summary>What came of an agency's answer.</summary>
/// <param name="Says">Text keys of what the page says.</param>
/// <param name="IsTaken">False where the answer lacks something: it is asked for, and what was filled in stays.</param>
public sealed record AgencyOutcome(IReadOnlyList<string> Says, bool IsTaken);

/// <summary>What a link opened.</summary>
public abstract record Opened
{
    private Opened()
    {
    }

    public sealed record Request(ChartSummary Chart, Referral Referral) : Opened;

    /// <param name="Words">Text key of the page that says why.</param>
    public sealed record Closed(string Words) : Opened;
}
