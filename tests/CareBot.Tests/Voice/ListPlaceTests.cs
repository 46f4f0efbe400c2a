using CareBot.Dialogs.Voice.Understanding;
using CareBot.Tests.Architecture;

namespace CareBot.Tests.Voice;

/// <summary>Which place in a list somebody names.</summary>
public sealed class ListPlaceTests
{
    private static readonly ChoiceReader Choices = ChoiceReader.Load(Repository.Root, NumberReader.Load(Repository.Root));

    [Theory]
    [InlineData("2", 2)]
    [InlineData("#2", 2)]
    [InlineData("2)", 2)]
    [InlineData("2 please", 2)]
    [InlineData("two", 2)]
    [InlineData("number one", 1)]
    [InlineData("one", 1)]
    [InlineData("the second one", 2)]
    [InlineData("the last one", -1)]
    [InlineData("dos, por favor", 2)]
    [InlineData("la segunda", 2)]
    [InlineData("número uno", 1)]
    [InlineData("el último", -1)]
    [InlineData("60629", null)]
    [InlineData("no", null)]
    [InlineData("the pantry", null)]
    [InlineData("2 kids", null)]
    public void A_place_that_is_said_alone_is_understood(string text, int? place) => Assert.Equal(place, Choices.Place(text));

    [Theory]
    [InlineData("does the first one need ID?", 1)]
    [InlineData("how far is number 3", 3)]
    [InlineData("¿la primera pide identificación?", 1)]
    [InlineData("is the last one open?", -1)]
    [InlineData("el teléfono del segundo", 2)]
    [InlineData("llamé al primero", 1)]
    [InlineData("the second moved", 2)]
    [InlineData("is the 2 open", 2)]
    [InlineData("are they open at 2 pm?", null)]
    [InlineData("it is my first time", null)]
    [InlineData("es la primera vez", null)]
    [InlineData("for the 2 kids", null)]
    [InlineData("what are their hours", null)]
    public void A_place_within_a_question_is_found(string text, int? place) => Assert.Equal(place, Choices.PlaceWithin(text));
}
