using System.Globalization;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Messages;

/// <summary>Takes what staff write to a patient to the chart, from where it is passed on.</summary>
public sealed class MessageDesk(Charts charts, Agenda agenda)
{
    private const string Prefix = "message:";

    /// <summary>What was written to a patient, the newest first.</summary>
    public Task<IReadOnlyList<CareMessage>> ReadAsync(PatientId patient, int limit, CancellationToken cancellationToken) =>
        charts.EntriesAsync(patient, KeyRange.StartingWith(Prefix) with { Descending = true }, limit, CareJson.Default.CareMessage, cancellationToken);

    /// <summary>Writes to a patient; the same message again is one.</summary>
    /// <param name="patient">Whose chat; the chart must exist.</param>
    /// <param name="words">What it says.</param>
    /// <param name="written">When it was read back: a turn that is repeated brings the same instant.</param>
    /// <param name="by">Who writes, by which activity.</param>
    /// <param name="now">When it is stored.</param>
    /// <param name="cancellationToken">Cancels between attempts.</param>
    public async Task WriteAsync(PatientId patient, string words, DateTimeOffset written, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var message = new CareMessage { Id = CauseId.Of("message", patient.Value, by.ActivityId), At = written, By = by, Words = words };
        var entry = Charts.Entry($"{Prefix}{written.UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)}:{message.Id}", message, CareJson.Default.CareMessage);
        var intent = await agenda.IntendAsync(patient, now, cancellationToken);
        while (true)
        {
            // It may have been passed on already: what stands in the chart is not written again.
            var chart = await charts.OpenAsync(patient, cancellationToken);
            if ((await charts.EntriesAsync(patient, KeyRange.StartingWith(entry.Key), 1, CareJson.Default.CareMessage, cancellationToken)).Count > 0
                || await charts.AppendAsync(chart, chart.Summary with { Messages = [.. chart.Summary.Messages, message] }, [entry], cancellationToken) == Appended.Done)
            {
                break;
            }
        }

        await agenda.HappenedAsync(intent, now, cancellationToken);
    }
}
