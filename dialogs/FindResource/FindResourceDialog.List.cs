using CareBot.Care.ResourceDirectory;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.FindResource;

/// <summary>What is said to a list: which one, what about it, what to do with it, something else.</summary>
public sealed partial class FindResourceDialog
{
    private const string DoMore = "more", DoNone = "none", DoText = "text", DoReport = "closed", DoList = "list", DoFit = "fit";

    /// <summary>What was shown comes before what can be done with it: "the second one" is the second listing, whatever the buttons are.</summary>
    private async Task<DialogTurnResult> ChooseAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        var text = talk.Said.Text;
        var shown = Shown(run);
        if (pick.ByPlace(text, shown.Count) is { } place)
        {
            return place < shown.Count ? await PickedAsync(dc, talk, run, shown[place], cancellationToken) : await OutOfListAsync(dc, talk, run, cancellationToken);
        }

        var actions = Actions(talk, run);
        if (talk.Said.Command is { Command: Command.Back })
        {
            return await ActAsync(dc, talk, run, DoList, cancellationToken);
        }

        if (Pressed(text, actions) is { } pressed)
        {
            return await ActAsync(dc, talk, run, pressed.Id, cancellationToken);
        }

        if (run.Asks == ResourceRun.Detail && WrongTold(text) is { } wrong)
        {
            return await ReportAsync(dc, talk, run, wrong, cancellationToken);
        }

        if (phrases.Matches("resource.closer", text))
        {
            return await CloserAsync(dc, talk, run, cancellationToken);
        }

        var request = await directory.UnderstandAsync(text, cancellationToken);
        if (request.When is not null && run.Text.Length > 0 && phrases.Matches("resource.anyOpen", text))
        {
            return await RefineAsync(dc, talk, run with { Wish = text }, cancellationToken);
        }

        if (request.Near is null && await AnswerAboutAsync(dc, talk, run, request, cancellationToken))
        {
            return EndOfTurn;
        }

        return choices.Read(text, actions) is { } meant ? await ActAsync(dc, talk, run, meant, cancellationToken) : await ElseAsync(dc, talk, run, request, cancellationToken);
    }

    private static List<AnswerOption> Actions(Talk talk, ResourceRun run) =>
    [
        talk.Option(DoMore, "resource.more"), talk.Option(DoNone, "resource.noneFit"), talk.Option(DoText, "resource.textMe"), talk.Option(DoReport, "resource.closed"), talk.Option(DoList, "resource.list"),
        .. run.Asks == ResourceRun.Detail ? [talk.Option(DoFit, "resource.fit")] : Array.Empty<AnswerOption>(),
    ];

    /// <summary>The action whose words these are to the letter.</summary>
    private static AnswerOption? Pressed(string text, IReadOnlyList<AnswerOption> actions) =>
        actions.FirstOrDefault(option => option.Also.Prepend(option.Label).Any(words => Folding.Words(words) == Folding.Words(text)));

    private async Task<DialogTurnResult> ActAsync(DialogContext dc, Talk talk, ResourceRun run, string action, CancellationToken cancellationToken) => action switch
    {
        DoMore => await MoreAsync(dc, talk, run, cancellationToken),
        DoNone => await NoneAsync(dc, talk, run, cancellationToken),
        DoText => await CopyAsync(dc, talk, run, cancellationToken),
        DoFit => await BeginFitAsync(dc, talk, run, cancellationToken),
        DoReport when run.Asks == ResourceRun.Detail => await BeginWrongAsync(dc, talk, run, cancellationToken),
        DoReport => await AskWhichAsync(dc, talk, run with { Asks = ResourceRun.Report }, cancellationToken),
        _ => await ListAsync(dc, talk, run, cancellationToken),
    };

    private async Task<DialogTurnResult> ListAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        var list = run with { Asks = ResourceRun.Results };
        Memory.Keep(Own(dc), list, FindResourceJson.Default.ResourceRun);
        await ShowAsync(talk, list, cancellationToken);
        return EndOfTurn;
    }

    private async Task<DialogTurnResult> PickedAsync(DialogContext dc, Talk talk, ResourceRun run, string id, CancellationToken cancellationToken) => run.Asks == ResourceRun.Report
        ? await BeginWrongAsync(dc, talk, run with { Reading = id }, cancellationToken)
        : await ReadAsync(dc, talk, run with { Reading = id }, cancellationToken);

    private static async Task<DialogTurnResult> OutOfListAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run.Asks == ResourceRun.Report ? run : run with { Asks = ResourceRun.Results }, FindResourceJson.Default.ResourceRun);
        await talk.SendAsync(talk.Say("resource.outOfList", ("numbers", talk.Locale.Or([.. Numbers(run)]))), [.. Numbers(run), talk.Say("button.person")], cancellationToken);
        return EndOfTurn;
    }

    /// <summary>
    /// Words about one of those that were found: its place in the list, its name or street, or a question whose answer stands on it.
    /// Of the one that is being read where no other is named; else it is asked which.
    /// </summary>
    /// <returns>False when they are about none of them.</returns>
    private async Task<bool> AnswerAboutAsync(DialogContext dc, Talk talk, ResourceRun run, ResourceRequest request, CancellationToken cancellationToken)
    {
        var text = talk.Said.Text;
        var isQuestion = phrases.Matches("resource.aboutIt", text);
        var shown = Shown(run);
        if (isQuestion && pick.Within(text, shown.Count) is { } place)
        {
            await PickedAsync(dc, talk, run, shown[place], cancellationToken);
            return true;
        }

        var found = (await directory.ReadAsync(run.Found, cancellationToken)).Select(one => one.Listing).ToList();
        var named = pick.Named(text, [.. found.Where(listing => shown.Contains(listing.Id))], isQuestion);
        named = named.Count > 0 || run.Asks == ResourceRun.Report ? named : pick.Named(text, found, isQuestion);
        if (named is [var only])
        {
            await PickedAsync(dc, talk, run, only, cancellationToken);
            return true;
        }

        if (named.Count == 0 && !(isQuestion && (request.Needs.Count == 0 || phrases.Matches("resource.aboutPapers", text))))
        {
            return false;
        }

        if (run.Asks == ResourceRun.Detail && named.Count == 0)
        {
            await ReadOneAsync(talk, run, cancellationToken);
        }
        else if (shown.Count == 1 && named.Count == 0)
        {
            await PickedAsync(dc, talk, run, shown[0], cancellationToken);
        }
        else
        {
            await AskWhichAsync(dc, talk, run.Asks == ResourceRun.Report ? run : run with { Asks = ResourceRun.Results }, cancellationToken);
        }

        return true;
    }

    private async Task<DialogTurnResult> RefineAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken) =>
        await SearchAsync(dc, talk, run with { IsWide = false }, await RequestAsync(run, cancellationToken), cancellationToken);

    /// <summary>Another request, or the same one at another place, on another day, in another language. What asks for nothing loses no list.</summary>
    private async Task<DialogTurnResult> ElseAsync(DialogContext dc, Talk talk, ResourceRun run, ResourceRequest request, CancellationToken cancellationToken)
    {
        if (request.IsEmpty && run.Text.Length > 0 && (request.Near is not null || request.When is not null || request.Languages.Count > 0 || request.MustBeFree))
        {
            return await RefineAsync(dc, talk, request.Near is not null ? run with { Where = talk.Said.Text } : run with { Wish = request.When is not null ? talk.Said.Text : $"{run.Wish} {talk.Said.Text}" }, cancellationToken);
        }

        if (!request.IsEmpty && (request.Needs.Count > 0 || request.Near is not null || (await directory.SearchAsync(request, talk.Now, cancellationToken)).Count > 0))
        {
            return await HearAsync(dc, talk, talk.Said.Text, cancellationToken);
        }

        await talk.SendAsync(talk.Say("resource.notUnderstood"), cancellationToken);
        await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
        return EndOfTurn;
    }

    /// <summary>The nearest of what was found first; where those stand there already, that they are.</summary>
    private async Task<DialogTurnResult> CloserAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        if (run.Text.Length == 0)
        {
            // Of a search that leaves no trace nobody knows any more where it was.
            Memory.Keep(Own(dc), new ResourceRun { Asks = ResourceRun.Need }, FindResourceJson.Default.ResourceRun);
            await talk.SendAsync(talk.Say("resource.ask"), [talk.Say("button.person")], cancellationToken);
            return EndOfTurn;
        }

        var request = await RequestAsync(run, cancellationToken);
        if (request.Near is null)
        {
            await AskWhereAsync(dc, talk, run with { Asks = ResourceRun.Place }, request, cancellationToken);
            return EndOfTurn;
        }

        var sorted = run with { Asks = ResourceRun.Results, From = 0, Found = [.. (await directory.SearchAsync(request, talk.Now, cancellationToken)).OrderBy(hit => hit.Kilometres ?? double.MaxValue).Select(hit => hit.Id)] };
        await talk.SendAsync(talk.Say(Shown(sorted).SequenceEqual(Shown(run)) ? "resource.closest" : "resource.closestFirst"), cancellationToken);
        return await ListAsync(dc, talk, sorted, cancellationToken);
    }

    private async Task<DialogTurnResult> MoreAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        if (run.From + AtOnce >= run.Found.Count)
        {
            await talk.SendAsync(talk.Say("resource.noMore"), [talk.Say("resource.noneFit"), talk.Say("button.person")], [(talk.Say("resource.call211"), "tel:211")], cancellationToken);
            return EndOfTurn;
        }

        return await ListAsync(dc, talk, run with { From = run.From + AtOnce }, cancellationToken);
    }

    /// <summary>None fits: look farther once, then say who knows more than we do.</summary>
    private async Task<DialogTurnResult> NoneAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        if (!run.IsWide && run.Text.Length > 0)
        {
            var request = await RequestAsync(run, cancellationToken);
            var wider = request with { Near = request.Near is { } near ? near with { ReachKilometres = near.ReachKilometres * 4 } : null, When = null, MustBeFree = false };
            var seen = run.Found.Take(run.From + AtOnce).ToHashSet();
            var found = (await directory.SearchAsync(wider, seen, talk.Now, cancellationToken)).Select(hit => hit.Id).ToList();
            if (found.Count > 0)
            {
                await talk.SendAsync(talk.Say("resource.widened"), [talk.Say("button.person")], cancellationToken);
                return await ListAsync(dc, talk, run with { Found = found, From = 0, IsWide = true }, cancellationToken);
            }
        }

        return await NothingAsync(dc, talk, talk.Say("resource.noneLeft"), cancellationToken);
    }

    private async Task<DialogTurnResult> ReadAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        var reading = run with { Asks = ResourceRun.Detail };
        Memory.Keep(Own(dc), reading, FindResourceJson.Default.ResourceRun);
        await ReadOneAsync(talk, reading, cancellationToken);
        return EndOfTurn;
    }

    private async Task ReadOneAsync(Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        foreach (var view in await ViewsAsync(talk, [run.Reading], await RequestAsync(run, cancellationToken), cancellationToken))
        {
            var listing = view.Listing;
            // Whoever asks about papers hears it where nothing is said of them.
            var lead = listing.Documents.Count == 0 && phrases.Matches("resource.aboutPapers", talk.Said.Text) ? talk.Say("resource.papersUnknown") + "\n\n" : "";
            await talk.SendAsync(lead + words.Full(view, talk), [.. FitQuestions(listing, talk).Count > 0 ? [talk.Say("resource.fit")] : Array.Empty<string>(), talk.Say("resource.textMe"), talk.Say("resource.closed"), talk.Say("resource.list"), talk.Say("button.person")], ListingWords.Links(listing, talk), cancellationToken);
        }
    }

    /// <summary>No text message is sent from here; what would be in it is shown to be copied.</summary>
    private async Task<DialogTurnResult> CopyAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run with { Asks = ResourceRun.Told }, FindResourceJson.Default.ResourceRun);
        var listings = await directory.ReadAsync(run.Asks == ResourceRun.Detail ? [run.Reading] : Shown(run), cancellationToken);
        await talk.SendAsync(talk.Say(Folding.Says(talk.Said.Text, talk.Say("resource.textMe")) ? "resource.copyHere" : "resource.copy", ("list", string.Join("\n", listings.Select(pair => ListingWords.Copy(pair.Listing))))), [talk.Say("resource.list"), talk.Say("button.person")], cancellationToken);
        return EndOfTurn;
    }

    private static async Task<DialogTurnResult> AskWhichAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run, FindResourceJson.Default.ResourceRun);
        await SayWhichAsync(talk, run, cancellationToken);
        return EndOfTurn;
    }

    private static Task SayWhichAsync(Talk talk, ResourceRun run, CancellationToken cancellationToken) =>
        talk.SendAsync(talk.Say("resource.whichClosed"), [.. Numbers(run), talk.Say("button.person")], cancellationToken);
}
