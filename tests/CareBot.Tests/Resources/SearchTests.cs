using CareBot.Care.ResourceDirectory;

namespace CareBot.Tests.Resources;

/// <summary>Requests in people's own words over a real directory, judged by what its own taxonomy says the first three answers are.</summary>
public sealed class SearchTests
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-03-03T12:00:00-05:00", null);

    public static TheoryData<string, string> Requests() => new(
        ("food pantry near 33142", "Food"), ("my mom needs meals delivered to her house", "Home Delivered Meals"), ("help paying my light bill", "Electric Service"),
        ("ayuda para pagar la luz", "Electric Service"), ("somewhere to sleep tonight", "Shelter"), ("donde puedo dormir esta noche", "Shelter"),
        ("ride to dialysis Tuesday", "Paratransit"), ("transporte al doctor para mi abuela", "Ride"), ("diapers for my baby", "Diapers"),
        ("detox", "Detoxification"), ("help for veterans", "Veteran"), ("no puedo pagar mis medicinas", "Prescription"), ("free dental clinic", "Dental"),
        ("clinica gratis sin seguro", "Clinic"), ("food stamps", "Food Stamps"), ("clases de ingles", "English as a Second Language"),
        ("my son has autism", "Autism"), ("ayuda con papeles de inmigracion", "Immigration"), ("food pantery", "Food"), ("silla de ruedas", "Medical Equipment"));

    [Theory]
    [MemberData(nameof(Requests))]
    public void The_three_answers_are_what_was_asked_for(string text, string term)
    {
        var reader = new RequestReader(Directories.Needs, Directories.Places, Directories.MiamiIndex);
        var hits = Directories.MiamiIndex.Search(reader.Read(text), Noon, 3);
        var answers = hits.Select(hit => Directories.Miami.Listings.Single(listing => listing.Id == hit.Id)).ToList();
        Assert.True(answers.Count(listing => listing.Terms.Any(found => found.Name.Contains(term, StringComparison.OrdinalIgnoreCase))) >= 2, string.Join("; ", answers.Select(listing => listing.Name)));
    }

    [Fact]
    public void A_request_is_understood_in_all_its_parts()
    {
        var reader = new RequestReader(Directories.Needs, Directories.Places, Directories.MiamiIndex);
        var request = reader.Read("free food for my 80 year old mom near 33142, she speaks Creole, open now");
        Assert.Equal(("33142", 80, true), (request.Near!.Name, request.Age, request.MustBeFree));
        Assert.Equal(["ht"], request.Languages);
        Assert.True(request.When!.Now);
        Assert.Contains("food", request.Needs);
    }

    [Theory]
    [InlineData("comida en Hialeah", "Hialeah")]
    [InlineData("dentist in Key West", "Key West")]
    [InlineData("food pantry homestead", "Homestead")]
    public void A_city_is_a_place_with_and_without_a_preposition(string text, string city) =>
        Assert.Equal(city, new RequestReader(Directories.Needs, Directories.Places, Directories.MiamiIndex).Read(text).Near!.Name);
}
