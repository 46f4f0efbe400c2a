using CareBot.Care.Patients;

namespace CareBot.Verbs;

/// <summary>A patient on the command line, and perhaps which of their things: <c>PATIENT[/THING]</c>.</summary>
internal static class ChartArgument
{
    /// <returns>The chart; and what stands behind the slash, null for all.</returns>
    /// <exception cref="RefusedException">There is no such patient.</exception>
    public static async Task<(ChartSummary Chart, string? Wanted)> OpenAsync(IServiceProvider services, string argument)
    {
        var (patient, wanted) = argument.Split('/', 2) is [var id, var one] ? (new PatientId(id), one) : (new PatientId(argument), null);
        return await services.GetRequiredService<Charts>().FindAsync(patient, CancellationToken.None) is { Summary: var chart }
            ? (chart, wanted)
            : throw new RefusedException($"There is no patient '{patient}' in the store; write the id as the coordinator's list exports it.");
    }
}
