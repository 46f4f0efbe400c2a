using CareBot.Care.ResourceDirectory;

namespace CareBot.Tests.Resources;

/// <summary>Nobody is sent first to what serves people of other places, or lies where few can get.</summary>
public sealed class ElsewhereTests
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-03-03T12:00:00-06:00", null);

    [Theory]
    [InlineData("food near 60609")]
    [InlineData("food near 60609 open now")]
    [InlineData("comida cerca de 60609 abierto ahora")]
    public void What_serves_other_ZIP_codes_alone_comes_after_all_that_serves_the_person(string text)
    {
        var hits = Search(Directories.DemoIndex, text);
        var pantry = Directories.Demo().Listings.Single(listing => listing.Areas.Concat(listing.Sites.SelectMany(site => site.Areas)).Contains("60629, 60632, 60652"));
        var place = hits.Select(hit => hit.Id).ToList().IndexOf(pantry.Id);
        Assert.True(place > 2, $"place {place}");
        Assert.All(hits.Take(place), hit => Assert.False(hit.IsElsewhere));
        Assert.All(hits.Skip(place), hit => Assert.True(hit.IsElsewhere));
    }

    [Fact]
    public void The_same_pantry_is_first_for_whom_it_serves()
    {
        var first = Search(Directories.DemoIndex, "food near 60629")[0];
        Assert.False(first.IsElsewhere);
        Assert.Equal("Food Pantry", Directories.Demo().Listings.Single(listing => listing.Id == first.Id).Name);
    }

    [Theory]
    [InlineData("food pantry near homestead open on saturday")]
    [InlineData("food near 33142 open now")]
    [InlineData("despensa en homestead abierta el sábado")]
    public void A_telephone_line_far_away_is_not_before_a_place_near_by_because_it_is_open(string text)
    {
        var far = Search(Directories.MiamiIndex, text).Select(hit => hit.Kilometres > Directories.Needs.NearKilometres).ToList();
        Assert.False(far[0]);
        Assert.Equal(far.Order(), far);
    }

    [Fact]
    public void Whoever_asks_for_a_line_gets_it_however_far_it_is() =>
        Assert.Contains(Search(Directories.MiamiIndex, "food pantry by phone near homestead"), hit => hit.Kilometres > Directories.Needs.NearKilometres && !hit.IsElsewhere);

    /// <summary>As the desk hands them on: what is worth showing.</summary>
    private static List<Hit> Search(ResourceIndex index, string text) =>
        [.. Hit.Ranked(Hit.Worthy(index.Search(new RequestReader(Directories.Needs, Directories.Places, index).Read(text), Noon, 30)))];
}
