using System.Globalization;
using CareBot.Care.Exchange.Fhir;
using CareBot.Care.Patients;

namespace CareBot.Verbs;

/// <summary>What an import did to the health facts of a chart, a line each, for whoever answers for it.</summary>
internal static class HealthImportWords
{
    private const string Unsaid = "the file does not say that it is over";

    public static IEnumerable<string> Of(HealthChange change, HealthReading record)
    {
        var ((before, after), news) = (change, record.News);
        return
        [
            .. Day("birth", before.BornOn, after.BornOn, news.Facts.BornOn),
            .. Day("expected birth", before.DueOn, after.DueOn, news.Facts.DueOn),
            .. Day("given birth", before.GaveBirthOn, after.GaveBirthOn, news.Facts.GaveBirthOn),
            .. List("medicine", before.Medicines, after.Medicines, news.Facts.Medicines),
            .. List("condition", before.Conditions, after.Conditions, news.Facts.Conditions),
            .. record.Ignored.Select(one => $"ignored: {one}"),
        ];
    }

    private static IEnumerable<string> List(string kind, IReadOnlyList<string> before, IReadOnlyList<string> after, IReadOnlyList<string> told) =>
        after.Except(before).Select(one => $"added: {kind} {one}")
            .Concat(before.Except(after).Select(one => $"removed: {kind} {one}"))
            .Concat(after.Except(told).Select(one => $"kept: {kind} {one}; {Unsaid}"));

    private static IEnumerable<string> Day(string kind, DateOnly? before, DateOnly? after, DateOnly? told)
    {
        if (before is { } old && old != after)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"removed: {kind} {old:O}");
        }

        if (after is { } day)
        {
            if (before != after)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"added: {kind} {day:O}");
            }
            else if (told is null)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"kept: {kind} {day:O}; {Unsaid}");
            }
        }
    }
}
