using CareBot.Dialogs;
using CareBot.Dialogs.Voice;

namespace CareBot.Verbs;

/// <summary><c>check</c>: reads and cross-checks all content as a start would, and lists the patient texts that are hard to read.</summary>
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
        var findings = PlainLanguage.Load(root).Check(content.Texts).ToList();
        foreach (var finding in findings)
        {
            await output.WriteLineAsync($"{finding.Language} {finding.Key}: {finding.Remedy}");
        }

        if (findings.Count > 0)
        {
            return 1;
        }

        await output.WriteLineAsync($"{content.Texts.Keys().Count()} texts in two languages, {content.Protocols.Count} protocol(s), {content.Instruments.All.Count} questionnaires, {content.Deck.Names.Count()} cards: no fault");
        return 0;
    }
}
