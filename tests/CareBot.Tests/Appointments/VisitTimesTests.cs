using CareBot.Dialogs.BookAppointment;
using CareBot.Dialogs.Voice.Understanding;
using CareBot.Tests.Voice;

namespace CareBot.Tests.Appointments;

public sealed class VisitTimesTests
{
    private static readonly VisitTimes Times = new(DateReader.Load(Content.Root));

    // A Monday.
    private static readonly DateTime Now = new(2026, 3, 2, 12, 30, 0);

    [Theory]
    [InlineData("en", "next week in the afternoon", "2026-03-11 14:00", "2026-03-11 10:00")]
    [InlineData("en", "tomorrow", "2026-03-03 09:00", "2026-03-04 09:00")]
    [InlineData("en", "thursday morning", "2026-03-05 09:00", "2026-03-05 14:00")]
    [InlineData("en", "on the 9th at 3", "2026-03-09 15:00", "2026-03-09 09:00")]
    [InlineData("en", "after 3 pm on friday", "2026-03-06 15:00", "2026-03-06 09:00")]
    [InlineData("en", "after 3 pm on friday", "2026-03-06 17:00", "2026-03-06 14:59")]
    [InlineData("en", "friday before 10", "2026-03-06 09:30", "2026-03-06 10:00")]
    [InlineData("en", "the day after tomorrow", "2026-03-04 09:00", "2026-03-05 09:00")]
    [InlineData("en", "quarter after 3 on friday", "2026-03-06 15:15", "2026-03-06 16:00")]
    [InlineData("en", "two weeks after friday", "2026-03-20 09:00", "2026-03-23 09:00")]
    [InlineData("en", "from tuesday until thursday", "2026-03-04 09:00", "2026-03-09 09:00")]
    [InlineData("en", "between the 10th and the 12th", "2026-03-12 09:00", "2026-03-13 09:00")]
    [InlineData("en", "March 10 to 12", "2026-03-12 09:00", "2026-03-13 09:00")]
    [InlineData("en", "the week after next", "2026-03-17 09:00", "2026-03-24 09:00")]
    [InlineData("es", "dos semanas después del viernes", "2026-03-20 09:00", "2026-03-23 09:00")]
    [InlineData("es", "desde el martes hasta el jueves", "2026-03-04 09:00", "2026-03-09 09:00")]
    [InlineData("en", "after next week", "2026-03-17 09:00", "2026-03-13 09:00")]
    [InlineData("en", "any time after thursday", "2026-03-06 09:00", "2026-03-05 09:00")]
    [InlineData("en", "before thursday", "2026-03-04 09:00", "2026-03-05 09:00")]
    [InlineData("en", "by thursday", "2026-03-05 09:00", "2026-03-06 09:00")]
    [InlineData("en", "3 pm or later on monday", "2026-03-09 16:30", "2026-03-09 14:00")]
    [InlineData("en", "around 3 pm on friday", "2026-03-06 15:00", "2026-03-06 16:00")]
    [InlineData("en", "tuesday or thursday next week", "2026-03-12 09:00", "2026-03-11 09:00")]
    [InlineData("es", "el viernes después de las 3 de la tarde", "2026-03-06 17:00", "2026-03-06 14:00")]
    [InlineData("es", "antes del jueves", "2026-03-04 09:00", "2026-03-05 09:00")]
    [InlineData("es", "el martes o el jueves de la próxima semana", "2026-03-12 09:00", "2026-03-11 09:00")]
    [InlineData("en", "between 2 and 4 pm tomorrow", "2026-03-03 14:30", "2026-03-03 09:30")]
    [InlineData("es", "la próxima semana por la tarde", "2026-03-11 14:00", "2026-03-11 10:00")]
    [InlineData("es", "el jueves por la mañana", "2026-03-05 09:00", "2026-03-05 14:00")]
    [InlineData("es", "mañana a las 10", "2026-03-03 10:00", "2026-03-03 15:00")]
    public void Words_hold_the_times_that_they_mean_and_not_others(string language, string words, string held, string not)
    {
        var windows = Times.Read(words, language, Now);
        Assert.Contains(windows, window => window.Holds(At(held)));
        Assert.DoesNotContain(windows, window => window.Holds(At(not)));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("my weight is 182")]
    [InlineData("")]
    public void What_lies_behind_or_is_no_time_at_all_gives_no_window(string words) => Assert.Empty(Times.Read(words, "en", Now));

    [Fact]
    public void A_weekday_alone_is_meant_in_the_week_that_was_asked_for_before_and_keeps_its_part_of_the_day()
    {
        var near = VisitTimes.Near(Times.Read("thursday", "en", Now), Times.Read("next week in the afternoon", "en", Now));
        Assert.Contains(near, window => window.Holds(At("2026-03-12 14:00")));
        Assert.DoesNotContain(near, window => window.Holds(At("2026-03-12 10:00")) || window.Holds(At("2026-03-05 14:00")));
    }

    private static DateTime At(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
