using System.Text.Json;

namespace CareBot.Care.Exchange.Hsds;

/// <summary>
/// The rows of a JSON file: one object, a list, a page with <c>contents</c>, or tables by the names of their CSV files. What is nested
/// becomes rows of its own that name their parent.
/// </summary>
internal static class JsonRows
{
    private const string Contents = "contents";

    private static readonly Dictionary<string, string> Outermost = new(StringComparer.Ordinal)
    {
        ["services"] = HsdsTables.Service,
        ["organizations"] = HsdsTables.Organization,
        ["locations"] = HsdsTables.Location,
    };

    /// <param name="file">Its name in the package, for defects.</param>
    /// <param name="table">What it holds, as the package says; the file's own name where it says nothing.</param>
    public static IEnumerable<HsdsRow> Read(string file, string table, Func<Stream> open, ICollection<HsdsDefect> defects)
    {
        var rows = new Flattening(file);
        foreach (var (of, item) in Items(file, table, open, defects))
        {
            if (of is null)
                defects.Add(new HsdsDefect("unknown-object", file, rows.Next, "", "", "neither its name nor its fields say what it is; it was passed over"));
            else
                rows.Add(of, item);
            foreach (var row in rows.Take())
                yield return row;
        }
    }

    /// <summary>The outermost objects, each with its table; one at a time, however long the file is.</summary>
    private static IEnumerable<(string? Table, JsonElement Item)> Items(string file, string table, Func<Stream> open, ICollection<HsdsDefect> defects)
    {
        var (isList, members, brokenAt) = Shape(open);
        using var items = new JsonItems(open());
        if (isList)
        {
            items.Next();
            while (items.NextItem(out var item))
                yield return (TableOf(table, item), item);
        }
        else if (brokenAt is null && members.Count == 0)
        {
            if (items.NextItem(out var only))
                yield return (TableOf(table, only), only);
        }
        else
        {
            items.Next();
            while (items.Next() is (JsonTokenType.PropertyName, { } member))
            {
                if (!members.Contains(member))
                {
                    items.Skip();
                    continue;
                }

                items.Next();
                while (items.NextItem(out var item))
                    yield return (member == Contents ? TableOf(table, item) : OfMember(member, item), item);
            }
        }

        if (items.BrokenAt is { } line)
            defects.Add(new HsdsDefect("no-json", file, line, "", "", "the file is not JSON from this line on; what stands before it was taken"));
    }

    /// <summary>Whether the file is a list, or else which of its members are lists of rows; none when it is one object.</summary>
    private static (bool IsList, IReadOnlySet<string> Members, int? BrokenAt) Shape(Func<Stream> open)
    {
        using var items = new JsonItems(open());
        var members = new HashSet<string>(StringComparer.Ordinal);
        if (items.Next().Token is var first && first != JsonTokenType.StartObject)
            return (first == JsonTokenType.StartArray, members, items.BrokenAt);
        var isOne = false;
        while (items.Next() is (JsonTokenType.PropertyName, { } member))
        {
            isOne |= member == "id";
            if (member == Contents || IsTable(member))
                members.Add(member);
            if (!items.SkipList())
                members.Remove(member);
        }

        // One object has lists too, of what belongs to it.
        return (false, members.Contains(Contents) ? new HashSet<string> { Contents } : isOne ? new HashSet<string>() : members, items.BrokenAt);
    }

    private static bool IsTable(string member) => OfMember(member, default) is not null;

    private static string? OfMember(string member, JsonElement item)
    {
        var name = member.EndsWith(".csv", StringComparison.Ordinal) ? member[..^4] : member;
        return HsdsTables.OfFile(name, item.ValueKind == JsonValueKind.Object ? [.. item.EnumerateObject().Select(field => field.Name)] : []);
    }

    /// <summary>What an object is: by its table's name, else by the fields that only one table has.</summary>
    private static string? TableOf(string table, JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return null;
        var name = table;
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

        private List<HsdsRow> _rows = [];

        public int Next { get; private set; } = 1;

        /// <summary>The rows since the last time.</summary>
        public List<HsdsRow> Take()
        {
            var rows = _rows;
            _rows = [];
            return rows;
        }

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
            // Our own export writes an id that is no UUID beside the one that HSDS 3.0 wants.
            if (fields.Remove("source_id", out var source))
                fields["id"] = source;
            var id = fields.GetValueOrDefault("id");
            foreach (var (child, item, member) in nested)
                Child(table, id, child, item, member, fields);
            if (id is null || _seen.Add((table, id)))
                _rows.Add(new HsdsRow(table, file, Next, fields));
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
            var own = item.ValueKind != JsonValueKind.Object ? null
                : item.TryGetProperty("source_id", out var source) ? source.ToString()
                : item.TryGetProperty("id", out var given) ? given.ToString() : null;
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
