using CareBot.Care.Records;

namespace CareBot.Care.Exchange.Hsds;

/// <summary>All rows of a package, by table and by what they belong to. Rows that belong to nothing that is there are kept aside, and named.</summary>
internal sealed class HsdsTablesRead
{
    private static readonly string[] Main = [HsdsTables.Organization, HsdsTables.Program, HsdsTables.Service, HsdsTables.Location, HsdsTables.Taxonomy, HsdsTables.Term];

    /// <summary>The tables whose rows belong to others, and by which fields; the one that is wanted most comes first.</summary>
    private static readonly Dictionary<string, string[]> Owners = new(StringComparer.Ordinal)
    {
        [HsdsTables.ServiceAtLocation] = ["service_id", "location_id"],
        [HsdsTables.Address] = ["location_id", "organization_id"],
        [HsdsTables.Phone] = ["service_id", "location_id", "service_at_location_id", "organization_id", "contact_id"],
        [HsdsTables.Schedule] = ["service_id", "location_id", "service_at_location_id"],
        [HsdsTables.Holiday] = ["service_id", "location_id", "service_at_location_id"],
        [HsdsTables.Language] = ["service_id", "location_id", "phone_id"],
        [HsdsTables.Accessibility] = ["location_id"],
        [HsdsTables.Area] = ["service_id", "service_at_location_id"],
        [HsdsTables.Eligibility] = ["service_id"],
        [HsdsTables.Document] = ["service_id"],
        [HsdsTables.Payment] = ["service_id"],
        [HsdsTables.Cost] = ["service_id"],
        [HsdsTables.Attribute] = ["link_id", "service_id"],
    };

    private readonly HsdsReport _report;
    private readonly Dictionary<string, Dictionary<string, HsdsRow>> _main = Main.ToDictionary(table => table, _ => new Dictionary<string, HsdsRow>(StringComparer.Ordinal), StringComparer.Ordinal);
    private readonly Dictionary<(string Table, string Owner), Dictionary<string, List<HsdsRow>>> _owned = [];
    private readonly List<HsdsRow> _waiting = [];
    private readonly HashSet<(string Table, string Id)> _ids = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public HsdsTablesRead(IEnumerable<HsdsRow> rows, HsdsReport report)
    {
        _report = report;
        foreach (var row in rows)
            Take(TextRepair.Clean(row, report.Defects));
        foreach (var row in _waiting)
            Attach(row);
    }

    public IReadOnlyDictionary<string, HsdsRow> Of(string table) => _main[table];

    /// <summary>The rows of a table that belong to something, in the order of the file.</summary>
    /// <param name="owner">The field that names it, such as <c>service_id</c>.</param>
    public IReadOnlyList<HsdsRow> Of(string table, string owner, string? id) =>
        id is not null && _owned.TryGetValue((table, owner), out var rows) && rows.TryGetValue(id, out var found) ? found : [];

    public void Defect(string kind, HsdsRow row, string field, string what, string? value = null) =>
        _report.Defects.Add(new HsdsDefect(kind, row.File, row.Number, field, value ?? row[field] ?? "", what));

    private void Take(HsdsRow row)
    {
        _report.WasRead(row);
        if (!Owners.ContainsKey(row.Table) && !_main.ContainsKey(row.Table))
        {
            _report.WasTaken(row);
            return;
        }

        var named = WithId(row);
        if (_main.TryGetValue(row.Table, out var table))
            TakeMain(named, table);
        else
            _waiting.Add(named);
    }

    private HsdsRow WithId(HsdsRow row)
    {
        if (row["id"] is { } id)
        {
            if (_ids.Add((row.Table, id)) || _main.ContainsKey(row.Table))
                return row;
            Defect("duplicate-id", row, "id", "is the id of an earlier row too; the row was kept under an id made of its fields");
        }
        else if (row.Table == HsdsTables.Term && row.First("taxonomy_id", "code") is { } code)
        {
            return row with { Fields = new Dictionary<string, string>(row.Fields, StringComparer.Ordinal) { ["id"] = code } };
        }
        else
        {
            Defect("no-id", row, "id", "the row has no id; one was made of its fields");
        }

        var made = CauseId.Of([row.Table, .. row.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}")]);
        return row with { Fields = new Dictionary<string, string>(row.Fields, StringComparer.Ordinal) { ["id"] = made } };
    }

    private void TakeMain(HsdsRow row, Dictionary<string, HsdsRow> table)
    {
        if (row.Table != HsdsTables.Location && row["name"] is null)
        {
            Defect("no-name", row, "name", "the row has no name; it was kept aside");
        }
        else if (row["id"]!.Length > Records.RecordLimits.NameLength)
        {
            Defect("long-id", row, "id", $"is longer than {Records.RecordLimits.NameLength} characters; the row was kept aside");
        }
        else if (!table.TryAdd(row["id"]!, row))
        {
            Defect("duplicate-id", row, "id", "is the id of an earlier row too; this row was kept aside");
        }
        else
        {
            _known.Add($"{row.Table}:{row["id"]}");
            _report.WasTaken(row);
        }
    }

    /// <summary>Puts a row under everything that it names and that is there.</summary>
    private void Attach(HsdsRow row)
    {
        var owners = Owners[row.Table];
        var found = 0;
        var named = 0;
        foreach (var owner in owners)
        {
            if (row[owner] is not { } id)
                continue;
            named++;
            if (!IsKnown(row, owner, id))
            {
                Defect($"unknown-{owner.Replace("_id", "", StringComparison.Ordinal)}", row, owner, "is the id of nothing in this package; the link was left out");
                continue;
            }

            found++;
            Put(row, owner, id);
        }

        if (named == 0)
            Defect("no-owner", row, owners[0], $"the row does not say which {owners[0].Replace("_id", "", StringComparison.Ordinal)} it belongs to; it was kept aside");
        if (row.Table == HsdsTables.ServiceAtLocation ? found == 2 : found > 0)
            _report.WasTaken(row);
    }

    private bool IsKnown(HsdsRow row, string owner, string id) => owner switch
    {
        "service_id" or "location_id" or "organization_id" => _known.Contains($"{owner[..^3]}:{id}"),
        "link_id" => row["link_entity"] is not { } entity || !_main.ContainsKey(entity) || _known.Contains($"{entity}:{id}"),
        _ => true,
    };

    private void Put(HsdsRow row, string owner, string id)
    {
        if (!_owned.TryGetValue((row.Table, owner), out var rows))
            _owned[(row.Table, owner)] = rows = new(StringComparer.Ordinal);
        if (!rows.TryGetValue(id, out var list))
            rows[id] = list = [];
        list.Add(row);
    }
}
