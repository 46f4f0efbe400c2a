using System.Text.Json;

namespace CareBot.Care.Exchange.Hsds;

/// <summary>
/// The rows of a JSON file: one object, a list, a page with <c>contents</c>, or tables by the names of their CSV files. What is nested
/// becomes rows of its own that name their parent.
/// </summary>
internal static class JsonRows
{
    private static readonly Dictionary<string, string> Outermost = new(StringComparer.Ordinal)
    {
        ["services"] = HsdsTables.Service,
        ["organizations"] = HsdsTables.Organization,
        ["locations"] = HsdsTables.Location,
    };

    public static IEnumerable<HsdsRow> Read(string file, Func<Stream> open, ICollection<HsdsDefect> defects)
    {
        using var document = Parse(file, open, defects);
        if (document is null)
            return [];
        var rows = new Flattening(file);
        foreach (var (table, element) in Tops(file, document.RootElement))
        {
            if (table is null)
                defects.Add(new HsdsDefect("unknown-object", file, rows.Next, "", "", "neither its name nor its fields say what it is; it was passed over"));
            else
                rows.Add(table, element);
        }

        return rows.Rows;
    }

    private static JsonDocument? Parse(string file, Func<Stream> open, ICollection<HsdsDefect> defects)
    {
        try
        {
            using var stream = open();
            return JsonDocument.Parse(stream);
        }
        catch (JsonException broken)
        {
            defects.Add(new HsdsDefect("no-json", file, (int)(broken.LineNumber ?? 0) + 1, "", "", "the file is not JSON from this line on; it was passed over"));
            return null;
        }
    }

    private static IEnumerable<(string? Table, JsonElement Element)> Tops(string file, JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
            return root.EnumerateArray().Select(item => (TableOf(file, item), item));
        if (root.ValueKind != JsonValueKind.Object)
            return [(null, root)];
        if (root.TryGetProperty("contents", out var contents) && contents.ValueKind == JsonValueKind.Array)
            return contents.EnumerateArray().Select(item => (TableOf(file, item), item));
        var tables = root.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array && IsTable(member.Name)).ToList();
        return tables.Count > 0 && !root.TryGetProperty("id", out _)
            ? tables.SelectMany(table => table.Value.EnumerateArray().Select(item => (OfMember(table.Name, item), item)))
            : [(TableOf(file, root), root)];
    }

    private static bool IsTable(string member) => OfMember(member, default) is not null;

    private static string? OfMember(string member, JsonElement item)
    {
        var name = member.EndsWith(".csv", StringComparison.Ordinal) ? member[..^4] : member;
        return HsdsTables.OfFile(name, item.ValueKind == JsonValueKind.Object ? [.. item.EnumerateObject().Select(field => field.Name)] : []);
    }

    /// <summary>What an object is: by the file's name, else by the fields that only one table has.</summary>
    private static string? TableOf(string file, JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return null;
        var name = Path.GetFileNameWithoutExtension(file).ToLowerInvariant();
        foreach (var ending in (string[])["_full", "_list", "s_full", "s_list"])
            name = name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] : name;
        var named = Outermost.GetValueOrDefault(name) ?? HsdsTables.OfFile(name, [.. item.EnumerateObject().Select(field => field.Name)]);
        if (named is not null)
            return named;
        return item.TryGetProperty("location_type", out _) ? HsdsTables.Location
            : item.TryGetProperty("service_at_locations", out _) || item.TryGetProperty("organization", out _) || item.TryGetProperty("status", out _) ? HsdsTables.Service
            : item.TryGetProperty("location", out _) || item.TryGetProperty("service", out _) ? HsdsTables.ServiceAtLocation
            : item.TryGetProperty("legal_status", out _) || item.TryGetProperty("services", out _) || item.TryGetProperty("website", out _) ? HsdsTables.Organization
            : null;
    }

    /// <summary>Turns nested objects into rows.</summary>
    private sealed class Flattening(string file)
    {
        // A location is given in full again under each service that is given there.
        private readonly HashSet<(string Table, string Id)> _seen = [];

        public List<HsdsRow> Rows { get; } = [];

        public int Next { get; private set; } = 1;

        public void Add(string table, JsonElement element)
        {
            Row(table, element, []);
            Next++;
        }

        private void Row(string table, JsonElement element, Dictionary<string, string> parents)
        {
            var fields = new Dictionary<string, string>(parents, StringComparer.Ordinal);
            var nested = new List<(string Table, JsonElement Element, string Member)>();
            foreach (var member in element.EnumerateObject())
                Sort(member, fields, nested);
            if (table == HsdsTables.Organization && fields.GetValueOrDefault("website") is { } website)
                fields.TryAdd("url", website);
            var id = fields.GetValueOrDefault("id");
            foreach (var (child, item, member) in nested)
                Child(table, id, child, item, member, fields);
            if (id is null || _seen.Add((table, id)))
                Rows.Add(new HsdsRow(table, file, Next, fields));
        }

        private static void Sort(JsonProperty member, Dictionary<string, string> fields, List<(string, JsonElement, string)> nested)
        {
            var table = member.Name is "taxonomy_term" ? HsdsTables.Term : HsdsTables.Find(member.Name);
            switch (member.Value.ValueKind)
            {
                case JsonValueKind.Array when table is not null && member.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object):
                    nested.AddRange(member.Value.EnumerateArray().Select(item => (table, item, member.Name)));
                    break;
                case JsonValueKind.Array:
                    fields[member.Name] = string.Join(", ", member.Value.EnumerateArray().Select(item => item.ToString()));
                    break;
                case JsonValueKind.Object when table is not null:
                    nested.Add((table, member.Value, member.Name));
                    break;
                case JsonValueKind.Null or JsonValueKind.Undefined or JsonValueKind.Object:
                    break;
                default:
                    if (member.Value.ToString().Trim() is { Length: > 0 } value)
                        fields[member.Name.ToLowerInvariant()] = value;
                    break;
            }
        }

        private void Child(string table, string? id, string child, JsonElement item, string member, Dictionary<string, string> fields)
        {
            var own = item.TryGetProperty("id", out var given) ? given.ToString() : null;
            // One of its kind above (a service's organization) is named by us; one of many below names us.
            if (item.ValueKind == JsonValueKind.Object && member is "organization" or "location" or "program" or "taxonomy_term" or "taxonomy_detail" or "service")
            {
                if (own is not null)
                    fields[member == "taxonomy_detail" ? "taxonomy_id" : $"{member}_id"] = own;
                Row(child, item, child is HsdsTables.Program && fields.GetValueOrDefault("organization_id") is { } of ? new() { ["organization_id"] = of } : []);
                return;
            }

            Dictionary<string, string> parents = id is null ? [] : new() { [$"{table}_id"] = id };
            if (child == HsdsTables.Attribute && id is not null)
                parents = new() { ["link_id"] = id, ["link_entity"] = table };
            Row(child, item, parents);
        }
    }
}
