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

    [Theory]
    [InlineData("food pantry overtown", "Overtown", "33136")]
    [InlineData("guardería en la Pequeña Habana", "Little Havana", "33135")]
    [InlineData("after school program in Kendall", "Kendall", "33176")]
    [InlineData("clinic near Jackson Memorial", "Jackson Memorial", "33136")]
    public void A_part_of_town_and_a_house_are_places_as_far_as_the_directory_names_them(string text, string name, string zip)
    {
        var near = Read(text).Near!;
        var place = Directories.Places.Zip(zip)!;
        Assert.Equal(name, near.Name);
        Assert.InRange(Places.Distance(near.Latitude, near.Longitude, place.Latitude, place.Longitude), 0, 5);
    }

    [Theory]
    [InlineData("food near Springfield", "springfield")]
    [InlineData("comida cerca de Springfield", "springfield")]
    [InlineData("food near me", null)]
    [InlineData("food near the hospital", null)]
    [InlineData("comida cerca de mi casa", null)]
    public void A_place_that_nobody_knows_is_told_from_one_that_only_the_person_knows(string text, string? unknown)
    {
        var request = Read(text);
        Assert.Equal((null, unknown), (request.Near, request.UnknownPlace));
        Assert.Equal(["food"], request.Needs);
    }

    [Theory]
    [InlineData("I lost my job and there is nothing in the fridge", "food")]
    [InlineData("my son is autistic, I need a summer camp", "camp")]
    [InlineData("clínica para personas sin papeles", "clinic")]
    [InlineData("transporte para mi tía a la diálisis", "ride.medical")]
    [InlineData("curso de inglés", "esl")]
    public void What_is_needed_is_told_from_why_and_for_whom(string text, string need) =>
        Assert.Equal(need, Read(text).Needs.First(id => Directories.Needs.Find(id) is { IsCircumstance: false, Yields: false }));

    [Fact]
    public void A_service_whose_users_must_live_elsewhere_falls_behind_one_that_is_farther_away()
    {
        var answers = Ranked("food near 33142", Pantry("elsewhere", "33142", areas: ["Broward County"]), Pantry("here", "33136", areas: ["Miami-Dade County"]));
        Assert.Equal(["here", "elsewhere"], answers);
    }

    [Theory]
    [InlineData("food for a veteran near 33142", "veterans")]
    [InlineData("food near 33142", "everybody")]
    public void A_service_for_veterans_alone_comes_first_for_them_and_last_for_others(string text, string first) =>
        Assert.Equal(first, Ranked(text, Pantry("veterans", "33142", eligibility: "Veterans"), Pantry("everybody", "33142", eligibility: "Anybody"))[0]);

    [Fact]
    public void Who_has_no_appointment_is_shown_first_where_none_is_needed() =>
        Assert.Equal("open", Ranked("food walk in near 33142", Pantry("booked", "33142") with { ApplicationProcess = "Call for an appointment." }, Pantry("open", "33142") with { ApplicationProcess = "Walk in." })[0]);

    private static ResourceRequest Read(string text) => new RequestReader(Directories.Needs, Directories.Places, Directories.MiamiIndex).Read(text);

    private static IReadOnlyList<string> Ranked(string text, params Listing[] listings)
    {
        var index = ResourceIndex.Build(listings, Directories.Needs, Directories.Places);
        return [.. index.Search(new RequestReader(Directories.Needs, Directories.Places, index).Read(text), Noon, 10).Select(hit => hit.Id)];
    }

    private static Listing Pantry(string id, string zip, string? eligibility = null, IReadOnlyList<string>? areas = null) => new()
    {
        Id = id,
        Name = "Food pantry",
        Eligibility = eligibility,
        Areas = areas ?? [],
        Sites = [new ListingSite { Id = id, PostalCode = zip }],
    };
}
