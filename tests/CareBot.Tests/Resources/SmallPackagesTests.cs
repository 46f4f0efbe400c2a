using CareBot.Care.Exchange.Hsds;
using CareBot.Care.ResourceDirectory;

namespace CareBot.Tests.Resources;

public sealed class SmallPackagesTests
{
    [Theory]
    [InlineData(10, 13, "sample", "simple")]
    [InlineData(10, 13, "sample", "all_resources")]
    [InlineData(8, 23, "san-mateo")]
    [InlineData(1, 1, "schema-3.0", "examples", "csv")]
    [InlineData(1, 1, "schema-3.0", "examples", "tabular.json")]
    [InlineData(1, 1, "schema-3.0", "examples", "service_full.json")]
    [InlineData(1, 1, "schema-3.0", "examples", "service_list.json")]
    [InlineData(1, 1, "schema-3.0", "examples", "service_at_location_full.json")]
    public void A_package_of_any_version_and_form_is_taken(int organizations, int services, params string[] path)
    {
        var directory = Directories.Read(path);
        Assert.Equal((organizations, services), (directory.Providers.Count, directory.Listings.Count));
    }

    [Fact]
    public void The_tables_and_the_nested_object_of_the_same_example_say_the_same()
    {
        var nested = Assert.Single(Directories.Read("schema-3.0", "examples", "service_full.json").Listings);
        var tables = Assert.Single(Directories.Read("schema-3.0", "examples", "csv").Listings);
        Assert.Equal((tables.Id, tables.Name, tables.ProviderName, tables.Eligibility, tables.AssuredOn), (nested.Id, nested.Name, nested.ProviderName, nested.Eligibility, nested.AssuredOn));
        Assert.Equal(tables.Documents, nested.Documents);
        Assert.Equal(tables.Sites[0].PostalCode, nested.Sites[0].PostalCode);
    }

    [Fact]
    public void A_latitude_of_a_hundred_is_named_and_left_out()
    {
        var directory = Directories.Read("schema-3.0", "examples", "service_full.json");
        Assert.Contains(directory.Report.Defects, defect => defect.Kind == "bad-coordinates");
        Assert.Null(directory.Listings[0].Sites[0].Latitude);
    }

    [Fact]
    public void Holidays_and_split_days_of_the_older_set_are_read()
    {
        var library = Directories.Read("san-mateo").Listings.Single(listing => listing.Id == "22");
        var closed = new OpenState.Closed(DateTimeOffset.Parse("2026-01-05T08:00:00-08:00", null));
        Assert.Equal(closed, HoursRules.At(library.Hours, "America/Los_Angeles", DateTimeOffset.Parse("2026-01-01T09:00:00-08:00", null)));
    }

    [Fact]
    public void What_is_no_package_is_refused_with_the_remedy()
    {
        var refused = Assert.Throws<HsdsPackageException>(() => HsdsImport.Read("no-such-folder", Directories.Places));
        Assert.Contains("name a folder of CSV files", refused.Message, StringComparison.Ordinal);
    }
}
