using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Tests.Voice;

public sealed class DateReaderTests
{
    private static readonly DateReader Reader = DateReader.Load(Content.Root);
    private static readonly DateTime Monday = new(2026, 3, 2, 8, 0, 0);

    public static TheoryData<string, string, string> Rows { get; } = [.. Content.Table("dates.tsv").Select(row => (row[0], row[1], row[2]))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_phrase_about_time_is_read_as_the_table_says(string language, string text, string timexes) => Assert.Equal(timexes, Told(Reader.Read(text, language, Monday)));

    [Fact]
    public void A_phrase_in_the_other_language_is_understood_where_the_own_language_finds_none()
    {
        Assert.Equal("2026-W11", Told(Reader.ReadAny("la próxima semana", "en", Monday)));
        Assert.Equal("2026-W11", Told(Reader.ReadAny("next week", "es", Monday)));
    }

    [Theory]
    [InlineData("february 30 at 3", "en", true)]
    [InlineData("feb 29 2026", "en", true)]
    [InlineData("feb 29 2028", "en", false)]
    [InlineData("february 29", "en", false)]
    [InlineData("4/31/2026", "en", true)]
    [InlineData("31 de abril de 2026", "es", true)]
    [InlineData("30 de abril de 2026", "es", false)]
    [InlineData("feb 29 2026", "es", true)]
    [InlineData("31 de abril", "en", true)]
    [InlineData("february 28 at 3", "en", false)]
    [InlineData("at 3", "en", false)]
    public void A_day_that_no_calendar_has_is_known_for_one_in_either_language(string text, string language, bool isNone) => Assert.Equal(isNone, Reader.NamesNoDay(text, language, Monday));

    [Fact]
    public void Tomorrow_is_the_day_after_the_persons_own_day_also_at_the_end_of_a_year() =>
        Assert.Equal("2027-01-01", Told(Reader.Read("tomorrow", "en", new DateTime(2026, 12, 31, 23, 59, 0))));

    [Fact]
    public void Next_week_of_the_last_days_of_a_year_is_named_by_the_year_that_its_Thursday_lies_in() =>
        Assert.Equal("2027-W01", Told(Reader.Read("next week", "en", new DateTime(2026, 12, 30, 8, 0, 0))));

    [Fact]
    public void A_long_story_is_read_without_trouble() =>
        Assert.NotEmpty(Reader.Read(string.Concat(Enumerable.Repeat("from monday 9 to 11 march at half past 3 in the afternoon until ", 5000)), "en", Monday));

    [Theory]
    [InlineData("{relativDay:n}", "{relativDay}")]
    [InlineData("[{phrase}] {relativeDay:n}", "begins with itself")]
    public void A_words_file_whose_rule_cannot_be_meant_is_refused_with_file_place_and_remedy(string pattern, string says)
    {
        const string English = "dialogs/Voice/Understanding/words/dates.en.json";
        using var folder = Content.Copy(English, "dialogs/Voice/Understanding/words/dates.es.json");
        folder.Write(English, File.ReadAllText(Path.Combine(Content.Root, English)).Replace("\"{relativeDay:n}\"", $"\"{pattern}\"", StringComparison.Ordinal));
        var fault = Assert.Throws<CareBot.Care.Content.ContentException>(() => DateReader.Load(folder.Path));
        Assert.StartsWith(English + "#rules/", fault.Message, StringComparison.Ordinal);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    private static string Told(IReadOnlyList<DatePhrase> phrases) =>
        phrases.Count == 0 ? "-" : string.Join(' ', phrases.SelectMany(phrase => phrase.Timexes).Distinct());
}
