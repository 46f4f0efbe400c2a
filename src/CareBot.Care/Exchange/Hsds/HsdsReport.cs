using System.Globalization;
using System.Text;

namespace CareBot.Care.Exchange.Hsds;

/// <summary>What became of a package: counts a file, and every defect by file, row and field.</summary>
public sealed class HsdsReport
{
    private readonly SortedDictionary<string, (int Read, int Taken)> _files = new(StringComparer.Ordinal);

    public List<HsdsDefect> Defects { get; } = [];

    /// <summary>Rows read and rows taken, by file.</summary>
    public IReadOnlyDictionary<string, (int Read, int Taken)> Files => _files;

    public int Count(string kind) => Defects.Count(defect => defect.Kind == kind);

    internal void WasRead(HsdsRow row) => _files[row.File] = _files.TryGetValue(row.File, out var so) ? (so.Read + 1, so.Taken) : (1, 0);

    internal void WasTaken(HsdsRow row) => _files[row.File] = (_files[row.File].Read, _files[row.File].Taken + 1);

    /// <summary>The counts, then what is wrong: alike in one line, with all its rows.</summary>
    public void Write(TextWriter writer)
    {
        writer.WriteLine("file                                    rows    taken  kept aside");
        foreach (var (file, (read, taken)) in _files)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file,-36} {read,7} {taken,8} {read - taken,11}"));
        foreach (var alike in Defects.GroupBy(defect => (defect.Kind, defect.File, defect.Field, defect.What)).OrderBy(group => group.Key.File, StringComparer.Ordinal).ThenByDescending(group => group.Count()))
        {
            var (kind, file, field, what) = alike.Key;
            var rows = alike.Select(defect => defect.Row).ToList();
            writer.WriteLine($"{file}{(field.Length == 0 ? "" : $", {field}")}: {Examples(alike)}{what}. [{kind}] {(rows.All(row => row == 0) ? "" : $"{rows.Count} row{(rows.Count == 1 ? "" : "s")}: {Ranges(rows)}")}");
        }
    }

    /// <summary>Every defect on a line of its own, as CSV.</summary>
    public void WriteAll(TextWriter writer)
    {
        writer.WriteLine("kind,file,row,field,value,what");
        foreach (var defect in Defects)
            writer.WriteLine(string.Join(',', new[] { defect.Kind, defect.File, defect.Row.ToString(CultureInfo.InvariantCulture), defect.Field, defect.Value, defect.What }.Select(Quote)));
    }

    private static string Examples(IEnumerable<HsdsDefect> alike)
    {
        var values = alike.Select(defect => defect.Value).Where(value => value.Length > 0).Distinct().ToList();
        return values.Count == 0 ? "" : $"{string.Join(", ", values.Take(3).Select(value => $"'{(value.Length > 40 ? value[..40] + "..." : value)}'"))}{(values.Count > 3 ? $" and {values.Count - 3} more" : "")} ";
    }

    private static string Ranges(List<int> rows)
    {
        var sorted = rows.Distinct().Order().ToList();
        var text = new StringBuilder();
        for (var i = 0; i < sorted.Count; i++)
        {
            var first = i;
            while (i + 1 < sorted.Count && sorted[i + 1] == sorted[i] + 1)
                i++;
            text.Append(text.Length == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{sorted[first]}");
            if (i > first)
                text.Append(CultureInfo.InvariantCulture, $"-{sorted[i]}");
        }

        return text.ToString();
    }

    // A spreadsheet would run what begins like a formula.
    private static string Quote(string text) =>
        $"\"{(text.Length > 0 && "=+-@".Contains(text[0], StringComparison.Ordinal) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
