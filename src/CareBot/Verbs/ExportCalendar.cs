using System.Text.Json;
using CareBot.Care.Appointments;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;

namespace CareBot.Verbs;

/// <summary><c>export calendar FILE.json</c>: providers, times ahead and visits as a Bundle of FHIR R4.</summary>
internal static class ExportCalendar
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.General) { WriteIndented = true };

    public static async Task<int> RunAsync(string path, string? data, TextWriter output)
    {
        await using var services = await VerbServices.OpenPracticeAsync(data);
        var providers = await services.GetRequiredService<ProviderDesk>().AllAsync(CancellationToken.None);
        var (slots, visits) = (new List<Slot>(), new List<(PatientId, Appointment)>());
        foreach (var provider in providers)
        {
            slots.AddRange(await services.GetRequiredService<SlotDesk>().AllAsync(provider.Id, TimeProvider.System.GetUtcNow(), CancellationToken.None));
        }

        var charts = services.GetRequiredService<Charts>();
        await foreach (var patient in charts.PatientsAsync(CancellationToken.None))
        {
            visits.AddRange((await charts.OpenAsync(patient, CancellationToken.None)).Summary.Appointments.Select(visit => (patient, visit)));
        }

        var bundle = FhirCalendarWriter.Bundle(services.GetRequiredService<VisitTypes>(), providers, slots, visits);
        await OutputFile.WriteAsync(path, bundle.ToJsonString(Indented));
        await output.WriteLineAsync($"{providers.Count} calendars, {slots.Count} times and {visits.Count} visits written to {path}.");
        return 0;
    }
}
