using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CareBot.Care.Alerts;
using CareBot.Care.Appointments;
using CareBot.Care.Assessments;
using CareBot.Care.Caseload;
using CareBot.Care.Covering;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Care.Referrals;

namespace CareBot.Care.Outreach;

/// <summary>
/// Looks at the charts on the agenda: takes the steps that alerts and kept times take with time, brings the caseload up to date, says what is due, writes down that it was said, plans the next look.
/// Every step may run twice: a projection is rewritten, an outreach id is answered once, marks only grow.
/// </summary>
public sealed class OutreachDesk(Charts charts, PeopleDesk people, Agenda agenda, ClockWatch watch, CaseloadDesk caseload, CoverDesk covers, LadderDesk ladder, WaitingList waitlist, ReferralBoard referrals, AnsweringNow answering, OutreachRules rules)
{
    private const int Page = 100;

    /// <summary>Says one thing in a stored conversation, unless it was heard in one of those in which it was tried before.</summary>
    /// <param name="item">What is due.</param>
    /// <param name="addresses">Conversation references as they were stored: the one to say it in, then those in which it was tried. None for a letter.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    public delegate Task<Delivery> Say(OutreachItem item, IReadOnlyList<string> addresses, CancellationToken cancellationToken);

    /// <summary>Does everything that is due: alerts that are raised meanwhile before all else, then by time.</summary>
    /// <param name="clock">Every look asks it for the time at which it is taken.</param>
    /// <param name="say">Says one thing.</param>
    /// <param name="cancellationToken">Cancels between looks.</param>
    /// <param name="atOnce">How many charts are looked at side by side; with one, always in the same order.</param>
    /// <returns>How many things were said.</returns>
    /// <exception cref="AggregateException">Charts that could not be looked at; all others were, and these are looked at again.</exception>
    public async Task<int> RunDueAsync(TimeProvider clock, Say say, CancellationToken cancellationToken, int atOnce = 1)
    {
        var (said, faults) = (0, new ConcurrentQueue<Exception>());
        // What is under way is finished where the store fails another one.
        await Parallel.ForEachAsync(DueAsync(clock, cancellationToken), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (looks, _) =>
        {
            var now = clock.GetUtcNow();
            var patient = looks[0].Patient;
            IReadOnlyCollection<DateTimeOffset> next = [now + OutreachRules.Retry];
            // One chart's fault must not silence the others, neither in the look nor in planning the next one.
            await AsideAsync(() => watch.TickAsync(now, cancellationToken));
            await AsideAsync(async () =>
            {
                (var delivered, next) = await LookAsync(patient, now, say, cancellationToken);
                Interlocked.Add(ref said, delivered);
            });
            await AsideAsync(() => agenda.ReplaceAsync(looks, patient, next, cancellationToken));
        });
        return faults.IsEmpty ? said : throw new AggregateException(faults);

        async Task AsideAsync(Func<Task> act)
        {
            try
            {
                await act();
            }
            catch (Exception fault) when (fault is not StorageUnavailableException && !cancellationToken.IsCancellationRequested)
            {
                faults.Enqueue(fault);
            }
        }
    }

    /// <summary>The looks that are due when it begins, each chart's together; before each, those at the alerts that were raised meanwhile.</summary>
    private async IAsyncEnumerable<IReadOnlyList<AgendaRow>> DueAsync(TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow();
        AgendaRow? last = null;
        for (var isLast = false; !isLast;)
        {
            var rows = await agenda.DueAsync(until, last, Page, cancellationToken);
            isLast = rows.Count < Page;
            foreach (var looks in (isLast ? rows.Concat(agenda.TakeHappened(until)) : rows).GroupBy(row => row.Patient))
            {
                foreach (var alert in agenda.TakeAlerts(clock.GetUtcNow()))
                {
                    yield return [alert];
                }

                yield return [.. looks];
            }

            last = isLast ? null : rows[^1];
        }

        foreach (var alert in agenda.TakeAlerts(clock.GetUtcNow()))
        {
            yield return [alert];
        }
    }

    /// <returns>How many things were said, and when to look again.</returns>
    private async Task<(int Said, IReadOnlyCollection<DateTimeOffset> Next)> LookAsync(PatientId patient, DateTimeOffset now, Say say, CancellationToken cancellationToken)
    {
        var chart = await charts.FindAsync(patient, cancellationToken);
        if (chart is null)
        {
            // The intent was written and the process died before the fact: there is nothing to say.
            return (0, []);
        }

        var practice = await people.PracticeAsync(cancellationToken);
        var summary = await waitlist.ExpireAsync(await ladder.StepAsync(await covers.StepAsync(chart, now, cancellationToken), practice, now, cancellationToken), now, cancellationToken);
        await caseload.ProjectAsync(summary, cancellationToken);
        await referrals.ProjectAsync(summary, cancellationToken);
        var due = rules.Due(summary, practice, now);
        var (delivered, waiting) = (new List<OutreachItem>(), 0);
        foreach (var item in due)
        {
            switch (await TrySayAsync(summary, item, now, say, cancellationToken))
            {
                case Delivery.Delivered:
                    delivered.Add(item);
                    break;
                case Delivery.WhenTheyCome:
                    waiting++;
                    break;
            }
        }

        if (delivered.Count > 0)
        {
            summary = await charts.ChangeAsync(patient, current => rules.Mark(current, due, delivered), cancellationToken);
        }

        DateTimeOffset?[] next = [delivered.Count + waiting < due.Count ? now + OutreachRules.Retry : null, rules.NextLook(summary, practice, now)];
        return (delivered.Count, [.. next.OfType<DateTimeOffset>()]);
    }

    private async Task<Delivery> TrySayAsync(ChartSummary chart, OutreachItem item, DateTimeOffset now, Say say, CancellationToken cancellationToken)
    {
        if (item.IsLetter)
        {
            return await say(item, [], cancellationToken);
        }

        if (item is OutreachItem.Invite && await answering.IsAsync(chart, now, cancellationToken))
        {
            return Delivery.Later;
        }

        var address = item.Staff is { } to
            ? await people.FindAsync(to, cancellationToken) is { Unreachable: null } staff ? staff.Conversation : null
            : item.Family is { } family ? chart.Family.FirstOrDefault(one => one.Id == family)?.Conversation
            : chart.Conversation;
        if (address is null)
        {
            // Whoever comes is looked at then; nothing of the kind is planned when a member of staff does.
            return item.Staff is null ? Delivery.WhenTheyCome : Delivery.Later;
        }

        var tried = await charts.EntriesAsync(chart.Patient, KeyRange.StartingWith($"{item.Id}:at:"), 100, CareJson.Default.OutreachAttempt, cancellationToken);
        var elsewhere = tried.Select(attempt => attempt.Conversation).Where(other => other != address).ToList();
        if (elsewhere.Count == tried.Count)
        {
            var attempt = new OutreachAttempt { Item = item.Id, At = now, Staff = item.Staff, Family = item.Family, Conversation = address };
            await charts.AppendOnceAsync(chart.Patient, Charts.Entry($"{item.Id}:at:{CauseId.Of(address)}", attempt, CareJson.Default.OutreachAttempt), cancellationToken);
        }

        return await say(item, [address, .. elsewhere], cancellationToken);
    }
}
