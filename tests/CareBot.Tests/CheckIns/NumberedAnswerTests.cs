using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.Voice;
using CareBot.Tests.Host;

namespace CareBot.Tests.CheckIns;

/// <summary>Every answer of a check-in is numbered: the number means that answer and no other, however it is written.</summary>
public sealed class NumberedAnswerTests
{
    private static readonly ContentLibrary Content = ContentLibrary.Load(Path.Combine(AppContext.BaseDirectory, "content"));

    private static readonly AnswerReader Reader = new(Content.Numbers, Content.Choices, Content.Phrases);

    private static readonly Dictionary<string, string[]> Written = new(StringComparer.Ordinal)
    {
        [Languages.English] = ["one", "two", "three", "four", "five", "six", "seven"],
        [Languages.Spanish] = ["uno", "dos", "tres", "cuatro", "cinco", "seis", "siete"],
    };

    public static TheoryData<string, string, string> Questions =>
    [
        .. from protocol in Content.Protocols.Values
           from question in protocol.Questions
           where question.Choices.Count > 0
           from language in Languages.All
           select new TheoryDataRow<string, string, string>(protocol.Id, question.LinkId, language),
    ];

    [Theory]
    [MemberData(nameof(Questions))]
    public void Every_number_of_every_question_means_the_answer_beside_it(string protocol, string linkId, string language)
    {
        var question = Content.Protocols[protocol].Question(linkId)!;
        var run = new CheckInRun { Cause = "test", Protocol = protocol, Day = new DateOnly(2026, 3, 2), Unit = "lb", At = linkId };
        Assert.All(question.Choices.Index(), choice => Assert.All(Ways(choice.Index + 1, language), said =>
        {
            var answer = Assert.IsType<AnswerReading.Answer>(Reader.Read(question, run, null, Say(said, language)));
            Assert.Equal([choice.Item.Value], ((CheckInAnswer.Chosen)answer.Value).Values);
        }));
    }

    [Theory]
    [InlineData("1, 2", "breathless-at-rest, chest-pain")]
    [InlineData("2 3", "chest-pain, pink-foam")]
    [InlineData("2 and 6", "chest-pain, new-heartbeat")]
    [InlineData("2 y 6", "chest-pain, new-heartbeat")]
    [InlineData("no", "none")]
    [InlineData("none", "none")]
    [InlineData("7", "none")]
    public void Several_numbers_mean_several_signs_and_no_means_none(string said, string values)
    {
        var question = Content.Protocols["heart-failure"].SafetyQuestion;
        var run = new CheckInRun { Cause = "test", Protocol = "heart-failure", Day = new DateOnly(2026, 3, 2), Unit = "lb", At = question.LinkId };
        var answer = Assert.IsType<AnswerReading.Answer>(Reader.Read(question, run, null, Say(said, Languages.English)));
        Assert.Equal(values, string.Join(", ", ((CheckInAnswer.Chosen)answer.Value).Values));
    }

    [Theory]
    [InlineData("8")]
    [InlineData("0")]
    [InlineData("2 and 9")]
    [InlineData("no but I feel odd")]
    [InlineData("no, pero algo raro")]
    public void What_is_no_clear_answer_is_never_taken_for_none(string said)
    {
        var question = Content.Protocols["heart-failure"].SafetyQuestion;
        var run = new CheckInRun { Cause = "test", Protocol = "heart-failure", Day = new DateOnly(2026, 3, 2), Unit = "lb", At = question.LinkId };
        Assert.IsType<AnswerReading.Nothing>(Reader.Read(question, run, null, Say(said, Languages.English)));
    }

    [Fact]
    public async Task Chest_pain_by_its_number_calls_for_help_and_is_never_green()
    {
        await using var bot = new BotFixture();
        var reply = await bot.SayAllAsync("walt", "check in", "182", "2");
        Assert.Contains("Call 911 now.", reply.Text, StringComparison.Ordinal);
        Assert.Equal(Zone.Red, Assert.Single(await bot.TodayAsync("walt")).Judgement.Zone);
    }

    private static IEnumerable<string> Ways(int number, string language) =>
    [
        $"{number}", $"{number}.", $"{number})", $"#{number}", $"({number})", $" {number} ", Written[language][number - 1],
        .. language == Languages.English ? new[] { $"option {number}", $"number {number}", $"the number {number} please", $"number {Written[language][number - 1]}" } : [$"opción {number}", $"número {number}", $"la {number}"],
    ];

    private static Talk Say(string said, string language) =>
        new(new TurnContext(new TestAdapter(), new Activity { Type = ActivityTypes.Message }), new Speaker.Visitor(language), new Notes(), Content.Texts, DateTimeOffset.UnixEpoch) { Said = new Said(said, null) };
}
