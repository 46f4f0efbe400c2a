using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace CareBot.Care.ResourceDirectory;

/// <summary>A ZIP code's middle, and what stands there.</summary>
/// <param name="TimeZone">IANA.</param>
public sealed record Place(string Zip, string City, string State, string County, double Latitude, double Longitude, string TimeZone);

/// <summary>Where ZIP codes, cities and counties of the United States lie.</summary>
/// <remarks>Derived from GeoNames (geonames.org, CC BY 4.0); it is credited in the README.</remarks>
public sealed class Places
{
    private const double Thousand = 1000;
    private const int UsualCount = 42_000;

    // As numbers, a row a ZIP code in their order: as objects they would take three times the memory.
    private readonly List<Row> _rows = new(UsualCount);
    private readonly List<string> _texts = [];
    private readonly Index _cities;
    private readonly Index _counties;

    private Places(Stream file)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var byText = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        using var lines = new StreamReader(file);
        Span<Range> fields = stackalloc Range[8];
        while (lines.ReadLine() is { } text)
        {
            if (text[0] == '#')
            {
                continue;
            }

            var line = text.AsSpan();
            line.Split(fields, '\t');
            _rows.Add(new Row(
                int.Parse(line[fields[0]], CultureInfo.InvariantCulture), Number(line[fields[1]]), Number(line[fields[2]]), Number(line[fields[3]]),
                Thousandths(line[fields[4]]), Thousandths(line[fields[5]]), Number(line[fields[6]])));
        }

        _rows.TrimExcess();
        _texts.TrimExcess();
        _cities = new Index(_rows, _texts, row => row.City);
        _counties = new Index(_rows, _texts, row => row.County);

        int Number(ReadOnlySpan<char> field)
        {
            if (!byText.TryGetValue(field, out var number))
            {
                byText[field] = number = _texts.Count;
                _texts.Add(field.ToString());
            }

            return number;
        }
    }

    public int Count => _rows.Count;

    public static Places Load()
    {
        using var file = typeof(Places).Assembly.GetManifestResourceStream("places.us.tsv.gz")!;
        return new Places(new GZipStream(file, CompressionMode.Decompress));
    }

    public Place? Zip(string zip)
    {
        if (zip.Length != 5 || !int.TryParse(zip, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var at = CollectionsMarshal.AsSpan(_rows).BinarySearch(new ByZip(number));
        return at < 0 ? null : At(at);
    }

    /// <summary>The ZIP codes of a city of this name, in any state.</summary>
    /// <param name="name">Folded words (<see cref="Wording.Fold"/>).</param>
    public IReadOnlyList<Place> City(string name) => Array.ConvertAll(_cities.Find(name), At);

    /// <summary>The ZIP codes of a county of this name, without the word county.</summary>
    public IReadOnlyList<Place> County(string name) => Array.ConvertAll(_counties.Find(name), At);

    /// <summary>How a state is named besides its code.</summary>
    public static IReadOnlyList<string> StateWords(string code) => States.Name(code) is { } name ? [name, code] : [code];

    /// <summary>The folded names of the cities around a point.</summary>
    public IEnumerable<string> CitiesWithin(double latitude, double longitude, double kilometres)
    {
        var narrowing = Math.Cos(double.DegreesToRadians(latitude));
        return _cities.Names.Where(city => Array.Exists(_cities.Find(city), at => Roughly(latitude, longitude, _rows[at].Latitude / Thousand, _rows[at].Longitude / Thousand, narrowing) <= kilometres));
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

    private static int Thousandths(ReadOnlySpan<char> degrees) => (int)Math.Round(double.Parse(degrees, CultureInfo.InvariantCulture) * Thousand);

    private Place At(int at)
    {
        var row = _rows[at];
        return new Place(
            row.Zip.ToString("D5", CultureInfo.InvariantCulture), _texts[row.City], _texts[row.State], _texts[row.County], row.Latitude / Thousand, row.Longitude / Thousand, _texts[row.TimeZone]);
    }

    /// <summary>A place: texts by their number, degrees in thousandths.</summary>
    private readonly record struct Row(int Zip, int City, int State, int County, int Latitude, int Longitude, int TimeZone);

    private readonly struct ByZip(int zip) : IComparable<Row>
    {
        public int CompareTo(Row other) => zip.CompareTo(other.Zip);
    }

    /// <summary>Rows by the folded name of something in them.</summary>
    private sealed class Index
    {
        private readonly Dictionary<string, int[]> _rows = new(StringComparer.Ordinal);

        public Index(List<Row> rows, List<string> texts, Func<Row, int> named)
        {
            var byText = new List<int>?[texts.Count];
            for (var at = 0; at < rows.Count; at++)
            {
                (byText[named(rows[at])] ??= []).Add(at);
            }

            // A name is folded once, however many rows have it; several names may fold to one.
            for (var text = 0; text < byText.Length; text++)
            {
                if (byText[text] is { } some && Wording.Fold(texts[text]) is { Length: > 0 } folded)
                {
                    _rows[folded] = _rows.TryGetValue(folded, out var others) ? [.. others.Concat(some).Order()] : [.. some];
                }
            }

            _rows.TrimExcess();
        }

        public IEnumerable<string> Names => _rows.Keys;

        public int[] Find(string name) => _rows.TryGetValue(name, out var rows) ? rows : [];
    }
}
