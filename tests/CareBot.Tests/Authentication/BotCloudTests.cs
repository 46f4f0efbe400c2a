using Microsoft.Extensions.Configuration;

namespace CareBot.Tests.Authentication;

public sealed class BotCloudTests
{
    [Fact]
    public void Without_settings_a_bot_lives_in_the_public_cloud()
    {
        var cloud = Read();
        Assert.Equal("https://api.botframework.com", cloud.ChannelIssuer);
        Assert.Equal("https://login.botframework.com/v1/.well-known/openidconfiguration", cloud.ChannelMetadataUrl);
        Assert.Equal("https://api.botframework.com", cloud.OAuthScope);
        Assert.Equal("urn:botframework:azure", cloud.CallerId);
    }

    [Fact]
    public void The_channel_service_setting_chooses_the_government_cloud_whole()
    {
        var cloud = Read(("ChannelService", "https://botframework.azure.us"));
        Assert.Equal("https://api.botframework.us", cloud.ChannelIssuer);
        Assert.Equal("https://login.botframework.azure.us/v1/.well-known/openidconfiguration", cloud.ChannelMetadataUrl);
        Assert.Equal("https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us", cloud.LoginUrl);
        Assert.Equal("urn:botframework:azureusgov", cloud.CallerId);
        Assert.DoesNotContain(cloud.DirectoryIssuers, issuer => issuer.StartsWith("https://login.microsoftonline.com", StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_setting_replaces_a_single_address()
    {
        var cloud = Read(("ToBotFromChannelTokenIssuer", "https://issuer.test"));
        Assert.Equal("https://issuer.test", cloud.ChannelIssuer);
        Assert.Equal("https://login.botframework.com/v1/.well-known/openidconfiguration", cloud.ChannelMetadataUrl);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9000/openid", "Development", true)]
    [InlineData("http://localhost:9000/openid", "Development", true)]
    [InlineData("http://127.0.0.1:9000/openid", "Production", false)]
    [InlineData("http://127.0.0.1:9000/openid", null, false)]
    [InlineData("http://issuer.test/openid", "Development", false)]
    [InlineData("https://issuer.test/openid", "Production", true)]
    [InlineData("file:///etc/keys", "Development", false)]
    [InlineData("openid", "Development", false)]
    public void Keys_are_read_over_https_or_in_development_from_this_machine(string address, string? environment, bool isTaken)
    {
        foreach (var setting in new[] { "ToBotFromChannelOpenIdMetadataUrl", "ToBotFromEmulatorOpenIdMetadataUrl", "ToChannelFromBotLoginUrl" })
        {
            var error = Record.Exception(() => Read((setting, address), ("environment", environment)));
            Assert.Equal(isTaken, error is null);
            if (!isTaken) Assert.StartsWith($"{setting}: is \"{address}\"", Assert.IsType<ArgumentException>(error).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("MicrosoftAppType", "Single", "MicrosoftAppType: is \"Single\"; write MultiTenant, SingleTenant or UserAssignedMSI.")]
    [InlineData("MicrosoftAppType", "SingleTenant", "MicrosoftAppTenantId: is empty")]
    [InlineData("ChannelService", "https://botframework.azure.cn", "ChannelService: is")]
    public void A_setting_that_cannot_be_used_is_named_with_its_remedy(string setting, string value, string message) =>
        Assert.StartsWith(
            message,
            Assert.Throws<ArgumentException>(() => Read(("MicrosoftAppId", "an-app"), (setting, value))).Message,
            StringComparison.Ordinal);

    private static BotCloud Read(params (string Key, string? Value)[] settings) => BotCloud.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value)).Build(),
        new AuthenticationConfiguration());
}
