using CareBot.Bench;

if (args is ["stand-in", var url, .. var folder])
{
    await StandIn.RunAsync(url, folder.FirstOrDefault());
    return 0;
}

if (args is ["search", .. var search])
{
    var needs = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../..", "dialogs", "FindResource", "needs.json"));
    return SearchReport.Run(search.Length > 0 && int.TryParse(search[0], out var services) ? services : 100_000, needs, search.ElementAtOrDefault(1));
}

var settings = Settings.Read(args);
if (settings is null)
{
    await Console.Error.WriteLineAsync(Settings.Usage);
    return 2;
}

Server.Host = settings.Host ?? Server.Host;
await (settings.Url is { } bot ? Report.OfBotAsync(bot, settings) : Report.OfHostAsync(settings));
return 0;
