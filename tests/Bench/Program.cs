using CareBot.Bench;

if (args is ["stand-in", var url, .. var folder])
{
    await StandIn.RunAsync(url, folder.FirstOrDefault());
    return 0;
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
