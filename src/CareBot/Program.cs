using CareBot.Care.Content;
using CareBot.Verbs;

try
{
    return await (args is [var verb, .. var rest] && !verb.StartsWith('-') ? Run(verb, rest) : ServeVerb.RunAsync(args));
}
catch (ContentException broken)
{
    await Console.Error.WriteLineAsync(broken.Message);
    return 1;
}

static Task<int> Run(string verb, string[] rest) => verb switch
{
    "serve" => ServeVerb.RunAsync(rest),
    "talk" => TalkVerb.RunAsync(rest, Console.In, Console.Out),
    "chat" => ChatVerb.RunAsync(rest, Console.Out),
    "seed" => SeedVerb.RunAsync(rest, Console.Out),
    "evaluate" => EvaluateVerb.RunAsync(rest, Console.Out),
    "import" => ImportVerb.RunAsync(rest, Console.Out),
    "check" => CheckVerb.RunAsync(rest, Console.Out),
    _ => Usage.ShowAsync($"There is no verb '{verb}'."),
};
