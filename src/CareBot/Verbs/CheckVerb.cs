using CareBot.Dialogs;
using CareBot.Dialogs.Voice;
using CareBot.Proof;

namespace CareBot.Verbs;

/// <summary><c>check [--prove]</c>: reads and cross-checks all content as a start would, lists the patient texts that are hard to read, and proves that nobody can be stranded.</summary>
internal static class CheckVerb
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (args is not ([] or ["--prove"]))
        {
            return await Usage.ShowAsync($"'check' takes nothing or --prove, not '{string.Join(' ', args)}'.");
        }

        var root = HostSettings.ContentRoot();
        await output.WriteLineAsync($"content of {Path.GetFullPath(root)}");
        var content = ContentLibrary.Load(root);
        var findings = PlainLanguage.Load(root).Check(content.Texts).ToList();
        foreach (var finding in findings)
        {
            await output.WriteLineAsync($"{finding.Language} {finding.Key}: {finding.Remedy}");
        }

        var untranslated = Prover.Untranslated(content.Texts).ToList();
        foreach (var finding in untranslated)
        {
            await output.WriteLineAsync($"es {finding}");
        }

        if (findings.Count + untranslated.Count > 0)
        {
            return 1;
        }

        await output.WriteLineAsync($"{content.Texts.Keys().Count()} texts in two languages, {content.Protocols.Count} protocol(s), {content.Instruments.All.Count} questionnaires, {content.Deck.Names.Count()} cards: no fault");
        return args.Length == 0 || await ProveAsync(output) ? 0 : 1;
    }

    private static async Task<bool> ProveAsync(TextWriter output)
    {
        var proofs = await Prover.RunAsync(null, null, CancellationToken.None);
        await output.WriteLineAsync();
        await output.WriteLineAsync($"{"person",-16}{"states",8}{"edges",8}{"dead ends",11}{"findings",10}");
        foreach (var proof in proofs)
        {
            await output.WriteLineAsync($"{proof.Person,-16}{proof.States.Count,8}{proof.Edges,8}{proof.DeadEnds.Count,11}{proof.Findings.Count,10}");
        }

        await output.WriteLineAsync($"{"all",-16}{proofs.Sum(proof => proof.States.Count),8}{proofs.Sum(proof => proof.Edges),8}{proofs.Sum(proof => proof.DeadEnds.Count),11}{proofs.Sum(proof => proof.Findings.Count),10}");
        var faults = proofs.SelectMany(proof => proof.DeadEnds.Concat(proof.Findings)).ToList();
        foreach (var fault in faults)
        {
            await output.WriteLineAsync(fault);
        }

        return faults.Count == 0;
    }
}
