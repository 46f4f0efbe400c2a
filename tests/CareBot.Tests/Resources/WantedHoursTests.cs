using CareBot.Care.ResourceDirectory;

namespace CareBot.Tests.Resources;

/// <summary>Opening hours against what somebody wishes; Tuesday 3 March 2026 in Chicago.</summary>
public sealed class WantedHoursTests
{
    private const string Zone = "America/Chicago";

    private static readonly OpeningHours Dinner = Weekly("17:00", "20:00", DayOfWeek.Tuesday, DayOfWeek.Sunday);
    private static readonly OpeningHours Beds = Weekly("19:00", "07:00", DayOfWeek.Monday, DayOfWeek.Tuesday);

    [Theory]
    [InlineData("food tonight", "16:00", true)]
    [InlineData("food tonight", "19:59", true)]
    [InlineData("food tonight", "20:00", false)]
    [InlineData("food at 5 pm", "11:00", true)]
    [InlineData("food at 4 pm", "11:00", false)]
    [InlineData("food at 8 pm", "11:00", false)]
    [InlineData("food after 7 pm", "11:00", true)]
    [InlineData("food before 5 pm", "11:00", false)]
    [InlineData("food before 6 pm", "11:00", true)]
    [InlineData("food today", "19:59", true)]
    [InlineData("food today", "20:00", false)]
    [InlineData("food tomorrow", "11:00", false)]
    [InlineData("food on Sunday", "11:00", true)]
    [InlineData("food on Saturday", "11:00", false)]
    [InlineData("food on the weekend", "11:00", true)]
    [InlineData("food on Sunday morning", "11:00", false)]
    [InlineData("food on Sunday evening", "11:00", true)]
    [InlineData("food in the morning", "11:00", false)]
    [InlineData("comida esta noche", "16:00", true)]
    [InlineData("comida el domingo", "11:00", true)]
    [InlineData("comida por la noche", "21:00", true)]
    [InlineData("comida mañana", "11:00", false)]
    public void Dinner_on_Tuesday_and_Sunday_is_what_was_wished_for_or_not(string text, string now, bool isOpen) =>
        Assert.Equal(isOpen, WantedHours.IsOpen(Dinner, Zone, When(text), Tuesday(now)));

    [Theory]
    [InlineData("a bed tonight", "15:00", true)]
    [InlineData("shelter at 6 am", "03:00", true)]
    [InlineData("shelter at 8 am", "03:00", false)]
    public void What_is_open_past_midnight_counts_on_the_next_day_too(string text, string now, bool isOpen) =>
        Assert.Equal(isOpen, WantedHours.IsOpen(Beds, Zone, When(text), Tuesday(now)));

    [Fact]
    public void The_hour_that_has_passed_is_that_of_tomorrow() =>
        Assert.Equal(new DateOnly(2026, 3, 4), WantedHours.Find(Weekly("09:00", "12:00", DayOfWeek.Tuesday, DayOfWeek.Wednesday), Zone, When("food at 9 am"), Tuesday("11:00"))!.Value.Day);

    [Theory]
    [InlineData("food on Saturday", "2026-03-08T17:00:00-05:00")]
    [InlineData("food tomorrow", "2026-03-08T17:00:00-05:00")]
    [InlineData("food open now", "2026-03-03T17:00:00-06:00")]
    public void Where_it_is_closed_then_the_first_opening_from_then_on_is_known(string text, string opens) =>
        Assert.Equal(DateTimeOffset.Parse(opens, null), WantedHours.NextFrom(Dinner, Zone, When(text), Tuesday("11:00")));

    [Fact]
    public void Hours_that_nobody_says_are_neither_open_nor_closed() =>
        Assert.Null(WantedHours.IsOpen(OpeningHours.Unknown, Zone, When("food tonight"), Tuesday("11:00")));

    private static WantedTime When(string text) => new RequestReader(Directories.Needs, Directories.Places, Directories.MiamiIndex).Read(text).When!;

    private static DateTimeOffset Tuesday(string time) => DateTimeOffset.Parse($"2026-03-03T{time}:00-06:00", null);

    private static OpeningHours Weekly(string opens, string closes, params DayOfWeek[] days) =>
        new([new OpeningRule { Days = [.. days.Select(day => new OpeningDay(day))], Opens = TimeOnly.Parse(opens, null), Closes = TimeOnly.Parse(closes, null) }], []);
}
