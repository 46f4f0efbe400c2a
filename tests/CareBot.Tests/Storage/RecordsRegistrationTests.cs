using CareBot.Care.Records;
using CareBot.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CareBot.Tests.Storage;

public sealed class RecordsRegistrationTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task A_relative_folder_is_one_of_the_working_folder()
    {
        using var host = Host(new() { ["CareBot:DataFolder"] = Path.GetRelativePath(Environment.CurrentDirectory, _root.Path("data")) });
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.IsType<SqliteRecordStore>(host.Services.GetRequiredService<IRecordStore>());
        Assert.True(File.Exists(Path.Combine(_root.Path("data"), "records.db")));
    }

    [Fact]
    public async Task A_named_folder_holds_the_file()
    {
        using var host = Host(new() { ["CareBot:DataFolder"] = _root.Path("elsewhere") });
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.IsType<SqliteRecordStore>(host.Services.GetRequiredService<IRecordStore>());
        Assert.True(File.Exists(Path.Combine(_root.Path("elsewhere"), "records.db")));
    }

    [Fact]
    public async Task A_store_in_memory_leaves_nothing_under_the_content_root()
    {
        using var host = Host(new() { ["CareBot:DataFolder"] = RecordsOptions.Temporary });
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.Empty(Directory.GetFileSystemEntries(_root.Path("")));
    }

    [Theory, InlineData("DefaultEndpointsProtocol=https;AccountName=care;AccountKey=Zm9v;EndpointSuffix=core.example"), InlineData("https://care.table.core.example")]
    public void A_connection_or_an_address_of_tables_goes_before_the_file(string tables)
    {
        using var host = Host(new() { ["ConnectionStrings:Tables"] = tables });
        Assert.IsType<AzureTableRecordStore>(host.Services.GetRequiredService<IRecordStore>());
    }

    [Fact]
    public async Task An_empty_folder_setting_stops_the_start()
    {
        using var host = Host(new() { ["CareBot:DataFolder"] = "" });
        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_stops_the_start()
    {
        await File.WriteAllTextAsync(_root.Path("records.db"), new string('x', 5000), TestContext.Current.CancellationToken);
        using var host = Host(new() { ["CareBot:DataFolder"] = _root.Path("") });
        await Assert.ThrowsAsync<InvalidDataException>(() => host.StartAsync(TestContext.Current.CancellationToken));
    }

    private IHost Host(Dictionary<string, string?> settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = _root.Path(""), DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddRecords(builder.Configuration);
        return builder.Build();
    }
}
