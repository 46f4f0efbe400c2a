using CareBot.Care.ResourceDirectory;

namespace CareBot.Dialogs.FindResource;

/// <summary>A few short questions about whether a service is meant for somebody. The answers are used at once and kept nowhere: the first no ends it.</summary>
public sealed partial class FindResourceDialog
{
    /// <summary>What the listing itself says about whom it is for, as questions.</summary>
    private static IReadOnlyList<string> FitQuestions(Listing listing, Talk talk)
    {
        var areas = listing.Sites.SelectMany(site => site.Areas).Distinct().ToList();
        return
        [
            .. ListingWords.Ages(listing, talk) is { } ages ? [talk.Say("resource.fit.age", ("ages", ages))] : Array.Empty<string>(),
            .. (areas.Count > 0 ? areas : listing.Areas) is { Count: > 0 } where ? [talk.Say("resource.fit.area", ("area", string.Join(", ", where)))] : Array.Empty<string>(),
            .. listing.Eligibility is { } who ? [talk.Say("resource.fit.who", ("words", who))] : Array.Empty<string>(),
        ];
    }

    private async Task<IReadOnlyList<string>> FitQuestionsAsync(string id, Talk talk, CancellationToken cancellationToken) =>
        await directory.ReadAsync([id], cancellationToken) is [var (listing, _), ..] ? FitQuestions(listing, talk) : [];

    private async Task<DialogTurnResult> BeginFitAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        var fit = run with { Asks = ResourceRun.Fit, Step = 0 };
        Memory.Keep(Own(dc), fit, FindResourceJson.Default.ResourceRun);
        await AskFitAsync(talk, fit, cancellationToken);
        return EndOfTurn;
    }

    private async Task AskFitAsync(Talk talk, ResourceRun run, CancellationToken cancellationToken) => await talk.SendAsync(
        (await FitQuestionsAsync(run.Reading, talk, cancellationToken)).ElementAtOrDefault(run.Step) ?? talk.Say("resource.fit.yes"),
        [talk.Say("answer.yes"), talk.Say("answer.no"), talk.Say("resource.list"), talk.Say("button.person")], cancellationToken);

    private async Task<DialogTurnResult> FitAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        var answer = choices.Read(talk.Said.Text, [talk.Option("yes", "answer.yes"), talk.Option("no", "answer.no")]);
        if (answer is null)
        {
            return await ChooseAsync(dc, talk, run, cancellationToken);
        }

        var next = run with { Step = run.Step + 1 };
        if (answer == "yes" && next.Step < (await FitQuestionsAsync(run.Reading, talk, cancellationToken)).Count)
        {
            Memory.Keep(Own(dc), next, FindResourceJson.Default.ResourceRun);
            await AskFitAsync(talk, next, cancellationToken);
            return EndOfTurn;
        }

        Memory.Keep(Own(dc), run with { Asks = ResourceRun.Said, Step = 0 }, FindResourceJson.Default.ResourceRun);
        await talk.SendAsync(talk.Say(answer == "yes" ? "resource.fit.yes" : "resource.fit.no"), [talk.Say("resource.list"), talk.Say("button.person")], cancellationToken);
        return EndOfTurn;
    }
}
