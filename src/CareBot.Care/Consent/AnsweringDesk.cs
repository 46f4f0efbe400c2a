using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Consent;

/// <summary>Takes to the chart who may answer in the patient's place, and that they may not any more.</summary>
public sealed class AnsweringDesk(Charts charts)
{
    /// <summary>Writes down the patient's permission. The same message writes it once.</summary>
    public Task AllowAsync(PatientId patient, string who, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = CauseId.Of("answering", patient.Value, by.ActivityId);
        return ChangeAsync(
            patient,
            standing => standing.Any(one => one.Id == id) ? [] : [new AnsweringPermission { Id = id, Who = who, By = by, GivenAt = now }],
            "given", cancellationToken);
    }

    /// <summary>Takes back every permission that holds.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> RevokeAsync(PatientId patient, DateTimeOffset now, CancellationToken cancellationToken) => RevokeAsync(patient, _ => true, now, cancellationToken);

    /// <summary>Takes back those that hold and are about somebody.</summary>
    /// <param name="isAbout">Reads it from the patient's words.</param>
    public Task<int> RevokeAsync(PatientId patient, Func<string, bool> isAbout, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(patient, standing => [.. standing.Where(one => one.Holds(now) && isAbout(one.Who)).Select(one => one with { RevokedAt = now })], "revoked", cancellationToken);

    private async Task<int> ChangeAsync(PatientId patient, Func<IReadOnlyList<AnsweringPermission>, IReadOnlyList<AnsweringPermission>> decide, string what, CancellationToken cancellationToken)
    {
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            var changed = decide(chart.Summary.Answering);
            var entries = changed.Select(one => Charts.Entry($"answering:{one.Id}:{what}", one, CareJson.Default.AnsweringPermission)).ToList();
            var all = chart.Summary.Answering.Where(one => changed.All(other => other.Id != one.Id)).Concat(changed).ToList();
            if (changed.Count == 0 || await charts.AppendAsync(chart, chart.Summary with { Answering = all }, entries, cancellationToken) != Appended.ChartChanged)
            {
                return changed.Count;
            }
        }
    }
}
