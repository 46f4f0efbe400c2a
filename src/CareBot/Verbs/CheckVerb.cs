using CareBot.Dialogs;

namespace CareBot.Verbs;

/// <summary><c>check</c>: reads and cross-checks all content as a start would. A fault ends it with its message and exit code 1.</summary>
internal static class CheckVerb
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (args.Length > 0)
        {
            return await Usage.ShowAsync($"'check' takes no argument '{args[0]}'.");
        }

        var root = CareRegistration.ContentRoot(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        var content = ContentLibrary.Load(root);
        await output.WriteLineAsync($"{content.Texts.Keys().Count()} texts in two languages, {content.Protocols.Count} protocol(s), {content.Deck.Names.Count()} cards: no fault");
        return 0;
    }
}
