using CareBot.Care.ResourceDirectory;

namespace CareBot.Care.Exchange.Hsds;

/// <summary>A package as the directory keeps it.</summary>
/// <param name="Listings">One a service, in the order of the package.</param>
/// <param name="Providers">All organizations, also those without a service.</param>
public sealed record HsdsDirectory(IReadOnlyList<Listing> Listings, IReadOnlyList<Provider> Providers, HsdsReport Report);

/// <summary>Reads a package of HSDS 1.x, 2.x or 3.x: what is sound is kept, what is not is named by file, row and field.</summary>
public static class HsdsImport
{
    /// <param name="path">A folder, a zip, a CSV or a JSON file.</param>
    /// <param name="places">For ZIP codes.</param>
    /// <exception cref="HsdsPackageException">Nothing of it can be taken.</exception>
    public static HsdsDirectory Read(string path, Places places)
    {
        var report = new HsdsReport();
        var rows = new HsdsTablesRead(HsdsPackage.Open(path).Rows(report.Defects), report);
        var builder = new ListingBuilder(rows, places, report);
        var providers = rows.Of(HsdsTables.Organization).Values.Select(ListingBuilder.Provider).ToList();
        var listings = rows.Of(HsdsTables.Service).Values.Select(builder.Listing).ToList();
        if (listings.Count == 0 && providers.Count == 0)
            throw new HsdsPackageException($"{path}: holds no organization and no service of HSDS");
        return new HsdsDirectory(listings, providers, report);
    }
}
