using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Care.Assessments;

/// <summary>Asks the patient to answer what somebody sent, or reminds them once of what they left open.</summary>
/// <param name="Response">The response's id.</param>
/// <param name="Again">It is the reminder.</param>
public sealed record AssessmentInvite(string Id, PatientId Patient, string Response, bool Again) : OutreachItem(Id, Patient);

/// <summary>Shows a result, or its correction, to the coordinator.</summary>
public sealed record AssessmentResult(string Id, PatientId Patient, string Response, int Notice, StaffId To) : OutreachItem(Id, Patient)
{
    public override StaffId? Staff => To;
}

/// <summary>
/// What assessments have due: invitations while somebody at the practice can answer, one at a time; one reminder; results for the
/// coordinator. Pure.
/// </summary>
public sealed class AssessmentOutreach : IDueRules
{
    private static readonly TimeSpan ReminderAfter = TimeSpan.FromDays(2);

    public IEnumerable<OutreachItem> Due(ChartSummary chart, Practice practice, DateTimeOffset now)
    {
        foreach (var line in chart.Assessments.Where(line => line.NoticeSent < line.Notice))
        {
            yield return new AssessmentResult($"outreach:result:{line.Id}:{line.Notice}", chart.Patient, line.Id, line.Notice, chart.Coordinator);
        }

        // Questions about mood or safety are sent only while somebody can answer.
        if (!new WorkingHours(practice).IsOpen(now))
        {
            yield break;
        }

        if (Waiting(chart).FirstOrDefault() is { } invited)
        {
            yield return new AssessmentInvite($"outreach:assessment:{invited.Id}", chart.Patient, invited.Id, Again: false);
        }

        foreach (var line in Left(chart).Where(line => now >= ReminderAt(line)))
        {
            yield return new AssessmentInvite($"outreach:assessment:{line.Id}:again", chart.Patient, line.Id, Again: true);
        }
    }

    public DateTimeOffset? NextLook(ChartSummary chart, Practice practice, DateTimeOffset now)
    {
        var hours = new WorkingHours(practice);
        var looks = Left(chart).Select(line => hours.NextOpen(ReminderAt(line) > now ? ReminderAt(line) : now));
        return (Waiting(chart).Any() && !hours.IsOpen(now) ? looks.Append(hours.NextOpen(now)) : looks).Select(look => (DateTimeOffset?)look).Min();
    }

    public ChartSummary Mark(ChartSummary chart, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> said)
    {
        var marked = chart.Assessments.Select(line => Mark(line, said)).ToList();
        return marked.SequenceEqual(chart.Assessments) ? chart : chart with { Assessments = marked };
    }

    private static AssessmentLine Mark(AssessmentLine line, IReadOnlyList<OutreachItem> said)
    {
        var invites = said.OfType<AssessmentInvite>().Where(item => item.Response == line.Id).ToList();
        var told = said.OfType<AssessmentResult>().Where(item => item.Response == line.Id).Select(item => item.Notice).DefaultIfEmpty(0).Max();
        var (invited, reminded, sent) = (line.Invited || invites.Exists(item => !item.Again), line.Reminded || invites.Exists(item => item.Again), Math.Max(line.NoticeSent, told));
        return (invited, reminded, sent) == (line.Invited, line.Reminded, line.NoticeSent) ? line : line with { Invited = invited, Reminded = reminded, NoticeSent = sent };
    }

    /// <summary>Sent and not yet in the patient's chat, while nothing else waits there.</summary>
    private static IEnumerable<AssessmentLine> Waiting(ChartSummary chart) => chart.Assessments.Any(line => line.State == AssessmentState.Started || line is { State: AssessmentState.Sent, Invited: true })
        ? []
        : chart.Assessments.Where(line => line is { State: AssessmentState.Sent, Invited: false }).OrderBy(line => line.SentAt);

    private static IEnumerable<AssessmentLine> Left(ChartSummary chart) =>
        chart.Assessments.Where(line => !line.Reminded && (line.State == AssessmentState.Started || line is { State: AssessmentState.Sent, Invited: true }));

    private static DateTimeOffset ReminderAt(AssessmentLine line) => (line.StartedAt ?? line.SentAt ?? DateTimeOffset.MaxValue - ReminderAfter) + ReminderAfter;
}
