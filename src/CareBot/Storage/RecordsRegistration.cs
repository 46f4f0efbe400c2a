using Azure.Data.Tables;
using Azure.Identity;
using CareBot.Care.Records;
using Microsoft.Extensions.Options;

namespace CareBot.Storage;

public static class RecordsRegistration
{
    /// <summary>Adds <see cref="IRecordStore"/>: Azure Tables where <c>ConnectionStrings:Tables</c> holds a connection string or an https
    /// address (then the host's own identity signs in), else a SQLite file in <see cref="RecordsOptions.DataFolder"/>. It is opened
    /// before the host serves, and a fault stops the start.</summary>
    public static IServiceCollection AddRecords(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RecordsOptions>().Bind(configuration.GetSection("CareBot")).ValidateDataAnnotations().ValidateOnStart();
        if (configuration.GetConnectionString("Tables") is { Length: > 0 } tables)
            services.AddSingleton<IRecordStore>(_ => new AzureTableRecordStore(Tables(tables)));
        else
            services.AddSingleton<IRecordStore>(OpenFile);
        return services.AddHostedService<RecordsOpening>();
    }

    /// <summary>Whether records have been kept where the settings say, found out without making any.</summary>
    public static bool AreThere(IConfiguration configuration) =>
        configuration.GetConnectionString("Tables") is { Length: > 0 }
        || (configuration["CareBot:DataFolder"] ?? new RecordsOptions().DataFolder) is var folder && (folder == RecordsOptions.Temporary || File.Exists(FileIn(folder)));

    /// <exception cref="InvalidDataException">It is neither a connection string nor an address.</exception>
    internal static TableServiceClient Tables(string connection)
    {
        var options = new TableClientOptions
        {
            // A person waits: three tries within some seconds, then the turn says that it cannot store.
            Retry = { MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(2), NetworkTimeout = TimeSpan.FromSeconds(10) }
        };
        try
        {
            return connection.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
                ? new TableServiceClient(new Uri(connection), new DefaultAzureCredential(), options)
                : new TableServiceClient(connection, options);
        }
        catch (Exception broken) when (broken is FormatException or ArgumentException or InvalidOperationException)
        {
            // Not what it says: it holds a key.
            throw new InvalidDataException("ConnectionStrings:Tables is neither a connection string of a storage account nor an https address; correct it, or leave it out to keep the records in a file.", broken);
        }
    }

    private static string FileIn(string folder) => Path.Combine(Path.GetFullPath(folder), "records.db");

    private static SqliteRecordStore OpenFile(IServiceProvider services)
    {
        var folder = services.GetRequiredService<IOptions<RecordsOptions>>().Value.DataFolder;
        return folder == RecordsOptions.Temporary
            ? SqliteRecordStore.OpenTemporary()
            : SqliteRecordStore.Open(FileIn(folder));
    }

    /// <summary>Asks for the store, so that it is there, or the start has failed, before anything else begins.</summary>
    private sealed class RecordsOpening(IRecordStore records) : IHostedService
    {
        private readonly IRecordStore _records = records;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
