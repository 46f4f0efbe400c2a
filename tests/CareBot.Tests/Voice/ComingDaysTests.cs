using System.Globalization;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Tests.Voice;

/// <summary>From a Wednesday on.</summary>
public sealed class ComingDaysTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Theory]
    [InlineData("P7D", "2026-11-25", "2026-12-02")]
    [InlineData("P2W", "2026-11-25", "2026-12-09")]
    [InlineData("P1M", "2026-11-25", "2026-12-25")]
    [InlineData("XXXX-WXX-3", "2026-11-25", "2026-11-25")]
    [InlineData("XXXX-WXX-2", "2026-12-01", "2026-12-01")]
    [InlineData("XXXX-WXX-7", "2026-11-29", "2026-11-29")]
    [InlineData("XXXX-01-03", "2027-01-03", "2027-01-03")]
    [InlineData("2026-11-27T09", "2026-11-27", "2026-11-27")]
    [InlineData("(XXXX-12-30,XXXX-01-03,P4D)", "2026-12-30", "2027-01-03")]
    [InlineData("2026-W49", "2026-11-30", "2026-12-06")]
    [InlineData("2026-W48", "2026-11-25", "2026-11-29")]
    public void A_time_is_read_as_days_from_today_on(string timex, string first, string last) => Assert.Equal(
        new ComingDays(DateOnly.Parse(first, CultureInfo.InvariantCulture), DateOnly.Parse(last, CultureInfo.InvariantCulture)), ComingDays.Of(timex, Today));

    [Theory]
    [InlineData("2026-11-24")]
    [InlineData("2026-W47")]
    [InlineData("XXXX-02-30")]
    [InlineData("T09")]
    [InlineData("PT2H")]
    [InlineData("(XXXX-12-05,XXXX-12-03,P363D)")]
    [InlineData("")]
    public void What_is_over_or_no_day_is_none(string timex) => Assert.Null(ComingDays.Of(timex, Today));
}
