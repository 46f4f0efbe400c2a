using CareBot.Care.Exchange.Hsds;

namespace CareBot.Tests.Resources;

public sealed class MiamiImportTests
{
    private static readonly HsdsReport Report = Directories.Miami.Report;

    [Theory]
    [InlineData("organizations.csv", 1074)]
    [InlineData("services.csv", 4089)]
    [InlineData("regular_schedules.csv", 11350)]
    [InlineData("languages.csv", 9364)]
    [InlineData("services_taxonomy.csv", 26259)]
    public void Every_row_of_a_file_is_read(string file, int rows) => Assert.Equal(rows, Report.Files[file].Read);

    [Fact]
    public void Every_service_is_kept_also_those_whose_organization_is_missing()
    {
        Assert.Equal(4089, Directories.Miami.Listings.Count);
        Assert.Equal(447, Directories.Miami.Listings.Count(listing => listing.ProviderId is null));
    }

    [Theory]
    [InlineData("services.csv", "organization_id", 447, "unknown-organization", "no-organization")]
    [InlineData("eligibility.csv", "service_id", 2244, "no-owner", "unknown-service")]
    [InlineData("physical_addresses.csv", "postal_code", 31, "blank-zip", "unknown-zip")]
    [InlineData("regular_schedules.csv", "id", 11350, "no-id", "duplicate-id")]
    public void A_known_defect_is_named_by_file_row_and_field(string file, string field, int rows, params string[] kinds)
    {
        var found = Report.Defects.Where(defect => defect.File == file && defect.Field == field && kinds.Contains(defect.Kind)).ToList();
        Assert.Equal(rows, found.Count);
        Assert.All(found, defect => Assert.InRange(defect.Row, 2, Report.Files[file].Read + 1));
    }

    [Fact]
    public void An_eligibility_of_no_service_is_kept_aside_and_a_schedule_without_an_id_is_taken()
    {
        Assert.Equal(0, Report.Files["eligibility.csv"].Taken);
        Assert.Equal(11350, Report.Files["regular_schedules.csv"].Taken);
    }

    [Fact]
    public void Literal_line_breaks_and_garbled_letters_are_put_right()
    {
        Assert.All(Directories.Miami.Listings, listing => Assert.DoesNotContain("\\n", listing.Description ?? "", StringComparison.Ordinal));
        Assert.All(Directories.Miami.Listings, listing => Assert.DoesNotContain("GÇÖ", listing.Description ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public void The_report_names_all_rows_of_a_defect_in_one_line()
    {
        var text = new StringWriter();
        Report.Write(text);
        Assert.Contains("[no-id] 11350 rows: 2-11351", text.ToString(), StringComparison.Ordinal);
    }
}
