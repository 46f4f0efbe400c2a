using CareBot.Care.Consent;
using CareBot.Care.Patients;
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
    /// <param name="tell">Whether the coordinator has to be told, because it was not their own press.</param>
    public static (Referral After, string What)? Send(Referral referral, IReadOnlyList<SharingConsent> consents, ReferralPolicy policy, bool tell, DateTimeOffset now)
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
                News = referral.News + (referral.IsSensitive ? 0 : 1),
                Notice = referral.Notice + (tell ? 1 : 0),
            }, "sent");
        }

        // The chat must not ask about a sensitive need: that yes is spoken.
        return referral.State == ReferralState.ConsentNeeded || referral.IsSensitive ? null : (referral with { State = ReferralState.ConsentNeeded, StateAt = now }, "consent-needed");
    }

    /// <summary>Whether the agency may know of the patient: the yes on which it was sent still holds.</summary>
    public static bool IsShared(Referral referral, IReadOnlyList<SharingConsent> consents, DateTimeOffset now) =>
        consents.Any(consent => consent.Id == referral.Consent && consent.Covers(referral.Service.Id, now));

    /// <summary>Asks the agency whether it has room before anybody is named to it; the request waits for its word.</summary>
    public static (Referral After, string What)? AskRoom(Referral referral, ReferralPolicy policy, DateTimeOffset now) =>
        referral.State is not (ReferralState.Proposed or ReferralState.ConsentNeeded) || referral.RoomAskedAt is not null
            ? null
            : (referral with { RoomAskedAt = now, RoomUntil = now + TimeSpan.FromDays(policy.RoomDays) }, "room-asked");

    /// <summary>The agency says whether it has room. A yes, or a place on its list, sends what waited for it; anything else goes to the coordinator.</summary>
    public static (Referral After, string What)? SayRoom(Referral referral, string capacity, IReadOnlyList<SharingConsent> consents, ReferralPolicy policy, DateTimeOffset now)
    {
        if (referral.State != ReferralState.Proposed || referral.RoomAskedAt is null || referral.RoomSays == capacity)
        {
            return null;
        }

        var said = referral with { RoomSays = capacity };
        return capacity is "capacity" or "waitlist" && Send(said, consents, policy, tell: true, now) is { } sent ? sent : (said with { Notice = said.Notice + 1 }, "room-said");
    }

    /// <summary>It has no room, or has said nothing in the time that it had: another place should be asked.</summary>
    public static bool HasNoRoom(Referral referral, DateTimeOffset now) =>
        referral is { IsOpen: true, State: ReferralState.Proposed, RoomAskedAt: not null } && (referral.RoomSays == "no-capacity" || (referral.RoomSays is null && referral.RoomUntil <= now));

    /// <summary>The agency wrote something that is no answer; the coordinator reads it.</summary>
    public static (Referral After, string What)? Wrote(Referral referral, string words) =>
        !referral.IsOpen || referral.AgencyNote == words ? null : (referral with { AgencyNote = words, Notice = referral.Notice + 1 }, "wrote");

    /// <summary>An e-mail to the agency never arrived; the coordinator has to reach it otherwise.</summary>
    public static (Referral After, string What)? LoseLetter(Referral referral) =>
        !referral.IsOpen || referral.IsLetterLost ? null : (referral with { IsLetterLost = true, Notice = referral.Notice + 1 }, "letter-lost");

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
            News = referral.News + (!referral.IsSensitive && answer.State is (ReferralState.Waitlisted or ReferralState.Scheduled or ReferralState.Declined) ? 1 : 0),
        }, "answered");
    }

    /// <summary>The patient says whether it arrived. A yes closes the loop, unless the agency said no; anything else opens it to the coordinator.</summary>
    /// <param name="by">The member of staff who wrote it down; null where the patient said it themselves, of which the coordinator has to be told.</param>
    public static (Referral After, string What)? PatientSays(Referral referral, PatientWord word, StaffId? by, DateTimeOffset now)
    {
        if (referral.SentAt is null || referral.ClosedAt is not null || (referral.PatientSays == word && !(referral.PatientSaysAt < referral.AskedAt)))
        {
            return null;
        }

        var said = referral with { PatientSays = word, PatientSaysAt = now, PatientSaysBy = by, Notice = referral.Notice + (by is null ? 1 : 0) };
        return (word == PatientWord.Received && !said.IsMismatch ? said with { ClosedAt = now } : said, "patient-says");
    }

    /// <summary>The coordinator has looked into what is open and nothing more is to come.</summary>
    public static (Referral After, string What)? Settle(Referral referral, DateTimeOffset now) =>
        referral.ClosedAt is not null || referral.SentAt is null ? null : (referral with { ClosedAt = now }, "settled");

    /// <summary>Takes back the last word, where it is this member of staff's own and was said only just now: pressed by mistake.</summary>
    /// <param name="referral">As it stands.</param>
    /// <param name="history">What happened to it, oldest first.</param>
    /// <param name="within">How long a word can be taken back.</param>
    public static (Referral After, string What)? Undo(Referral referral, IReadOnlyList<ReferralEvent> history, StaffId by, TimeSpan within, DateTimeOffset now)
    {
        if (history is not [.., { After: var before }, { What: "patient-says" or "settled" or "withdrawn", By.Role: Roles.Coordinator } last]
            || last.By.Id != by.Value || last.After.Events != referral.Events || now - last.At > within)
        {
            return null;
        }

        // What was counted and marked meanwhile stays: who was told and asked, and how often.
        return (referral with
        {
            State = before.State,
            StateAt = before.StateAt,
            Reason = before.Reason,
            PatientSays = before.PatientSays,
            PatientSaysAt = before.PatientSaysAt,
            PatientSaysBy = before.PatientSaysBy,
            ClosedAt = before.ClosedAt,
            Steps = before.Steps,
        }, "undone");
    }

    /// <summary>Whether it stands without anybody having done anything for too long, or needs a coordinator now.</summary>
    public static bool IsStuck(Referral referral, ReferralPolicy policy, DateTimeOffset now) =>
        referral.IsOpen && (NeedsCoordinator(referral) || HasNoRoom(referral, now) || now >= StuckAt(referral, policy));

    /// <summary>A no, a word against a word, or a patient who does not have it: these wait for nobody but the coordinator. "Not yet" on a waiting
    /// list is what one expects; anywhere else it is no, until the agency says something newer.</summary>
    public static bool NeedsCoordinator(Referral referral) =>
        referral.IsOpen && (IsStillMissing(referral) || referral.State == ReferralState.Declined || referral.IsLetterLost && referral.State == ReferralState.Sent || referral.IsMismatch || referral.PatientSays == PatientWord.SaidNo);

    private static bool IsStillMissing(Referral referral) =>
        referral is { PatientSays: PatientWord.NotYet, State: ReferralState.Sent or ReferralState.Accepted or ReferralState.Scheduled } && referral.PatientSaysAt > referral.StateAt;

    /// <summary>When it counts as stuck: so many days after the last thing that anybody said. That the patient still does not have it moves nothing.</summary>
    public static DateTimeOffset StuckAt(Referral referral, ReferralPolicy policy)
    {
        if (referral is { State: ReferralState.Proposed, RoomUntil: { } until, RoomSays: null })
        {
            return until;
        }

        var since = referral.PatientSaysAt > referral.StateAt && referral.PatientSays != PatientWord.NotYet ? referral.PatientSaysAt.Value : referral.StateAt;
        var from = referral.Day is { } day && referral.State == ReferralState.Scheduled && new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) is var set && set > since ? set : since;
        return from + TimeSpan.FromDays(referral.State == ReferralState.Waitlisted ? policy.WaitlistReviewDays : policy.StuckAfterDays);
    }

    /// <summary>When the patient is to be asked whether it arrived; null when not (again).</summary>
    public static DateTimeOffset? AskAt(Referral referral, ReferralPolicy policy, string timeZone)
    {
        if (!referral.IsOpen || referral.IsSensitive || referral.SentAt is not { } sent || referral.State is ReferralState.Declined || referral.Asks >= policy.MostAsks
            || referral.PatientSays is PatientWord.Received or PatientWord.SaidNo || (referral.AskedAt is { } asked && (referral.PatientSaysAt is null || referral.PatientSaysAt < asked)))
        {
            return null;
        }

        var after = TimeSpan.FromDays(policy.AskAfterDays);
        return referral switch
        {
            // What the agency says later counts for more than "not yet".
            { PatientSaysAt: { } said } when said >= referral.StateAt => said + after,
            { State: ReferralState.Delivered, DeliveredAt: { } done } => done + TimeSpan.FromDays(policy.AskAfterDeliveryDays),
            { State: ReferralState.Scheduled, Day: { } day } => Noon(day.AddDays(policy.AskAfterDeliveryDays), timeZone),
            { State: ReferralState.Waitlisted } => null,
            _ => sent + after,
        };
    }

    private static DateTimeOffset Noon(DateOnly day, string timeZone) =>
        (day.ToLocalDate() + LocalTime.Noon).InZoneLeniently(DateTimeZoneProviders.Tzdb[timeZone]).ToDateTimeOffset();
}
