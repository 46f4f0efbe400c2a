using CareBot.Care.Consent;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Referrals;

/// <summary>Proposes, sends and answers referrals; the chart keeps every event, the summary what they add up to.</summary>
public sealed class ReferralDesk(Charts charts, Agenda agenda, DirectoryServices services, ReferralPolicy policy)
{
    /// <summary>What an agency is told, and no more.</summary>
    public static readonly IReadOnlyList<string> Told = ["name", "contact", "language", "need"];

    /// <summary>So many that are closed stay in the summary; the chart keeps all.</summary>
    private const int ClosedInSummary = 12;

    /// <summary>How long a word can be taken back (care reference 2.5).</summary>
    public static readonly TimeSpan Undoable = TimeSpan.FromMinutes(10);

    public ReferralPolicy Policy => policy;

    /// <summary>Chooses a service for a patient. The same service for the same need, while it is open, is the same referral.</summary>
    /// <param name="need">Its category, and whether it is sensitive.</param>
    /// <param name="follows">The referral whose no led here: it is over then.</param>
    public async Task<ReferralAnswer> ProposeAsync(PatientId patient, (string Category, bool IsSensitive) need, ReferredTo service, IReadOnlyList<ReferredTo> alternatives, string? follows, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fresh = new Referral
        {
            Id = CauseId.Of("referral", patient.Value, need.Category, service.Id, by.ActivityId),
            Category = need.Category,
            IsSensitive = need.IsSensitive,
            Service = service,
            Alternatives = [.. alternatives.Where(other => other.Id != service.Id)],
            Follows = follows,
            By = new StaffId(by.Id),
            ProposedAt = now,
            StateAt = now,
        };
        await agenda.IntendAsync(patient, now, cancellationToken);
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            if (chart.Summary.Referrals.FirstOrDefault(one => one.Id == fresh.Id || (one.IsOpen && one.Service.Id == service.Id && one.Category == need.Category)) is { } standing)
            {
                return new ReferralAnswer.AlreadySo(standing);
            }

            List<(Referral After, string What)> changes = [(fresh, "proposed")];
            if (chart.Summary.Referrals.FirstOrDefault(one => one.Id == follows && one.State == ReferralState.Declined && one.IsOpen) is { } before)
            {
                changes.Add((before with { ClosedAt = now }, "settled"));
            }

            switch (await CommitAsync(chart, chart.Summary, changes, [], by, now, cancellationToken))
            {
                case (Appended.Done, [var after, ..]):
                    return new ReferralAnswer.Changed(after);
                case (Appended.EntryExists, _):
                    return new ReferralAnswer.AlreadySo(await FindAsync(patient, fresh.Id, cancellationToken) ?? fresh);
            }
        }
    }

    /// <summary>Sends it where the patient has said yes; else the patient is asked first.</summary>
    public Task<ReferralAnswer> SendAsync(PatientId patient, string id, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, id, (referral, chart) => ReferralRules.Send(referral, chart.SharingConsents, policy, by.Role != Roles.Coordinator, now), by, now, cancellationToken);

    /// <summary>Writes down the patient's yes to telling this service, and sends what waited for it.</summary>
    /// <param name="how"><c>chat</c> or <c>spoken</c>.</param>
    public Task<ReferralAnswer> ConsentAsync(PatientId patient, string id, string how, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, id, (referral, chart) => ReferralRules.Send(referral, chart.SharingConsents, policy, by.Role != Roles.Coordinator, now), by, now, cancellationToken, chart =>
        {
            var referral = chart.Referrals.First(one => one.Id == id);
            return referral.State is not (ReferralState.Proposed or ReferralState.ConsentNeeded) || chart.SharingConsents.Any(one => one.Covers(referral.Service.Id, now)) ? null : new SharingConsent
            {
                Id = CauseId.Of("consent", patient.Value, referral.Service.Id, by.ActivityId),
                Service = referral.Service.Id,
                What = Told,
                How = how,
                By = by,
                GivenAt = now,
                Until = now + TimeSpan.FromDays(policy.ConsentDays),
            };
        });

    public Task<ReferralAnswer> RefuseConsentAsync(PatientId patient, string id, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, id, (referral, _) => ReferralRules.RefuseConsent(referral, now), by, now, cancellationToken);

    /// <summary>Takes back every consent, and every referral that is open; what an agency has delivered stays so, and may still be asked about.</summary>
    /// <returns>How many consents were taken back.</returns>
    public async Task<int> RevokeAsync(PatientId patient, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await agenda.IntendAsync(patient, now, cancellationToken);
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            var revoked = chart.Summary.SharingConsents.Where(consent => consent.RevokedAt is null).Select(consent => consent with { RevokedAt = now }).ToList();
            var changes = chart.Summary.Referrals.Where(one => one.IsOpen && one.State != ReferralState.Delivered)
                .Select(one => ReferralRules.Withdraw(one, NoReason.NoConsent, tell: true, now)).OfType<(Referral, string)>().ToList();
            if (revoked.Count == 0 && changes.Count == 0)
            {
                return 0;
            }

            var summary = chart.Summary with { SharingConsents = [.. chart.Summary.SharingConsents.Where(one => one.RevokedAt is not null), .. revoked] };
            if ((await CommitAsync(chart, summary, changes, revoked, by, now, cancellationToken)).How != Appended.ChartChanged)
            {
                return revoked.Count;
            }
        }
    }

    /// <summary>Takes an agency's answer, while the patient lets it know of them. What it says about room is kept for whoever comes next.</summary>
    public async Task<ReferralAnswer> AnswerAsync(PatientId patient, string id, AgencyAnswer answer, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var result = await ChangeAsync(patient, id, (referral, chart) => ReferralRules.IsShared(referral, chart.SharingConsents, now) ? ReferralRules.Answer(referral, answer, now) : null, by, now, cancellationToken);
        if (result is ReferralAnswer.Changed { Referral: var after })
        {
            await services.LearnAsync(after.Service.Id, new ServiceLesson(answer.Capacity, Accepted: answer.State == ReferralState.Accepted, Declined: answer.State == ReferralState.Declined), now, cancellationToken);
        }

        return result;
    }

    public async Task<ReferralAnswer> PatientSaysAsync(PatientId patient, string id, PatientWord word, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var result = await ChangeAsync(patient, id, (referral, _) => ReferralRules.PatientSays(referral, word, by.Role == Roles.Coordinator ? new StaffId(by.Id) : null, now), by, now, cancellationToken);
        if (result is ReferralAnswer.Changed { Referral: var after } && word != PatientWord.NotYet)
        {
            await services.LearnAsync(after.Service.Id, new ServiceLesson(Received: word == PatientWord.Received), now, cancellationToken);
        }

        return result;
    }

    /// <summary>Takes back the last word of a member of staff, within <see cref="Undoable"/>; what the directory learned of it is taken back too.</summary>
    public async Task<ReferralAnswer> UndoAsync(PatientId patient, string id, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var history = await HistoryAsync(patient, id, cancellationToken);
        var result = await ChangeAsync(patient, id, (referral, _) => ReferralRules.Undo(referral, history, new StaffId(by.Id), Undoable, now), by, now, cancellationToken);
        if (result is ReferralAnswer.Changed { Referral: var after } && history[^1].After is { PatientSays: PatientWord.Received or PatientWord.SaidNo } taken && taken.PatientSays != after.PatientSays)
        {
            await services.LearnAsync(after.Service.Id, new ServiceLesson(Received: taken.PatientSays == PatientWord.Received, IsTakenBack: true), now, cancellationToken);
        }

        return result;
    }

    /// <summary>Writes down that the agency was asked whether it has room: sending waits for its word.</summary>
    public Task<ReferralAnswer> AskRoomAsync(PatientId patient, string id, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, id, (referral, _) => ReferralRules.AskRoom(referral, policy, now), by, now, cancellationToken);

    /// <summary>Takes an agency's word about room: for this request, and for whoever comes next.</summary>
    public async Task<ReferralAnswer> SayRoomAsync(PatientId patient, string id, string capacity, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var answer = await ChangeAsync(patient, id, (one, chart) => ReferralRules.SayRoom(one, capacity, chart.SharingConsents, policy, now), by, now, cancellationToken);
        if ((answer is ReferralAnswer.Changed changed ? changed.Referral : answer is ReferralAnswer.AlreadySo standing ? standing.Referral : null) is { } referral)
        {
            await services.LearnAsync(referral.Service.Id, new ServiceLesson(capacity), now, cancellationToken);
        }

        return answer;
    }

    /// <summary>Keeps what an agency wrote that is no answer, for the coordinator.</summary>
    public Task<ReferralAnswer> WroteAsync(PatientId patient, string id, string words, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, id, (referral, _) => ReferralRules.Wrote(referral, words), by, now, cancellationToken);

    /// <summary>An e-mail to the agency was given up.</summary>
    public Task<ReferralAnswer> LoseLetterAsync(PatientId patient, string id, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, id, (referral, _) => ReferralRules.LoseLetter(referral), by, now, cancellationToken);

    public Task<ReferralAnswer> WithdrawAsync(PatientId patient, string id, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, id, (referral, _) => ReferralRules.Withdraw(referral, NoReason.NotNeeded, tell: false, now), by, now, cancellationToken);

    public Task<ReferralAnswer> SettleAsync(PatientId patient, string id, Author by, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, id, (referral, _) => ReferralRules.Settle(referral, now), by, now, cancellationToken);

    /// <summary>The referral as it stands, open or closed; null when there is none under this id.</summary>
    public async Task<Referral?> FindAsync(PatientId patient, string id, CancellationToken cancellationToken) =>
        await HistoryAsync(patient, id, cancellationToken) is { Count: > 0 } events ? events[^1].After : null;

    /// <summary>Everything that happened to a referral, oldest first.</summary>
    public Task<IReadOnlyList<ReferralEvent>> HistoryAsync(PatientId patient, string id, CancellationToken cancellationToken) =>
        charts.EntriesAsync(patient, KeyRange.StartingWith($"referral:{id}:"), RecordLimits.PageSize, CareJson.Default.ReferralEvent, cancellationToken);

    private async Task<ReferralAnswer> ChangeAsync(
        PatientId patient, string id, Func<Referral, ChartSummary, (Referral After, string What)?> decide, Author by, DateTimeOffset now, CancellationToken cancellationToken, Func<ChartSummary, SharingConsent?>? consent = null)
    {
        await agenda.IntendAsync(patient, now, cancellationToken);
        while (true)
        {
            if (await charts.FindAsync(patient, cancellationToken) is not { } chart || chart.Summary.Referrals.FirstOrDefault(one => one.Id == id) is not { } standing)
            {
                return new ReferralAnswer.Unknown();
            }

            var given = consent?.Invoke(chart.Summary);
            var summary = given is null ? chart.Summary : chart.Summary with { SharingConsents = [.. chart.Summary.SharingConsents, given] };
            if (decide(standing, summary) is not { } change)
            {
                return new ReferralAnswer.AlreadySo(standing);
            }

            var (how, committed) = await CommitAsync(chart, summary, [change], given is null ? [] : [given], by, now, cancellationToken);
            if (how == Appended.EntryExists)
            {
                return new ReferralAnswer.AlreadySo(standing);
            }

            if (how == Appended.Done)
            {
                if (change.What == "sent")
                {
                    await services.LearnAsync(committed[0].Service.Id, new ServiceLesson(Sent: true), now, cancellationToken);
                }

                return new ReferralAnswer.Changed(committed[0]);
            }
        }
    }

    /// <returns>The referrals that were changed, as they are now; none where nothing was written.</returns>
    private async Task<(Appended How, IReadOnlyList<Referral> After)> CommitAsync(
        OpenChart chart, ChartSummary summary, IReadOnlyList<(Referral After, string What)> changes, IReadOnlyList<SharingConsent> consents, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var counted = changes.Select(change => (After: EnrolmentRules.Step(change.After, now) with { Events = change.After.Events + 1 }, change.What)).ToList();
        var entries = counted.Select(change => Charts.Entry(
                $"referral:{change.After.Id}:{change.After.Events:D4}", new ReferralEvent { What = change.What, At = now, By = by, Policy = policy.Version, After = change.After }, CareJson.Default.ReferralEvent))
            .Concat(consents.Select(consent => Charts.Entry($"consent:{consent.Id}:{(consent.RevokedAt is null ? "given" : "revoked")}", consent, CareJson.Default.SharingConsent)));
        var ids = counted.Select(change => change.After.Id).ToHashSet(StringComparer.Ordinal);
        var all = summary.Referrals.Where(one => !ids.Contains(one.Id)).Concat(counted.Select(change => change.After)).ToList();
        var kept = all.Where(one => one.ClosedAt is null || one.Notice > one.NoticeSent || one.News > one.NewsSent)
            .Union(all.OrderByDescending(one => one.ClosedAt).Take(ClosedInSummary));
        var next = summary with { Referrals = [.. all.Where(kept.Contains)] };
        var how = await charts.AppendAsync(chart, next, [.. entries], cancellationToken);
        if (how != Appended.Done)
        {
            return (how, []);
        }

        await agenda.HappenedAsync(summary.Patient, now, cancellationToken);
        return (how, [.. counted.Select(change => change.After)]);
    }
}

/// <summary>What came of a word about a referral.</summary>
public abstract record ReferralAnswer
{
    private ReferralAnswer()
    {
    }

    public sealed record Changed(Referral Referral) : ReferralAnswer;

    /// <summary>It was so before, or is too late to change.</summary>
    public sealed record AlreadySo(Referral Referral) : ReferralAnswer;

    public sealed record Unknown : ReferralAnswer;
}
