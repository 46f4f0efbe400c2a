using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CareBot.Care.ResourceDirectory;

namespace CareBot.Care.Exchange.Hsds;

/// <summary>Writes the directory as an HSDS 3.0 package: a zip of <c>services.json</c> and <c>organizations.json</c>, each a list of full objects.</summary>
/// <remarks>
/// HSDS 3.0 wants UUIDs. An id that is none is exported as a UUID that follows from it, and stands beside it as <c>source_id</c>, which the
/// import prefers: what was exported comes back under the ids it had.
/// </remarks>
public static class HsdsExport
{
    // The same directory is the same file, whenever it is written; the earliest time that a zip can say.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(Stream into, IEnumerable<Listing> listings, IEnumerable<Provider> providers)
    {
        var known = providers.ToDictionary(provider => provider.Id, StringComparer.Ordinal);
        using var zip = new ZipArchive(into, ZipArchiveMode.Create, leaveOpen: true);
        WriteList(zip, "services.json", listings, (json, listing) => Service(json, listing, known));
        WriteList(zip, "organizations.json", known.Values, (json, provider) => Organization(json, provider.Id, provider.Name, provider));
    }

    private static void WriteList<T>(ZipArchive zip, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        using var file = entry.Open();
        using var json = new Utf8JsonWriter(file);
        json.WriteStartArray();
        foreach (var item in items)
        {
            write(json, item);
            json.Flush();
        }

        json.WriteEndArray();
    }

    private static void Service(Utf8JsonWriter json, Listing listing, Dictionary<string, Provider> providers)
    {
        json.WriteStartObject();
        Id(json, listing.Id, "service");
        Text(json, "name", listing.Name);
        json.WriteString("status", listing.Status switch { ListingStatus.TemporarilyClosed => "temporarily closed", var status => status.ToString().ToLowerInvariant() });
        Text(json, "alternate_name", listing.AlternateName);
        Text(json, "description", listing.Description);
        Address(json, "url", listing.Url, UriKind.Absolute);
        Text(json, "email", Mail(listing.Email));
        Text(json, "fees_description", listing.Fees);
        Text(json, "application_process", listing.ApplicationProcess);
        Text(json, "eligibility_description", listing.Eligibility);
        Number(json, "minimum_age", listing.MinimumAge);
        Number(json, "maximum_age", listing.MaximumAge);
        Text(json, "wait_time", listing.WaitTime);
        Text(json, "interpretation_services", listing.Interpretation);
        Text(json, "alert", listing.Alert);
        Text(json, "assured_date", Day(listing.AssuredOn));
        Text(json, "assurer_email", Mail(listing.AssurerEmail));
        Text(json, "last_modified", listing.LastModified is { } modified ? $"{Day(modified)}T00:00:00Z" : null);
        if (listing.ProviderId is { } provider)
        {
            json.WritePropertyName("organization");
            Organization(json, provider, listing.ProviderName ?? provider, providers.GetValueOrDefault(provider));
        }

        if (listing.ProgramName is { } program)
        {
            json.WriteStartObject("program");
            Id(json, $"{listing.Id}/program/{program}", "program", keep: false);
            Text(json, "name", program);
            Text(json, "description", program);
            json.WriteEndObject();
        }

        Rows(json, "phones", listing.Phones, (phone, i) => Phone(json, phone, $"{listing.Id}/phone/{i}"));
        Rows(json, "languages", listing.Languages, (code, i) => Named(json, $"{listing.Id}/language/{i}", "code", code));
        Rows(json, "required_documents", listing.Documents, (document, i) => Named(json, $"{listing.Id}/document/{i}", "document", document));
        Rows(json, "service_areas", listing.Areas, (area, i) => Named(json, $"{listing.Id}/area/{i}", "name", area));
        Rows(json, "cost_options", listing.Costs, (cost, i) => Cost(json, cost, $"{listing.Id}/cost/{i}"));
        Rows(json, "attributes", listing.Terms, (term, i) => Term(json, term, $"{listing.Id}/attribute/{i}"));
        new HoursExport(json).Write(listing.Hours, listing.Id);
        Rows(json, "service_at_locations", listing.Sites, (site, i) => Site(json, site, $"{listing.Id}/at/{i}"));
        if (listing.Keywords.Count > 0)
            Text(json, "keywords", string.Join(", ", listing.Keywords));
        if (listing.Payments.Count > 0)
            Text(json, "accepted_payments", string.Join(", ", listing.Payments));
        json.WriteEndObject();
    }

    private static void Organization(Utf8JsonWriter json, string id, string name, Provider? provider)
    {
        json.WriteStartObject();
        Id(json, id, "organization");
        Text(json, "name", name);
        // HSDS 3.0 wants a description; an organization that gives none is described by its name.
        Text(json, "description", provider?.Description ?? name);
        Text(json, "alternate_name", provider?.AlternateName);
        Address(json, "website", provider?.Url, UriKind.Absolute);
        Text(json, "email", Mail(provider?.Email));
        Text(json, "legal_status", provider?.LegalStatus);
        json.WriteEndObject();
    }

    private static void Site(Utf8JsonWriter json, ListingSite site, string at)
    {
        json.WriteStartObject();
        Id(json, at, "service_at_location", keep: false);
        json.WriteStartObject("location");
        Id(json, site.Id, "location");
        Text(json, "location_type", site.Type is "postal" or "virtual" ? site.Type : "physical");
        Text(json, "name", site.Name);
        Text(json, "transportation", site.Transportation);
        if (site is { Latitude: { } latitude, Longitude: { } longitude })
        {
            json.WriteNumber("latitude", latitude);
            json.WriteNumber("longitude", longitude);
        }

        if (site.Address is not null || site.City is not null || site.PostalCode is not null)
        {
            Rows(json, "addresses", [site], (one, _) =>
            {
                json.WriteStartObject();
                Id(json, $"{site.Id}/address", "address", keep: false);
                foreach (var (name, value) in new[] { ("address_1", one.Address), ("city", one.City), ("state_province", one.State), ("postal_code", one.PostalCode), ("country", one.Country ?? "US"), ("address_type", "physical") })
                    json.WriteString(name, value ?? "");
                json.WriteEndObject();
            });
        }

        Rows(json, "accessibility", site.Accessibility, (words, i) => Named(json, $"{site.Id}/accessibility/{i}", "description", words));
        Rows(json, "languages", site.Languages, (code, i) => Named(json, $"{site.Id}/language/{i}", "code", code));
        json.WriteEndObject();
        Rows(json, "phones", site.Phones, (phone, i) => Phone(json, phone, $"{at}/phone/{i}"));
        Rows(json, "service_areas", site.Areas, (area, i) => Named(json, $"{at}/area/{i}", "name", area));
        new HoursExport(json).Write(site.Hours, at);
        json.WriteEndObject();
    }

    private static void Phone(Utf8JsonWriter json, ListingPhone phone, string id)
    {
        json.WriteStartObject();
        Id(json, id, "phone", keep: false);
        Text(json, "number", phone.Number);
        if (int.TryParse(phone.Extension, NumberStyles.None, CultureInfo.InvariantCulture, out var extension))
            json.WriteNumber("extension", extension);
        Text(json, "type", phone.Type);
        Text(json, "description", phone.Note);
        Rows(json, "languages", phone.Languages, (code, i) => Named(json, $"{id}/language/{i}", "code", code));
        json.WriteEndObject();
    }

    private static void Cost(Utf8JsonWriter json, ListingCost cost, string id)
    {
        json.WriteStartObject();
        Id(json, id, "cost_option", keep: false);
        if (cost.Amount is { } amount)
            json.WriteNumber("amount", amount);
        Text(json, "currency", cost.Currency);
        Text(json, "amount_description", cost.Note);
        json.WriteEndObject();
    }

    private static void Term(Utf8JsonWriter json, ListingTerm term, string id)
    {
        json.WriteStartObject();
        Id(json, id, "attribute", keep: false);
        Text(json, "link_entity", "service");
        json.WriteStartObject("taxonomy_term");
        Id(json, $"term/{term.Code}", "taxonomy_term", keep: false);
        Text(json, "code", term.Code);
        Text(json, "name", term.Name);
        Text(json, "description", term.Name);
        Text(json, "taxonomy", term.Taxonomy);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Named(Utf8JsonWriter json, string id, string field, string value)
    {
        json.WriteStartObject();
        Id(json, id, field, keep: false);
        Text(json, field, value);
        json.WriteEndObject();
    }

    internal static void Rows<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T, int> write)
    {
        if (items.Count == 0)
            return;
        json.WriteStartArray(name);
        for (var i = 0; i < items.Count; i++)
            write(items[i], i);
        json.WriteEndArray();
    }

    /// <param name="keep">Whether the id itself comes back on import; the ids of what hangs on a service are made again.</param>
    internal static void Id(Utf8JsonWriter json, string id, string kind, bool keep = true)
    {
        var isUuid = keep && Guid.TryParseExact(id, "D", out _);
        json.WriteString("id", isUuid ? id : Uuid($"{kind}/{id}"));
        if (keep && !isUuid)
            json.WriteString("source_id", id);
    }

    /// <summary>A UUID that follows from a name (version 8 of RFC 9562: the first bits of its SHA-256).</summary>
    internal static string Uuid(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16).ToArray();
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    internal static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }

    private static void Number(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }

    // "www.example.org" is no URI; with its scheme it is.
    private static void Address(Utf8JsonWriter json, string name, string? value, UriKind kind)
    {
        var address = value is null || value.Contains("://", StringComparison.Ordinal) ? value : $"http://{value}";
        if (address is not null && Uri.TryCreate(address, kind, out var uri) && !address.Contains(' ', StringComparison.Ordinal))
            json.WriteString(name, uri.AbsoluteUri);
    }

    private static string? Mail(string? value) => value is not null && value.Count(c => c == '@') == 1 && !value.Any(char.IsWhiteSpace) && value.IndexOf('.', value.IndexOf('@', StringComparison.Ordinal)) > 0 ? value : null;

    internal static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
