using System.Globalization;
using CareBot.Care.Links;
using Microsoft.Extensions.Time.Testing;

namespace CareBot.Tests.Links;

/// <summary>A link opens what it was made for, until it expires, and nothing else.</summary>
public sealed class LinkTokensTests
{
    private static readonly DateTimeOffset Expires = DateTimeOffset.Parse("2026-03-16T14:00:00Z", CultureInfo.InvariantCulture);

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2026-03-02T14:00:00Z", CultureInfo.InvariantCulture));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_opens_its_subject_up_to_the_second_before_it_expires()
    {
        var token = await Tokens(1).SignAsync("referral", "rosa/r1 ñ", Expires, Cancelled);
        _clock.SetUtcNow(Expires - TimeSpan.FromSeconds(1));
        Assert.Equal(new LinkReading.Good("rosa/r1 ñ"), await Tokens(1).ReadAsync("referral", token, Cancelled));
        _clock.SetUtcNow(Expires);
        Assert.Equal(new LinkReading.Expired("rosa/r1 ñ"), await Tokens(1).ReadAsync("referral", token, Cancelled));
    }

    [Fact]
    public async Task Whatever_is_changed_in_a_link_makes_it_nobodys()
    {
        var token = await Tokens(1).SignAsync("referral", "rosa/r1", Expires, Cancelled);
        Assert.Matches("^[A-Za-z0-9_.-]+$", token);
        for (var i = 0; i < token.Length; i++)
        {
            // The last character of the signature holds two bits only: A and Q differ in them.
            var other = token[i] == 'A' ? 'Q' : 'A';
            Assert.IsType<LinkReading.NotOurs>(await Tokens(1).ReadAsync("referral", token[..i] + other + token[(i + 1)..], Cancelled));
        }

        // What a decoder lets pass is another spelling of the same link, and would open what one spelling closed.
        foreach (var more in new[] { " ", "  ", "=", "==", "\n", "\t", "%20", "." })
        {
            for (var i = 0; i <= token.Length; i++)
            {
                Assert.IsType<LinkReading.NotOurs>(await Tokens(1).ReadAsync("referral", token.Insert(i, more), Cancelled));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("cm9zYQ.99999999999.")]
    [InlineData("cm9zYQ.-1.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("cm9zYQ.99999999999.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("???.1.???")]
    public async Task What_nobody_signed_opens_nothing(string token) =>
        Assert.IsType<LinkReading.NotOurs>(await Tokens(1).ReadAsync("referral", token, Cancelled));

    [Fact]
    public async Task A_link_for_one_thing_opens_no_other_and_a_link_of_another_practice_opens_nothing()
    {
        var token = await Tokens(1).SignAsync("calendar", "rosa/r1", Expires, Cancelled);
        Assert.IsType<LinkReading.NotOurs>(await Tokens(1).ReadAsync("referral", token, Cancelled));
        Assert.IsType<LinkReading.NotOurs>(await Tokens(2).ReadAsync("calendar", token, Cancelled));
        Assert.IsType<LinkReading.Good>(await Tokens(1).ReadAsync("calendar", token, Cancelled));
    }

    [Theory]
    [InlineData("https://care.example", "https://care.example/r/x")]
    [InlineData("https://care.example/bot", "https://care.example/bot/r/x")]
    public void An_address_stands_under_the_hosts_own(string origin, string expected) =>
        Assert.Equal(expected, new PublicAddress(new Uri(origin + "/")).Of("r/x"));

    private LinkTokens Tokens(byte practice) => new(_ => ValueTask.FromResult(Enumerable.Repeat(practice, 32).ToArray()), _clock);
}
