using CareBot.Care.ResourceDirectory;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.FindResource;

/// <summary>Near where: a ZIP code or a city, or nowhere in particular.</summary>
public sealed partial class FindResourceDialog
{
    private static Task AskPlaceAsync(Talk talk, CancellationToken cancellationToken) => AskPlaceAsync(talk, "resource.askPlace", cancellationToken);

    private static Task AskPlaceAsync(Talk talk, string key, CancellationToken cancellationToken) =>
        talk.SendAsync(talk.Say(key), [talk.Say("button.skip"), talk.Say("button.person")], cancellationToken);

    private static Task AskTownAsync(Talk talk, IReadOnlyList<string> towns, CancellationToken cancellationToken) =>
        talk.SendAsync(talk.Say("resource.whichTown", ("towns", talk.Locale.Or(towns))), [.. towns, talk.Say("button.skip"), talk.Say("button.person")], cancellationToken);

    /// <summary>The place was not said, is not known, or there are several of that name.</summary>
    private static async Task AskWhereAsync(DialogContext dc, Talk talk, ResourceRun run, ResourceRequest request, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run with { Towns = request.Towns }, FindResourceJson.Default.ResourceRun);
        await (request.Towns.Count > 0 ? AskTownAsync(talk, request.Towns, cancellationToken) : AskPlaceAsync(talk, request.UnknownPlace is null ? "resource.askPlace" : "resource.placeUnknown", cancellationToken));
    }

    /// <summary>Whoever does not know the ZIP code may name a city, or leave it.</summary>
    private async Task AskCityAsync(Talk talk, CancellationToken cancellationToken)
    {
        var city = await directory.HomeAsync(cancellationToken);
        await talk.SendAsync(talk.Say("resource.noPlace", ("city", city)), [city, talk.Say("button.skip"), talk.Say("button.person")], cancellationToken);
    }

    private async Task<DialogTurnResult> PlaceAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        var text = talk.Said.Text;
        if (talk.Said.Command is { Command: Command.Skip })
        {
            return await SearchAsync(dc, talk, run, await RequestAsync(run, cancellationToken), cancellationToken);
        }

        if (talk.Said.Command is { Command: Command.Back } && run.Before is { } before)
        {
            return await ListAsync(dc, talk, before, cancellationToken);
        }

        if (phrases.Matches("resource.noPlace", text))
        {
            await AskCityAsync(talk, cancellationToken);
            return EndOfTurn;
        }

        if (phrases.Matches("resource.wait", text) || phrases.Matches("resource.whyPlace", text))
        {
            await AskPlaceAsync(talk, phrases.Matches("resource.wait", text) ? "resource.takeTime" : "resource.whyPlace", cancellationToken);
            return EndOfTurn;
        }

        if (phrases.Matches("resource.notPlace", text))
        {
            await AskPlaceAsync(talk, "resource.notPlace", cancellationToken);
            return EndOfTurn;
        }

        var where = choices.Read(text, [.. run.Towns.Select(town => new AnswerOption(town, town, Places.StateWords(town[^2..])))]) ?? text;
        var place = await directory.UnderstandAsync($"near {where}", cancellationToken);
        if (place.Near is not null && place.Needs.Any(id => needs.Find(id) is { IsCircumstance: false, Yields: false }))
        {
            // "Rides to the doctor near 60638" says more than where.
            return await HearAsync(dc, talk, text, cancellationToken);
        }

        if (place.Near is not null)
        {
            var placed = run with { Where = where };
            return await SearchAsync(dc, talk, placed, await RequestAsync(placed, cancellationToken), cancellationToken);
        }

        // Another request instead of a place is a new search; anything else is asked once more.
        if (place.Needs.Count > 0)
        {
            return await HearAsync(dc, talk, text, cancellationToken);
        }

        if (place is { UnknownPlace: null, Towns.Count: 0 })
        {
            // "Here", "at my house", "I guess": no place that can be looked up.
            await AskCityAsync(talk, cancellationToken);
            return EndOfTurn;
        }

        await AskWhereAsync(dc, talk, run, place, cancellationToken);
        return EndOfTurn;
    }

    /// <summary>The request that is being answered; a place and a wish that were said afterwards stand before those that it names.</summary>
    private async Task<ResourceRequest> RequestAsync(ResourceRun run, CancellationToken cancellationToken)
    {
        var request = await directory.UnderstandAsync(run.Text, cancellationToken);
        if (run.Where.Length > 0)
        {
            var place = await directory.UnderstandAsync($"near {run.Where}", cancellationToken);
            request = request with { Near = place.Near, UnknownPlace = null, Towns = [], When = place.When ?? request.When };
        }

        if (run.Wish.Length == 0)
        {
            return request;
        }

        var wish = await directory.UnderstandAsync(run.Wish, cancellationToken);
        return request with
        {
            Needs = [.. request.Needs.Concat(wish.Needs.Where(IsForWhom)).Distinct()],
            When = wish.When ?? request.When,
            Languages = wish.Languages.Count > 0 ? wish.Languages : request.Languages,
            Age = wish.Age ?? request.Age,
            MustBeFree = request.MustBeFree || wish.MustBeFree,
            NeedsStepFree = request.NeedsStepFree || wish.NeedsStepFree,
            WantsWalkIn = request.WantsWalkIn || wish.WantsWalkIn,
            WantsVirtual = request.WantsVirtual || wish.WantsVirtual,
        };
    }
}
