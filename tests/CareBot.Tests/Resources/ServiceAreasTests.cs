using CareBot.Care.ResourceDirectory;

namespace CareBot.Tests.Resources;

public sealed class ServiceAreasTests
{
    private static readonly NearTo Overtown = new("33136", 25.78, -80.2, "Miami", "Miami-Dade", "FL", ["33136"], 8, "America/New_York");

    [Theory]
    [InlineData("Miami-Dade County", true)]
    [InlineData("Residents of Miami only", true)]
    [InlineData("33136", true)]
    [InlineData("Florida", true)]
    [InlineData("Statewide", true)]
    [InlineData("Nationwide", true)]
    [InlineData("Broward County", false)]
    [InlineData("Naples", false)]
    [InlineData("33020", false)]
    [InlineData("Georgia", false)]
    [InlineData("33020, 33021", false)]
    [InlineData("33020, 33136", true)]
    [InlineData("Broward and Palm Beach Counties", false)]
    [InlineData("Broward, Miami-Dade", true)]
    [InlineData("Miami Beach", false)]
    [InlineData("Brooklyn", null)]
    [InlineData("The neighborhood around the church", null)]
    [InlineData("District 4", null)]
    public void An_area_covers_whoever_lives_in_it_and_nobody_else_as_far_as_its_words_tell(string area, bool? covers) =>
        Assert.Equal(covers, ServiceAreas.Covers(Wording.Fold(area), Overtown, Directories.Places));

    [Theory]
    [InlineData("City of Miami", true)]
    [InlineData("Little Havana", true)]
    [InlineData("Hialeah", false)]
    public void Who_lives_in_a_part_of_town_lives_in_the_town(string area, bool covers)
    {
        var near = new RequestReader(Directories.Needs, Directories.Places, Directories.MiamiIndex).Read("food in little havana").Near!;
        Assert.Equal(covers, ServiceAreas.Covers(Wording.Fold(area), near, Directories.Places));
    }
}
