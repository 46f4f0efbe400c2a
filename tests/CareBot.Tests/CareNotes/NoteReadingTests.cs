using CareBot.Dialogs.Voice.Understanding;
using CareBot.Dialogs.WriteNote;
using CareBot.Tests.Voice;

namespace CareBot.Tests.CareNotes;

/// <summary>What a note says of itself: contact, finding, plan and the minutes of its writer.</summary>
public sealed class NoteReadingTests
{
    private static readonly PhraseBook Phrases = PhraseBook.Load(Content.Root);

    [Theory]
    [InlineData("called, weight up, will see Thursday, 12 min", 12)]
    [InlineData("called 12 min", 12)]
    [InlineData("called daughter, about 10 min", 10)]
    [InlineData("called her daughter for about 10 min. Weight up.", 10)]
    [InlineData("hablé con la hija, unos 10 minutos", 10)]
    [InlineData("llamé a la hija 10 min", 10)]
    [InlineData("she called back within 10 minutes", null)]
    [InlineData("called his wife, he walks 20 minutes", null)]
    [InlineData("called back in 5 min, ~10 min", 10)]
    [InlineData("walks 20 minutes a day", null)]
    [InlineData("spoke with his wife. Took 1 hour.", 60)]
    [InlineData("home visit; spent 45 minutes", 45)]
    [InlineData("le llamé, 8 minutos", 8)]
    [InlineData("called (15 min)", 15)]
    [InlineData("pharmacy, (15 min)", 15)]
    [InlineData("call, 5 min, paperwork, 10 min", 15)]
    [InlineData("sugar 240, pulse 82", null)]
    [InlineData("lives 12 miles away", null)]
    [InlineData("visit, 9999 hours, 9999 hours", 2 * 60 * 9999)]
    public void Minutes_count_where_they_stand_alone_or_end_what_was_done_to_reach_somebody(string words, int? minutes) => Assert.Equal(minutes, NoteReading.Of(words, Phrases).Minutes);

    [Fact]
    public void A_time_that_is_not_counted_is_said_so()
    {
        Assert.Equal(["walks 20 minutes a day", "call back in 2 hours"], NoteReading.Of("called, walks 20 minutes a day, call back in 2 hours", Phrases).Uncounted);
        Assert.Empty(NoteReading.Of("called 12 min, weight 182", Phrases).Uncounted);
    }

    [Fact]
    public void A_decimal_is_no_end_of_a_clause_and_every_word_is_in_one_part()
    {
        var reading = NoteReading.Of("called her back, weight 82.1 kg, needs to see Dr Shah\nhis daughter drives, 1,200 mg", Phrases);
        Assert.Equal(["called her back"], reading.Contact);
        Assert.Equal(["weight 82.1 kg", "his daughter drives", "1,200 mg"], reading.Finding);
        Assert.Equal(["needs to see Dr Shah"], reading.Plan);
    }
}
