using System.IO.Compression;

namespace CareBot.Care.Exchange.Hsds;

/// <summary>
/// A package as rows: a folder or a zip of CSV or JSON files, or one such file. Read as a stream, row by row; what is no table is named.
/// </summary>
public sealed class HsdsPackage
{
    /// <summary>Nobody's directory is larger; a zip that unfolds to more is refused.</summary>
    private const long MostBytes = 4L * 1024 * 1024 * 1024;

    private readonly string _path;

    private HsdsPackage(string path) => _path = path;

    /// <exception cref="HsdsPackageException">There is nothing at the path that could be a package.</exception>
    public static HsdsPackage Open(string path) =>
        Directory.Exists(path) || File.Exists(path)
            ? new HsdsPackage(path)
            : throw new HsdsPackageException($"{path}: there is no such file or folder; name a folder of CSV files, a .zip, a .csv or a .json");

    /// <summary>Every row of every table, file after file in the order of their names.</summary>
    /// <param name="defects">Receives what cannot be read.</param>
    /// <exception cref="HsdsPackageException">The package as a whole cannot be read.</exception>
    public IEnumerable<HsdsRow> Rows(ICollection<HsdsDefect> defects)
    {
        if (Directory.Exists(_path))
            return Folder(defects);
        return Path.GetExtension(_path).ToLowerInvariant() switch
        {
            ".zip" => Zip(defects),
            ".csv" or ".json" => OfFile(new PackageFile(Path.GetFileName(_path), () => File.OpenRead(_path)), null, defects),
            var other => throw new HsdsPackageException($"{_path}: '{other}' is no form of a package; name a folder of CSV files, a .zip, a .csv or a .json"),
        };
    }

    private IEnumerable<HsdsRow> Folder(ICollection<HsdsDefect> defects)
    {
        var described = Path.Combine(_path, DataPackage.FileName);
        using var description = File.Exists(described) ? File.OpenRead(described) : null;
        var package = DataPackage.Read(description, defects);
        // What the package names may lie in a folder of its own; what it does not name lies beside it.
        var names = Directory.EnumerateFiles(_path).Select(file => Path.GetFileName(file)!).Union(package.Paths.Where(path => File.Exists(Path.Combine(_path, path))), StringComparer.OrdinalIgnoreCase);
        return Tables([.. names.Select(name => new PackageFile(name, () => File.OpenRead(Path.Combine(_path, name))))], package, defects);
    }

    private IEnumerable<HsdsRow> Zip(ICollection<HsdsDefect> defects)
    {
        using var zip = OpenZip();
        if (zip.Entries.Sum(entry => entry.Length) > MostBytes)
            throw new HsdsPackageException($"{_path}: unfolds to more than {MostBytes >> 30} GB");
        var described = zip.Entries.Where(entry => entry.Name == DataPackage.FileName).MinBy(entry => entry.FullName.Length);
        var root = described is null ? "" : described.FullName[..^DataPackage.FileName.Length];
        using var description = described?.Open();
        var package = DataPackage.Read(description, defects);
        var files = zip.Entries.Where(entry => entry.Name.Length > 0 && !entry.FullName.Contains("__MACOSX", StringComparison.Ordinal))
            .Select(entry => new PackageFile(entry.FullName.StartsWith(root, StringComparison.Ordinal) ? entry.FullName[root.Length..] : entry.FullName, entry.Open)).ToList();
        foreach (var row in Tables(files, package, defects))
            yield return row;
    }

    private IEnumerable<HsdsRow> Tables(IReadOnlyList<PackageFile> files, DataPackage package, ICollection<HsdsDefect> defects)
    {
        var tables = files.Where(file => IsTable(file.Path) || package.Find(file.Path) is not null).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        if (tables.Count == 0)
            throw new HsdsPackageException($"{_path}: holds no .csv and no .json file");
        foreach (var path in package.Paths.Except(files.Select(file => file.Path), StringComparer.OrdinalIgnoreCase))
            defects.Add(new HsdsDefect("missing-file", DataPackage.FileName, package.Find(path)!.Number, "path", path, "is named and is not in the package; it was passed over"));
        return tables.SelectMany(file => OfFile(file, package.Find(file.Path), defects));
    }

    private ZipArchive OpenZip()
    {
        try
        {
            return ZipFile.OpenRead(_path);
        }
        catch (InvalidDataException broken)
        {
            throw new HsdsPackageException($"{_path}: is no zip file, or was cut short; fetch it again", broken);
        }
    }

    private static bool IsTable(string path) =>
        Path.GetFileName(path) is var file && !file.StartsWith('.') && !file.StartsWith("datapackage", StringComparison.OrdinalIgnoreCase)
        && Path.GetExtension(file).ToLowerInvariant() is ".csv" or ".json";

    private static IEnumerable<HsdsRow> OfFile(PackageFile file, DataResource? said, ICollection<HsdsDefect> defects)
    {
        var name = Path.GetFileName(file.Path);
        var table = said?.Table is { } given && HsdsTables.OfFile(given, []) is not null ? given : Path.GetFileNameWithoutExtension(name).ToLowerInvariant();
        return name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? JsonRows.Read(name, table, file.Open, defects) : CsvRows.Read(name, table, said?.Delimiter, file.Open, defects);
    }

    /// <param name="Path">From the folder of the package, with forward slashes.</param>
    private sealed record PackageFile(string Path, Func<Stream> Open);
}
