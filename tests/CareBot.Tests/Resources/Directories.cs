using CareBot.Care.Exchange.Hsds;
using CareBot.Care.ResourceDirectory;
using CareBot.Tests.Architecture;

namespace CareBot.Tests.Resources;

/// <summary>The directories that tests look into, read once.</summary>
internal static class Directories
{
    private static readonly Lazy<Places> AllPlaces = new(Places.Load);
    private static readonly Lazy<NeedVocabulary> AllNeeds = new(() => NeedVocabulary.Load(File.ReadAllBytes(Path.Combine(Repository.Root, "dialogs", "FindResource", "needs.json")), "needs.json"));
    private static readonly Lazy<HsdsDirectory> MiamiPackage = new(() => Read("miami-211"));
    private static readonly Lazy<ResourceIndex> MiamiBuilt = new(() => ResourceIndex.Build(Miami.Listings, Needs, Places));

    private static readonly Lazy<ResourceIndex> DemoBuilt = new(() => ResourceIndex.Build(Demo().Listings, Needs, Places));

    private static readonly Lazy<Dictionary<string, Listing>> MiamiById = new(() => Miami.Listings.ToDictionary(listing => listing.Id, StringComparer.Ordinal));

    public static Places Places => AllPlaces.Value;

    public static NeedVocabulary Needs => AllNeeds.Value;

    /// <summary>A real 211 directory with the defects that real ones have.</summary>
    public static HsdsDirectory Miami => MiamiPackage.Value;

    public static Listing MiamiListing(string id) => MiamiById.Value[id];

    public static ResourceIndex MiamiIndex => MiamiBuilt.Value;

    /// <summary>The invented directory around Chicago that ships.</summary>
    public static ResourceIndex DemoIndex => DemoBuilt.Value;

    public static string Shared(params string[] path) => Path.Combine([Repository.Root, "..", "shared", "data", .. path]);

    public static HsdsDirectory Read(params string[] path) => HsdsImport.Read(Shared(["hsds", .. path]), Places);

    public static HsdsDirectory Demo() => HsdsImport.Read(Path.Combine(Repository.Root, "dialogs", "FindResource", "directory"), Places);
}
