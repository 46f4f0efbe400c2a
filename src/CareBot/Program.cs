using System.Globalization;
using System.Reflection;
using CareBot.Verbs;

// Ids, files and stored dates are the same wherever the machine stands; what people read is written in their language by the texts.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

try
{
    return Usage.IsAskedFor(args) ? await Usage.TellAsync(Console.Out)
        : await (args is [var verb, .. var rest] && !verb.StartsWith('-') ? Run(verb, rest) : ServeVerb.RunAsync(args));
}
// Who starts the program inside a process of their own is told the exception itself.
catch (Exception mishap) when (Assembly.GetEntryAssembly() == typeof(Usage).Assembly && mishap is not HostAbortedException)
{
    var (line, code) = Mishap.Of(mishap);
    await Console.Error.WriteLineAsync(line);
    return code;
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
