using CareBot.Care.Appointments;
using CareBot.Tests.Host;

namespace CareBot.Tests.Appointments;

/// <summary>The question about the ride is answered with who drives, or that nobody does; the time that was said yes to is booked either way.</summary>
public sealed class RideAnswerTests
{
    [Theory]
    [InlineData("walt", "my son can drive me")]
    [InlineData("walt", "yes, my daughter will take me")]
    [InlineData("walt", "no, I'll drive myself")]
    [InlineData("walt", "someone is driving me")]
    [InlineData("walt", "I have a ride")]
    [InlineData("walt", "no ride needed")]
    [InlineData("rosa", "tengo quien me lleve")]
    [InlineData("rosa", "mi hijo me lleva")]
    [InlineData("rosa", "mi vecina me va a llevar")]
    [InlineData("rosa", "ya tengo transporte")]
    [InlineData("rosa", "voy en mi carro")]
    public async Task Whoever_has_a_ride_is_booked_without_one(string person, string words) =>
        Assert.Equal(SupportState.NotNeeded, await RideAfterAsync(person, words));

    [Theory]
    [InlineData("walt", "nobody can take me")]
    [InlineData("walt", "I have no ride")]
    [InlineData("walt", "no, my son can't take me")]
    [InlineData("walt", "I don't have anyone to drive me")]
    [InlineData("walt", "no I don't drive")]
    [InlineData("rosa", "no tengo quien me lleve")]
    [InlineData("rosa", "nadie me puede llevar")]
    [InlineData("rosa", "no me lleva nadie")]
    [InlineData("rosa", "no, mi hijo no me puede llevar")]
    [InlineData("rosa", "no tengo carro")]
    [InlineData("rosa", "no manejo")]
    public async Task Whoever_has_none_is_booked_and_one_is_looked_for(string person, string words) =>
        Assert.Equal(SupportState.Requested, await RideAfterAsync(person, words));

    [Theory]
    [InlineData("walt", "not sure if my son can take me")]
    [InlineData("walt", "maybe my son can take me")]
    [InlineData("walt", "idk yet")]
    [InlineData("rosa", "quizás mi hijo me lleva")]
    public async Task Whoever_does_not_know_it_yet_is_booked_and_loses_nothing(string person, string words) =>
        Assert.Equal(SupportState.NotNeeded, await RideAfterAsync(person, words));

    [Theory]
    [InlineData("walt", "I'll be there")]
    [InlineData("walt", "my visits")]
    public async Task Words_about_something_else_are_no_answer_about_the_ride(string person, string words) => Assert.Null(await RideAfterAsync(person, words));

    /// <returns>How the ride of the visit stands that was booked; null where none was.</returns>
    private static async Task<SupportState?> RideAfterAsync(string person, string words)
    {
        await using var bot = new BotFixture();
        await bot.SayAllAsync(person, person == "rosa" ? "quiero una cita con Shah" : "book an appointment with Shah", "1", person == "rosa" ? "sí" : "yes");
        var answer = (await bot.SayAsync(person, words)).Text;
        if ((await bot.ChartAsync(person)).Appointments is [var visit])
        {
            return SupportRules.Of(visit, SupportKind.Ride)?.State ?? SupportState.NotNeeded;
        }

        Assert.Contains(person == "rosa" ? "transporte para llegar" : "ride to get there", answer, StringComparison.Ordinal);
        Assert.Contains(person == "rosa" ? "cita está hecha" : "You are booked", (await bot.SayAsync(person, "no")).Text, StringComparison.Ordinal);
        return null;
    }
}
