using CareBot.Care.ResourceDirectory;
using Place = CareBot.Care.ResourceDirectory.Place;

namespace CareBot.Bench;

/// <summary>Invented services and requests, the same ones every time: the words of the needs among ten thousand that mean nothing.</summary>
internal sealed class SyntheticDirectory(NeedVocabulary needs, IReadOnlyList<Place> places)
{
    private const int Filler = 10_000;

    private static readonly string[] Languages = ["es", "ht", "fr", "pl", "ru", "zh", "ar", "vi"];
    private static readonly string[] Wishes = ["", " open now", " open now, she speaks Spanish", " free", " on Saturday", " tomorrow at 5 pm", " abierto ahora", " for my 80 year old mom", " in a wheelchair", " in the evening, he speaks Polish"];

    private readonly Random _chance = new(7);
    private readonly List<Need> _asked = [.. needs.Needs.Where(need => !need.IsCircumstance)];
    private readonly List<Need> _circumstances = [.. needs.Needs.Where(need => need.IsCircumstance)];

    public IEnumerable<Listing> Services(int count) => Enumerable.Range(0, count).Select(Service);

    /// <summary>The services of a real package over and over, each time somewhere else.</summary>
    public IEnumerable<Listing> Scattered(IReadOnlyList<Listing> listings, int count) => Enumerable.Range(0, count).Select(number =>
    {
        var listing = listings[number % listings.Count];
        return listing with { Id = $"{listing.Id}-{number}", Sites = [.. listing.Sites.Select((site, at) => Site($"{number}-{at}", OneOf(places)) with { Hours = site.Hours, Languages = site.Languages })] };
    });

    public IReadOnlyList<string> Requests(int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
        {
            var place = _chance.Next(4) switch { 0 => "", 1 => $" in {OneOf(places).City}", _ => $" near {OneOf(places).Zip}" };
            return $"I need {OneOf(OneOf(_asked).Ask)}{place}{OneOf(Wishes)}";
        }),
    ];

    private Listing Service(int number)
    {
        var met = new[] { OneOf(_asked), OneOf(_asked) };
        var who = OneOf(_circumstances);
        return new Listing
        {
            Id = $"s{number}",
            Name = $"{OneOf(met[0].Called)} {Words(2)}",
            ProviderName = Words(3),
            Description = $"{Words(50)} {string.Join(' ', met.Select(need => OneOf(need.Called)))} {Words(25)}",
            Eligibility = $"{OneOf(who.Called)} {Words(8)}",
            Fees = _chance.Next(3) == 0 ? "Free" : null,
            Terms = [.. met.SelectMany(need => new[] { OneOf(need.Called), OneOf(need.Called) }).Append(OneOf(who.Called)).Distinct().Select(name => new ListingTerm(name, name, null))],
            Languages = _chance.Next(2) == 0 ? ["en"] : ["en", OneOf(Languages)],
            MinimumAge = _chance.Next(5) == 0 ? 18 : null,
            Sites = [.. Enumerable.Range(0, _chance.Next(8) == 0 ? 3 : 1).Select(site => Site($"{number}-{site}", OneOf(places)))],
            Hours = _chance.Next(4) == 0 ? OpeningHours.Unknown : Hours(),
        };
    }

    private static ListingSite Site(string id, Place place) => new() { Id = id, City = place.City, State = place.State, PostalCode = place.Zip };

    private OpeningHours Hours()
    {
        var rule = new OpeningRule { Days = [.. Enum.GetValues<DayOfWeek>().Where(day => day is not DayOfWeek.Sunday && _chance.Next(6) > 0).Select(day => new OpeningDay(day))], Opens = new TimeOnly(7 + _chance.Next(4), 15 * _chance.Next(4)), Closes = new TimeOnly(14 + _chance.Next(8), 15 * _chance.Next(4)) };
        var monthly = new OpeningRule { Repeats = Repeats.Monthly, Days = [new OpeningDay(DayOfWeek.Saturday, 1 + _chance.Next(4))], Opens = rule.Opens, Closes = rule.Closes };
        return new OpeningHours(_chance.Next(5) == 0 ? [rule, monthly] : [rule], [new OpeningException(new DateOnly(1, 12, 25), new DateOnly(1, 12, 25), null, null)]);
    }

    /// <summary>Words that mean nothing, the first of them far more often than the last, as in a language.</summary>
    private string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => $"zq{(int)Math.Pow(Filler, _chance.NextDouble())}x"));

    private T OneOf<T>(IReadOnlyList<T> items) => items[_chance.Next(items.Count)];
}
