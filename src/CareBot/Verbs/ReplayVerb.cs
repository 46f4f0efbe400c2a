using System.Globalization;
using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.CheckIns.Rules;
using CareBot.Care.Content;
using CareBot.Care.Patients;
using CareBot.Dialogs;

namespace CareBot.Verbs;

/// <summary><c>replay --rule PROTOCOL/RULE --set UNIT=NUMBER [--days N] [--data DIR]</c>: what another threshold would have done to the alerts of the stored history.</summary>
internal static class ReplayVerb
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var (options, problem) = Options.Read(args, "rule", "set", "days", "data");
        if (options is null)
        {
            return await Usage.ShowAsync(problem);
        }

        if (options["rule"]?.Split('/') is not [var id, var rule] || OtherThreshold.Read(rule, options["set"] ?? "") is not { } other || options.Number("days", 30) is not { } days || options.Words.Count > 0)
        {
            return await Usage.ShowAsync("'replay' takes --rule such as heart-failure/d1, --set such as pounds=4, --days as a whole number, and --data.");
        }

        var root = HostSettings.ContentRoot();
        var content = ContentLibrary.Load(root);
        if (!content.Protocols.TryGetValue(id, out var now))
        {
            return await Usage.ShowAsync($"There is no protocol '{id}'; there is {string.Join(", ", content.Protocols.Keys)}.");
        }

        var file = ContentLibrary.FileOf(root, id);
        CheckInProtocol then;
        try
        {
            then = other.In(await File.ReadAllBytesAsync(Path.Combine(root, file)), file);
        }
        catch (ContentException unmeant)
        {
            return await Usage.ShowAsync(unmeant.Message);
        }

        await using var built = await VerbServices.OpenPracticeAsync(options["data"], content);
        var today = DateOnly.FromDateTime(built.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var from = today.AddDays(-days);
        var people = await PeopleAsync(built, now, from, CancellationToken.None);
        var report = ThresholdReplay.Compare(now, then, people, from, content.Ladder);
        await WriteAsync(output, options, report, now.Rules.First(one => one.Label.Id == rule).Threshold!, other, from, content.Ladder);
        return 0;
    }

    private static async Task<IReadOnlyList<(ChartSummary, CheckInHistory)>> PeopleAsync(IServiceProvider services, CheckInProtocol protocol, DateOnly from, CancellationToken cancellationToken)
    {
        var (charts, desk) = (services.GetRequiredService<Charts>(), services.GetRequiredService<CheckInDesk>());
        var people = new List<(ChartSummary, CheckInHistory)>();
        await foreach (var patient in charts.PatientsAsync(cancellationToken))
        {
            var history = await desk.SinceAsync(patient, protocol.Id, from.AddDays(-protocol.DaysOfHistory), cancellationToken);
            if (history.Current.Any() && await charts.FindAsync(patient, cancellationToken) is { } chart)
            {
                people.Add((chart.Summary, history));
            }
        }

        return people;
    }

    private static async Task WriteAsync(TextWriter output, Options options, ReplayReport report, Threshold now, OtherThreshold other, DateOnly from, AlertLadder ladder)
    {
        await output.WriteLineAsync(Line($"{options["rule"]}: {now.Value} {now.Unit} now, {other.Value} {other.Unit} instead, over the check-ins since {from:yyyy-MM-dd}"));
        await output.WriteLineAsync(Line($"{report.Patients} patients, {report.CheckIns} check-ins; one that calls for somebody counts as one alert"));
        await output.WriteLineAsync();
        await output.WriteLineAsync(Line($"{"",-16}{"now",8}{"instead",10}"));
        await output.WriteLineAsync(Line($"{"alerts",-16}{report.Before.All,8}{report.After.All,10}"));
        foreach (var priority in Enum.GetValues<AlertPriority>().Where(priority => report.Before.Of(priority) + report.After.Of(priority) > 0))
        {
            await output.WriteLineAsync(Line($"{"  " + priority,-16}{report.Before.Of(priority),8}{report.After.Of(priority),10}"));
        }

        await output.WriteLineAsync(Line($"{"nurse minutes",-16}{report.Before.NurseMinutes(ladder),8}{report.After.NurseMinutes(ladder),10}"));
        await ListAsync(output, "extra", report.Extra);
        await ListAsync(output, "missed", report.Missed);
    }

    private static async Task ListAsync(TextWriter output, string title, IList<ReplayedAlert> alerts)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync(Line($"{title}: {alerts.Count}"));
        foreach (var alert in alerts.OrderBy(alert => alert.Day).ThenBy(alert => alert.Chart.Name.Family, StringComparer.Ordinal).ThenBy(alert => alert.Chart.Patient.Value, StringComparer.Ordinal))
        {
            var reasons = string.Join(", ", alert.Reasons.Select(reason => Line($"{reason.RuleId} {reason.Change:0.#} {reason.ChangeUnit}").TrimEnd()));
            var since = alert.RedSince is { } red ? Line($"; red on {red:yyyy-MM-dd}") : "";
            await output.WriteLineAsync(Line($"  {alert.Day:yyyy-MM-dd}  {alert.Chart.Name.Full} ({alert.Chart.Patient}): {alert.Priority}, {reasons}{since}"));
        }
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
