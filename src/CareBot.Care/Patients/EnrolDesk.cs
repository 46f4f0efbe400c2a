using System.Globalization;
using CareBot.Care.CheckIns;
using CareBot.Care.Consent;
using CareBot.Care.Outreach;
using CareBot.Care.Records;

namespace CareBot.Care.Patients;

/// <summary>Takes people into the practice's care: opens the chart, enrols in programmes, keeps how to reach them.</summary>
public sealed class EnrolDesk(Charts charts, PeopleDesk people, Agenda agenda)
{
    /// <summary>Opens a chart and plans the first look at it.</summary>
    /// <returns>False when the patient has a chart already; nothing is changed then.</returns>
    public async Task<bool> AdmitAsync(ChartSummary chart, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var intent = await agenda.IntendAsync(chart.Patient, now, cancellationToken);
        var opened = await charts.CreateAsync(chart, cancellationToken);
        await agenda.HappenedAsync(intent, now, cancellationToken);
        return opened;
    }

    /// <summary>Keeps where a speaker can be reached; what waits for them is looked at again.</summary>
    public async Task ReachableAsync(Speaker speaker, string conversation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (speaker)
        {
            case Speaker.OfPatient { Chart: var chart } when chart.Conversation != conversation || chart.Unreachable is not null:
                var own = Agenda.Intend(chart.Patient, now);
                await charts.ChangeAsync(chart.Patient, current => current with { Conversation = conversation, Unreachable = null }, own, cancellationToken);
                agenda.Happened(own, now);
                break;
            case Speaker.OfFamily { Member: { } member, Chart: var theirs } when member.Conversation != conversation || member.Unreachable is not null:
                var look = Agenda.Intend(theirs.Patient, now);
                await charts.ChangeAsync(theirs.Patient, current => current with { Family = [.. current.Family.Select(one => one.Id == member.Id ? one with { Conversation = conversation, Unreachable = null } : one)] }, look, cancellationToken);
                agenda.Happened(look, now);
                break;
            case Speaker.OfStaff { Staff: var staff } when staff.Conversation != conversation || staff.Unreachable is not null:
                await people.ChangeAsync(staff.Id, current => current with { Conversation = conversation, Unreachable = null }, cancellationToken);
                break;
        }
    }

    /// <summary>Ends what the bot says first to a patient at an address, until they write again.</summary>
    /// <param name="patient">Whose address.</param>
    /// <param name="why">What the channel said; an earlier word stands.</param>
    /// <param name="isLost">Whether the stored address is the one that was lost.</param>
    /// <param name="cancellationToken">Cancels the work between attempts.</param>
    public Task LostAsync(PatientId patient, Unreachable why, Func<string, bool> isLost, CancellationToken cancellationToken) =>
        charts.ChangeAsync(patient, current => current is { Unreachable: null, Conversation: { } address } && isLost(address) ? current with { Unreachable = why } : current, cancellationToken);

    /// <inheritdoc cref="LostAsync(PatientId, Unreachable, Func{string, bool}, CancellationToken)"/>
    public Task LostAsync(StaffId staff, Unreachable why, Func<string, bool> isLost, CancellationToken cancellationToken) =>
        people.ChangeAsync(staff, current => current is { Unreachable: null, Conversation: { } address } && isLost(address) ? current with { Unreachable = why } : current, cancellationToken);

    /// <summary>The same for somebody of a patient's family.</summary>
    /// <param name="patient">On whose chart they stand.</param>
    /// <param name="member">Who they are there.</param>
    /// <param name="why">What the channel said; an earlier word stands.</param>
    /// <param name="isLost">Whether the stored address is the one that was lost.</param>
    /// <param name="cancellationToken">Cancels the work between attempts.</param>
    public Task LostAsync(PatientId patient, string member, Unreachable why, Func<string, bool> isLost, CancellationToken cancellationToken)
    {
        return charts.ChangeAsync(patient, current => current.Family.Any(IsIt) ? current with { Family = [.. current.Family.Select(one => IsIt(one) ? one with { Unreachable = why } : one)] } : current, cancellationToken);

        bool IsIt(FamilyMember one) => one.Id == member && one is { Unreachable: null, Conversation: { } address } && isLost(address);
    }

    /// <summary>Takes a patient into a programme of check-ins.</summary>
    public Task EnrolAsync(PatientId patient, Enrolment enrolment, Author by, DateTimeOffset now, CancellationToken cancellationToken) => ProgrammeAsync(
        patient,
        chart => chart.Enrolments.Any(one => one.Protocol == enrolment.Protocol) ? chart : chart with { Enrolments = [.. chart.Enrolments, enrolment] },
        new EnrolmentEvent { What = "started", At = now, By = by, Protocol = enrolment.Protocol, Unit = enrolment.Unit },
        cancellationToken);

    /// <summary>Ends a patient's part in a programme; what was answered stays.</summary>
    public Task LeaveAsync(PatientId patient, string protocol, Author by, DateTimeOffset now, CancellationToken cancellationToken) => ProgrammeAsync(
        patient,
        chart => chart.Enrolments.All(one => one.Protocol != protocol) ? chart : chart with { Enrolments = [.. chart.Enrolments.Where(one => one.Protocol != protocol)] },
        new EnrolmentEvent { What = "stopped", At = now, By = by, Protocol = protocol },
        cancellationToken);

    /// <summary>Sets a value of the patient's own that the rules of a programme compare with; the ones before it stay for the days that they were of.</summary>
    public Task PersonalAsync(PatientId patient, string protocol, PersonalValue value, Author by, CancellationToken cancellationToken) => ProgrammeAsync(
        patient,
        chart => chart with
        {
            Enrolments = [.. chart.Enrolments.Select(one => one.Protocol == protocol ? one with { Thresholds = one.Thresholds with { Personal = [.. one.Thresholds.Personal, value] } } : one)],
        },
        new EnrolmentEvent { What = "value-set", At = value.At, By = by, Protocol = protocol, Value = value },
        cancellationToken);

    /// <summary>Sets a threshold of the patient's own for a rule, in the place of the one before it.</summary>
    public Task ThresholdAsync(PatientId patient, string protocol, ThresholdOverride own, Author by, DateTimeOffset now, CancellationToken cancellationToken) => ProgrammeAsync(
        patient, chart => Ended(chart, protocol, own.RuleId, own.From, [own]), new EnrolmentEvent { What = "threshold-set", At = now, By = by, Protocol = protocol, Threshold = own }, cancellationToken);

    /// <summary>Ends a threshold of the patient's own: from a day on the programme's counts again.</summary>
    public Task ThresholdEndedAsync(PatientId patient, string protocol, ThresholdOverride own, DateOnly from, Author by, DateTimeOffset now, CancellationToken cancellationToken) => ProgrammeAsync(
        patient, chart => Ended(chart, protocol, own.RuleId, from, []), new EnrolmentEvent { What = "threshold-ended", At = now, By = by, Protocol = protocol, Threshold = own }, cancellationToken);

    private static ChartSummary Ended(ChartSummary chart, string protocol, string rule, DateOnly from, IReadOnlyList<ThresholdOverride> instead)
    {
        return chart with { Enrolments = [.. chart.Enrolments.Select(one => one.Protocol == protocol ? one with { Thresholds = one.Thresholds with { Overrides = [.. one.Thresholds.Overrides.Select(End), .. instead] } } : one)] };

        ThresholdOverride End(ThresholdOverride own) => own.RuleId == rule && !(own.Ended <= from) ? own with { Ended = from } : own;
    }

    private async Task ProgrammeAsync(PatientId patient, Func<ChartSummary, ChartSummary> change, EnrolmentEvent what, CancellationToken cancellationToken)
    {
        var intent = await agenda.IntendAsync(patient, what.At, cancellationToken);
        var entry = Charts.Entry($"enrolment:{what.At.UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)}:{CauseId.Of(what.By.ActivityId)}", what, CareJson.Default.EnrolmentEvent);
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            var changed = change(chart.Summary);
            if (changed == chart.Summary || await charts.AppendAsync(chart, changed, [entry], cancellationToken) != Appended.ChartChanged)
            {
                break;
            }
        }

        await agenda.HappenedAsync(intent, what.At, cancellationToken);
    }

    /// <summary>The patient came home from a hospital: the clock of the follow-up visit starts, and what was paused because they were there goes on.</summary>
    public async Task DischargedAsync(PatientId patient, DateOnly day, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await agenda.IntendAsync(patient, now, cancellationToken);
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            var home = chart.Summary with { DischargedOn = day };
            var resumed = home.Pause is { Cause: PauseCause.InHospital } ? PauseDesk.Resumed(home, by, now) : null;
            if (home == chart.Summary || await charts.AppendAsync(chart, resumed?.Summary ?? home, resumed is var (_, entry) ? [entry] : [], cancellationToken) != Appended.ChartChanged)
            {
                break;
            }
        }

        await agenda.HappenedAsync(patient, now, cancellationToken);
    }

    /// <summary>Takes in what a record tells of the patient's health; the same again changes nothing.</summary>
    public async Task<HealthChange> HealthAsync(PatientId patient, HealthNews news, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = $"health:{now.UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)}:{CauseId.Of(by.ActivityId)}";
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            var known = chart.Summary.Health ?? HealthFacts.Unknown;
            var change = new HealthChange(known, news.Over(known));
            var record = new HealthRecord { Facts = change.After, At = now, By = by };
            if (change.IsNothing || await charts.AppendAsync(chart, chart.Summary with { Health = change.After }, [Charts.Entry(key, record, CareJson.Default.HealthRecord)], cancellationToken) != Appended.ChartChanged)
            {
                return change;
            }
        }
    }

    /// <summary>The language a patient chose; it stays until they choose another.</summary>
    public Task SpeaksAsync(PatientId patient, string language, CancellationToken cancellationToken) =>
        charts.ChangeAsync(patient, current => current with { Language = language }, cancellationToken);

    /// <summary>The address to which the patient's visits are sent; null ends it. The chart keeps who said so and when.</summary>
    public async Task MailsToAsync(PatientId patient, string? address, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            var entry = Charts.Entry($"email:{CauseId.Of(by.ActivityId)}", new EmailEvent { At = now, By = by, Address = address }, CareJson.Default.EmailEvent);
            if (chart.Summary.Email == address || await charts.AppendAsync(chart, chart.Summary with { Email = address }, [entry], cancellationToken) != Appended.ChartChanged)
            {
                return;
            }
        }
    }

    /// <summary>Stops or resumes what the bot sends first, at the patient's word. Alerts and their answers go on.</summary>
    public Task InvitedEveryAsync(PatientId patient, int? days, CancellationToken cancellationToken) =>
        charts.ChangeAsync(patient, current => current with { InvitedEvery = days }, cancellationToken);

    public Task QuietAsync(PatientId patient, bool quiet, CancellationToken cancellationToken) =>
        charts.ChangeAsync(patient, current => current with { Quiet = quiet }, cancellationToken);
}
