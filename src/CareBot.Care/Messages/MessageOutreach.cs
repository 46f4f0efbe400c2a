using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Care.Messages;

/// <summary>Passes a message of the care team on to the patient.</summary>
public sealed record PassOn(string Id, PatientId Patient, string Message) : OutreachItem(Id, Patient);

/// <summary>What messages have due: each once, in the order in which they were written, outside quiet hours. Pure.</summary>
public sealed class MessageOutreach : IDueRules
{
    public IEnumerable<OutreachItem> Due(ChartSummary chart, Practice practice, DateTimeOffset now) =>
        chart.Messages.OrderBy(message => message.At).ThenBy(message => message.Id, StringComparer.Ordinal).Select(message => new PassOn($"outreach:message:{message.Id}", chart.Patient, message.Id));

    /// <summary>A message is due from the moment in which it is written.</summary>
    public DateTimeOffset? NextLook(ChartSummary chart, Practice practice, DateTimeOffset now) => null;

    public ChartSummary Mark(ChartSummary chart, IReadOnlyList<OutreachItem> due, IReadOnlyList<OutreachItem> said)
    {
        var passed = said.OfType<PassOn>().Select(item => item.Message).ToHashSet(StringComparer.Ordinal);
        return chart.Messages.Any(message => passed.Contains(message.Id)) ? chart with { Messages = [.. chart.Messages.Where(message => !passed.Contains(message.Id))] } : chart;
    }
}
