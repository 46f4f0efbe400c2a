using System.Globalization;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Messages;

/// <summary>Takes what staff write to a patient to the chart, from where it is passed on.</summary>
public sealed class MessageDesk(Charts charts, Agenda agenda)
{
    /// <summary>Writes to a patient; the same message again is one.</summary>
    public async Task WriteAsync(PatientId patient, string words, Author by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var message = new CareMessage { Id = CauseId.Of("message", patient.Value, by.ActivityId), At = now, By = by, Words = words };
        var entry = Charts.Entry($"message:{now.UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture)}:{message.Id}", message, CareJson.Default.CareMessage);
        var intent = await agenda.IntendAsync(patient, now, cancellationToken);
        while (true)
        {
            var chart = await charts.OpenAsync(patient, cancellationToken);
            if (chart.Summary.Messages.Any(one => one.Id == message.Id) || await charts.AppendAsync(chart, chart.Summary with { Messages = [.. chart.Summary.Messages, message] }, [entry], cancellationToken))
            {
                break;
            }
        }

        await agenda.HappenedAsync(intent, now, cancellationToken);
    }
}
