using System.Globalization;
using CareBot.Care.ResourceDirectory;

namespace CareBot.Care.Exchange.Hsds;

/// <summary>Joins the rows that belong to a service into its listing.</summary>
internal sealed class ListingBuilder(HsdsTablesRead rows, Places places, HsdsReport report)
{
    private readonly Dictionary<string, ListingSite> _sites = new(StringComparer.Ordinal);

    public static Provider Provider(HsdsRow row) => new()
    {
        Id = row["id"]!,
        Name = row["name"]!,
        AlternateName = row["alternate_name"],
        Description = row["description"],
        Url = row.First("website", "url"),
        Email = row["email"],
        LegalStatus = row["legal_status"],
    };

    public Listing Listing(HsdsRow row)
    {
        var id = row["id"]!;
        var (languages, interpreters) = Languages(HsdsTables.Language, "service_id", id, row["languages"]);
        var provider = ProviderOf(row);
        return new Listing
        {
            Id = id,
            Name = row["name"]!,
            AlternateName = row["alternate_name"],
            ProviderId = provider?["id"],
            ProviderName = provider?["name"],
            ProgramName = row["program_id"] is { } program ? rows.Of(HsdsTables.Program).GetValueOrDefault(program)?["name"] : null,
            Description = row["description"],
            Status = Status(row),
            Url = row.First("url", "website"),
            Email = row["email"],
            Fees = row.First("fees_description", "fees"),
            ApplicationProcess = row["application_process"],
            Eligibility = Joined([row["eligibility_description"], row["eligibility"], row["audience"], .. rows.Of(HsdsTables.Eligibility, "service_id", id).Select(one => one["eligibility"])]),
            MinimumAge = Age(row, "minimum_age"),
            MaximumAge = Age(row, "maximum_age"),
            WaitTime = row["wait_time"],
            Interpretation = row["interpretation_services"] ?? interpreters,
            Alert = row["alert"],
            AssuredOn = Date(row, "assured_date"),
            AssurerEmail = row["assurer_email"],
            LastModified = Date(row, "last_modified"),
            Documents = Words(HsdsTables.Document, id, "document", row["required_documents"]),
            Languages = languages,
            Payments = Words(HsdsTables.Payment, id, "payment", row["accepted_payments"]),
            Costs = [.. rows.Of(HsdsTables.Cost, "service_id", id).Select(Cost)],
            Areas = [.. rows.Of(HsdsTables.Area, "service_id", id).Where(area => area["service_at_location_id"] is null).Select(AreaOf).OfType<string>(), .. Split(row["service_areas"])],
            Phones = Phones("service_id", id),
            Terms = Terms(row),
            Keywords = [.. Split(row["keywords"])],
            Sites = Sites(row),
            Hours = Hours("service_id", id),
        };
    }

    private HsdsRow? ProviderOf(HsdsRow row)
    {
        var owner = row["organization_id"]
            ?? (row["location_id"] is { } location ? rows.Of(HsdsTables.Location).GetValueOrDefault(location)?["organization_id"] : null)
            ?? (row["program_id"] is { } program ? rows.Of(HsdsTables.Program).GetValueOrDefault(program)?["organization_id"] : null);
        if (owner is null)
        {
            rows.Defect("no-organization", row, "organization_id", "the row does not say whose service it is; it was kept without an organization");
            return null;
        }

        if (rows.Of(HsdsTables.Organization).TryGetValue(owner, out var provider))
            return provider;
        rows.Defect("unknown-organization", row, "organization_id", "is the id of no organization in this package; the service was kept without one", owner);
        return null;
    }

    private ListingStatus Status(HsdsRow row)
    {
        switch (row["status"]?.ToLowerInvariant())
        {
            case "active":
                return ListingStatus.Active;
            case "inactive":
                return ListingStatus.Inactive;
            case "defunct":
                return ListingStatus.Defunct;
            case "temporarily closed":
                return ListingStatus.TemporarilyClosed;
            case null:
                rows.Defect("no-status", row, "status", "the row says no status; it was taken as active");
                return ListingStatus.Active;
            default:
                rows.Defect("unknown-status", row, "status", "is none of active, inactive, defunct, temporarily closed; it was taken as active");
                return ListingStatus.Active;
        }
    }

    private IReadOnlyList<ListingSite> Sites(HsdsRow service)
    {
        var links = rows.Of(HsdsTables.ServiceAtLocation, "service_id", service["id"]);
        var sites = links.Where(link => link["location_id"] is not null).Select(link => (Location: link["location_id"]!, Link: (HsdsRow?)link)).ToList();
        if (sites.Count == 0 && service["location_id"] is { } own)
            sites.Add((own, null));
        return [.. sites.DistinctBy(site => site.Location).Select(site => Site(site.Location, site.Link)).OfType<ListingSite>()];
    }

    private ListingSite? Site(string location, HsdsRow? link)
    {
        if (!rows.Of(HsdsTables.Location).TryGetValue(location, out var row))
            return null;
        if (!_sites.TryGetValue(location, out var site))
            _sites[location] = site = new SiteBuilder(rows, places, report).Site(row) with { Phones = Phones("location_id", location), Hours = Hours("location_id", location), Languages = Languages(HsdsTables.Language, "location_id", location, row["languages"]).Codes };
        if (link?["id"] is not { } at)
            return site;
        var hours = Hours("service_at_location_id", at);
        return site with
        {
            Hours = hours.IsKnown ? hours : site.Hours,
            Phones = [.. Phones("service_at_location_id", at).Concat(site.Phones).DistinctBy(phone => phone.Number)],
            Areas = [.. rows.Of(HsdsTables.Area, "service_at_location_id", at).Select(AreaOf).OfType<string>()],
        };
    }

    private OpeningHours Hours(string owner, string id)
    {
        var schedules = rows.Of(HsdsTables.Schedule, owner, id);
        var holidays = rows.Of(HsdsTables.Holiday, owner, id);
        if (schedules.Count + holidays.Count == 0)
            return OpeningHours.Unknown;
        var first = _read.Add((owner, id));
        var ignored = new List<HsdsDefect>();
        var into = first ? report.Defects : ignored;
        return new OpeningHours(
            [.. schedules.Select(row => ScheduleReader.Rule(row, into)).OfType<OpeningRule>()],
            [.. holidays.Select(row => ScheduleReader.Exception(row, into)).OfType<OpeningException>()],
            schedules.Select(ScheduleReader.TimeZone).FirstOrDefault(zone => zone is not null));
    }

    // A row that belongs to a service and to its place is read for both, and what is wrong with it said once.
    private readonly HashSet<(string Owner, string Id)> _read = [];

    private List<ListingPhone> Phones(string owner, string id) =>
        [.. rows.Of(HsdsTables.Phone, owner, id).Where(HasNumber).Select(row => new ListingPhone(row["number"]!.Trim('"'), row["extension"], row.First("type", "number_type"), row.First("description", "department"), PhoneLanguages(row))).DistinctBy(phone => (phone.Number, phone.Extension))];

    private bool HasNumber(HsdsRow row)
    {
        if (row["number"]?.Count(char.IsAsciiDigit) >= 3)
            return true;
        if (_read.Add(("phone", row["id"]!)))
            rows.Defect("no-number", row, "number", "is no telephone number; the phone was left out");
        return false;
    }

    private List<string> PhoneLanguages(HsdsRow row) =>
        [.. LanguageReader.Read(row["language"] ?? "").Codes, .. rows.Of(HsdsTables.Language, "phone_id", row["id"]).SelectMany(one => LanguageReader.Read(one.First("code", "name", "language") ?? "").Codes)];

    private (IReadOnlyList<string> Codes, string? Interpreters) Languages(string table, string owner, string id, string? inline)
    {
        var codes = new List<string>();
        string? interpreters = null;
        foreach (var row in rows.Of(table, owner, id))
        {
            var field = row["language"] is not null ? "language" : row["code"] is not null ? "code" : "name";
            var words = row[field] ?? "";
            var (found, onRequest) = LanguageReader.Read(words);
            codes.AddRange(found);
            interpreters ??= onRequest ? words : null;
            if (found.Count == 0 && !onRequest && _read.Add(("language", $"{row.File}:{row.Number}")))
                rows.Defect("unknown-language", row, field, words.Length == 0 ? "the row names no language; it was left out" : "names no language that is known; it was left out");
        }

        codes.AddRange(LanguageReader.Read(inline ?? "").Codes);
        return ([.. codes.Distinct()], interpreters);
    }

    private List<ListingTerm> Terms(HsdsRow service)
    {
        var terms = new List<ListingTerm>();
        foreach (var row in rows.Of(HsdsTables.Attribute, "service_id", service["id"]).Concat(rows.Of(HsdsTables.Attribute, "link_id", service["id"])))
        {
            if (row.First("taxonomy_term_id", "taxonomy_id") is not { } code)
                continue;
            if (rows.Of(HsdsTables.Term).TryGetValue(code, out var term))
                terms.Add(new ListingTerm(term["code"] ?? code, term["name"]!, term.First("taxonomy", "vocabulary")));
            else
                rows.Defect("unknown-term", row, "taxonomy_id", "is the id of no taxonomy term in this package; the link was left out", code);
        }

        foreach (var code in Split(service["taxonomy_ids"]))
        {
            if (rows.Of(HsdsTables.Term).TryGetValue(code, out var term))
                terms.Add(new ListingTerm(code, term["name"]!, term.First("taxonomy", "vocabulary")));
        }

        return [.. terms.DistinctBy(term => term.Code)];
    }

    private int? Age(HsdsRow row, string field)
    {
        if (row[field] is not { } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var years) && years is >= 0 and <= 150)
            return (int)years;
        rows.Defect("unreadable-age", row, field, "is no age in years; it was left out");
        return null;
    }

    private DateOnly? Date(HsdsRow row, string field)
    {
        if (row[field] is not { } text)
            return null;
        if (DateReader.Read(text) is { } day)
            return day;
        rows.Defect("unreadable-date", row, field, "is no day; write 2026-03-02; it was left out");
        return null;
    }

    private static ListingCost Cost(HsdsRow row) =>
        new(decimal.TryParse(row["amount"], NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null, row["currency"], row.First("amount_description", "option"));

    private static string? AreaOf(HsdsRow row) => row.First("name", "service_area", "description");

    private List<string> Words(string table, string service, string field, string? inline) =>
        [.. rows.Of(table, "service_id", service).Select(row => row[field]).OfType<string>().Concat(Split(inline)).Distinct()];

    private static IEnumerable<string> Split(string? list) => (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Joined(IEnumerable<string?> parts) => string.Join('\n', parts.OfType<string>().Distinct()) is { Length: > 0 } text ? text : null;
}
