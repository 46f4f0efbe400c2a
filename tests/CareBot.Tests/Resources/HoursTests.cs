using CareBot.Care.ResourceDirectory;

namespace CareBot.Tests.Resources;

public sealed class HoursTests
{
    private const string Chicago = "America/Chicago";

    private static OpeningHours Weekdays(string opens, string closes, params OpeningException[] exceptions) => new(
        [Rule(opens, closes, [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday])], exceptions);

    private static OpeningRule Rule(string opens, string closes, params DayOfWeek[] days) => new()
    {
        Days = [.. days.Select(day => new OpeningDay(day))],
        Opens = TimeOnly.Parse(opens, null),
        Closes = TimeOnly.Parse(closes, null),
    };

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, null);

    [Theory]
    [InlineData("2026-03-02T08:59:59-06:00", false)]
    [InlineData("2026-03-02T09:00:00-06:00", true)]
    [InlineData("2026-03-02T16:59:59-06:00", true)]
    [InlineData("2026-03-02T17:00:00-06:00", false)]
    [InlineData("2026-03-07T12:00:00-06:00", false)]
    public void It_is_open_from_the_opening_itself_until_before_the_closing(string now, bool open) =>
        Assert.Equal(open, HoursRules.At(Weekdays("09:00", "17:00"), Chicago, At(now)) is OpenState.Open);

    [Fact]
    public void The_hours_are_those_of_the_place_and_not_of_who_asks() =>
        Assert.Equal(
            new OpenState.Closed(At("2026-03-02T09:00:00-08:00")),
            HoursRules.At(Weekdays("09:00", "17:00"), "America/Los_Angeles", At("2026-03-02T09:30:00-06:00")));

    [Fact]
    public void On_the_night_when_clocks_go_forward_seven_hours_are_six()
    {
        var night = new OpeningHours([Rule("19:00", "07:00", DayOfWeek.Saturday)], []);
        var open = Assert.IsType<OpenState.Open>(HoursRules.At(night, Chicago, At("2026-03-08T01:30:00-06:00")));
        Assert.Equal(At("2026-03-08T07:00:00-05:00"), open.Until);
    }

    [Fact]
    public void An_opening_in_the_hour_that_is_left_out_begins_when_the_clocks_have_moved()
    {
        var early = new OpeningHours([Rule("02:30", "04:00", DayOfWeek.Sunday)], []);
        Assert.IsType<OpenState.Closed>(HoursRules.At(early, Chicago, At("2026-03-08T01:59:00-06:00")));
        Assert.IsType<OpenState.Open>(HoursRules.At(early, Chicago, At("2026-03-08T03:30:00-05:00")));
    }

    [Theory]
    [InlineData("2026-03-10T11:00:00-05:00", true)]
    [InlineData("2026-03-03T11:00:00-06:00", false)]
    [InlineData("2026-03-17T11:00:00-05:00", false)]
    [InlineData("2026-04-14T11:00:00-05:00", true)]
    public void The_second_Tuesday_is_the_second_one_of_its_month(string now, bool open)
    {
        var second = new OpeningHours([new OpeningRule { Repeats = Repeats.Monthly, Days = [new OpeningDay(DayOfWeek.Tuesday, 2)], Opens = new(10, 0), Closes = new(13, 0) }], []);
        Assert.Equal(open, HoursRules.At(second, Chicago, At(now)) is OpenState.Open);
    }

    [Fact]
    public void The_next_second_Tuesday_is_foreseen_a_month_ahead()
    {
        var second = new OpeningHours([new OpeningRule { Repeats = Repeats.Monthly, Days = [new OpeningDay(DayOfWeek.Tuesday, 2)], Opens = new(10, 0), Closes = new(13, 0) }], []);
        Assert.Equal(new OpenState.Closed(At("2026-04-14T10:00:00-05:00")), HoursRules.At(second, Chicago, At("2026-03-10T13:00:00-05:00")));
    }

    [Theory]
    [InlineData("2026-03-03T00:30:00-06:00", true)]
    [InlineData("2026-03-03T02:00:00-06:00", false)]
    public void What_closes_after_midnight_is_open_on_the_next_day(string now, bool open) =>
        Assert.Equal(open, HoursRules.At(new OpeningHours([Rule("18:00", "02:00", DayOfWeek.Monday)], []), Chicago, At(now)) is OpenState.Open);

    [Fact]
    public void Two_openings_that_touch_are_one_and_day_and_night_has_no_end()
    {
        var split = new OpeningHours([Rule("09:00", "12:00", DayOfWeek.Monday), Rule("12:00", "15:00", DayOfWeek.Monday)], []);
        Assert.Equal(new OpenState.Open(At("2026-03-02T15:00:00-06:00")), HoursRules.At(split, Chicago, At("2026-03-02T11:00:00-06:00")));
        var always = new OpeningHours([Rule("00:00", "00:00", Enum.GetValues<DayOfWeek>())], []);
        Assert.Equal(new OpenState.Open(null), HoursRules.At(always, Chicago, At("2026-03-02T03:00:00-06:00")));
    }

    [Fact]
    public void On_a_holiday_it_is_closed_also_in_every_other_year()
    {
        var newYear = new OpeningException(new DateOnly(1, 1, 1), new DateOnly(1, 1, 1), null, null);
        Assert.Equal(
            new OpenState.Closed(At("2026-01-02T09:00:00-06:00")),
            HoursRules.At(Weekdays("09:00", "17:00", newYear), Chicago, At("2026-01-01T10:00:00-06:00")));
    }

    [Fact]
    public void A_day_with_other_hours_goes_before_the_rule()
    {
        var eve = new OpeningException(new DateOnly(2026, 12, 24), new DateOnly(2026, 12, 24), new TimeOnly(10, 0), new TimeOnly(12, 0));
        Assert.IsType<OpenState.Closed>(HoursRules.At(Weekdays("09:00", "17:00", eve), Chicago, At("2026-12-24T12:00:00-06:00")));
        Assert.IsType<OpenState.Open>(HoursRules.At(Weekdays("09:00", "17:00", eve), Chicago, At("2026-12-24T11:59:00-06:00")));
    }

    [Theory]
    [InlineData("2026-04-15T12:00:00-05:00", false)]
    [InlineData("2026-04-17T12:00:00-05:00", true)]
    public void Hours_vouched_for_until_a_day_may_be_old_after_it(string now, bool old)
    {
        var season = new OpeningHours([Rule("09:00", "14:00", DayOfWeek.Wednesday) with { ValidTo = new DateOnly(2026, 4, 15) }], []);
        Assert.Equal(old, HoursRules.At(season, Chicago, At(now)) is OpenState.Expired);
    }

    [Fact]
    public void Every_second_week_counts_from_the_first()
    {
        var biweekly = new OpeningHours([Rule("09:00", "12:00", DayOfWeek.Monday) with { Interval = 2, Start = new DateOnly(2026, 3, 2) }], []);
        Assert.IsType<OpenState.Open>(HoursRules.At(biweekly, Chicago, At("2026-03-16T10:00:00-05:00")));
        Assert.IsType<OpenState.Closed>(HoursRules.At(biweekly, Chicago, At("2026-03-09T10:00:00-05:00")));
    }

    [Fact]
    public void Nobody_says_when_is_neither_open_nor_closed() =>
        Assert.IsType<OpenState.Unknown>(HoursRules.At(OpeningHours.Unknown, Chicago, At("2026-03-02T10:00:00-06:00")));
}
