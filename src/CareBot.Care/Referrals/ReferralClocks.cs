using System.Globalization;
using CareBot.Care.Mail;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Care.Referrals;

/// <summary>Who has to be asked, told, written to or reminded about a referral, and when.</summary>
public sealed class ReferralClocks(ReferralPolicy policy, MailSwitch mail) : IDueRules
{
    /// <summary>Two questions about two referrals never come on one day.</summary>
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromDays(1);

    public IEnumerable<OutreachItem> Due(ChartSummary chart, Practice practice, DateTimeOffset now)
    {
        foreach (var referral in chart.Referrals)
        {
            if (referral.NoticeSent < referral.Notice)
            {
                yield return new ShowReferral($"outreach:referral:{referral.Id}:{referral.Notice}:{chart.Coordinator.Value}", chart.Patient, referral.Id, referral.Notice, false, chart.Coordinator);
            }
            else if (RemindAt(referral) is { } remind && remind <= now)
            {
                yield return new ShowReferral($"outreach:referral-stuck:{referral.Id}:{remind.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture)}", chart.Patient, referral.Id, referral.Notice, true, chart.Coordinator) { At = now };
            }

            if (referral is { State: ReferralState.ConsentNeeded, ConsentAsked: false })
            {
                yield return new AskConsent($"outreach:consent:{referral.Id}", chart.Patient, referral.Id);
            }

            if (referral.NewsSent < referral.News)
            {
                yield return new TellReferral($"outreach:referral-news:{referral.Id}:{referral.News}", chart.Patient, referral.Id, referral.News);
            }

            if (WriteAt(referral) <= now)
            {
                yield return new WriteAgency($"outreach:agency:{referral.Id}:{referral.Letters + 1}", chart.Patient, referral.Id, referral.Letters + 1) { At = now };
            }
        }

        if (NextQuestion(chart) is var (asked, at) && at <= now)
        {
            yield return new AskReceived($"outreach:received:{asked.Id}:{asked.Asks + 1}", chart.Patient, asked.Id, asked.Asks + 1) { At = now };
        }
    }

    public DateTimeOffset? NextLook(ChartSummary chart, Practice practice, DateTimeOffset now) =>
        chart.Referrals.SelectMany(referral => new[] { RemindAt(referral), WriteAt(referral) }).Append(NextQuestion(chart)?.At).Where(at => at > now).Min();

    public ChartSummary Mark(ChartSummary chart, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> said)
    {
        var marked = chart.Referrals.Select(referral => said.Aggregate(referral, MarkOne)).ToList();
        return marked.SequenceEqual(chart.Referrals) ? chart : chart with { Referrals = marked };
    }

    /// <summary>When the coordinator is to be reminded that nothing happens: when it is stuck, and again after as long.</summary>
    private DateTimeOffset? RemindAt(Referral referral)
    {
        if (!referral.IsOpen)
        {
            return null;
        }

        var stuck = ReferralRules.StuckAt(referral, policy);
        return referral.ChasedAt is { } chased && chased + TimeSpan.FromDays(policy.StuckAfterDays) is var again && again > stuck ? again : stuck;
    }

    /// <summary>When the agency is to be written to (again); null where it gives no address, has answered, or was written to often enough.</summary>
    private DateTimeOffset? WriteAt(Referral referral) =>
        !mail.IsOn || !referral.IsOpen || referral is not { State: ReferralState.Sent, Service.Email: not null, SentAt: { } sent } || referral.Letters >= policy.MostLetters
            ? null
            : referral.LetterAt is { } written ? written + TimeSpan.FromDays(policy.WriteAgainAfterDays) : sent;

    private (Referral Referral, DateTimeOffset At)? NextQuestion(ChartSummary chart)
    {
        var last = chart.Referrals.Max(referral => referral.AskedAt);
        var next = chart.Referrals.Select(referral => (Referral: referral, At: ReferralRules.AskAt(referral, policy, chart.TimeZone))).Where(one => one.At is not null).OrderBy(one => one.At).FirstOrDefault();
        return next.At is not { } at ? null : (next.Referral, last + BetweenQuestions is { } free && free > at ? free : at);
    }

    private static Referral MarkOne(Referral referral, OutreachItem item) => item switch
    {
        ShowReferral { Stuck: false } shown when shown.Referral == referral.Id && shown.Notice > referral.NoticeSent => referral with { NoticeSent = shown.Notice },
        ShowReferral { Stuck: true } shown when shown.Referral == referral.Id => referral with { ChasedAt = Later(referral.ChasedAt, shown.At) },
        AskConsent asked when asked.Referral == referral.Id => referral with { ConsentAsked = true },
        TellReferral told when told.Referral == referral.Id && told.News > referral.NewsSent => referral with { NewsSent = told.News },
        WriteAgency letter when letter.Referral == referral.Id && letter.Round > referral.Letters => referral with { Letters = letter.Round, LetterAt = letter.At },
        AskReceived asked when asked.Referral == referral.Id && asked.Round > referral.Asks => referral with { Asks = asked.Round, AskedAt = asked.At },
        _ => referral,
    };

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
}
