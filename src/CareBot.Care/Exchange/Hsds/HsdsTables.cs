namespace CareBot.Care.Exchange.Hsds;

/// <summary>The tables of HSDS 1.x to 3.x under one name each.</summary>
public static class HsdsTables
{
    public const string Organization = "organization";
    public const string Program = "program";
    public const string Service = "service";
    public const string Location = "location";
    public const string ServiceAtLocation = "service_at_location";
    public const string Address = "address";
    public const string Phone = "phone";
    public const string Contact = "contact";
    public const string Schedule = "schedule";
    public const string Holiday = "holiday_schedule";
    public const string Language = "language";
    public const string Taxonomy = "taxonomy";
    public const string Term = "taxonomy_term";
    public const string Attribute = "attribute";
    public const string Eligibility = "eligibility";
    public const string Document = "required_document";
    public const string Payment = "payment_accepted";
    public const string Cost = "cost_option";
    public const string Area = "service_area";
    public const string Accessibility = "accessibility";

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["organizations"] = Organization,
        ["organization"] = Organization,
        ["programs"] = Program,
        ["program"] = Program,
        ["services"] = Service,
        ["service"] = Service,
        ["locations"] = Location,
        ["location"] = Location,
        ["service_at_location"] = ServiceAtLocation,
        ["service_at_locations"] = ServiceAtLocation,
        ["services_at_location"] = ServiceAtLocation,
        ["services_at_locations"] = ServiceAtLocation,
        ["address"] = Address,
        ["addresses"] = Address,
        ["physical_address"] = Address,
        ["physical_addresses"] = Address,
        ["postal_address"] = Address,
        ["postal_addresses"] = Address,
        ["mail_addresses"] = Address,
        ["phone"] = Phone,
        ["phones"] = Phone,
        ["contact"] = Contact,
        ["contacts"] = Contact,
        ["schedule"] = Schedule,
        ["schedules"] = Schedule,
        ["regular_schedule"] = Schedule,
        ["regular_schedules"] = Schedule,
        ["holiday_schedule"] = Holiday,
        ["holiday_schedules"] = Holiday,
        ["language"] = Language,
        ["languages"] = Language,
        ["taxonomies"] = Taxonomy,
        ["taxonomy_detail"] = Taxonomy,
        ["taxonomy_term"] = Term,
        ["taxonomy_terms"] = Term,
        ["attribute"] = Attribute,
        ["attributes"] = Attribute,
        ["service_attribute"] = Attribute,
        ["service_attributes"] = Attribute,
        ["service_taxonomy"] = Attribute,
        ["services_taxonomy"] = Attribute,
        ["other_attribute"] = Attribute,
        ["other_attributes"] = Attribute,
        ["eligibility"] = Eligibility,
        ["eligibilities"] = Eligibility,
        ["required_document"] = Document,
        ["required_documents"] = Document,
        ["payment_accepted"] = Payment,
        ["payments_accepted"] = Payment,
        ["cost_option"] = Cost,
        ["cost_options"] = Cost,
        ["service_area"] = Area,
        ["service_areas"] = Area,
        ["accessibility"] = Accessibility,
        ["accessibility_for_disabilities"] = Accessibility,
    };

    /// <summary>Tables that are read past on purpose: they say nothing that a person who looks for help is told.</summary>
    private static readonly HashSet<string> ReadPast = new(StringComparer.Ordinal)
    {
        "metadata", "meta_table_description", "meta_table_descriptions", "funding", "fundings", "organization_identifier", "organization_identifiers",
        "contact", "service_capacity", "service_capacities", "unit", "units", "url", "urls", "additional_urls", "additional_websites",
    };

    /// <summary>The table by the name of a file or a member; null when HSDS has none of that name.</summary>
    public static string? Find(string name) => Names.GetValueOrDefault(name) ?? (ReadPast.Contains(name) ? name : null);

    /// <summary>The name of a file without its ending; <c>taxonomy</c> is the terms in 1.x, where it has names and parents.</summary>
    public static string? OfFile(string name, IReadOnlyCollection<string> fields) =>
        name == "taxonomy" ? (fields.Contains("parent_id") || fields.Contains("parent_name") || fields.Contains("taxonomy_id") ? Term : Taxonomy) : Find(name);

    /// <summary>What the file's name says of an address that does not say it itself.</summary>
    public static string? AddressType(string fileName) =>
        fileName.StartsWith("postal", StringComparison.Ordinal) || fileName.StartsWith("mail", StringComparison.Ordinal) ? "postal"
        : fileName.StartsWith("physical", StringComparison.Ordinal) ? "physical" : null;
}
