using System.Net;
using CareBot.DirectLine;

namespace CareBot.Tests.DirectLine;

public sealed class VisitorLimitTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", false)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", false)]
    [InlineData("203.0.113.7", "203.0.113.8", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:aaaa::9", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", true)]
    public void A_program_that_makes_visitors_is_stopped_and_a_neighbour_comes_in(string crowd, string then, bool comesIn)
    {
        using var limit = new VisitorLimit();
        Assert.All(Enumerable.Range(0, VisitorLimit.AtOnce), _ => Assert.True(limit.LetsIn(IPAddress.Parse(crowd))));
        Assert.False(limit.LetsIn(IPAddress.Parse(crowd)));
        Assert.Equal(comesIn, limit.LetsIn(IPAddress.Parse(then)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.0.9")]
    [InlineData("fd00::1")]
    public void A_proxy_that_does_not_say_for_whom_it_asks_stands_for_everybody(string? from)
    {
        using var limit = new VisitorLimit();
        Assert.All(Enumerable.Range(0, 3 * VisitorLimit.AtOnce), _ => Assert.True(limit.LetsIn(from is null ? null : IPAddress.Parse(from))));
    }
}
