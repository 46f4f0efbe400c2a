using System.Globalization;
using System.Text.Json.Nodes;
using CareBot.Dialogs.Voice.Understanding;
using CareBot.Tests.Architecture;

namespace CareBot.Tests.Voice;

/// <summary>A public suite that nobody here wrote, read where it lies: every TIMEX of a message, and none besides.</summary>
public sealed class DateSuiteTests
{
    private static readonly DateReader Reader = DateReader.Load(Content.Root);

    [Theory]
    [InlineData("en", 0.94)]
    [InlineData("es", 0.97)]
    public void Nearly_all_messages_with_dates_and_times_that_an_appointment_could_hold_are_read_exactly(string language, double atLeast)
    {
        var rows = Rows(language).Where(row => row.Types.Length > 0 && row.Types.All(type => type is "date" or "time" or "datetime")).ToList();
        var right = rows.Count(Right);
        Assert.True(right >= atLeast * rows.Count, $"{right} of {rows.Count}");
    }

    [Theory]
    [InlineData("en", 0.93)]
    [InlineData("es", 0.95)]
    public void Of_all_messages_ranges_lengths_and_repetitions_included_most_are_read_exactly(string language, double atLeast)
    {
        var rows = Rows(language).ToList();
        var right = rows.Count(Right);
        Assert.True(right >= atLeast * rows.Count, $"{right} of {rows.Count}");
    }

    private static bool Right((string Language, string Text, DateTime Reference, string[] Types, string[] Timexes) row) =>
        Reader.Read(row.Text, row.Language, row.Reference).SelectMany(phrase => phrase.Timexes).ToHashSet().SetEquals(row.Timexes);

    private static IEnumerable<(string Language, string Text, DateTime Reference, string[] Types, string[] Timexes)> Rows(string language) =>
        from line in File.ReadLines(Repository.Path("..", "shared", "data", "dates", $"datetime_{language}.jsonl"))
        let row = JsonNode.Parse(line)!
        let results = row["results"]!.AsArray()
        let reference = (string?)row["reference"]
        select (
            language,
            (string)row["text"]!,
            reference is null ? new DateTime(2000, 1, 1) : DateTime.Parse(reference, CultureInfo.InvariantCulture),
            results.Select(result => ((string)(result!["TypeName"] ?? result["Typename"])!)["datetimeV2.".Length..]).ToArray(),
            results.SelectMany(result => result!["Resolution"]!["values"]!.AsArray()).Select(value => (string)value!["timex"]!).ToArray());
}
