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

    private static ResourceRequest Read(string text) => new RequestReader(Directories.Needs, Directories.Places, Directories.DemoIndex).Read(text);
}
