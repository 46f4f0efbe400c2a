using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Tests.Host;

namespace CareBot.Tests.CheckIns;

/// <summary>Answers in own words: what plainly names a sign is that sign, what denies it or doubts it is not.</summary>
public sealed class SpokenAnswerTests
{
    private static readonly ContentLibrary Content = ContentLibrary.Load(Path.Combine(AppContext.BaseDirectory, "content"));

    private static readonly AnswerReader Reader = new(Content.Numbers, Content.Choices, Content.Phrases);

    [Theory]
    [InlineData("night", "i used an extra pillow", "extra-pillows")]
    [InlineData("night", "had to sit up", "extra-pillows")]
    [InlineData("night", "I slept in the recliner", "extra-pillows")]
    [InlineData("night", "usé una almohada más", "extra-pillows")]
    [InlineData("night", "tuve que dormir sentada", "extra-pillows")]
    [InlineData("night", "i coughed a lot", "cough-lying-down")]
    [InlineData("night", "tosí mucho", "cough-lying-down")]
    [InlineData("night", "extra pillow and coughing", "extra-pillows, cough-lying-down")]
    [InlineData("feeling", "mareada", "dizzy")]
    [InlineData("feeling", "un poco mareada", "dizzy")]
    [InlineData("feeling", "i am dizzy", "dizzy")]
    [InlineData("feeling", "i feel dizzy", "dizzy")]
    [InlineData("feeling", "a little lightheaded", "dizzy")]
    [InlineData("feeling", "no me siento bien", "not-right")]
    [InlineData("feeling", "something is off", "not-right")]
    [InlineData("danger", "phlegm is pink", "pink-foam")]
    [InlineData("danger", "my heart skips", "new-heartbeat")]
    [InlineData("danger", "la flema sale rosada", "pink-foam")]
    [InlineData("danger", "me salta el corazón", "new-heartbeat")]
    [InlineData("night", "no", "none")]
    [InlineData("feeling", "ninguna", "none")]
    [InlineData("feeling", "nothing", "none")]
    [InlineData("feeling", "nada", "none")]
    [InlineData("feeling", "no thank you", "none")]
    [InlineData("danger", "no gracias a Dios", "none")]
    [InlineData("danger", "no i dont have any of those", "none")]
    [InlineData("swelling", "no, only my ankles", "yes")]
    [InlineData("swelling", "no nomás los tobillos", "yes")]
    [InlineData("swelling", "no swelling", "no")]
    [InlineData("breath", "no shortness of breath", "no")]
    [InlineData("breath", "no more than usual", "no")]
    [InlineData("breath", "i guess so", "yes")]
    [InlineData("night", "i usually use 2 now i use 3", "extra-pillows")]
    public void Own_words_mean_what_they_say(string linkId, string said, string values)
    {
        var answer = Assert.IsType<AnswerReading.Answer>(Read(linkId, said));
        Assert.Equal(values, string.Join(", ", ((CheckInAnswer.Chosen)answer.Value).Values));
    }

    [Theory]
    [InlineData("feeling", "not dizzy")]
    [InlineData("feeling", "like a wet sponge")]
    [InlineData("night", "the usual pillows")]
    [InlineData("breath", "no, but a little on the stairs")]
    [InlineData("swelling", "no, only my back hurts")]
    [InlineData("breath", "no cough")]
    [InlineData("breath", "no swelling")]
    [InlineData("breath", "no tos")]
    [InlineData("danger", "no chest pain")]
    [InlineData("danger", "no pain")]
    [InlineData("danger", "no me he desmayado")]
    [InlineData("danger", "no estoy bien")]
    [InlineData("night", "no cough")]
    [InlineData("night", "i usually use 3 now i use 2")]
    public void What_is_not_said_is_not_heard(string linkId, string said) => Assert.IsType<AnswerReading.Nothing>(Read(linkId, said));

    [Theory]
    [InlineData("walt", "none", "no", "like a wet sponge", "skip", "Nothing else you told me needs action.", "Maria will see them.")]
    [InlineData("rosa", "ninguna", "no", "como una esponja mojada", "saltar", "Nada más de lo que me dijo requiere hacer algo.", "Maria las va a ver.")]
    public async Task Words_that_were_not_understood_are_shown_to_the_coordinator_and_never_denied(string person, string none, string no, string said, string skip, string denied, string shown)
    {
        await using var bot = new BotFixture();
        var reply = await bot.SayAllAsync(person, person == "rosa" ? "control" : "check in", person == "rosa" ? "80" : "182", none, said, skip, no, none, none);
        Assert.DoesNotContain(denied, reply.Text, StringComparison.Ordinal);
        Assert.Contains(shown, reply.Text, StringComparison.Ordinal);
        Assert.Contains(said, Assert.Single((await bot.ChartAsync(person)).OpenAlerts, alert => alert.Family == CheckInKeeper.WordsFamily).Wish["words"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_were_said_again_so_that_they_are_understood_trouble_nobody()
    {
        await using var bot = new BotFixture();
        var reply = await bot.SayAllAsync("walt", "check in", "182", "none", "like a wet sponge", "no", "no", "none", "none");
        Assert.Contains("Nothing in today's answers needs action.", reply.Text, StringComparison.Ordinal);
        Assert.Empty((await bot.ChartAsync("walt")).OpenAlerts);
    }

    private static AnswerReading Read(string linkId, string said)
    {
        var question = Content.Protocols["heart-failure"].Question(linkId)!;
        var run = new CheckInRun { Cause = "test", Protocol = "heart-failure", Day = new DateOnly(2026, 3, 2), Unit = "lb", At = linkId };
        var talk = new Talk(new TurnContext(new TestAdapter(), new Activity { Type = ActivityTypes.Message }), new Speaker.Visitor("en"), new Notes(), Content.Texts, DateTimeOffset.UnixEpoch) { Said = new Said(said, null) };
        return Reader.Read(question, run, null, talk);
    }
}
