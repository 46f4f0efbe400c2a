using CareBot.Care.ResourceDirectory;

namespace CareBot.Tests.Resources;

/// <summary>Places as people type them, read by whoever keeps a directory around Chicago.</summary>
public sealed class PlaceReadingTests
{
    [Theory]
    [InlineData("food near 606 29", "60629")]
    [InlineData("food near 60 629", "60629")]
    [InlineData("food near 60629", "60629")]
    [InlineData("food in Chcago", "Chicago")]
    [InlineData("food Chicgo", "Chicago")]
    [InlineData("comida en Ciceroo", "Cicero")]
    [InlineData("food in Chicago IL", "Chicago")]
    [InlineData("food near Springfield IL", "Springfield, IL")]
    [InlineData("food near Springfield, Illinois", "Springfield, IL")]
    [InlineData("comida cerca de Springfield, WI", "Springfield, WI")]
    [InlineData("food in Portland OR", "Portland, OR")]
    [InlineData("food in Detroit", "Detroit, MI")]
    [InlineData("food in Oak Park", "Oak Park, IL")]
    public void A_place_is_read_with_its_state_its_slips_and_its_spaces(string text, string name) => Assert.Equal(name, Read(text).Near?.Name);

    [Fact]
    public void Of_several_towns_far_away_somebody_has_to_choose()
    {
        var request = Read("food in Springfield");
        Assert.Null(request.Near);
        Assert.Equal(["Springfield, IL", "Springfield, WI"], request.Towns);
    }

    [Theory]
    [InlineData("food near Midway airport", "midway airport")]
    [InlineData("food near 00000", "00000")]
    public void A_place_that_is_not_known_is_not_guessed(string text, string unknown)
    {
        var request = Read(text);
        Assert.Equal((null, unknown), (request.Near, request.UnknownPlace));
    }

    [Theory]
    [InlineData("food in Aurora or Joliet", "Aurora, IL")]
    [InlineData("food in Aurora for me", "Aurora, IL")]
    public void A_word_that_is_also_the_code_of_a_state_is_a_word_in_a_sentence(string text, string name) => Assert.Equal(name, Read(text).Near?.Name);

    [Theory]
    [InlineData("food in Chicago", true)]
    [InlineData("food in Cook County", true)]
    [InlineData("food near 60629", false)]
    [InlineData("food in Cicero", false)]
    public void A_place_whose_ZIP_codes_lie_far_apart_has_no_one_middle(string text, bool isWide) => Assert.Equal(isWide, Read(text).Near!.IsWide);

    [Fact]
    public void From_a_wide_place_it_is_as_far_as_from_its_nearest_ZIP_code()
    {
        var (chicago, edge) = (Read("food in Chicago").Near!, Directories.Places.Zip("60633")!);
        Assert.InRange(chicago.Kilometres(edge.Latitude, edge.Longitude), 0, 1);
        Assert.InRange(Places.Distance(chicago.Latitude, chicago.Longitude, edge.Latitude, edge.Longitude), 15, 40);
    }

    [Theory]
    [InlineData("is it open sat morning", DayOfWeek.Saturday)]
    [InlineData("open fri", DayOfWeek.Friday)]
    public void A_day_is_read_as_people_shorten_it(string text, DayOfWeek day) => Assert.Equal(day, Read(text).When!.Day);

    [Theory]
    [InlineData("my mom needs food, she is 80", 80)]
    [InlineData("comida para mi mamá, tiene 80 años", 80)]
    public void An_age_is_read_as_people_say_it(string text, int age) => Assert.Equal(age, Read(text).Age);

    [Fact]
    public void The_Spanish_word_for_are_is_no_child()
    {
        Assert.DoesNotContain("children", Read("¿cuáles son gratis?").Needs);
        Assert.Contains("children", Read("food for my son").Needs);
    }

    private static ResourceRequest Read(string text) => new RequestReader(Directories.Needs, Directories.Places, Directories.DemoIndex).Read(text);
}
