using System.IO.Compression;
using System.Text.Json;
using CareBot.Care.Exchange.Hsds;
using CareBot.Care.ResourceDirectory;
using CareBot.Tests.Storage;
using CareBot.Verbs;

namespace CareBot.Tests.Resources;

public sealed class ExportTests
{
    public static TheoryData<string> Packages => ["miami-211", "san-mateo", "sample/all_resources", "demo"];

    private static HsdsDirectory Of(string package) => package switch
    {
        "miami-211" => Directories.Miami,
        "demo" => Directories.Demo(),
        _ => Directories.Read(package.Split('/')),
    };

    [Theory]
    [MemberData(nameof(Packages))]
    public void An_exported_package_is_valid_against_the_schema_of_HSDS_3(string package)
    {
        using var zip = Exported(Of(package));
        var faults = new List<string>();
        foreach (var (file, schema) in new[] { ("services.json", "service"), ("organizations.json", "organization") })
        {
            using var json = JsonDocument.Parse(zip.GetEntry(file)!.Open());
            foreach (var item in json.RootElement.EnumerateArray())
                HsdsSchema.Check(item, schema, faults);
        }

        Assert.Empty(faults.Take(5));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void What_was_exported_comes_back_as_it_was(string package)
    {
        using var folder = new TemporaryFolder();
        var before = Of(package);
        var path = folder.Path("package.zip");
        using (var file = File.Create(path))
            HsdsExport.Write(file, before.Listings, before.Providers);
        var after = HsdsImport.Read(path, Directories.Places);
        Assert.Equal(before.Providers.Select(provider => (provider.Id, provider.Name)), after.Providers.Select(provider => (provider.Id, provider.Name)), new AsSet<(string, string)>());
        Assert.Equal(before.Listings.Count, after.Listings.Count);
        foreach (var (one, other) in before.Listings.Zip(after.Listings))
            Assert.Equal(Facts(one), Facts(other));
    }

    [Fact]
    public void The_same_directory_is_the_same_file_whenever_it_is_written()
    {
        using var zip = Exported(Of("demo"));
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
    }

    [Fact]
    public async Task Without_a_source_the_main_directory_is_exported_or_the_only_one_and_of_several_none()
    {
        using var folder = new TemporaryFolder();
        var (data, zip, demo) = (folder.Path("data"), folder.Path("out.zip"), Path.Combine(Voice.Content.Root, "dialogs", "FindResource", "directory"));
        Assert.Equal(0, await ImportVerb.RunAsync(["hsds", demo, "--source", "north", "--data", data], TextWriter.Null));
        Assert.Contains("of 'north' written", await ExportAsync(data, zip), StringComparison.Ordinal);
        Assert.Equal(0, await ImportVerb.RunAsync(["hsds", demo, "--source", "south", "--data", data], TextWriter.Null));
        Assert.Equal("There are several directories; name one with --source: north, south.", (await Assert.ThrowsAsync<RefusedException>(() => ExportAsync(data, zip))).Message);
        Assert.Contains("of 'south' written", await ExportAsync(data, zip, "--source", "south"), StringComparison.Ordinal);
        Assert.Equal(0, await ImportVerb.RunAsync(["hsds", demo, "--data", data], TextWriter.Null));
        Assert.Contains("of 'main' written", await ExportAsync(data, zip), StringComparison.Ordinal);
    }

    private static async Task<string> ExportAsync(string data, string zip, params string[] more)
    {
        using var output = new StringWriter();
        Assert.Equal(0, await ExportVerb.RunAsync(["hsds", zip, "--data", data, .. more], output));
        return output.ToString();
    }

    /// <summary>What a person is told: the lists as text, because a list is not equal to its copy.</summary>
    private static string Facts(Listing listing) => string.Join('|', listing.Id, listing.Name, listing.ProviderId, listing.Description, listing.Fees, listing.Eligibility, listing.MinimumAge, listing.MaximumAge,
        string.Join(';', listing.Documents), string.Join(';', listing.Languages), string.Join(';', listing.Phones.Select(phone => phone.Number)), string.Join(';', listing.Terms.Select(term => term.Name)),
        string.Join(';', listing.Sites.Select(site => $"{site.Id}{site.Address}{site.PostalCode}{site.Latitude}")),
        string.Join(';', Enumerable.Range(0, 40).Select(new DateOnly(2026, 3, 1).AddDays).SelectMany(day => HoursRules.On(listing.Hours, day))));

    private static ZipArchive Exported(HsdsDirectory directory)
    {
        var into = new MemoryStream();
        HsdsExport.Write(into, directory.Listings, directory.Providers);
        return new ZipArchive(into);
    }

    private sealed class AsSet<T> : IEqualityComparer<IEnumerable<T>>
    {
        public bool Equals(IEnumerable<T>? one, IEnumerable<T>? other) => one!.ToHashSet().SetEquals(other!);

        public int GetHashCode(IEnumerable<T> items) => 0;
    }
}
