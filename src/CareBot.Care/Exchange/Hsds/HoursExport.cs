using System.Globalization;
using System.Text.Json;
using CareBot.Care.ResourceDirectory;

namespace CareBot.Care.Exchange.Hsds;

/// <summary>Writes opening hours as schedules of HSDS 3.0; days that go otherwise as the holiday schedules of 2.x, for which 3.0 has no place.</summary>
internal readonly struct HoursExport(Utf8JsonWriter json)
{
    private static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    public void Write(OpeningHours hours, string owner)
    {
        var self = this;
        HsdsExport.Rows(json, "schedules", hours.Rules, (rule, i) => self.Rule(rule, hours.TimeZone, $"{owner}/schedule/{i}"));
        HsdsExport.Rows(json, "holiday_schedules", hours.Exceptions, (exception, i) => self.Exception(exception, $"{owner}/holiday/{i}"));
    }

    private void Rule(OpeningRule rule, string? zone, string id)
    {
        json.WriteStartObject();
        HsdsExport.Id(json, id, "schedule", keep: false);
        json.WriteString("freq", rule.Repeats == Repeats.Monthly ? "MONTHLY" : "WEEKLY");
        json.WriteNumber("interval", rule.Interval);
        HsdsExport.Text(json, "byday", string.Join(',', rule.Days.Select(day => $"{(day.Nth == 0 ? "" : day.Nth.ToString(CultureInfo.InvariantCulture))}{Days[(int)day.Day]}")));
        HsdsExport.Text(json, "bymonthday", string.Join(',', rule.MonthDays));
        HsdsExport.Text(json, "dtstart", HsdsExport.Day(rule.Start));
        HsdsExport.Text(json, "until", HsdsExport.Day(rule.Until));
        HsdsExport.Text(json, "valid_from", HsdsExport.Day(rule.ValidFrom));
        HsdsExport.Text(json, "valid_to", HsdsExport.Day(rule.ValidTo));
        HsdsExport.Text(json, "opens_at", Time(rule.Opens));
        HsdsExport.Text(json, "closes_at", Time(rule.Closes));
        HsdsExport.Text(json, "notes", rule.Note);
        if (zone is ['U', 'T', 'C', .. var offset] && int.TryParse(offset, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var hours))
            json.WriteNumber("timezone", hours);
        json.WriteEndObject();
    }

    private void Exception(OpeningException exception, string id)
    {
        json.WriteStartObject();
        HsdsExport.Id(json, id, "holiday_schedule", keep: false);
        json.WriteString("start_date", HsdsExport.Day(exception.From));
        json.WriteString("end_date", HsdsExport.Day(exception.To));
        json.WriteBoolean("closed", exception.IsClosed);
        HsdsExport.Text(json, "opens_at", Time(exception.Opens));
        HsdsExport.Text(json, "closes_at", Time(exception.Closes));
        json.WriteEndObject();
    }

    private static string? Time(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);
}
