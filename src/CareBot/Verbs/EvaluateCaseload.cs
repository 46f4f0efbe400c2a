using System.Globalization;
using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Demo;
using CareBot.Dialogs.AskCaseload;
using CareBot.Storage;

namespace CareBot.Verbs;

/// <summary><c>evaluate caseload IN.jsonl OUT.jsonl [--data DIR] [--as STAFF] [--now 2026-03-02T08:00] [--report]</c>: whom a caseload answers to requests in people's own words.</summary>
internal static class EvaluateCaseload
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var (options, problem) = Options.Read([.. args.Where(arg => arg != "--report")], "data", "as", "now");
        if (options is null)
        {
            return await Usage.ShowAsync(problem);
        }

        if (options.Words is not [var from, var to])
        {
            return await Usage.ShowAsync("'evaluate caseload' takes a file to read, a file to write, and perhaps --data, --as with a coordinator, --now and --report.");
        }

        if (EvaluateVerb.FileProblem(from, to) is { } wrong)
        {
            return await Usage.ShowAsync(wrong);
        }

        DateTime? local = null;
        if (options["now"] is { } written)
        {
            if (!DateTime.TryParseExact(written, TalkVerb.Time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
            {
                return await Usage.ShowAsync($"--now '{written}' is no time; write 2026-03-02T08:00.");
            }

            local = parsed;
        }

        await using var services = await OpenAsync(options["data"]);
        var practice = await services.GetRequiredService<PeopleDesk>().PracticeAsync(CancellationToken.None);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(practice.TimeZone);
        var now = local is { } time ? new DateTimeOffset(time, zone.GetUtcOffset(time)) : services.GetRequiredService<TimeProvider>().GetUtcNow();
        var rows = await RowsAsync(services.GetRequiredService<Charts>(), options["as"]);
        var evaluation = new CaseloadEvaluation(services.GetRequiredService<CaseloadReader>(), rows, now);
        await EvaluateVerb.AnswerAsync(from, to, (input, answers) => evaluation.Run(Path.GetFileName(from), input, answers, args.Contains("--report") ? output : null));
        return 0;
    }

    /// <summary>The practice that is set up; where no folder is named and none is, the demo practice for as long as the verb runs.</summary>
    private static async Task<ServiceProvider> OpenAsync(string? data)
    {
        if (data is not null || RecordsRegistration.AreThere(HostSettings.Read()))
        {
            return await VerbServices.OpenPracticeAsync(data);
        }

        var services = VerbServices.Build(RecordsOptions.Temporary, more: services => services.AddDemo());
        await services.GetRequiredService<DemoPractice>().SeedAsync(0, 0, 1, CancellationToken.None);
        return services;
    }

    /// <summary>Everybody who is somebody's patient, or this coordinator's.</summary>
    private static async Task<List<CaseloadRow>> RowsAsync(Charts charts, string? coordinator)
    {
        var rows = new List<CaseloadRow>();
        await foreach (var patient in charts.PatientsAsync(CancellationToken.None))
        {
            if (await charts.FindAsync(patient, CancellationToken.None) is { Summary: { Nameless: false } chart } && (coordinator is null || chart.Coordinator.Value == coordinator))
            {
                rows.Add(CaseloadRow.Of(chart));
            }
        }

        return rows;
    }
}
