using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Tests.Voice;

public sealed class ShorthandTests
{
    private static readonly PhraseBook Phrases = PhraseBook.Load(Content.Root);

    [Theory]
    [InlineData("cancel my appt pls", "cancel my appointment")]
    [InlineData("Hi, can you cancel my appt? Thanks", "cancel my appointment")]
    [InlineData("hola buenas tardes quiero cambiar mi cita por favor gracias", "quiero cambiar mi cita")]
    [InlineData("Hey, message Walt: Dr. Shah's papers are ready.", "message Walt: Dr. Shah's papers are ready.")]
    [InlineData("q hago primero", "que hago primero")]
    public void What_is_short_and_polite_is_said_in_whole_words(string said, string plain) => Assert.Equal(plain, Phrases.Plain(said));

    [Theory]
    [InlineData("cancel my appointment")]
    [InlineData("thanks")]
    [InlineData("please")]
    public void What_is_plain_stays_as_it_was_said(string said) => Assert.Null(Phrases.Plain(said));
}
