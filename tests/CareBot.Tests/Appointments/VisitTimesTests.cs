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
    [InlineData("en", "not Monday", "2026-03-10 09:00", "2026-03-09 09:00")]
    [InlineData("en", "not Monday", "2026-03-03 09:00", "2026-03-16 09:00")]
    [InlineData("en", "not Monday", "2026-03-03 09:00", "2026-03-02 15:00")]
    [InlineData("en", "any day except Friday", "2026-03-05 09:00", "2026-03-06 09:00")]
    [InlineData("en", "any day but Friday", "2026-03-05 09:00", "2026-03-13 09:00")]
    [InlineData("en", "anything but mornings", "2026-03-05 13:00", "2026-03-05 09:00")]
    [InlineData("en", "no Mondays or Fridays", "2026-03-04 09:00", "2026-03-06 09:00")]
    [InlineData("en", "except Monday, Wednesday and Friday", "2026-03-05 09:00", "2026-03-04 09:00")]
    [InlineData("en", "not before 2", "2026-03-05 14:00", "2026-03-05 13:30")]
    [InlineData("en", "not after 3", "2026-03-05 15:00", "2026-03-05 15:30")]
    [InlineData("en", "not until Thursday", "2026-03-05 09:00", "2026-03-04 09:00")]
    [InlineData("en", "next week but not Monday", "2026-03-10 09:00", "2026-03-09 09:00")]
    [InlineData("en", "next week but not Monday", "2026-03-13 09:00", "2026-03-17 09:00")]
    [InlineData("en", "Thursday but not before 2", "2026-03-05 14:00", "2026-03-05 09:00")]
    [InlineData("en", "not Monday morning", "2026-03-09 14:00", "2026-03-09 09:00")]
    [InlineData("en", "Monday doesn't work", "2026-03-10 09:00", "2026-03-09 09:00")]
    [InlineData("en", "Tuesday, not Monday", "2026-03-03 09:00", "2026-03-09 09:00")]
    [InlineData("en", "not Monday but Tuesday", "2026-03-03 09:00", "2026-03-09 09:00")]
    [InlineData("en", "why not Monday", "2026-03-09 09:00", "2026-03-10 09:00")]
    [InlineData("en", "no, Tuesday", "2026-03-03 09:00", "2026-03-04 09:00")]
    [InlineData("es", "el lunes no", "2026-03-10 09:00", "2026-03-09 09:00")]
    [InlineData("es", "los lunes no puedo", "2026-03-10 09:00", "2026-03-16 09:00")]
    [InlineData("es", "menos el viernes", "2026-03-05 09:00", "2026-03-06 09:00")]
    [InlineData("es", "cualquier día menos el viernes", "2026-03-05 09:00", "2026-03-06 09:00")]
    [InlineData("es", "que no sea lunes ni martes", "2026-03-04 09:00", "2026-03-10 09:00")]
    [InlineData("es", "por la mañana no", "2026-03-05 14:00", "2026-03-05 09:00")]
    [InlineData("es", "no antes de las 2", "2026-03-05 14:00", "2026-03-05 09:00")]
    [InlineData("es", "la próxima semana pero no el lunes", "2026-03-10 09:00", "2026-03-09 09:00")]
    [InlineData("es", "no, el martes", "2026-03-03 09:00", "2026-03-04 09:00")]
    [InlineData("es", "por qué no el lunes", "2026-03-09 09:00", "2026-03-10 09:00")]
    public void What_is_refused_is_taken_away_and_never_offered(string language, string words, string held, string not) =>
        Words_hold_the_times_that_they_mean_and_not_others(language, words, held, not);

    [Theory]
    [InlineData("en", "the Tuesday after next", "2026-12-08 09:00", "2026-12-01 09:00")]
    [InlineData("en", "Tuesday after next", "2026-12-08 09:00", "2026-12-01 09:00")]
    [InlineData("en", "next Tuesday", "2026-12-01 09:00", "2026-12-08 09:00")]
    [InlineData("es", "el martes después del próximo", "2026-12-08 09:00", "2026-12-01 09:00")]
    public void The_weekday_after_next_is_a_week_after_the_next_one(string language, string words, string held, string not)
    {
        // A Thursday.
        var windows = Times.Read(words, language, At("2026-11-26 09:00"));
        Assert.Contains(windows, window => window.Holds(At(held)));
        Assert.DoesNotContain(windows, window => window.Holds(At(not)));
    }

    [Fact]
    public void A_time_alone_is_one_of_the_day_that_was_asked_for_before()
    {
        var again = Times.Read("in the afternoon", "en", Now, Times.Read("Thursday morning", "en", Now));
        Assert.Contains(again, window => window.Holds(At("2026-03-05 14:00")));
        Assert.DoesNotContain(again, window => window.Holds(At("2026-03-05 09:00")) || window.Holds(At("2026-03-03 14:00")));
    }

    [Fact]
    public void What_is_refused_is_taken_from_what_was_asked_for_before_and_where_nothing_is_left_from_any_time()
    {
        var again = Times.Read("not Monday", "en", Now, Times.Read("next week", "en", Now));
        Assert.Contains(again, window => window.Holds(At("2026-03-10 09:00")));
        Assert.DoesNotContain(again, window => window.Holds(At("2026-03-09 09:00")) || window.Holds(At("2026-03-17 09:00")));
        var other = Times.Read("not Thursday", "en", Now, Times.Read("Thursday", "en", Now));
        Assert.Contains(other, window => window.Holds(At("2026-03-04 09:00")));
        Assert.DoesNotContain(other, window => window.Holds(At("2026-03-05 09:00")));
    }

    [Fact]
    public void A_visit_is_named_by_the_day_on_which_somebody_cannot_come() =>
        Assert.Contains(Times.Named("I can't come Tuesday", "en", Now), window => window.Holds(At("2026-03-03 09:00")));

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
