using CareBot.Care.Patients;
using CareBot.Care.ResourceDirectory;
using CareBot.Dialogs.CurateListings;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.FindResource;

/// <summary>
/// Finds help near by in ordinary words, for anybody: no account, no name kept. Three at a time, with why; a tap says that one was closed.
/// </summary>
public sealed partial class FindResourceDialog(DirectoryDesk directory, NeedVocabulary needs, ListingWords words, CuratorNotice curator, ChoiceReader choices, PhraseBook phrases) : GuidedDialog(nameof(FindResource))
{
    private const int AtOnce = 3;

    public override Call? Claim(Said said, Talk talk) =>
        talk.InGroup ? null
        : phrases.Matches("resource.begin", said.Text) ? Call.Plain
        : phrases.Find("resource.for", said.Text) is { } request ? new Call("", request)
        : null;

    /// <summary>Words that name something people look for are a search, from whoever is not asked something else.</summary>
    public override Call? Guess(Said said, Talk talk) =>
        talk.InGroup || talk.Speaker is Speaker.OfStaff || said.Text.Length is 0 or > 300 || !needs.Asks(said.Text) || !IsMeant(said, talk) ? null : new Call("", said.Text);

    // A visitor has nothing else to ask for here; a patient who writes "my heart" is not looking for a place.
    private bool IsMeant(Said said, Talk talk) => talk.Speaker is Speaker.Visitor || phrases.Matches("resource.wish", said.Text);

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var call = CallOf(options);
        if (call.Words.Length > 0)
        {
            return await HearAsync(dc, talk, call.Words, cancellationToken);
        }

        Memory.Keep(Own(dc), new ResourceRun { Asks = ResourceRun.Need }, FindResourceJson.Default.ResourceRun);
        await talk.SendAsync(talk.Say("resource.ask"), [talk.Say("button.person")], cancellationToken);
        return EndOfTurn;
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var run = Memory.Run(Own(dc), FindResourceJson.Default.ResourceRun);
        if (talk.Said.Command is { Command: Command.NotNow or Command.Stop })
        {
            await talk.SendAsync(talk.Say("resource.ended"), cancellationToken);
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        return run.Asks switch
        {
            ResourceRun.Place => await PlaceAsync(dc, talk, run, cancellationToken),
            ResourceRun.Wrong => await WrongAsync(dc, talk, run, cancellationToken),
            ResourceRun.Fit => await FitAsync(dc, talk, run, cancellationToken),
            ResourceRun.Results or ResourceRun.Detail or ResourceRun.Report or ResourceRun.Told => await ChooseAsync(dc, talk, run, cancellationToken),
            _ => await HearAsync(dc, talk, talk.Said.Text, cancellationToken),
        };
    }

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        var run = Memory.Run(instance, FindResourceJson.Default.ResourceRun);
        await (run.Asks switch
        {
            ResourceRun.Place => AskPlaceAsync(talk, cancellationToken),
            ResourceRun.Results => ShowAsync(talk, run, cancellationToken),
            ResourceRun.Report => AskWhichAsync(talk, run, cancellationToken),
            ResourceRun.Wrong => AskWrongAsync(talk, cancellationToken),
            ResourceRun.Detail => ReadOneAsync(talk, run, cancellationToken),
            ResourceRun.Fit => AskFitAsync(talk, run, cancellationToken),
            ResourceRun.Told => talk.SendAsync(talk.Say("resource.told"), [talk.Say("resource.list"), talk.Say("button.person")], cancellationToken),
            ResourceRun.Nothing => NothingAsync(talk, "resource.noneLeft", cancellationToken),
            _ => talk.SendAsync(talk.Say("resource.ask"), [talk.Say("button.person")], cancellationToken),
        });
    }

    private async Task<DialogTurnResult> HearAsync(DialogContext dc, Talk talk, string text, CancellationToken cancellationToken)
    {
        var request = await directory.UnderstandAsync(text, cancellationToken);
        if (request.IsEmpty)
        {
            Memory.Keep(Own(dc), new ResourceRun { Asks = ResourceRun.Need }, FindResourceJson.Default.ResourceRun);
            await talk.SendAsync(talk.Say("resource.notUnderstood"), [talk.Say("button.person")], cancellationToken);
            return EndOfTurn;
        }

        var run = new ResourceRun { Asks = ResourceRun.Place, Text = text, IsSensitive = request.Needs.Any(id => needs.Find(id)!.IsSensitive) };
        if (request.Near is not null || request.WantsVirtual)
        {
            return await SearchAsync(dc, talk, run, request, cancellationToken);
        }

        Memory.Keep(Own(dc), run, FindResourceJson.Default.ResourceRun);
        await (request.UnknownPlace is null ? AskPlaceAsync(talk, cancellationToken) : AskOtherPlaceAsync(talk, cancellationToken));
        return EndOfTurn;
    }

    private static Task AskPlaceAsync(Talk talk, CancellationToken cancellationToken) =>
        talk.SendAsync(talk.Say("resource.askPlace"), [talk.Say("button.skip"), talk.Say("button.person")], cancellationToken);

    private static Task AskOtherPlaceAsync(Talk talk, CancellationToken cancellationToken) =>
        talk.SendAsync(talk.Say("resource.placeUnknown"), [talk.Say("button.skip"), talk.Say("button.person")], cancellationToken);

    private async Task<DialogTurnResult> PlaceAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        if (talk.Said.Command is { Command: Command.Skip })
        {
            return await SearchAsync(dc, talk, run, await directory.UnderstandAsync(run.Text, cancellationToken), cancellationToken);
        }

        var place = await directory.UnderstandAsync($"near {talk.Said.Text}", cancellationToken);
        if (place.Near is null)
        {
            // Another request instead of a place is a new search; anything else is asked once more.
            if (place.Needs.Count > 0)
            {
                return await HearAsync(dc, talk, talk.Said.Text, cancellationToken);
            }

            await AskOtherPlaceAsync(talk, cancellationToken);
            return EndOfTurn;
        }

        var text = $"{run.Text} near {talk.Said.Text}";
        return await SearchAsync(dc, talk, run with { Text = text }, await directory.UnderstandAsync(text, cancellationToken), cancellationToken);
    }

    private async Task<DialogTurnResult> SearchAsync(DialogContext dc, Talk talk, ResourceRun run, ResourceRequest request, CancellationToken cancellationToken)
    {
        var hits = await directory.SearchAsync(request, talk.Now, cancellationToken);
        if (hits.Count == 0)
        {
            Memory.Keep(Own(dc), new ResourceRun { Asks = ResourceRun.Nothing }, FindResourceJson.Default.ResourceRun);
            await NothingAsync(talk, "resource.nothing", cancellationToken);
            return EndOfTurn;
        }

        var shown = run with { Asks = ResourceRun.Results, Found = [.. hits.Select(hit => hit.Id)], From = 0 };
        await ShowAsync(talk, shown, cancellationToken);
        Memory.Keep(Own(dc), shown.IsSensitive ? shown with { Text = "" } : shown, FindResourceJson.Default.ResourceRun);
        return EndOfTurn;
    }

    private async Task ShowAsync(Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        var request = await directory.UnderstandAsync(run.Text, cancellationToken);
        var listings = await directory.ReadAsync([.. run.Found.Skip(run.From).Take(AtOnce)], cancellationToken);
        var lines = new List<string> { Header(run, request, talk) };
        var anyOpen = false;
        foreach (var ((listing, standing), index) in listings.Select((pair, index) => (pair, index)))
        {
            var zone = await directory.TimeZoneAsync(listing, cancellationToken);
            anyOpen |= HoursRules.At(ListingWords.Hours(listing), zone, talk.Now) is OpenState.Open;
            lines.Add(words.Brief(index + 1, new ListingView(listing, standing, request, zone), talk));
        }

        if (request.When is { Now: true } && !anyOpen)
        {
            lines.Insert(1, talk.Say("resource.noneOpen"));
            // So that is no reason for these.
            request = request with { When = null };
        }

        if (!run.IsSensitive && ListingWords.Why(request, talk) is { } why)
        {
            lines.Add(why);
        }

        lines.Add(talk.Say("resource.pick"));
        var more = run.Found.Count > run.From + AtOnce;
        await talk.SendAsync(string.Join("\n\n", lines), [.. listings.Select((_, index) => $"{index + 1}"), .. more ? [talk.Say("resource.more")] : Array.Empty<string>(), talk.Say("resource.noneFit"), talk.Say("resource.textMe"), talk.Say("resource.closed"), talk.Say("button.person")], cancellationToken);
    }

    private static string Header(ResourceRun run, ResourceRequest request, Talk talk) =>
        run.IsSensitive ? talk.Say("resource.headerQuiet")
        : request.Near is { } near ? talk.Say("resource.headerNear", ("place", near.Name))
        : talk.Say("resource.header");

    private async Task<DialogTurnResult> ChooseAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        var text = talk.Said.Text;
        if (int.TryParse(text.Trim('.', ')', ' '), out var number) && number >= 1 && number <= AtOnce && run.From + number <= run.Found.Count)
        {
            var id = run.Found[run.From + number - 1];
            return run.Asks == ResourceRun.Report ? await BeginWrongAsync(dc, talk, run with { Reading = id }, cancellationToken) : await ReadAsync(dc, talk, run with { Reading = id }, cancellationToken);
        }

        var action = choices.Read(text, [talk.Option("more", "resource.more"), talk.Option("none", "resource.noneFit"), talk.Option("text", "resource.textMe"), talk.Option("closed", "resource.closed"), talk.Option("list", "resource.list"), talk.Option("fit", "resource.fit")]);
        if (talk.Said.Command is { Command: Command.Back } || action == "list")
        {
            var list = run with { Asks = ResourceRun.Results };
            Memory.Keep(Own(dc), list, FindResourceJson.Default.ResourceRun);
            await ShowAsync(talk, list, cancellationToken);
            return EndOfTurn;
        }

        return action switch
        {
            "more" => await MoreAsync(dc, talk, run, cancellationToken),
            "none" => await NoneAsync(dc, talk, run, cancellationToken),
            "text" => await CopyAsync(dc, talk, run, cancellationToken),
            "fit" when run.Asks == ResourceRun.Detail => await BeginFitAsync(dc, talk, run, cancellationToken),
            "closed" when run.Asks == ResourceRun.Detail => await BeginWrongAsync(dc, talk, run, cancellationToken),
            "closed" => await BeginReportAsync(dc, talk, run, cancellationToken),
            _ => await ElseAsync(dc, talk, run, text, cancellationToken),
        };
    }

    /// <summary>A question about the listing that is being read, whose answer stands on it; else another request. What asks for nothing loses no list.</summary>
    private async Task<DialogTurnResult> ElseAsync(DialogContext dc, Talk talk, ResourceRun run, string text, CancellationToken cancellationToken)
    {
        var request = await directory.UnderstandAsync(text, cancellationToken);
        if (run.Asks == ResourceRun.Detail && request.Needs.Count == 0 && request.Near is null && phrases.Matches("resource.aboutIt", text))
        {
            await ReadOneAsync(talk, run, cancellationToken);
            return EndOfTurn;
        }

        if (!request.IsEmpty && (request.Needs.Count > 0 || request.Near is not null || (await directory.SearchAsync(request, talk.Now, cancellationToken)).Count > 0))
        {
            return await HearAsync(dc, talk, text, cancellationToken);
        }

        await talk.SendAsync(talk.Say("resource.notUnderstood"), cancellationToken);
        await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
        return EndOfTurn;
    }

    private async Task<DialogTurnResult> MoreAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        if (run.From + AtOnce >= run.Found.Count)
        {
            await talk.SendAsync(talk.Say("resource.noMore"), [talk.Say("resource.noneFit"), talk.Say("button.person")], [(talk.Say("resource.call211"), "tel:211")], cancellationToken);
            return EndOfTurn;
        }

        var next = run with { Asks = ResourceRun.Results, From = run.From + AtOnce };
        Memory.Keep(Own(dc), next, FindResourceJson.Default.ResourceRun);
        await ShowAsync(talk, next, cancellationToken);
        return EndOfTurn;
    }

    /// <summary>None fits: look farther once, then say who knows more than we do.</summary>
    private async Task<DialogTurnResult> NoneAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        if (!run.IsWide && run.Text.Length > 0)
        {
            var request = await directory.UnderstandAsync(run.Text, cancellationToken);
            var wider = request with { Near = request.Near is { } near ? near with { ReachKilometres = near.ReachKilometres * 4 } : null, When = null, MustBeFree = false };
            var seen = run.Found.Take(run.From + AtOnce).ToHashSet();
            var found = (await directory.SearchAsync(wider, seen, talk.Now, cancellationToken)).Select(hit => hit.Id).ToList();
            if (found.Count > 0)
            {
                var next = run with { Asks = ResourceRun.Results, Found = found, From = 0, IsWide = true };
                Memory.Keep(Own(dc), next, FindResourceJson.Default.ResourceRun);
                await talk.SendAsync(talk.Say("resource.widened"), [talk.Say("button.person")], cancellationToken);
                await ShowAsync(talk, next, cancellationToken);
                return EndOfTurn;
            }
        }

        Memory.Keep(Own(dc), new ResourceRun { Asks = ResourceRun.Nothing }, FindResourceJson.Default.ResourceRun);
        await NothingAsync(talk, "resource.noneLeft", cancellationToken);
        return EndOfTurn;
    }

    private static Task NothingAsync(Talk talk, string key, CancellationToken cancellationToken) =>
        talk.SendAsync(talk.Say(key), [talk.Say("button.person")], [(talk.Say("resource.call211"), "tel:211")], cancellationToken);

    private async Task<DialogTurnResult> ReadAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        var reading = run with { Asks = ResourceRun.Detail };
        Memory.Keep(Own(dc), reading, FindResourceJson.Default.ResourceRun);
        await ReadOneAsync(talk, reading, cancellationToken);
        return EndOfTurn;
    }

    private async Task ReadOneAsync(Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        var request = await directory.UnderstandAsync(run.Text, cancellationToken);
        foreach (var (listing, standing) in await directory.ReadAsync([run.Reading], cancellationToken))
        {
            var view = new ListingView(listing, standing, request, await directory.TimeZoneAsync(listing, cancellationToken));
            await talk.SendAsync(words.Full(view, talk), [.. FitQuestions(listing, talk).Count > 0 ? [talk.Say("resource.fit")] : Array.Empty<string>(), talk.Say("resource.textMe"), talk.Say("resource.closed"), talk.Say("resource.list"), talk.Say("button.person")], ListingWords.Links(listing, talk), cancellationToken);
        }
    }

    /// <summary>No text message is sent from here; what would be in it is shown to be copied.</summary>
    private async Task<DialogTurnResult> CopyAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run with { Asks = ResourceRun.Told }, FindResourceJson.Default.ResourceRun);
        var ids = run.Asks == ResourceRun.Detail ? [run.Reading] : run.Found.Skip(run.From).Take(AtOnce).ToList();
        var listings = await directory.ReadAsync(ids, cancellationToken);
        await talk.SendAsync(talk.Say("resource.copy", ("list", string.Join("\n", listings.Select(pair => ListingWords.Copy(pair.Listing))))), [talk.Say("resource.list"), talk.Say("button.person")], cancellationToken);
        return EndOfTurn;
    }

    private static async Task<DialogTurnResult> BeginReportAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run with { Asks = ResourceRun.Report }, FindResourceJson.Default.ResourceRun);
        await AskWhichAsync(talk, run, cancellationToken);
        return EndOfTurn;
    }

    private static Task AskWhichAsync(Talk talk, ResourceRun run, CancellationToken cancellationToken) => talk.SendAsync(
        talk.Say("resource.whichClosed"), [.. Enumerable.Range(1, Math.Min(AtOnce, run.Found.Count - run.From)).Select(number => $"{number}"), talk.Say("button.person")], cancellationToken);
}
