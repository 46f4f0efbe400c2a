using System.Globalization;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Tests.Voice;

public sealed class NumberReaderTests
{
    private static readonly NumberReader Reader = NumberReader.Load(Content.Root);

    public static TheoryData<string, string> Rows { get; } = [.. Content.Table("numbers.tsv").Select(row => (row[0], row[1]))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_typed_number_is_read_as_the_table_says(string text, string reading) => Assert.Equal(reading, Told(Reader.Read(text)));

    [Fact]
    public void The_table_holds_at_least_three_hundred_answers() => Assert.True(Rows.Count >= 300, $"{Rows.Count} rows");

    [Fact]
    public void A_long_story_is_read_without_trouble() => Assert.StartsWith("100.5 | 12.5 kg", Told(Reader.Read(string.Concat(Enumerable.Repeat("one hundred and a half over 12,5 kg ", 5000)))), StringComparison.Ordinal);

    private static string Told(NumberReading reading) => reading switch
    {
        NumberReading.Understood(var value, var unit, var readBack) => Told(value, unit) + (readBack ? " ?" : ""),
        NumberReading.Pair pair => $"{Told(pair.First, null)} over {Told(pair.Second, pair.Unit)}{(pair.ReadBack ? " ?" : "")}",
        NumberReading.Ambiguous ambiguous => string.Join(" | ", ambiguous.Candidates.Select(one => Told(one.Value, one.Unit))),
        NumberReading.UnknownUnit unknown => "unit " + unknown.Word,
        NumberReading.OffScale(var high) => high ? "high" : "low",
        _ => "-",
    };

    private static string Told(decimal value, string? unit) =>
        value.ToString("0.###", CultureInfo.InvariantCulture) + (unit is null ? "" : " " + unit);
}
