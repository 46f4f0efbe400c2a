using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Tests.Voice;

public sealed class SpokenPhraseTests
{
    [Theory]
    [InlineData("check in", "check in", "")]
    [InlineData("check in", "check in now", null)]
    [InlineData("check in", "check", null)]
    [InlineData("I'm here", "im here", "")]
    [InlineData("por qué", "por que", "")]
    [InlineData("why {words}", "why", null)]
    [InlineData("why {words}", "why rosa", "rosa")]
    [InlineData("why is {words} yellow", "why is rosa delgado yellow", "rosa delgado")]
    [InlineData("why is {words} yellow", "why is yellow", null)]
    [InlineData("why is {words} yellow", "why is yellow yellow", "yellow")]
    [InlineData("* weight *", "weight", "")]
    [InlineData("* weight *", "my weight is 182", "")]
    [InlineData("* weight *", "i weighed", null)]
    [InlineData("* for {words} please *", "this is for my son please and thanks", "my son")]
    public void A_message_is_heard_where_every_word_has_its_place(string phrase, string said, string? words) =>
        Assert.Equal(words, SpokenPhrase.Read(phrase)!.Find(said.Split(' ')));

    [Fact]
    public void Of_two_ways_to_read_a_message_the_open_words_take_the_longer() =>
        Assert.Equal("a red b", SpokenPhrase.Read("why is {words} red")!.Find("why is a red b red".Split(' ')));

    [Fact]
    public void Three_places_may_be_left_open_and_not_a_fourth()
    {
        Assert.NotNull(SpokenPhrase.Read("* a * b *"));
        Assert.Null(SpokenPhrase.Read("* a * b * c *"));
    }

    [Fact]
    public void A_phrase_with_too_many_ways_to_say_it_stops_the_start_with_its_place_and_the_remedy()
    {
        const string file = "dialogs/Asked/phrases.json";
        using var root = Content.Copy("dialogs/phrases.json");
        root.Write(file, $"{{ \"asked\": [\"hello\", \"{string.Join(' ', Enumerable.Repeat("[a|b|c|d|e|f|g|h|i]", 4))}\"] }}");
        Assert.StartsWith($"{file}#/asked: \"[a|b", Assert.Throws<CareBot.Care.Content.ContentException>(() => PhraseBook.Load(root.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("write * for some of its words", Assert.Throws<CareBot.Care.Content.ContentException>(() => PhraseBook.Load(root.Path)).Message, StringComparison.Ordinal);
    }
}
