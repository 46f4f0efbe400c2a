using CareBot.Care.Patients;
using CareBot.Care.ResourceDirectory;
using CareBot.Dialogs.CurateListings;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.FindResource;

/// <summary>
/// Finds help near by in ordinary words, for anybody: no account, no name kept. Three at a time, with why; a tap says that one was closed.
/// </summary>
public sealed partial class FindResourceDialog(DirectoryDesk directory, NeedVocabulary needs, PeopleDesk people, ListingWords words, ListingPick pick, CuratorNotice curator, ChoiceReader choices, PhraseBook phrases) : GuidedDialog(nameof(FindResource))
{
    private const int AtOnce = 3;

    /// <summary>Goes on with words that were heard as something else first: where they find nothing, nothing is said.</summary>
    internal const string GoOn = "goOn";

    public override Call? Claim(Said said, Talk talk) =>
        talk.InGroup ? null
        : phrases.Matches("resource.begin", said.Text) ? Call.Plain
        : phrases.Find("resource.for", said.Text) is { } request ? new Call("", request)
        : null;

    /// <summary>Words that name something people look for are a search, from whoever is not asked something else.</summary>
    public override Call? Guess(Said said, Talk talk) =>
        talk.InGroup || said.Text.Length is 0 or > 300 || !(IsZip(said, talk) || (needs.Asks(said.Text) && (HasZip(said.Text) || IsMeant(said, talk)))) ? null : new Call("", said.Text);

    // Five figures are where a visitor looks for something; of a patient they may be anything.
    private static bool IsZip(Said said, Talk talk) => talk.Speaker is Speaker.Visitor && said.Text.Trim() is { Length: 5 } text && text.All(char.IsAsciiDigit);

    // What is looked for and where: nobody says it of themselves, or of a patient.
    private static bool HasZip(string text) => Folding.Words(text).Split(' ').Any(word => word.Length == 5 && word.All(char.IsAsciiDigit));

    // A visitor has nothing else to ask for here; a patient who writes "my heart" is not looking for a place.
    private bool IsMeant(Said said, Talk talk) => talk.Speaker is not Speaker.OfStaff && (talk.Speaker is Speaker.Visitor || phrases.Matches("resource.wish", said.Text));

    /// <summary>Not knowing the ZIP code is an answer to the question about it, as "the last one" is to a list, and nothing to worry about.</summary>
    public override bool Expects(DialogInstance instance, Talk talk, string text)
    {
        var run = Memory.Run(instance, FindResourceJson.Default.ResourceRun);
        return run.Asks switch
        {
            ResourceRun.Place => phrases.Matches("resource.noPlace", text),
            ResourceRun.Results or ResourceRun.Detail or ResourceRun.Report or ResourceRun.Said when phrases.IsWhole(text) && (WrongTold(text) ?? AskedAbout(text)) is not null => true,
            ResourceRun.Results or ResourceRun.Detail or ResourceRun.Report or ResourceRun.Said => pick.ByPlace(text, Shown(run).Count) is not null || Pressed(text, Actions(talk, run)) is not null,
            _ => false,
        };
    }

    /// <summary>Whether these words say what is looked for, where that was asked.</summary>
    internal bool Looks(DialogInstance instance, string text) => Memory.Run(instance, FindResourceJson.Default.ResourceRun).Asks == ResourceRun.Need && needs.Asks(text);

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var call = CallOf(options);
        if (call.What == GoOn && await directory.UnderstandAsync(call.Words, cancellationToken) is var heard && (heard.IsEmpty || (await directory.SearchAsync(heard with { Near = null }, talk.Now, cancellationToken)).Count == 0))
        {
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

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
            ResourceRun.Results or ResourceRun.Detail or ResourceRun.Report or ResourceRun.Said => await ChooseAsync(dc, talk, run, cancellationToken),
            ResourceRun.Nothing when talk.Said.Command is { Command: Command.Back } && run.Before is { } before => await ListAsync(dc, talk, before, cancellationToken),
            ResourceRun.Nothing when run.Text.Length > 0 && await directory.UnderstandAsync(talk.Said.Text, cancellationToken) is { IsEmpty: true, Near: not null } => await RefineAsync(dc, talk, run, run with { Where = talk.Said.Text }, cancellationToken),
            _ => await HearAsync(dc, talk, await PlacedAsync(run, talk.Said.Text), cancellationToken),
        };

        // The place that was said before the need goes with it, unless another is said now.
        async Task<string> PlacedAsync(ResourceRun before, string text) =>
            before.Where.Length > 0 && await directory.UnderstandAsync(text, cancellationToken) is { Near: null, UnknownPlace: null, Towns.Count: 0 } ? $"{text} near {before.Where}" : text;
    }

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        var run = Memory.Run(instance, FindResourceJson.Default.ResourceRun);
        await (run.Asks switch
        {
            ResourceRun.Place when run.Towns.Count > 0 => AskTownAsync(talk, run.Towns, cancellationToken),
            ResourceRun.Place => AskPlaceAsync(talk, cancellationToken),
            ResourceRun.Results => ShowAsync(talk, run, cancellationToken),
            ResourceRun.Report => SayWhichAsync(talk, run, cancellationToken),
            ResourceRun.Wrong => AskWrongAsync(talk, cancellationToken),
            ResourceRun.Detail => ReadOneAsync(talk, run, cancellationToken),
            ResourceRun.Fit => AskFitAsync(talk, run, cancellationToken),
            ResourceRun.Said => talk.SendAsync(talk.Say("resource.told"), [talk.Say("resource.list"), talk.Say("button.person")], cancellationToken),
            ResourceRun.Nothing => SayNothingAsync(talk, talk.Say("resource.noneLeft"), cancellationToken),
            _ when run.Where.Length > 0 => talk.SendAsync(talk.Say("resource.askNeed", ("place", run.Where)), [talk.Say("button.person")], cancellationToken),
            _ => talk.SendAsync(talk.Say("resource.ask"), [talk.Say("button.person")], cancellationToken),
        });
    }

    /// <param name="list">The list to which it was said: what is needed next is needed at the same place, or nowhere in particular.</param>
    private async Task<DialogTurnResult> HearAsync(DialogContext dc, Talk talk, string text, CancellationToken cancellationToken, ResourceRun? list = null)
    {
        var request = await directory.UnderstandAsync(text, cancellationToken);
        if (request is { IsEmpty: true, Near: { } there })
        {
            Memory.Keep(Own(dc), new ResourceRun { Asks = ResourceRun.Need, Where = there.Name }, FindResourceJson.Default.ResourceRun);
            await talk.SendAsync(talk.Say("resource.askNeed", ("place", there.Name)), [talk.Say("button.person")], cancellationToken);
            return EndOfTurn;
        }

        if (request.IsEmpty)
        {
            Memory.Keep(Own(dc), new ResourceRun { Asks = ResourceRun.Need }, FindResourceJson.Default.ResourceRun);
            await talk.SendAsync(talk.Say("resource.notUnderstood"), [talk.Say("button.person")], cancellationToken);
            return EndOfTurn;
        }

        var run = new ResourceRun { Asks = ResourceRun.Place, Text = text, IsSensitive = request.Needs.Any(id => needs.Find(id)!.IsSensitive) };
        var before = list is { Text.Length: > 0 } ? await RequestAsync(list, cancellationToken) : null;
        run = list is null ? run : Onward(list, run);
        if (before?.Near is { } same && request is { Near: null, UnknownPlace: null, Towns.Count: 0 })
        {
            (run, request) = (run with { Where = same.Name }, request with { Near = same });
        }

        var isAnywhere = before is { Near: null, WantsVirtual: false } && request is { UnknownPlace: null, Towns.Count: 0 };
        if (request.Near is not null || request.WantsVirtual || isAnywhere)
        {
            return await SearchAsync(dc, talk, run, request, cancellationToken);
        }

        if ((await directory.SearchAsync(request, talk.Now, cancellationToken)).Count == 0)
        {
            // Nobody has to say where for what is nowhere.
            return await NothingAsync(dc, talk, run, talk.Say("resource.nothing"), cancellationToken);
        }

        await AskWhereAsync(dc, talk, run, request, cancellationToken);
        return EndOfTurn;
    }

    private async Task<DialogTurnResult> SearchAsync(DialogContext dc, Talk talk, ResourceRun run, ResourceRequest request, CancellationToken cancellationToken)
    {
        var hits = await directory.SearchAsync(request, talk.Now, cancellationToken);
        if (hits.Count == 0)
        {
            var isFar = request.Near is not null && (await directory.SearchAsync(request with { Near = null }, talk.Now, cancellationToken)).Count > 0;
            return await NothingAsync(dc, talk, run with { Where = request.Near?.Name ?? "" }, isFar ? talk.Say("resource.nothingNear", ("miles", needs.FarthestMiles), ("place", request.Near!.Name)) : talk.Say("resource.nothing"), cancellationToken);
        }

        var shown = run with { Asks = ResourceRun.Results, Found = [.. hits.Select(hit => hit.Id)], From = 0, Towns = [] };
        await ShowAsync(talk, shown, cancellationToken);
        Memory.Keep(Own(dc), shown.IsSensitive ? shown with { Text = "", Where = "", Wish = "" } : shown, FindResourceJson.Default.ResourceRun);
        return EndOfTurn;
    }

    /// <summary>What was looked for, and where, stays: another place or another need alone is enough to go on. Of a sensitive search nothing does.</summary>
    private static async Task<DialogTurnResult> NothingAsync(DialogContext dc, Talk talk, ResourceRun run, string words, CancellationToken cancellationToken)
    {
        var nothing = new ResourceRun { Asks = ResourceRun.Nothing };
        Memory.Keep(Own(dc), run.IsSensitive ? nothing : nothing with { Text = run.Text, Where = run.Where, Before = run.Found.Count > 0 ? run with { Before = null } : run.Before }, FindResourceJson.Default.ResourceRun);
        await SayNothingAsync(talk, words, cancellationToken);
        return EndOfTurn;
    }

    private static Task SayNothingAsync(Talk talk, string words, CancellationToken cancellationToken) =>
        talk.SendAsync(words, [talk.Say("button.person")], [(talk.Say("resource.call211"), "tel:211")], cancellationToken);

    private async Task ShowAsync(Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        var request = await RequestAsync(run, cancellationToken);
        var views = await ViewsAsync(talk, Shown(run), request, cancellationToken);
        var lines = new List<string> { Header(run, request, talk) };
        if (request.Near is { } near && words.Elsewhere(views, near, talk) is { } elsewhere)
        {
            lines.Add(elsewhere);
        }

        if (request.When is not null && views.All(view => ListingWords.IsOpen(view, talk) is not true))
        {
            lines.Add(views.All(view => ListingWords.IsOpen(view, talk) is false) ? await NoneOpenAsync(talk, run, request, cancellationToken) : talk.Say(request.When.Now ? "resource.openUnknown" : "resource.openUnknownThen"));
        }

        lines.AddRange(views.Select((view, index) => words.Brief(index + 1, view, talk)));
        if (!run.IsSensitive && words.Why(views, request, talk) is { } why)
        {
            lines.Add(why);
        }

        lines.Add(talk.Say("resource.pick"));
        var more = run.Found.Count > run.From + AtOnce;
        await talk.SendAsync(string.Join("\n\n", lines), [.. Numbers(run), .. more ? [talk.Say("resource.more")] : Array.Empty<string>(), talk.Say("resource.noneFit"), talk.Say("resource.textMe"), talk.Say("resource.closed"), talk.Say("button.person")], cancellationToken);
    }

    /// <summary>The newest three.</summary>
    private static IReadOnlyList<string> Shown(ResourceRun run) => [.. run.Found.Skip(run.From).Take(AtOnce)];

    private static IEnumerable<string> Numbers(ResourceRun run) => Enumerable.Range(1, Shown(run).Count).Select(number => $"{number}");

    private async Task<IReadOnlyList<ListingView>> ViewsAsync(Talk talk, IReadOnlyList<string> ids, ResourceRequest request, CancellationToken cancellationToken)
    {
        var holidays = (await people.FindPracticeAsync(cancellationToken))?.Holidays ?? [];
        var views = new List<ListingView>();
        foreach (var (listing, standing) in await directory.ReadAsync(ids, cancellationToken))
        {
            views.Add(new ListingView(listing, standing, request, await directory.TimeZoneAsync(listing, cancellationToken)) { Holidays = holidays, Met = directory.Met(listing), FarthestMiles = needs.FarthestMiles });
        }

        return views;
    }

    /// <summary>None is open when it is wanted, and of all that was found this one opens first from then on.</summary>
    private async Task<string> NoneOpenAsync(Talk talk, ResourceRun run, ResourceRequest request, CancellationToken cancellationToken)
    {
        var (none, opens) = request.When is { Now: true } ? ("resource.noneOpen", "resource.opensFirst") : ("resource.noneOpenThen", "resource.opensFirstThen");
        var found = await ViewsAsync(talk, run.Found, request, cancellationToken);
        var first = found.Select(view => (View: view, At: ListingWords.OpensFrom(view, talk))).Where(one => one.At is not null).OrderBy(one => one.At).FirstOrDefault();
        return first.At is { } at ? $"{talk.Say(none)} {talk.Say(opens, ("name", ListingWords.Title(first.View.Listing)), ("when", talk.When(at, first.View.TimeZone)))}" : talk.Say(none);
    }

    private static string Header(ResourceRun run, ResourceRequest request, Talk talk) =>
        run.IsSensitive ? talk.Say("resource.headerQuiet")
        : request.Near is { } near ? talk.Say("resource.headerNear", ("place", near.Name))
        : talk.Say("resource.header");
}
