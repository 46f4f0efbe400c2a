using CareBot.Care.Appointments;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;

namespace CareBot.Verbs;

/// <summary><c>import calendar FILE...</c>: takes providers, free times and visits in from FHIR R4 (Bundle, single resources, .ndjson). The same again changes nothing.</summary>
internal static class ImportCalendar
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var (options, problem) = Options.Read([.. args.Where(arg => arg != "--dry-run")], "data");
        if (options is null)
        {
            return await Usage.ShowAsync(problem);
        }

        if (options.Words.Count == 0)
        {
            return await Usage.ShowAsync("'import calendar' takes one or more files: a Bundle or a resource as .json, or .ndjson.");
        }

        if (options.Words.FirstOrDefault(file => !File.Exists(file)) is { } missing)
        {
            return await Usage.ShowAsync($"There is no file '{missing}'.");
        }

        await using var services = await VerbServices.OpenPracticeAsync(options["data"]);
        var practice = await services.GetRequiredService<PeopleDesk>().PracticeAsync(CancellationToken.None);
        var reader = new FhirCalendarReader(services.GetRequiredService<VisitTypes>(), practice.TimeZone, practice.NurseLine);
        foreach (var file in options.Words)
        {
            reader.Add(await InputFile.ReadAsync(file), Path.GetFileName(file));
        }

        var calendar = reader.Read(await services.GetRequiredService<ProviderDesk>().AllAsync(CancellationToken.None));
        await output.WriteLineAsync($"read: {calendar.Providers.Count} calendars, {calendar.Times.Count(time => time.IsFree)} free times and {calendar.Times.Count(time => !time.IsFree)} that are not, {calendar.Visits.Count} visits");
        IReadOnlyList<string> refused = calendar.Refused;
        if (!args.Contains("--dry-run"))
        {
            var change = await services.GetRequiredService<CalendarDesk>().ImportAsync(calendar, TimeProvider.System.GetUtcNow(), CancellationToken.None);
            await output.WriteLineAsync(change.IsNothing ? "Nothing has changed: the calendar says the same already." : Told(change));
            refused = [.. refused, .. change.Refused];
        }

        foreach (var one in refused)
        {
            await output.WriteLineAsync($"refused: {one}");
        }

        return refused.Count == 0 ? 0 : 1;
    }

    private static string Told(CalendarChange change) =>
        $"taken: {change.Providers} providers new or changed; {change.Opened} times opened, {change.Closed} closed, {change.Kept} kept because they are booked or held here; "
        + $"{change.AddedVisits} visits added, {change.MovedVisits} moved, {change.CancelledVisits} cancelled, {change.ClosedVisits} over, {change.PastVisits} left out because they lie behind";
}
