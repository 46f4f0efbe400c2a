using CareBot.Care.Content;
using CareBot.Dialogs.Voice;

namespace CareBot.Tests.Voice;

public sealed class TextsTests
{
    private static readonly Texts Texts = Texts.Load(Content.Root);

    [Fact]
    public void A_person_from_Mexico_is_spoken_to_in_Spanish_and_an_unknown_tag_in_English()
    {
        Assert.Equal("Sí", Texts.Say("es-MX", "answer.yes"));
        Assert.Equal("Yes", Texts.Say("fr-CA", "answer.yes"));
        Assert.Equal("Yes", Texts.Say(null, "answer.yes"));
    }

    [Theory]
    [InlineData("en", "Monday, March 2 at 3 pm")]
    [InlineData("es", "lunes 2 de marzo, 3 pm")]
    public void An_instant_is_told_with_its_weekday_in_the_persons_own_zone(string language, string told)
    {
        var instant = new DateTimeOffset(2026, 3, 2, 21, 0, 0, TimeSpan.Zero);
        Assert.Equal(told, Texts.In(language).When(instant, TimeZoneInfo.FindSystemTimeZoneById("America/Chicago")));
    }

    [Theory]
    [InlineData("2026-03-08T07:59:00Z", "Sunday, March 8 at 1:59 am")]
    [InlineData("2026-03-08T08:00:00Z", "Sunday, March 8 at 3 am")]
    public void The_hour_that_summer_time_skips_is_never_told(string instant, string told) =>
        Assert.Equal(told, Texts.In("en").When(
            DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById("America/Chicago")));

    [Fact]
    public void Values_are_written_as_the_language_writes_them()
    {
        Assert.Equal("Last time: 1,182.5", Texts.Say("en", "question.last", ("answer", 1182.5m)));
        Assert.Equal("It is a new day, so we start again. The check-in of Monday, March 2 was not finished.",
            Texts.Say("en", "checkIn.newDay", ("day", new DateOnly(2026, 3, 2))));
        Assert.Equal("You told me: weight 182, breath the same and ankles swollen.",
            Texts.Say("en", "resumed.known", ("answers", new[] { "weight 182", "breath the same", "ankles swollen" })));
    }

    [Fact]
    public void One_question_and_three_questions_are_left_in_different_words()
    {
        Assert.Equal("One question is left.", Texts.Say("en", "resumed.left", ("count", 1)));
        Assert.Equal("Faltan 3 preguntas.", Texts.Say("es", "resumed.left", ("count", 3)));
    }

    [Fact]
    public void A_value_that_the_text_needs_cannot_be_forgotten() =>
        Assert.Throws<ArgumentException>(() => Texts.Say("en", "question.last"));

    [Fact]
    public void An_instant_without_a_zone_is_refused() =>
        Assert.Throws<ArgumentException>(() => Texts.Say("en", "question.last", ("answer", DateTimeOffset.UnixEpoch)));

    [Theory]
    [InlineData("{ \"a\": \"x\" }", "{ }", "dialogs/Walk/texts.en.json#a: has no es text")]
    [InlineData("{ \"a\": \"{x}\" }", "{ \"a\": \"{y}\" }", "dialogs/Walk/texts.en.json#a: has {x} but dialogs/Walk/texts.es.json has {y}")]
    [InlineData("{ \"a\": 3 }", "{ \"a\": \"x\" }", "dialogs/Walk/texts.en.json#a: is not a text")]
    [InlineData("{ \"a\": \" \" }", "{ \"a\": \"x\" }", "dialogs/Walk/texts.en.json#a: is empty")]
    [InlineData("{ \"a\": \"x\", \"a\": \"y\" }", "{ \"a\": \"x\" }", "dialogs/Walk/texts.en.json#: is not valid JSON, or names a key twice")]
    [InlineData("{ \"answer.yes\": \"x\" }", "{ \"answer.yes\": \"x\" }", "dialogs/Walk/texts.en.json#answer.yes: stands in dialogs/Voice/texts/common.en.json already")]
    [InlineData("{ \"a.one\": \"x\" }", "{ \"a.one\": \"x\" }", "dialogs/Walk/texts.en.json#a.one: has no partner")]
    public void Unfinished_content_stops_the_start_and_names_file_key_and_remedy(string english, string spanish, string message)
    {
        using var root = Content.Copy("dialogs/Voice/texts/common.en.json", "dialogs/Voice/texts/common.es.json");
        root.Write("dialogs/Walk/texts.en.json", english);
        root.Write("dialogs/Walk/texts.es.json", spanish);
        Assert.StartsWith(message, Assert.Throws<ContentException>(() => Texts.Load(root.Path)).Message);
    }
}
