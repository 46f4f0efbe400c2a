using CareBot.Care.ResourceDirectory;
using CareBot.Storage;

namespace CareBot.Tests.Resources;

/// <summary>What is no answer, over the invented directory that ships; and what of a circumstance moves an answer.</summary>
public sealed class LeastMatchTests
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-03-03T12:00:00-06:00", null);

    [Theory]
    [InlineData("hearing aids 60629")]
    [InlineData("audífonos para mi papá")]
    [InlineData("help with funeral costs 60629")]
    [InlineData("AA meetings 60629")]
    [InlineData("nursing home 60629")]
    [InlineData("pet food 60629")]
    [InlineData("speech therapy for my son 60629")]
    [InlineData("xylophone lessons 60629")]
    public void A_service_that_only_shares_a_word_is_no_answer(string text) => Assert.Empty(Search(text));

    [Theory]
    [InlineData("therapist 60629", "Counseling Center")]
    [InlineData("counseling 60629", "Counseling Center")]
    [InlineData("food open on Sunday near 60609", "Night Kitchen")]
    [InlineData("dinner tonight near 60629", "Night Kitchen")]
    [InlineData("respite for my mother with dementia near 60402", "Memory Club")]
    [InlineData("cuidado para mi mamá con Alzheimer 60402", "Memory Club")]
    [InlineData("someone to clean and cook for my dad 60402", "Help at Home")]
    [InlineData("wheelchair ramp 60629", "Home Repair for Seniors")]
    [InlineData("dentist who speaks Spanish 60623", "Dental Clinic")]
    [InlineData("english class at night 60608", "English Classes")]
    [InlineData("a doctor for somebody without papers near 60623", "Free Evening Clinic")]
    [InlineData("a doctor near 60623", "Community Clinic")]
    public void The_first_answer_is_what_was_asked_for(string text, string name) => Assert.Equal(name, Search(text)[0]);

    [Fact]
    public void The_light_bill_is_not_the_water_bill() => Assert.Equal(["Light and Gas Bill Help"], Search("help paying my light bill 60652"));

    [Fact]
    public void What_is_farther_than_the_content_says_is_no_help_and_a_hotline_is()
    {
        Assert.Empty(Search("food near 90210"));
        Assert.Equal(["Quit Smoking Coach"], Search("quit smoking near 90210"));
    }

    [Fact]
    public void A_paper_that_is_asked_for_speaks_against_a_service_for_those_without_papers()
    {
        using var directory = new DirectoryDesk(new DirectoryStore(SqliteRecordStore.OpenTemporary()), Directories.Needs, Directories.Places);
        var clinic = new Listing { Id = "a", Name = "Clinic for undocumented people", Documents = ["Any paper with your address"] };
        Assert.Contains("undocumented", directory.Met(clinic));
        Assert.DoesNotContain("undocumented", directory.Met(clinic with { Documents = ["Photo ID"] }));
    }

    private static IReadOnlyList<string> Search(string text)
    {
        var names = Directories.Demo().Listings.ToDictionary(listing => listing.Id, listing => listing.Name, StringComparer.Ordinal);
        return [.. Directories.DemoIndex.Search(new RequestReader(Directories.Needs, Directories.Places, Directories.DemoIndex).Read(text), Noon, 10).Select(hit => names[hit.Id])];
    }
}
