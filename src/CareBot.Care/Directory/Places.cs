using System.Globalization;
using System.IO.Compression;

namespace CareBot.Care.ResourceDirectory;

/// <summary>A ZIP code's middle, and what stands there.</summary>
/// <param name="TimeZone">IANA.</param>
public sealed record Place(string Zip, string City, string State, string County, double Latitude, double Longitude, string TimeZone);

/// <summary>Where ZIP codes, cities and counties of the United States lie.</summary>
/// <remarks>Derived from GeoNames (geonames.org, CC BY 4.0); it is credited in the README.</remarks>
public sealed class Places
{
    private readonly Dictionary<string, Place> _zips = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Place>> _cities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Place>> _counties = new(StringComparer.Ordinal);

    private Places()
    {
    }

    public int Count => _zips.Count;

    public static Places Load()
    {
        using var file = typeof(Places).Assembly.GetManifestResourceStream("places.us.tsv.gz")!;
        using var lines = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var places = new Places();
        var shared = new Dictionary<string, string>(StringComparer.Ordinal);
        while (lines.ReadLine() is { } line)
        {
            if (line[0] != '#')
                places.Add(line.Split('\t'), shared);
        }

        return places;
    }

    public Place? Zip(string zip) => _zips.GetValueOrDefault(zip);

    /// <summary>The ZIP codes of a city of this name, in any state.</summary>
    /// <param name="name">Folded words (<see cref="Wording.Fold"/>).</param>
    public IReadOnlyList<Place> City(string name) => _cities.TryGetValue(name, out var found) ? found : [];

    /// <summary>The ZIP codes of a county of this name, without the word county.</summary>
    public IReadOnlyList<Place> County(string name) => _counties.TryGetValue(name, out var found) ? found : [];

    /// <summary>How a state is named besides its code.</summary>
    public static IReadOnlyList<string> StateWords(string code) => States.Name(code) is { } name ? [name, code] : [code];

    /// <summary>The folded names of the cities around a point.</summary>
    public IEnumerable<string> CitiesWithin(double latitude, double longitude, double kilometres)
    {
        var narrowing = Math.Cos(double.DegreesToRadians(latitude));
        return _cities.Where(city => city.Value.Exists(place => Roughly(latitude, longitude, place.Latitude, place.Longitude, narrowing) <= kilometres)).Select(city => city.Key);
    }

    /// <summary>Kilometres along the surface between two points in degrees.</summary>
    public static double Distance(double latitude, double longitude, double otherLatitude, double otherLongitude)
    {
        const double Radius = 6371.0;
        var (phi, psi) = (double.DegreesToRadians(latitude), double.DegreesToRadians(otherLatitude));
        var (dPhi, dLambda) = (psi - phi, double.DegreesToRadians(otherLongitude - longitude));
        var half = (Math.Sin(dPhi / 2) * Math.Sin(dPhi / 2)) + (Math.Cos(phi) * Math.Cos(psi) * Math.Sin(dLambda / 2) * Math.Sin(dLambda / 2));
        return 2 * Radius * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }

    /// <summary>Kilometres between two points as on a flat map around the first: near enough to rank by, and many times quicker.</summary>
    /// <param name="narrowing">The cosine of the first latitude.</param>
    public static double Roughly(double latitude, double longitude, double otherLatitude, double otherLongitude, double narrowing)
    {
        const double Degree = 111.195;
        var (north, east) = (otherLatitude - latitude, (otherLongitude - longitude) * narrowing);
        return Degree * Math.Sqrt((north * north) + (east * east));
    }

    private void Add(string[] fields, Dictionary<string, string> shared)
    {
        string Once(string text) => shared.TryGetValue(text, out var known) ? known : shared[text] = text;
        var place = new Place(
            fields[0], Once(fields[1]), Once(fields[2]), Once(fields[3]),
            double.Parse(fields[4], CultureInfo.InvariantCulture), double.Parse(fields[5], CultureInfo.InvariantCulture), Once(fields[6]));
        _zips.Add(place.Zip, place);
        Under(_cities, Wording.Fold(place.City), place);
        Under(_counties, Wording.Fold(place.County), place);
    }

    private static void Under(Dictionary<string, List<Place>> names, string name, Place place)
    {
        if (name.Length == 0)
            return;
        if (!names.TryGetValue(name, out var places))
            names[name] = places = [];
        places.Add(place);
    }
}
