using CareBot.Tests.Host;

namespace CareBot.Tests.Appointments;

/// <summary>A time that is typed where one is asked for frightens nobody; what is told beside it is still heard.</summary>
public sealed class BookingHearsTests
{
    [Theory]
    [InlineData("rosa", "a la una y media")]
    [InlineData("rosa", "a la una y veinte")]
    [InlineData("rosa", "mañana a las nueve y cuarto")]
    [InlineData("rosa", "mejor el jueves")]
    [InlineData("walt", "in the morning on Thursday please")]
    [InlineData("walt", "Friday at half past two")]
    public async Task A_day_or_a_time_is_an_answer_and_no_emergency(string person, string time)
    {
        await using var bot = new BotFixture();
        await bot.SayAsync(person, person == "rosa" ? "quiero una cita con Shah" : "book an appointment with Shah");
        var answer = (await bot.SayAsync(person, time)).Text;
        Assert.Contains("Shah", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("911", answer, StringComparison.Ordinal);
        Assert.Empty((await bot.ChartAsync(person)).OpenAlerts);
    }

    [Theory]
    [InlineData("walt", "Thursday, I have chest pain")]
    [InlineData("rosa", "el jueves, no puedo respirar")]
    [InlineData("walt", "Friday I want to kill myself")]
    public async Task What_is_told_beside_a_time_is_heard(string person, string words)
    {
        await using var bot = new BotFixture();
        await bot.SayAsync(person, person == "rosa" ? "quiero una cita con Shah" : "book an appointment with Shah");
        Assert.Contains("911", (await bot.SayAsync(person, words)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("walt", "take me off the waitlist", "off the waitlist")]
    [InlineData("walt", "cancel my appointment", "I see no visit")]
    public async Task What_is_asked_for_to_the_letter_is_guessed_at_by_nobody(string person, string words, string answer)
    {
        await using var bot = new BotFixture();
        Assert.Contains(answer, (await bot.SayAsync(person, words)).Text, StringComparison.Ordinal);
        Assert.Empty((await bot.ChartAsync(person)).OpenAlerts);
    }

    [Fact]
    public async Task More_than_the_letter_is_listened_to_as_ever()
    {
        await using var bot = new BotFixture();
        Assert.Contains("988", (await bot.SayAsync("walt", "take me off the waitlist, I want to kill myself")).Text, StringComparison.Ordinal);
    }
}
