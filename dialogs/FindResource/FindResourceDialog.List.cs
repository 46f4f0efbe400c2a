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

        if (talk.Said.Command is { Command: Command.Back })
        {
            return await BackAsync(dc, talk, run, cancellationToken);
        }

        var actions = Actions(talk, run);
        if (Pressed(text, actions) is { } pressed)
        {
            return await ActAsync(dc, talk, run, pressed.Id, cancellationToken);
        }

        if (phrases.Matches("resource.begin", text))
        {
            return await BeginDialogAsync(dc, null, cancellationToken);
        }

        if (phrases.Matches("resource.wait", text))
        {
            await talk.SendAsync(talk.Say("resource.takeTimeList"), [.. Numbers(run), talk.Say("resource.list"), talk.Say("button.person")], cancellationToken);
            return EndOfTurn;
        }

        if (phrases.Matches("resource.another", text))
        {
            return await MoreAsync(dc, talk, run, cancellationToken);
        }

        if (phrases.Matches("resource.otherPlace", text) && run.Text.Length > 0)
        {
            Memory.Keep(Own(dc), Onward(run, run with { Asks = ResourceRun.Place }), FindResourceJson.Default.ResourceRun);
            await AskPlaceAsync(talk, cancellationToken);
            return EndOfTurn;
        }

        if (phrases.Matches("resource.allWrong", text))
        {
            return await NoneAsync(dc, talk, run, cancellationToken);
        }

        if (phrases.Matches("resource.closer", text))
        {
            return await CloserAsync(dc, talk, run, cancellationToken);
        }

        var request = await directory.UnderstandAsync(text, cancellationToken);
        return await AboutListAsync(dc, talk, run, request, cancellationToken) ??
            (choices.Read(text, actions) is { } meant ? await ActAsync(dc, talk, run, meant, cancellationToken) : await ElseAsync(dc, talk, run, request, cancellationToken));
    }

    /// <summary>What is said of one of the list, or wished of all of it; null where the words are about something else.</summary>
    private async Task<DialogTurnResult?> AboutListAsync(DialogContext dc, Talk talk, ResourceRun run, ResourceRequest request, CancellationToken cancellationToken)
    {
        var text = talk.Said.Text;
        var (asked, place) = (AskedAbout(text), pick.Within(text, Shown(run).Count));
        var isNew = asked is null && await IsNewAsync(run, request, cancellationToken);
        if ((!isNew || place is not null) && WrongTold(text) is { } wrong)
        {
            return await ToldWrongAsync(dc, talk, run, wrong, cancellationToken);
        }

        var isOfList = run.Reading.Length == 0 || phrases.Matches("resource.ofList", text);
        if (!isNew && place is null && isOfList && IsWish(request, asked) && (asked is not null || phrases.Matches("resource.ofList", text) || request.WantsVirtual || request.NeedsStepFree || request.Words.All(request.Meant.Contains)) && (await NamedAsync(run, text, true, cancellationToken)).Count == 0)
        {
            return await WishAsync(dc, talk, run, request, cancellationToken);
        }

        if (asked == "far" && run.Text.Length > 0 && await RequestAsync(run, cancellationToken) is { Near: null or { IsWide: true } } somewhere)
        {
            return await AskNearerAsync(dc, talk, run, somewhere, cancellationToken);
        }

        return request.Near is null && await AnswerAboutAsync(dc, talk, run, isNew ? null : place, isNew, cancellationToken) ? EndOfTurn : null;
    }

    private static readonly string[] Asked = ["phone", "cost", "language", "far", "hours", "papers", "access", "where"];

    /// <summary>What is asked about one of them, in words that ask for nothing else: "phone number" is no search for a telephone.</summary>
    private string? AskedAbout(string text) => Array.Find(Asked, what => phrases.Matches($"resource.asks.{what}", text));

    /// <summary>Something by which a list can be told apart. Where or what number is asked of one of them.</summary>
    private static bool IsWish(ResourceRequest request, string? asked) =>
        request.Near is null && asked is null or "cost" or "language" or "hours" or "access"
        && (request.When is not null || request.Languages.Count > 0 || request.MustBeFree || request.Age is not null || request.NeedsStepFree || request.WantsWalkIn || request.WantsVirtual || (request.Needs.Count > 0 && asked is null));

    /// <summary>Whether something else is needed than what the list is about. For whom it is tells the list apart and is nothing else.</summary>
    private async Task<bool> IsNewAsync(ResourceRun run, ResourceRequest request, CancellationToken cancellationToken)
    {
        var before = (await RequestAsync(run, cancellationToken)).Needs;
        return request.Needs.Any(id => !before.Contains(id) && !IsForWhom(id));
    }

    private bool IsForWhom(string id) => needs.Find(id) is { IsCircumstance: true } or { Yields: true };

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
        var list = run with { Asks = ResourceRun.Results, Reading = "", Told = "" };
        Memory.Keep(Own(dc), list, FindResourceJson.Default.ResourceRun);
        await ShowAsync(talk, list, cancellationToken);
        return EndOfTurn;
    }

    /// <summary>From one to the list, from the next three to those before, from what was wished of a list to the list before.</summary>
    private async Task<DialogTurnResult> BackAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken) => await ListAsync(
        dc, talk, run.Asks != ResourceRun.Results ? run : run.From > 0 ? run with { From = Math.Max(0, run.From - AtOnce) } : run.Before ?? run, cancellationToken);

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
    private async Task<bool> AnswerAboutAsync(DialogContext dc, Talk talk, ResourceRun run, int? place, bool isNew, CancellationToken cancellationToken)
    {
        var text = talk.Said.Text;
        var asked = AskedAbout(text);
        var isQuestion = asked is not null || phrases.Matches("resource.aboutIt", text);
        var shown = Shown(run);
        if ((place ?? (isQuestion ? pick.Within(text, shown.Count) : null)) is { } said)
        {
            await PickedAsync(dc, talk, run, shown[said], cancellationToken);
            return true;
        }

        var named = await NamedAsync(run, text, isQuestion, cancellationToken);
        if (named is [var only])
        {
            await PickedAsync(dc, talk, run, only, cancellationToken);
            return true;
        }

        if (named.Count == 0 && !(isQuestion && (asked is not null || !isNew)))
        {
            return false;
        }

        if (run.Reading.Length > 0 && named.Count == 0)
        {
            await ReadAsync(dc, talk, run, cancellationToken);
        }
        else if (shown.Count == 1 && named.Count == 0)
        {
            await PickedAsync(dc, talk, run, shown[0], cancellationToken);
        }
        else
        {
            await AskWhichAsync(dc, talk, run.Asks == ResourceRun.Report ? run : run with { Asks = ResourceRun.Results, Reading = "", Told = asked ?? "" }, cancellationToken);
        }

        return true;
    }

    /// <summary>Those that the words name: of the three that are shown, else of all that were found.</summary>
    private async Task<IReadOnlyList<string>> NamedAsync(ResourceRun run, string text, bool isQuestion, CancellationToken cancellationToken)
    {
        var shown = Shown(run);
        var found = (await directory.ReadAsync(run.Found, cancellationToken)).Select(one => one.Listing).ToList();
        var named = pick.Named(text, [.. found.Where(listing => shown.Contains(listing.Id))], isQuestion);
        return named.Count > 0 || run.Asks == ResourceRun.Report ? named : pick.Named(text, found, isQuestion);
    }

    /// <summary>The same list with a wish to it. Of a search that leaves no trace only the order of what was found can change.</summary>
    private async Task<DialogTurnResult> WishAsync(DialogContext dc, Talk talk, ResourceRun run, ResourceRequest request, CancellationToken cancellationToken)
    {
        if (run.Text.Length > 0)
        {
            return await RefineAsync(dc, talk, run, run with { Wish = request.When is not null ? talk.Said.Text : $"{run.Wish} {talk.Said.Text}" }, cancellationToken);
        }

        var views = await ViewsAsync(talk, run.Found, request, cancellationToken);
        return await ListAsync(dc, talk, run with { From = 0, Wish = talk.Said.Text, Found = [.. views.OrderByDescending(view => ListingWords.Meets(view, request, talk)).Select(view => view.Listing.Id)] }, cancellationToken);
    }

    private async Task<DialogTurnResult> RefineAsync(DialogContext dc, Talk talk, ResourceRun list, ResourceRun next, CancellationToken cancellationToken) =>
        await SearchAsync(dc, talk, Onward(list, next with { IsWide = false, Reading = "", Told = "" }), await RequestAsync(next, cancellationToken), cancellationToken);

    /// <summary>The next list keeps the two before it, to go back to.</summary>
    private static ResourceRun Onward(ResourceRun list, ResourceRun next) =>
        next with { Before = list.IsSensitive ? null : list.Found.Count == 0 ? list.Before : list with { Before = list.Before is { } first ? first with { Before = null } : null } };

    /// <summary>Another request, or the same one at another place. What asks for nothing loses no list.</summary>
    private async Task<DialogTurnResult> ElseAsync(DialogContext dc, Talk talk, ResourceRun run, ResourceRequest request, CancellationToken cancellationToken)
    {
        if (request is { IsEmpty: true, Near: not null } && run.Text.Length > 0)
        {
            return await RefineAsync(dc, talk, run, run with { Where = talk.Said.Text }, cancellationToken);
        }

        if (!request.IsEmpty && (request.Needs.Count > 0 || request.Near is not null || (await directory.SearchAsync(request, talk.Now, cancellationToken)).Count > 0))
        {
            return await HearAsync(dc, talk, talk.Said.Text, cancellationToken, run);
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
        if (request.Near is null or { IsWide: true })
        {
            return await AskNearerAsync(dc, talk, run, request, cancellationToken);
        }

        var sorted = run with { Asks = ResourceRun.Results, From = 0, Found = [.. (await directory.SearchAsync(request, talk.Now, cancellationToken)).OrderBy(hit => hit.IsElsewhere).ThenBy(hit => hit.Kilometres ?? double.MaxValue).Select(hit => hit.Id)] };
        await talk.SendAsync(talk.Say(Shown(sorted).SequenceEqual(Shown(run)) ? "resource.closest" : "resource.closestFirst"), cancellationToken);
        return await ListAsync(dc, talk, sorted, cancellationToken);
    }

    /// <summary>How far something is can be told from a ZIP code, not from a large city.</summary>
    private static async Task<DialogTurnResult> AskNearerAsync(DialogContext dc, Talk talk, ResourceRun run, ResourceRequest request, CancellationToken cancellationToken)
    {
        var asking = Onward(run, run with { Asks = ResourceRun.Place });
        Memory.Keep(Own(dc), asking, FindResourceJson.Default.ResourceRun);
        await (request.Near is { } wide
            ? talk.SendAsync(talk.Say("resource.askZip", ("place", wide.Name)), [talk.Say("button.skip"), talk.Say("button.person")], cancellationToken)
            : AskPlaceAsync(talk, cancellationToken));
        return EndOfTurn;
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

        return await NothingAsync(dc, talk, run, talk.Say("resource.noneLeft"), cancellationToken);
    }

    private async Task<DialogTurnResult> ReadAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        var reading = run with { Asks = ResourceRun.Detail };
        Memory.Keep(Own(dc), reading with { Told = "" }, FindResourceJson.Default.ResourceRun);
        await ReadOneAsync(talk, reading, cancellationToken);
        return EndOfTurn;
    }

    private async Task ReadOneAsync(Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        // What was asked is answered first, also where nothing is known of it.
        var said = await directory.UnderstandAsync(talk.Said.Text, cancellationToken);
        var asked = AskedAbout(talk.Said.Text) ?? (said.When is null ? run.Told : "hours");
        foreach (var view in await ViewsAsync(talk, [run.Reading], await RequestAsync(run, cancellationToken), cancellationToken))
        {
            var listing = view.Listing;
            var lead = Asked.Contains(asked) ? words.Answer(asked, said, view, talk) + "\n\n" : "";
            await talk.SendAsync(lead + words.Full(view, talk), [.. FitQuestions(listing, talk).Count > 0 ? [talk.Say("resource.fit")] : Array.Empty<string>(), talk.Say("resource.textMe"), talk.Say("resource.closed"), talk.Say("resource.list"), talk.Say("button.person")], ListingWords.Links(listing, talk), cancellationToken);
        }
    }

    /// <summary>No text message is sent from here; what would be in it is shown to be copied.</summary>
    private async Task<DialogTurnResult> CopyAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run with { Asks = ResourceRun.Said }, FindResourceJson.Default.ResourceRun);
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
