using System.Globalization;
using CareBot.Care.ResourceDirectory;

namespace CareBot.Care.Exchange.Hsds;

/// <summary>Joins a location with its address and what is known of its doors.</summary>
internal sealed class SiteBuilder(HsdsTablesRead rows, Places places, HsdsReport report)
{
    public ListingSite Site(HsdsRow row)
    {
        var id = row["id"]!;
        var addresses = rows.Of(HsdsTables.Address, "location_id", id);
        var address = addresses.FirstOrDefault(one => one["address_type"] is null or "physical") ?? (addresses.Count > 0 ? addresses[0] : null);
        var (latitude, longitude) = Coordinates(row);
        return new ListingSite
        {
            Id = id,
            Name = row["name"],
            Type = row["location_type"]?.ToLowerInvariant() ?? (row["virtual"] is "true" ? "virtual" : "physical"),
            Address = address is null ? null : string.Join(", ", new[] { address["address_1"], address["address_2"] }.OfType<string>()) is { Length: > 0 } line ? line : null,
            City = address?["city"],
            State = address?["state_province"],
            PostalCode = address is null ? null : PostalCode(address, latitude is not null),
            Country = address?["country"],
            Latitude = latitude,
            Longitude = longitude,
            Transportation = row["transportation"],
            Accessibility = [.. rows.Of(HsdsTables.Accessibility, "location_id", id).Select(one => one.First("accessibility", "description")).OfType<string>(), .. (row["accessibility"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        };
    }

    private string? PostalCode(HsdsRow address, bool hasCoordinates)
    {
        if (address["postal_code"] is not { } text)
        {
            Defect("blank-zip", address, "postal_code", hasCoordinates ? "is blank; the place is known by its coordinates" : "is blank; the place cannot be searched by distance");
            return null;
        }

        if (text.Length >= 5 && text[..5].All(char.IsAsciiDigit))
        {
            if (places.Zip(text[..5]) is null)
                Defect("unknown-zip", address, "postal_code", "is no ZIP code of the United States that is known; the place cannot be searched by distance");
            return text[..5];
        }

        Defect("unknown-zip", address, "postal_code", "is no ZIP code of the United States that is known; the place cannot be searched by distance");
        return text;
    }

    private (double? Latitude, double? Longitude) Coordinates(HsdsRow row)
    {
        if (row["latitude"] is null || row["longitude"] is null)
        {
            Defect("no-coordinates", row, "latitude", "the row has no coordinates; the middle of its ZIP code is taken instead");
            return (null, null);
        }

        if (double.TryParse(row["latitude"], CultureInfo.InvariantCulture, out var latitude) && double.TryParse(row["longitude"], CultureInfo.InvariantCulture, out var longitude)
            && latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180 && (latitude, longitude) != (0, 0))
        {
            return (latitude, longitude);
        }

        Defect("bad-coordinates", row, "latitude", "is no latitude from -90 to 90 with a longitude from -180 to 180; the middle of its ZIP code is taken instead");
        return (null, null);
    }

    private void Defect(string kind, HsdsRow row, string field, string what) => report.Defects.Add(new HsdsDefect(kind, row.File, row.Number, field, row[field] ?? "", what));
}
