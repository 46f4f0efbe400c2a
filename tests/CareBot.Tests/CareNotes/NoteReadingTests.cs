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
    [InlineData("called 12 min", null)]
    [InlineData("walks 20 minutes a day", null)]
    [InlineData("spoke with his wife. Took 1 hour.", 60)]
    [InlineData("home visit; spent 45 minutes", 45)]
    [InlineData("le llamé, 8 minutos", 8)]
    [InlineData("called (15 min)", null)]
    [InlineData("pharmacy, (15 min)", 15)]
    [InlineData("call, 5 min, paperwork, 10 min", 15)]
    [InlineData("sugar 240, pulse 82", null)]
    [InlineData("lives 12 miles away", null)]
    [InlineData("visit, 9999 hours, 9999 hours", 2 * 60 * 9999)]
    public void Minutes_count_where_they_stand_alone(string words, int? minutes) => Assert.Equal(minutes, NoteReading.Of(words, Phrases).Minutes);

    [Fact]
    public void A_decimal_is_no_end_of_a_clause_and_every_word_is_in_one_part()
    {
        var reading = NoteReading.Of("called her back, weight 82.1 kg, needs to see Dr Shah\nhis daughter drives, 1,200 mg", Phrases);
        Assert.Equal(["called her back"], reading.Contact);
        Assert.Equal(["weight 82.1 kg", "his daughter drives", "1,200 mg"], reading.Finding);
        Assert.Equal(["needs to see Dr Shah"], reading.Plan);
    }
}
