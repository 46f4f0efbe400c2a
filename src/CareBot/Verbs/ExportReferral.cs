using System.Text.Json;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;

namespace CareBot.Verbs;

/// <summary><c>export referral PATIENT[/REFERRAL] FILE.json</c>: a patient's referrals as a FHIR R4 bundle in the shapes of the SDOH Clinical Care guide.</summary>
internal static class ExportReferral
{
    public static async Task<int> RunAsync(string whose, string path, string? data, TextWriter output)
    {
        await using var services = await VerbServices.OpenPracticeAsync(data);
        var (patient, wanted) = whose.Split('/', 2) is [var id, var one] ? (new PatientId(id), one) : (new PatientId(whose), null);
        if (await services.GetRequiredService<Charts>().FindAsync(patient, CancellationToken.None) is not { Summary: var chart })
        {
            await Console.Error.WriteLineAsync($"There is no patient '{patient}' in the store; write the id as the coordinator's list exports it.");
            return 1;
        }

        var referrals = chart.Referrals.Where(referral => wanted is null || referral.Id == wanted).ToList();
        if (referrals.Count == 0)
        {
            await Console.Error.WriteLineAsync(wanted is null ? $"Patient '{patient}' has no referral." : $"Patient '{patient}' has no referral '{wanted}'.");
            return 1;
        }

        var practice = await services.GetRequiredService<PeopleDesk>().PracticeAsync(CancellationToken.None);
        await OutputFile.WriteAsync(path, ReferralBundle.Of(chart, referrals, practice.Name).ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        await output.WriteLineAsync($"{referrals.Count} referrals of '{patient}' written to {path}.");
        return 0;
    }
}
