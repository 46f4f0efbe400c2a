using System.Globalization;
using CareBot.Care.Patients;
using CareBot.Care.ResourceDirectory;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.CurateListings;

/// <summary>Shows a coordinator the listings that people found wrong, and takes one off the list when it was looked into.</summary>
public sealed class CurateListingsDialog(DirectoryDesk directory, PeopleDesk people, PhraseBook phrases) : GuidedDialog(nameof(CurateListings))
{
    private const string Done = "done";
    private const int Most = 10;

    public override Call? Claim(Said said, Talk talk) =>
        talk.Speaker is not Speaker.OfStaff ? null
        : phrases.Matches("curate.list", said.Text) ? Call.Plain
        : phrases.Find("curate.done", said.Text) is { } which ? new Call(Done, which)
        : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var call = CallOf(options);
        var reported = await directory.ReportedAsync(cancellationToken);
        await (call.What == Done ? SettleAsync(reported, call.Words, talk, cancellationToken) : ListAsync(reported, talk, cancellationToken));
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    private async Task ListAsync(IReadOnlyList<(Listing Listing, ListingStanding Standing)> reported, Talk talk, CancellationToken cancellationToken)
    {
        if (reported.Count == 0)
        {
            await talk.SendAsync(talk.Say("curate.none.coordinator"), cancellationToken);
            return;
        }

        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        var lines = reported.Take(Most).Select((pair, index) => $"{index + 1}. {Name(pair.Listing)}: {Reports(pair.Standing, zone, talk)}");
        await talk.SendAsync($"{talk.Say("curate.list.coordinator", ("count", reported.Count))}\n{string.Join('\n', lines)}\n{talk.Say("curate.how.coordinator")}", cancellationToken);
    }

    private async Task SettleAsync(IReadOnlyList<(Listing Listing, ListingStanding Standing)> reported, string which, Talk talk, CancellationToken cancellationToken)
    {
        // A number counts in the list as it is now; the name is said back, so that a slip is noticed. A name stays right whatever else was settled.
        var found = int.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? reported.Skip(number - 1).Take(number > 0 ? 1 : 0).ToList()
            : reported.Where(pair => Wording.Fold(pair.Listing.Name) == Wording.Fold(which)).ToList();
        if (found is not [var (listing, _)])
        {
            await talk.SendAsync(talk.Say("curate.unknown.coordinator", ("which", which)), cancellationToken);
            return;
        }

        await directory.SettleAsync(listing.Id, cancellationToken);
        await talk.SendAsync(talk.Say("curate.settled.coordinator", ("name", Name(listing))), cancellationToken);
    }

    private static string Reports(ListingStanding standing, string zone, Talk talk) => talk.Say(
        standing.Reports.Count == 1 ? "curate.reported.one.coordinator" : "curate.reported.other.coordinator",
        ("what", string.Join(", ", standing.Reports.Select(report => report.What).Distinct().Select(what => talk.Say($"curate.what.{what}.coordinator")))), ("count", standing.Reports.Count), ("when", talk.When(standing.Reports[^1].At, zone)));

    private static string Name(Listing listing) => listing.ProviderName is { } provider ? $"{listing.Name}, {provider}" : listing.Name;
}
