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
            ".csv" or ".json" => OfFile(Path.GetFileName(_path), () => File.OpenRead(_path), defects),
            var other => throw new HsdsPackageException($"{_path}: '{other}' is no form of a package; name a folder of CSV files, a .zip, a .csv or a .json"),
        };
    }

    private IEnumerable<HsdsRow> Folder(ICollection<HsdsDefect> defects)
    {
        var files = Directory.EnumerateFiles(_path).Where(IsTable).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            throw new HsdsPackageException($"{_path}: holds no .csv and no .json file");
        return files.SelectMany(file => OfFile(Path.GetFileName(file), () => File.OpenRead(file), defects));
    }

    private IEnumerable<HsdsRow> Zip(ICollection<HsdsDefect> defects)
    {
        using var zip = OpenZip();
        var entries = zip.Entries.Where(entry => IsTable(entry.FullName)).OrderBy(entry => entry.FullName, StringComparer.Ordinal).ToList();
        if (entries.Count == 0)
            throw new HsdsPackageException($"{_path}: holds no .csv and no .json file");
        if (entries.Sum(entry => entry.Length) > MostBytes)
            throw new HsdsPackageException($"{_path}: unfolds to more than {MostBytes >> 30} GB");
        foreach (var row in entries.SelectMany(entry => OfFile(entry.Name, entry.Open, defects)))
            yield return row;
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

    private static bool IsTable(string name) =>
        Path.GetFileName(name) is var file && !file.StartsWith('.') && !file.StartsWith("datapackage", StringComparison.OrdinalIgnoreCase)
        && Path.GetExtension(file).ToLowerInvariant() is ".csv" or ".json" && !name.Contains("__MACOSX", StringComparison.Ordinal);

    private static IEnumerable<HsdsRow> OfFile(string name, Func<Stream> open, ICollection<HsdsDefect> defects) =>
        name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? JsonRows.Read(name, open, defects) : CsvRows.Read(name, open, defects);
}
