using System.Globalization;
using CareBot.Care.Content;
using CareBot.Verbs;

// Ids, files and stored dates are the same wherever the machine stands; what people read is written in their language by the texts.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

try
{
    return await (args is [var verb, .. var rest] && !verb.StartsWith('-') ? Run(verb, rest) : ServeVerb.RunAsync(args));
}
catch (ContentException broken)
{
    await Console.Error.WriteLineAsync(broken.Message);
    return 1;
}
catch (Exception broken) when (SettingFaults.Of(broken) is { Count: > 0 } faults)
{
    await Console.Error.WriteLineAsync(string.Join('\n', faults));
    return 2;
}

static Task<int> Run(string verb, string[] rest) => verb switch
{
    "serve" => ServeVerb.RunAsync(rest),
    "talk" => TalkVerb.RunAsync(rest, Console.In, Console.Out),
    "chat" => ChatVerb.RunAsync(rest, Console.Out),
    "seed" => SeedVerb.RunAsync(rest, Console.Out),
    "evaluate" => EvaluateVerb.RunAsync(rest, Console.Out),
    "replay" => ReplayVerb.RunAsync(rest, Console.Out),
    "import" => ImportVerb.RunAsync(rest, Console.Out),
    "export" => ExportVerb.RunAsync(rest, Console.Out),
    "check" => CheckVerb.RunAsync(rest, Console.Out),
    _ => Usage.ShowAsync($"There is no verb '{verb}'."),
};
