using CareBot.Care.Patients;
using CareBot.Dialogs;
using CareBot.Dialogs.Voice;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.Alerts;

/// <summary>What a patient is promised: never earlier than what is kept.</summary>
public sealed class OutlookTests
{
    private static readonly Texts Words = Texts.Load(Path.Combine(AppContext.BaseDirectory, "content"));

    private readonly Outlook _outlook = new(Rosa, "Maria", Lakeside, Ladder);

    [Theory]
    [InlineData("2026-03-02 10:05", "10:05")]
    [InlineData("2026-03-02 10:06", "10:10")]
    [InlineData("2026-03-02 10:10", "10:10")]
    public void A_promise_is_rounded_up_to_five_minutes_and_never_down(string due, string said) =>
        Assert.Contains(said, _outlook.By(Raised with { DueBy = At(due) }, Talking("2026-03-02 08:06")), StringComparison.Ordinal);

    [Fact]
    public void A_promise_for_another_day_names_the_day()
    {
        var said = _outlook.By(Raised with { DueBy = At("2026-03-09 09:00") }, Talking("2026-03-06 16:00"));
        Assert.Contains("Monday", said, StringComparison.Ordinal);
        Assert.Contains("9 am", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_alert_the_promise_is_the_end_of_the_working_day() =>
        Assert.Contains("5 pm", _outlook.By(null, Talking("2026-03-02 10:00")), StringComparison.Ordinal);

    [Fact]
    public void Shortly_before_closing_time_the_promise_is_the_end_of_the_next_working_day() =>
        Assert.Contains("Tuesday", _outlook.By(null, Talking("2026-03-02 16:55")), StringComparison.Ordinal);

    [Theory]
    [InlineData("2026-03-02 08:00", false)]
    [InlineData("2026-03-02 16:59", false)]
    [InlineData("2026-03-02 17:00", true)]
    [InlineData("2026-03-07 10:00", true)]
    public void Whoever_writes_when_nobody_reads_is_told_so_with_the_number_to_call(string now, bool closed)
    {
        var said = _outlook.OffHours(Talking(now));
        Assert.Equal(closed, said.Contains("555-0142", StringComparison.Ordinal));
        Assert.Equal(closed, said.Length > 0);
    }

    private static Talk Talking(string now) =>
        new(new TurnContext(new TestAdapter(), new Activity { Type = ActivityTypes.Message }), new Speaker.Visitor("en"), new Notes(), Words, At(now));
}
