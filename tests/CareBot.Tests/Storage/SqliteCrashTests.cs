using System.Diagnostics;
using CareBot.Care.Records;
using CareBot.Storage;

namespace CareBot.Tests.Storage;

public sealed class SqliteCrashTests
{
    [Theory, InlineData(1), InlineData(200), InlineData(3000)]
    public async Task A_process_killed_while_it_writes_has_lost_nothing_it_acknowledged_and_left_no_half_batch(int acknowledgedBeforeTheEnd)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Path("records.db");
        var acknowledged = await WriteAndKillAsync(file, acknowledgedBeforeTheEnd);

        using var store = SqliteRecordStore.Open(file);
        var keys = await AllKeysAsync(store);
        Assert.True(acknowledged.Count >= acknowledgedBeforeTheEnd);
        Assert.Empty(acknowledged.Except(keys));
        Assert.All(keys, key => Assert.Contains(key.EndsWith("-twin", StringComparison.Ordinal) ? key[..^5] : key + "-twin", keys));
    }

    private static async Task<List<string>> WriteAndKillAsync(string file, int lines)
    {
        var program = AppContext.BaseDirectory.Replace("CareBot.Tests", "StorageCrash", StringComparison.Ordinal) + "StorageCrash.dll";
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, file]) { RedirectStandardOutput = true })!;
        var acknowledged = new List<string>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (acknowledged.Count < lines && await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            acknowledged.Add(line);
        process.Kill();
        // The last line may be cut: what was not said in full was not said.
        var rest = await process.StandardOutput.ReadToEndAsync(patience.Token);
        acknowledged.AddRange(rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return acknowledged;
    }

    private static async Task<HashSet<string>> AllKeysAsync(SqliteRecordStore store)
    {
        var keys = new HashSet<string>();
        RecordPage? page = null;
        do
        {
            page = await store.ReadAsync("Crash", "p", default, 1000, page?.Continuation, TestContext.Current.CancellationToken);
            keys.UnionWith(page.Records.Select(record => record.Key));
        }
        while (page.Continuation is not null);
        return keys;
    }
}
