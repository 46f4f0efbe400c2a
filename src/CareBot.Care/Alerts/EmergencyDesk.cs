using CareBot.Care.Caseload;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Alerts;

/// <summary>
/// Brings what the listener heard to a human, whoever said it: a patient by their chart, anybody else by a nameless chart of the
/// conversation, which keeps where the words came from and nothing about the person.
/// </summary>
public sealed class EmergencyDesk(AlertDesk alerts, Charts charts, EnrolDesk enrol, PeopleDesk people, Agenda agenda, AlertLadder ladder)
{
    /// <summary>The chart of a conversation whose person has none.</summary>
    public static PatientId NamelessIn(string channel, string conversation) => new($"visitor-{CauseId.Of(channel, conversation)}");

    /// <summary>Raises the alert, or adds to the open one.</summary>
    public async Task<(PatientId Patient, Alert Alert)> RaiseAsync(Caller caller, Emergency emergency, DateTimeOffset heardAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var patient = await ChartAsync(caller, now, cancellationToken);
        return (patient, await alerts.RaiseEmergencyAsync(patient, emergency, heardAt, now, cancellationToken));
    }

    /// <summary>Keeps that "is it happening now?" was asked: without an answer in time it becomes an alert.</summary>
    public async Task AskedAsync(Caller caller, string heard, IReadOnlyList<string> rules, string said, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var patient = await ChartAsync(caller, now, cancellationToken);
        await agenda.ExpectAsync(patient, now + TimeSpan.FromMinutes(ladder.DoubtMinutes), cancellationToken);
        await charts.ChangeAsync(patient, chart => chart with { Doubt = new Doubt(heard, rules, now, by, said) }, cancellationToken);
    }

    /// <summary>The question was answered.</summary>
    public async Task SettledAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (await charts.FindAsync(caller.Chart, cancellationToken) is { Summary.Doubt: not null })
        {
            await charts.ChangeAsync(caller.Chart, chart => chart.Doubt is null ? chart : chart with { Doubt = null }, cancellationToken);
        }
    }

    /// <summary>The newest emergency of this person that no human has closed and of which they did not say that help is there; null when there is none.
    /// One of another day is no longer what they talk about.</summary>
    public async Task<Alert?> OpenAsync(Caller caller, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await charts.FindAsync(caller.Chart, cancellationToken))?.Summary.OpenAlerts
            .Where(alert => alert is { Priority: AlertPriority.P0, EmergencyClass: not null, PatientSays: not ("helped" or "mistake") } && now - (alert.HeardAt ?? alert.RaisedAt) <= TimeSpan.FromHours(ladder.ReopenHours))
            .MaxBy(alert => alert.HeardAt ?? alert.RaisedAt);

    /// <summary>Whether there is such a chart, and this member of staff may open it.</summary>
    public async Task<bool> MayOpenAsync(PatientId patient, StaffId staff, CancellationToken cancellationToken) =>
        await charts.FindAsync(patient, cancellationToken) is { Summary: var chart } && CaseloadRules.MayOpen(CaseloadRow.Of(chart), staff, await people.PracticeAsync(cancellationToken));

    /// <summary>The alert as it stands, closed ones too; null where there is none.</summary>
    public Task<Alert?> FindAsync(PatientId patient, string alertId, CancellationToken cancellationToken) => alerts.FindAsync(patient, alertId, cancellationToken);

    private async Task<PatientId> ChartAsync(Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (caller is Caller.OfNoChart { Nameless: var nameless } && await charts.FindAsync(nameless.Patient, cancellationToken) is null)
        {
            var practice = await people.PracticeAsync(cancellationToken);
            await enrol.AdmitAsync(nameless with { TimeZone = practice.TimeZone, Coordinator = nameless.Coordinator == default ? await FirstAsync(practice, cancellationToken) : nameless.Coordinator }, now, cancellationToken);
        }

        return caller.Chart;
    }

    /// <summary>Who answers for somebody without a coordinator: the first on call, else the lead, else whoever works here.</summary>
    private async Task<StaffId> FirstAsync(Practice practice, CancellationToken cancellationToken) =>
        practice.OnCall.Count > 0 ? practice.OnCall[0]
        : practice.Lead ?? (await people.StaffAsync(cancellationToken)).Select(staff => (StaffId?)staff.Id).FirstOrDefault()
        ?? throw new InvalidOperationException("The practice has no staff: run the verb 'import practice', or 'seed' for the demo practice.");
}

/// <summary>Whose chart an emergency belongs to.</summary>
public abstract record Caller(PatientId Chart)
{
    /// <summary>A patient.</summary>
    public sealed record OfPatient(PatientId Patient) : Caller(Patient);

    /// <summary>Somebody without a chart.</summary>
    /// <param name="Nameless">The chart that their conversation gets; its zone, and its coordinator where it has none, are filled in from the practice.</param>
    public sealed record OfNoChart(ChartSummary Nameless) : Caller(Nameless.Patient);

    /// <param name="chart">The chart of the conversation: <see cref="EmergencyDesk.NamelessIn"/>.</param>
    /// <param name="name">What the staff read in the place of a name.</param>
    /// <param name="language">Of the answers.</param>
    /// <param name="conversation">Where to answer; null when that is not known.</param>
    /// <param name="coordinator">Who answers for it; null for the first on call.</param>
    public static Caller WithoutChart(PatientId chart, PersonName name, string language, string? conversation, StaffId? coordinator = null) => new OfNoChart(new ChartSummary
    {
        Patient = chart,
        Name = name,
        Language = language,
        TimeZone = "Etc/UTC",
        Coordinator = coordinator ?? default,
        Conversation = conversation,
        Nameless = true,
    });
}
