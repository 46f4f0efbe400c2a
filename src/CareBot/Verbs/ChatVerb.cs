using CareBot.Chats;

namespace CareBot.Verbs;

/// <summary><c>chat FILE...</c>: replays chats and shows the first difference of each; with ACCEPT=1 rewrites the bot's lines.</summary>
internal static class ChatVerb
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (args.Length == 0 || args.Any(arg => arg.StartsWith("--", StringComparison.Ordinal)))
        {
            return await Usage.ShowAsync("'chat' takes one or more files.");
        }

        var failed = 0;
        foreach (var path in args)
        {
            failed += await ReplayAsync(path, output) ? 0 : 1;
        }

        await output.WriteLineAsync($"{args.Length - failed} as written, {failed} not");
        return failed == 0 ? 0 : 1;
    }

    private static async Task<bool> ReplayAsync(string path, TextWriter output)
    {
        if (!File.Exists(path))
        {
            await output.WriteLineAsync($"{path}: there is no such file");
            return false;
        }

        var written = await File.ReadAllTextAsync(path);
        string actual;
        try
        {
            actual = await ChatReplay.RunAsync(ChatFile.Parse(written), CancellationToken.None);
        }
        catch (FormatException broken)
        {
            await output.WriteLineAsync($"{path}: {broken.Message}");
            return false;
        }

        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(path, actual);
            return true;
        }

        if (ChatReplay.FirstDifference(written, actual) is not { } difference)
        {
            return true;
        }

        await output.WriteLineAsync($"{path}:{difference.Number}\n  written: {difference.Expected}\n  now:     {difference.Actual}");
        return false;
    }
}
