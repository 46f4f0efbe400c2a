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
        var (chart, wanted) = await ChartArgument.OpenAsync(services, whose);
        var referrals = chart.Referrals.Where(referral => wanted is null || referral.Id == wanted).ToList();
        if (referrals.Count == 0)
        {
            throw new RefusedException(wanted is null ? $"Patient '{chart.Patient}' has no referral." : $"Patient '{chart.Patient}' has no referral '{wanted}'.");
        }

        var practice = await services.GetRequiredService<PeopleDesk>().PracticeAsync(CancellationToken.None);
        await OutputFile.WriteAsync(path, ReferralBundle.Of(chart, referrals, practice.Name).ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        await output.WriteLineAsync($"{referrals.Count} referrals of '{chart.Patient}' written to {path}.");
        return 0;
    }
}
