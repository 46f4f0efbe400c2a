using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace CareBot.Care.Exchange.Hsds;

/// <summary>The rows of a CSV file.</summary>
internal static class CsvRows
{
    /// <param name="file">Its name in the package, for defects.</param>
    /// <param name="name">What it holds, as the package says; the file's own name where it says nothing.</param>
    /// <param name="delimiter">Between the fields; null for a comma.</param>
    public static IEnumerable<HsdsRow> Read(string file, string name, string? delimiter, Func<Stream> open, ICollection<HsdsDefect> defects)
    {
        using var stream = open();
        using var text = new StreamReader(stream);
        using var csv = new CsvReader(text, Configuration(file, delimiter, defects));
        if (!csv.Read() || !csv.ReadHeader())
        {
            defects.Add(new HsdsDefect("empty-file", file, 0, "", "", "the file is empty; it was passed over"));
            yield break;
        }

        var header = csv.HeaderRecord!.Select(name => name.Trim().ToLowerInvariant()).ToArray();
        if (HsdsTables.OfFile(name, header) is not { } table)
        {
            defects.Add(new HsdsDefect("unknown-table", file, 0, "", "", "HSDS has no table of this name; the file was passed over"));
            yield break;
        }

        var number = 1;
        while (csv.Read())
        {
            number++;
            if (csv.Parser.Count > header.Length)
                defects.Add(new HsdsDefect("too-many-fields", file, number, "", "", "the row has more fields than the header; those beyond were left out"));
            yield return new HsdsRow(table, file, number, Fields(csv, header, table, name));
        }
    }

    private static Dictionary<string, string> Fields(CsvReader csv, string[] header, string table, string name)
    {
        var fields = new Dictionary<string, string>(header.Length, StringComparer.Ordinal);
        for (var i = 0; i < header.Length && i < csv.Parser.Count; i++)
        {
            if (csv.GetField(i)?.Trim() is { Length: > 0 } value)
                fields[header[i]] = value;
        }

        if (table == HsdsTables.Address && HsdsTables.AddressType(name) is { } type)
            fields.TryAdd("address_type", type);
        return fields;
    }

    private static CsvConfiguration Configuration(string file, string? delimiter, ICollection<HsdsDefect> defects) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter ?? ",",
        DetectColumnCountChanges = false,
        MissingFieldFound = null,
        BadDataFound = bad => defects.Add(new HsdsDefect("bad-quotes", file, bad.Context.Parser?.Row ?? 0, "", "", "a quotation mark stands where none may; the row was read as well as it can be")),
    };
}
