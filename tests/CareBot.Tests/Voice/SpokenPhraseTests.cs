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
        Assert.Equal(words, SpokenPhrase.Read(phrase, [])!.Find(said.Split(' ')));

    [Fact]
    public void Of_two_ways_to_read_a_message_the_open_words_take_the_longer() =>
        Assert.Equal("a red b", SpokenPhrase.Read("why is {words} red", [])!.Find("why is a red b red".Split(' ')));

    [Fact]
    public void Three_places_may_be_left_open_and_not_a_fourth()
    {
        Assert.NotNull(SpokenPhrase.Read("* a * b *", []));
        Assert.Null(SpokenPhrase.Read("* a * b * c *", []));
    }

    [Theory]
    [InlineData("why did rosa not call", "rosa")]
    [InlineData("why did rosa call", "rosa")]
    [InlineData("why has rosa not called me back", "rosa")]
    [InlineData("why did call", null)]
    public void A_word_that_may_be_left_out_belongs_to_the_phrase_where_it_is_said(string said, string? words) =>
        Assert.Equal(words, SpokenPhrase.Read("why (did|has) {words} [not] (call|called) [me] [back]", [])!.Find(said.Split(' ')));

    [Theory]
    [InlineData("a b i", "")]
    [InlineData("ride tomorrow", "tomorrow")]
    [InlineData("ride", "")]
    [InlineData("a b c d e f g h i a b c d", null)]
    public void A_phrase_may_have_millions_of_ways_to_be_said(string said, string? words)
    {
        var many = string.Join(' ', Enumerable.Repeat("[a|b|c|d|e|f|g|h|i]", 12));
        Assert.Equal(words, SpokenPhrase.Read($"{many} [ride {{words}}|ride]", [])!.Find(said.Split(' ')));
    }

    [Theory]
    [InlineData("send message to rosa", "rosa")]
    [InlineData("send a message to rosa", "rosa")]
    [InlineData("write to rosa", "rosa")]
    [InlineData("send to rosa", null)]
    public void Within_a_choice_a_word_may_be_left_out(string said, string? words) =>
        Assert.Equal(words, SpokenPhrase.Read("[please] (write|send [a] message|send [a] text) to {words}", [])!.Find(said.Split(' ')));

    [Fact]
    public void A_phrase_with_more_ways_than_a_whole_number_counts_is_still_heard() =>
        Assert.Equal("rosa", SpokenPhrase.Read($"call {{words}} {string.Join(' ', Enumerable.Repeat("[a|b|c|d|e|f|g]", 30))}", [])!.Find(["call", "rosa"]));

    [Theory]
    [InlineData("[please] call (rosa|the team)", "rosa|team")]
    [InlineData("[please] * [now]", "")]
    [InlineData("call {words} back", "back")]
    public void A_message_is_looked_for_by_the_rarest_words_that_it_needs(string phrase, string keys)
    {
        var counts = new Dictionary<string, int> { ["please"] = 1, ["now"] = 1, ["call"] = 9, ["rosa"] = 2, ["the"] = 8, ["team"] = 3, ["back"] = 4 };
        Assert.Equal(keys, string.Join('|', SpokenPhrase.Read(phrase, [])!.Keys(counts)));
    }

    [Fact]
    public void A_bracket_that_is_not_closed_is_named_with_its_place()
    {
        const string file = "dialogs/Asked/phrases.json";
        using var root = Content.Copy("dialogs/phrases.json");
        root.Write(file, """{ "asked": ["hello [there"] }""");
        Assert.StartsWith($"{file}#/asked: the bracket opened in \"hello [there\" is not closed", Assert.Throws<CareBot.Care.Content.ContentException>(() => PhraseBook.Load(root.Path)).Message, StringComparison.Ordinal);
    }
}
