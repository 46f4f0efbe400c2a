using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Outreach;

/// <summary>
/// Looks at the charts on the agenda: brings the caseload up to date, says what is due, writes down that it was said, plans the next look.
/// Every step may run twice: a projection is rewritten, an outreach id is answered once, marks only grow.
/// </summary>
public sealed class OutreachDesk(Charts charts, PeopleDesk people, Agenda agenda, CaseloadDesk caseload, OutreachRules rules)
{
    private const int Page = 100;

    /// <summary>Says one thing in a stored conversation.</summary>
    /// <param name="item">What is due.</param>
    /// <param name="conversation">The conversation reference as it was stored.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    public delegate Task<Delivery> Say(OutreachItem item, string conversation, CancellationToken cancellationToken);

    /// <summary>Does everything that is due.</summary>
    /// <returns>How many things were said.</returns>
    /// <exception cref="AggregateException">Charts that could not be looked at; all others were, and these are looked at again.</exception>
    public async Task<int> RunDueAsync(DateTimeOffset now, Say say, CancellationToken cancellationToken)
    {
        var (said, faults) = (0, new List<Exception>());
        while (true)
        {
            var rows = await agenda.DueAsync(now, Page, cancellationToken);
            foreach (var looks in rows.GroupBy(row => row.Patient))
            {
                IReadOnlyCollection<DateTimeOffset> next;
                try
                {
                    (var delivered, next) = await LookAsync(looks.Key, now, say, cancellationToken);
                    said += delivered;
                }
                catch (Exception fault) when (fault is not (StorageUnavailableException or OperationCanceledException))
                {
                    // One chart's fault must not silence the others.
                    faults.Add(fault);
                    next = [now + OutreachRules.Retry];
                }

                await agenda.ReplaceAsync([.. looks], looks.Key, next, cancellationToken);
            }

            if (rows.Count < Page)
            {
                return faults.Count == 0 ? said : throw new AggregateException(faults);
            }
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

        await caseload.ProjectAsync(chart.Summary, cancellationToken);
        var practice = await people.PracticeAsync(cancellationToken);
        var due = rules.Due(chart.Summary, practice, now);
        var delivered = new List<OutreachItem>();
        foreach (var item in due)
        {
            if (await TrySayAsync(chart.Summary, item, say, cancellationToken) == Delivery.Delivered)
            {
                delivered.Add(item);
            }
        }

        var summary = chart.Summary;
        if (delivered.Count > 0)
        {
            summary = await charts.ChangeAsync(patient, current => rules.Mark(current, due, delivered), cancellationToken);
        }

        var left = due.Except(delivered).Any(item => CanBeSaid(item, summary));
        DateTimeOffset?[] next = [left ? now + OutreachRules.Retry : null, rules.NextLook(summary, practice, now)];
        return (delivered.Count, [.. next.OfType<DateTimeOffset>()]);
    }

    /// <summary>To a patient without an address nothing is tried again: the look that their first message asks for finds what waits.</summary>
    private static bool CanBeSaid(OutreachItem item, ChartSummary chart) => item.Staff is not null || chart.Conversation is not null;

    private async Task<Delivery> TrySayAsync(ChartSummary chart, OutreachItem item, Say say, CancellationToken cancellationToken)
    {
        var conversation = item.Staff is { } to
            ? await people.FindAsync(to, cancellationToken) is { Unreachable: null } staff ? staff.Conversation : null
            : chart.Conversation;
        return conversation is null ? Delivery.Later : await say(item, conversation, cancellationToken);
    }
}
