using System.Globalization;

namespace CareBot.Care.Assessments;

/// <summary>Reads a <c>value[x]</c> or <c>answer[x]</c> of FHIR.</summary>
internal static class AnswerValueReader
{
    /// <returns>Null where there is none.</returns>
    public static AnswerValue? Read(FhirNode node, string prefix)
    {
        foreach (var (member, _) in node.Object.Where(member => member.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            var value = node[member];
            return member[prefix.Length..] switch
            {
                "Coding" => new AnswerValue.Coded(ItemReader.ReadCoding(value)),
                "Boolean" => new AnswerValue.Truth(node.Flag(member)),
                "Integer" or "Decimal" => new AnswerValue.Number(node.Number(member)!.Value),
                "String" or "Uri" => new AnswerValue.Words(node.Text(member)!),
                "Date" => new AnswerValue.Day(FhirNode.ReadDay(node.Text(member)!) ?? throw value.Broken("write a day: 2026-03-02")),
                "DateTime" => new AnswerValue.Moment(ReadMoment(node.Text(member)!) ?? throw value.Broken("write an instant: 2026-03-02T08:00:00-06:00")),
                "Time" => new AnswerValue.Hour(TimeOnly.TryParse(node.Text(member), CultureInfo.InvariantCulture, out var hour) ? hour : throw value.Broken("write a time: 08:00:00")),
                "Quantity" => new AnswerValue.Measured(value.Number("value") ?? throw value["value"].Broken("write the number"), Unit(value)),
                _ => throw value.Broken("a chat cannot answer with it; write valueCoding, valueBoolean, valueInteger, valueDecimal, valueString, valueDate, valueDateTime, valueTime or valueQuantity"),
            };
        }

        return null;
    }

    private static Coding? Unit(FhirNode quantity) => quantity.Text("code") is { } code
        ? new Coding(quantity.Text("system"), code, quantity.Text("unit"))
        : quantity.Text("unit") is { } unit ? new Coding(null, unit, unit) : null;

    private static DateTimeOffset? ReadMoment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
}
