using System.Text.Json;

namespace CareBot.Care.Exchange.Hsds;

/// <summary>What a package says about itself in <c>datapackage.json</c>: which of its files holds which table.</summary>
internal sealed class DataPackage
{
    public const string FileName = "datapackage.json";

    private readonly Dictionary<string, DataResource> _byPath = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The files that it names, with forward slashes, from the folder in which it lies.</summary>
    public IReadOnlyCollection<string> Paths => _byPath.Keys;

    /// <summary>What it says of a file; null when it does not name it.</summary>
    public DataResource? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <returns>Nothing named when there is no such file, or it cannot be read.</returns>
    public static DataPackage Read(Stream? file, ICollection<HsdsDefect> defects)
    {
        var package = new DataPackage();
        if (file is null)
            return package;
        try
        {
            using var json = JsonDocument.Parse(file);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("resources", out var resources) && resources.ValueKind == JsonValueKind.Array)
                package.Add(resources, defects);
            else
                defects.Add(new HsdsDefect("no-resources", FileName, 0, "resources", "", "names no file; the files of the package were taken by their own names"));
        }
        catch (JsonException broken)
        {
            defects.Add(new HsdsDefect("no-json", FileName, (int)(broken.LineNumber ?? 0) + 1, "", "", "the file is not JSON from this line on; the files of the package were taken by their own names"));
        }

        return package;
    }

    private void Add(JsonElement resources, ICollection<HsdsDefect> defects)
    {
        var number = 0;
        foreach (var resource in resources.EnumerateArray())
        {
            number++;
            foreach (var path in Named(resource))
            {
                if (path.Contains("://", StringComparison.Ordinal) || path.StartsWith('/') || path.Split('/', '\\').Contains(".."))
                    defects.Add(new HsdsDefect("outside", FileName, number, "path", path, "lies outside of the package; it was not fetched"));
                else
                    _byPath[path.Replace('\\', '/')] = new DataResource(Text(resource, "name")?.ToLowerInvariant(), Delimiter(resource), number);
            }
        }
    }

    private static IEnumerable<string> Named(JsonElement resource)
    {
        if (resource.ValueKind != JsonValueKind.Object || !resource.TryGetProperty("path", out var path))
            return [];
        return path.ValueKind == JsonValueKind.Array ? [.. path.EnumerateArray().Select(part => part.ToString())] : [path.ToString()];
    }

    private static string? Delimiter(JsonElement resource) =>
        resource.TryGetProperty("dialect", out var dialect) && dialect.ValueKind == JsonValueKind.Object ? Text(dialect, "delimiter") : null;

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <param name="Table">The table's name as the package writes it; null when it gives none.</param>
/// <param name="Delimiter">Between the fields of a CSV file; null for a comma.</param>
/// <param name="Number">Which of the resources it is, counted from 1.</param>
internal sealed record DataResource(string? Table, string? Delimiter, int Number);
