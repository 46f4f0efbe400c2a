using CareBot.Mail;
using CareBot.Tests.Host;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CareBot.Tests.Links;

/// <summary>What is sent to people holds addresses that they can open, or nothing is sent at all.</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("https://care.example.org", "http://*:8080", "https://care.example.org/")]
    [InlineData("https://care.example.org/bot/", null, "https://care.example.org/bot/")]
    [InlineData(null, "http://localhost:3978", "http://localhost:3978/")]
    [InlineData("", "http://*:8080;http://10.0.0.7:8080", "http://10.0.0.7:8080/")]
    [InlineData(null, null, "http://localhost:3978/")]
    public void What_is_set_counts_and_else_the_first_address_that_somebody_can_open(string? set, string? urls, string expected) =>
        Assert.Equal(expected, Of(set, urls, isDevelopment: false));

    [Theory]
    [InlineData("http://*:8080")]
    [InlineData("http://+:8080")]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://[::]:8080")]
    public void An_address_to_listen_on_everywhere_is_none_to_open_but_in_development_it_is_this_machine(string urls)
    {
        Assert.Equal("http://localhost:8080/", Of(null, urls, isDevelopment: true));
        var refused = Assert.Throws<OptionsValidationException>(() => Of(null, urls, isDevelopment: false));
        Assert.Contains("set CareBot:PublicAddress to that address, such as https://care.example.org", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("care.example.org")]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("ftp://care.example.org")]
    public void One_that_is_set_and_that_nobody_can_open_is_refused_by_its_name(string set)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Of(set, null, isDevelopment: true));
        Assert.Contains($"CareBot:PublicAddress is '{set}', which nobody can open", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_would_send_links_that_nobody_can_open_does_not_start_and_says_in_one_line_what_to_set()
    {
        var (code, said) = await HostProcess.RefuseAsync("Production", "--data", ":memory:", "--urls", "http://*:0");
        Assert.Equal((2, 1), (code, said.Trim().Split('\n').Length));
        Assert.Contains("set CareBot:PublicAddress", said, StringComparison.Ordinal);
    }

    private static string Of(string? set, string? urls, bool isDevelopment) => PublicAddresses.Of(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["CareBot:PublicAddress"] = set, ["Urls"] = urls }).Build(), isDevelopment).Origin.ToString();
}
