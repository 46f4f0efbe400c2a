using CareBot.Care.ResourceDirectory;

namespace CareBot.Care.Referrals;

/// <summary>Services out of the resource directory, with what referrals to them taught.</summary>
public sealed class DirectoryServices(DirectoryDesk directory, DirectoryStore store, NeedVocabulary needs)
{
    /// <summary>More than are shown: those behind them are the next best.</summary>
    private const int Most = 6;

    /// <summary>For a need that the value set has no category for.</summary>
    private const string Unspecified = "sdoh-category-unspecified";

    public async Task<ServiceSearch> FindAsync(string words, string language, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var request = await directory.UnderstandAsync(words, cancellationToken);
        if (request.IsEmpty)
        {
            return new ServiceSearch(null, false, []);
        }

        var spoken = request.Languages.Count > 0 || language == "en" ? request : request with { Languages = [language] };
        var hits = await directory.SearchAsync(spoken, now, cancellationToken);
        var meant = request.Needs.Select(id => needs.Find(id)).OfType<Need>().ToList();
        var category = meant.FirstOrDefault(need => !need.IsCircumstance)?.Sdoh;
        var read = await directory.ReadAsync([.. hits.Take(Most).Select(hit => hit.Id)], cancellationToken);
        return new ServiceSearch(category ?? Unspecified, meant.Any(need => need.IsSensitive), [.. read.Select(one => Choice(one.Listing, one.Standing))]);
    }

    public async Task<ServiceChoice?> ReadAsync(string service, CancellationToken cancellationToken) =>
        await directory.ReadAsync([service], cancellationToken) is [var (listing, standing)] ? Choice(listing, standing) : null;

    public Task LearnAsync(string service, ServiceLesson lesson, DateTimeOffset now, CancellationToken cancellationToken) =>
        store.ChangeStandingAsync(service, standing => Learn(standing, lesson, now), cancellationToken);

    private static ListingStanding Learn(ListingStanding standing, ServiceLesson lesson, DateTimeOffset now) => standing with
    {
        Capacity = lesson.Capacity ?? standing.Capacity,
        CapacityAt = lesson.Capacity is null ? standing.CapacityAt : now,
        Sent = standing.Sent + (lesson.Sent ? 1 : 0),
        Accepted = standing.Accepted + (lesson.Accepted ? 1 : 0),
        Declined = standing.Declined + (lesson.Declined ? 1 : 0),
        Received = Math.Max(0, standing.Received + (lesson.Received is not true ? 0 : lesson.IsTakenBack ? -1 : 1)),
        NotReceived = Math.Max(0, standing.NotReceived + (lesson.Received is not false ? 0 : lesson.IsTakenBack ? -1 : 1)),
        LastReceived = lesson.Received is not true ? standing.LastReceived : lesson.IsTakenBack ? null : now,
    };

    private static ServiceChoice Choice(Listing listing, ListingStanding standing)
    {
        var site = listing.Sites.FirstOrDefault(one => one.Type == "physical");
        var phone = listing.Phones.Concat(listing.Sites.SelectMany(one => one.Phones)).FirstOrDefault(one => one.IsVoice);
        var name = listing.ProviderName is { } provider && !listing.Name.Contains(provider, StringComparison.OrdinalIgnoreCase) ? $"{listing.Name}, {provider}" : listing.Name;
        var address = string.Join(", ", new[] { site?.Address, site?.City }.Where(part => !string.IsNullOrEmpty(part)));
        var languages = listing.Languages.Concat(listing.Sites.SelectMany(one => one.Languages)).Select(LanguageNames.Code).Distinct().ToList();
        return new ServiceChoice(
            new ReferredTo(listing.Id, name, listing.Email, phone?.Number, languages.Count == 0 ? null : string.Join(',', languages)), address, standing.Capacity, standing.CapacityAt, standing.Sent, standing.Received, standing.LastReceived, listing.AssuredOn, standing.Reports.Count);
    }
}
