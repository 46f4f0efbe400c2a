using System.IO.Compression;
using System.Text;
using CareBot.Care.Exchange.Hsds;
using CareBot.Tests.Storage;

namespace CareBot.Tests.Resources;

/// <summary>The forms in which a package comes: files under names of its own, a zip, long lists of JSON, and what is cut short.</summary>
public sealed class PackageFormsTests
{
    private const string Description = """{"resources":[{"name":"service","path":"data/what.txt","dialect":{"delimiter":";"}},{"name":"organization","path":"data/who.csv"},{"name":"location","path":"gone.csv"},{"name":"phone","path":"../outside.csv"}]}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Files_are_found_and_named_by_what_the_package_says_of_them(bool zipped)
    {
        using var folder = new TemporaryFolder();
        var path = Package(folder, zipped, ("datapackage.json", Description), ("data/what.txt", "id;organization_id;name;status\ns1;o1;Food, daily;active\n"), ("data/who.csv", "id,name\no1,Table\n"));
        var directory = HsdsImport.Read(path, Directories.Places);
        var listing = Assert.Single(directory.Listings);
        Assert.Equal(("Food, daily", "Table"), (listing.Name, listing.ProviderName));
        Assert.Contains(directory.Report.Defects, defect => defect is { Kind: "missing-file", File: "datapackage.json", Row: 3, Field: "path", Value: "gone.csv" });
        Assert.Contains(directory.Report.Defects, defect => defect is { Kind: "outside", Row: 4, Value: "../outside.csv" });
    }

    [Fact]
    public void A_description_that_is_no_JSON_is_named_and_the_files_are_taken_by_their_own_names()
    {
        using var folder = new TemporaryFolder();
        var directory = HsdsImport.Read(Package(folder, false, ("datapackage.json", "{\n\"resources\": ["), ("services.csv", "id,name,status\ns1,Food,active\n")), Directories.Places);
        Assert.Equal("s1", Assert.Single(directory.Listings).Id);
        Assert.Contains(directory.Report.Defects, defect => defect is { Kind: "no-json", File: "datapackage.json" });
    }

    [Fact]
    public void Of_a_list_that_was_cut_short_everything_before_the_cut_is_taken_and_the_line_named()
    {
        using var folder = new TemporaryFolder();
        var directory = HsdsImport.Read(Package(folder, false, ("services.json", "[\n{\"id\":\"a\",\"name\":\"A\",\"status\":\"active\"},\n{\"id\":\"b\",\"name\":\"B\",\"status\":\"active\"},\n{\"id\":\"c\",\"na")), Directories.Places);
        Assert.Equal(["a", "b"], directory.Listings.Select(listing => listing.Id));
        Assert.Equal(4, Assert.Single(directory.Report.Defects, defect => defect.Kind == "no-json").Row);
    }

    [Theory]
    [InlineData("services.json", "[{0}]")]
    [InlineData("page.json", "{{\"page\":1,\"contents\":[{0}],\"empty\":false}}")]
    [InlineData("tables.json", "{{\"version\":\"3.0\",\"services\":[{0}]}}")]
    public void A_list_longer_than_what_is_read_at_once_is_taken_whole_in_whatever_it_stands(string file, string around)
    {
        using var folder = new TemporaryFolder();
        var long1 = new string('x', 150_000);
        var items = string.Join(",", Enumerable.Range(0, 300).Select(number => $$"""{"id":"s{{number}}","name":"Ropa y pañales {{number}}","status":"active","description":"{{(number == 7 ? long1 : "é" + number)}}"}"""));
        var directory = HsdsImport.Read(Package(folder, true, (file, "\uFEFF" + string.Format(null, around, items))), Directories.Places);
        Assert.Equal(300, directory.Listings.Count);
        Assert.Equal(150_000, directory.Listings[7].Description!.Length);
        Assert.Equal("Ropa y pañales 299", directory.Listings[299].Name);
        Assert.DoesNotContain(directory.Report.Defects, defect => defect.Kind is "no-json" or "unknown-object");
    }

    [Fact]
    public void A_list_is_read_on_only_when_what_was_read_is_used_up()
    {
        using var folder = new TemporaryFolder();
        var path = Package(folder, false, ("services.json", $"[{string.Join(",", Enumerable.Range(0, 20_000).Select(number => $$"""{"id":"s{{number}}","name":"N","status":"active"}"""))}]"));
        var rows = HsdsPackage.Open(path).Rows([]).Take(3).Select(row => row["id"]);
        Assert.Equal(["s0", "s1", "s2"], rows);
    }

    private static string Package(TemporaryFolder folder, bool zipped, params (string Name, string Text)[] files)
    {
        var root = folder.Path(zipped ? "package.zip" : "package");
        if (zipped)
        {
            using var zip = ZipFile.Open(root, ZipArchiveMode.Create);
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry($"export/{name}").Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }

            return root;
        }

        foreach (var (name, text) in files)
        {
            var file = Path.Combine(root, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        return root;
    }
}
