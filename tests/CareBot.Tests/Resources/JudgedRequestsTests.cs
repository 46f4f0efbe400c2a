using System.Text.Json;
using System.Text.RegularExpressions;
using CareBot.Care.ResourceDirectory;
using CareBot.Tests.Architecture;
using Place = CareBot.Care.ResourceDirectory.Place;

namespace CareBot.Tests.Resources;

/// <summary>
/// Requests of the folder's evaluation, each with what a right answer is called and, where it names a place, how far away it may be. An answer
/// is right when its name or one of its taxonomy terms says so and it is near enough.
/// </summary>
public sealed class JudgedRequestsTests
{
    private const int Shown = 3;
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-03-03T12:00:00-05:00", null);

    [Theory]
    [InlineData("en", 0.9)]
    [InlineData("es", 0.9)]
    public void Nine_in_ten_of_the_three_answers_are_right(string language, double wanted)
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "dialogs", "FindResource", "evaluation", "requests.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement).Where(row => row.GetProperty("language").GetString() == language).ToList();
        var precision = rows.Average(Precision);
        Assert.True(precision >= wanted, $"{precision:F3} of {rows.Count}; worst: {string.Join("; ", rows.Where(row => Precision(row) == 0).Select(row => row.GetProperty("text")))}");
    }

    private static double Precision(JsonElement row)
    {
        var reader = new RequestReader(Directories.Needs, Directories.Places, Directories.MiamiIndex);
        return Directories.MiamiIndex.Search(reader.Read(row.GetProperty("text").GetString()!), Noon, Shown).Count(hit => IsRight(Directories.MiamiListing(hit.Id), row)) / (double)Shown;
    }

    private static bool IsRight(Listing listing, JsonElement row)
    {
        var wanted = row.GetProperty("wanted").GetString()!;
        return listing.Terms.Select(term => term.Name).Append(listing.Name).Any(name => Regex.IsMatch(name, wanted, RegexOptions.IgnoreCase)) && (!row.TryGetProperty("near", out var zip) || IsNear(listing, Directories.Places.Zip(zip.GetString()!)!, row.GetProperty("within").GetDouble()));
    }

    private static bool IsNear(Listing listing, Place near, double within)
    {
        var places = listing.Sites.Select(site => site.PostalCode is { } zip ? Directories.Places.Zip(zip) : null).OfType<Place>().ToList();
        return places.Count == 0 || places.Any(place => Places.Distance(near.Latitude, near.Longitude, place.Latitude, place.Longitude) <= within);
    }
}
