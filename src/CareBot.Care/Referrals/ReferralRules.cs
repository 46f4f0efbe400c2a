using CareBot.Care.Consent;
using NodaTime;
using NodaTime.Extensions;

namespace CareBot.Care.Referrals;

/// <summary>
/// What a word does to a referral. Each step returns the referral after it and the name of what happened, or null when the word changes
/// nothing: pressed twice, too late, or not for this state. Pure.
/// </summary>
public static class ReferralRules
{
    /// <summary>Sends what may be sent, or asks for the consent that is missing.</summary>
    public static (Referral After, string What)? Send(Referral referral, IReadOnlyList<SharingConsent> consents, ReferralPolicy policy, DateTimeOffset now)
    {
        if (referral.State is not (ReferralState.Proposed or ReferralState.ConsentNeeded))
        {
            return null;
        }

        if (consents.FirstOrDefault(consent => consent.Covers(referral.Service.Id, now)) is { } consent)
        {
            return (referral with
            {
                State = ReferralState.Sent,
                StateAt = now,
                SentAt = now,
                LinkUntil = now + TimeSpan.FromDays(policy.LinkDays),
                Consent = consent.Id,
                Letters = 0,
                News = referral.News + 1,
                Notice = referral.Notice + (referral.State == ReferralState.ConsentNeeded ? 1 : 0),
            }, "sent");
        }

        return referral.State == ReferralState.ConsentNeeded ? null : (referral with { State = ReferralState.ConsentNeeded, StateAt = now }, "consent-needed");
    }

    /// <summary>The patient will not have this service told: nothing leaves the practice.</summary>
    public static (Referral After, string What)? RefuseConsent(Referral referral, DateTimeOffset now) =>
        referral.State is not (ReferralState.Proposed or ReferralState.ConsentNeeded)
            ? null
            : (referral with { State = ReferralState.Withdrawn, StateAt = now, Reason = NoReason.NoConsent, ClosedAt = now, Notice = referral.Notice + 1 }, "withdrawn");

    /// <summary>Ends a referral at the coordinator's or the patient's word, wherever it stands.</summary>
    /// <param name="tell">Whether the coordinator has to be told, because it was not their own word.</param>
    public static (Referral After, string What)? Withdraw(Referral referral, NoReason reason, bool tell, DateTimeOffset now) =>
        referral.ClosedAt is not null
            ? null
            : (referral with { State = ReferralState.Withdrawn, StateAt = now, Reason = reason, ClosedAt = now, Notice = referral.Notice + (tell ? 1 : 0) }, "withdrawn");

    /// <summary>The agency answers on its page. The same answer again changes nothing; another one takes its place.</summary>
    public static (Referral After, string What)? Answer(Referral referral, AgencyAnswer answer, DateTimeOffset now)
    {
        var again = referral.State == answer.State && referral.Reason == answer.Reason && referral.Day == (answer.Day ?? referral.Day) && (answer.Note.Length == 0 || referral.AgencyNote == answer.Note);
        if (again || !referral.IsOpen || !(referral.IsWithAgency || referral.State is ReferralState.Declined or ReferralState.Delivered))
        {
            return null;
        }

        return (referral with
        {
            State = answer.State,
            StateAt = now,
            AnsweredAt = referral.AnsweredAt ?? now,
            Reason = answer.Reason,
            Day = answer.State == ReferralState.Declined ? null : answer.Day ?? referral.Day,
            DeliveredAt = answer.State == ReferralState.Delivered ? now : null,
            AgencyNote = answer.Note.Length > 0 ? answer.Note : referral.AgencyNote,
            ClosedAt = answer.State == ReferralState.Delivered && referral.PatientSays == PatientWord.Received ? now : null,
            Notice = referral.Notice + 1,
            News = referral.News + (answer.State is ReferralState.Waitlisted or ReferralState.Scheduled or ReferralState.Declined ? 1 : 0),
        }, "answered");
    }

    /// <summary>The patient says whether it arrived. A yes closes the loop, unless the agency said no; anything else opens it to the coordinator.</summary>
    public static (Referral After, string What)? PatientSays(Referral referral, PatientWord word, DateTimeOffset now)
    {
        if (referral.SentAt is null || referral.ClosedAt is not null || (referral.PatientSays == word && referral.PatientSaysAt >= referral.AskedAt))
        {
            return null;
        }

        var said = referral with { PatientSays = word, PatientSaysAt = now, Notice = referral.Notice + 1 };
        return (word == PatientWord.Received && !said.IsMismatch ? said with { ClosedAt = now } : said, "patient-says");
    }

    /// <summary>The coordinator has looked into what is open and nothing more is to come.</summary>
    public static (Referral After, string What)? Settle(Referral referral, DateTimeOffset now) =>
        referral.ClosedAt is not null || referral.SentAt is null ? null : (referral with { ClosedAt = now }, "settled");

    /// <summary>Whether it stands without anybody having done anything for too long, or needs a coordinator now.</summary>
    public static bool IsStuck(Referral referral, ReferralPolicy policy, DateTimeOffset now) =>
        referral.IsOpen && (NeedsCoordinator(referral) || now >= StuckAt(referral, policy));

    /// <summary>A no, a word against a word, or a patient who does not have it: these wait for nobody but the coordinator.</summary>
    public static bool NeedsCoordinator(Referral referral) =>
        referral.IsOpen && (referral.State == ReferralState.Declined || referral.IsMismatch || referral.PatientSays == PatientWord.SaidNo);

    /// <summary>When it counts as stuck: so many days after the last thing that anybody said or was asked.</summary>
    public static DateTimeOffset StuckAt(Referral referral, ReferralPolicy policy)
    {
        var since = referral.PatientSaysAt > referral.StateAt ? referral.PatientSaysAt.Value : referral.StateAt;
        var from = referral.Day is { } day && referral.State == ReferralState.Scheduled && new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) is var set && set > since ? set : since;
        return from + TimeSpan.FromDays(referral.State == ReferralState.Waitlisted ? policy.WaitlistReviewDays : policy.StuckAfterDays);
    }

    /// <summary>When the patient is to be asked whether it arrived; null when not (again).</summary>
    public static DateTimeOffset? AskAt(Referral referral, ReferralPolicy policy, string timeZone)
    {
        if (!referral.IsOpen || referral.SentAt is not { } sent || referral.State is ReferralState.Declined || referral.Asks >= policy.MostAsks
            || referral.PatientSays is PatientWord.Received or PatientWord.SaidNo || (referral.AskedAt is { } asked && (referral.PatientSaysAt is null || referral.PatientSaysAt < asked)))
        {
            return null;
        }

        var after = TimeSpan.FromDays(policy.AskAfterDays);
        return referral switch
        {
            { PatientSaysAt: { } said } => said + after,
            { State: ReferralState.Delivered, DeliveredAt: { } done } => done + TimeSpan.FromDays(policy.AskAfterDeliveryDays),
            { State: ReferralState.Scheduled, Day: { } day } => Noon(day.AddDays(policy.AskAfterDeliveryDays), timeZone),
            { State: ReferralState.Waitlisted } => null,
            _ => sent + after,
        };
    }

    private static DateTimeOffset Noon(DateOnly day, string timeZone) =>
        (day.ToLocalDate() + LocalTime.Noon).InZoneLeniently(DateTimeZoneProviders.Tzdb[timeZone]).ToDateTimeOffset();
}
