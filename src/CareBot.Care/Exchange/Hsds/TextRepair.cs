using System.Text.RegularExpressions;

namespace CareBot.Care.Exchange.Hsds;

/// <summary>Repairs what an export did to the words of a package, and says so.</summary>
internal static partial class TextRepair
{
    // UTF-8 that was read as the code page of a DOS window, or as Windows-1252, and written again.
    private static readonly (string Broken, string Right)[] Garbled =
    [
        ("GÇÖ", "’"), ("GÇÿ", "‘"), ("GÇ£", "“"), ("GÇ¥", "”"), ("GÇô", "–"), ("GÇö", "—"), ("GÇó", "•"), ("GÇª", "…"),
        ("â€™", "’"), ("â€œ", "“"), ("â€“", "–"), ("+¦", "ñ"), ("+¬", "é"), ("+í", "á"), ("+¡", "í"), ("Ã±", "ñ"), ("Ã©", "é"), ("Ã¡", "á"), ("Ã³", "ó"), ("Ã­", "í"),
    ];

    /// <summary>The row with its words in order.</summary>
    public static HsdsRow Clean(HsdsRow row, ICollection<HsdsDefect> defects)
    {
        Dictionary<string, string>? fields = null;
        foreach (var (name, value) in row.Fields)
        {
            var text = value;
            if (text.Contains("\\n", StringComparison.Ordinal))
                text = Told(text.Replace("\\r", "", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal), "literal-newline", name, "stands as a backslash and an n; it was made a new line");
            if (Garbled.Any(pair => text.Contains(pair.Broken, StringComparison.Ordinal)))
                text = Told(Garbled.Aggregate(text, (all, pair) => all.Replace(pair.Broken, pair.Right, StringComparison.Ordinal)), "garbled-letters", name, "letters were garbled by an export; they were put right");
            if (Marker().IsMatch(text))
                text = Told(Marker().Replace(text, ""), "marker", name, "a marker of another program (###...###) stands in it; it was left out");
            if (!ReferenceEquals(text, value))
                (fields ??= new(row.Fields, StringComparer.Ordinal))[name] = text.Trim();
        }

        return fields is null ? row : row with { Fields = fields.Where(field => field.Value.Length > 0).ToDictionary(StringComparer.Ordinal) };

        string Told(string repaired, string kind, string field, string what)
        {
            defects.Add(new HsdsDefect(kind, row.File, row.Number, field, "", what));
            return repaired;
        }
    }

    [GeneratedRegex("#{3,}[A-Z0-9 ]*#{3,}")]
    private static partial Regex Marker();
}
