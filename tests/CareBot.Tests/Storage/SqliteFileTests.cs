using System.Text;
using CareBot.Care.Records;
using CareBot.Storage;
using Microsoft.Data.Sqlite;

namespace CareBot.Tests.Storage;

/// <summary>What the file promises beyond the contract: groups, restarts, and bad days.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private static readonly byte[] Json = "{}"u8.ToArray();

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.Path("records.db");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Records_and_etags_outlive_the_process()
    {
        string? etag;
        using (var store = SqliteRecordStore.Open(File))
            etag = await PutAsync(store, "k", "one");
        using var again = SqliteRecordStore.Open(File);
        Assert.Equal("one", await TextAsync(again, "k"));
        Assert.IsType<Commit.Done>(await CommitAsync(again, new RecordChange.Replace("k", Json, etag!)));
    }

    [Fact]
    public async Task No_etag_is_given_twice_across_restarts_even_when_its_record_has_gone()
    {
        string? etag;
        using (var store = SqliteRecordStore.Open(File))
        {
            etag = await PutAsync(store, "k", "one");
            await CommitAsync(store, new RecordChange.Delete("k"));
        }
        using var again = SqliteRecordStore.Open(File);
        Assert.NotEqual(etag, await PutAsync(again, "k", "one"));
        Assert.Equal(new Commit.Conflict("k"), await CommitAsync(again, new RecordChange.Replace("k", Json, etag!)));
    }

    [Fact]
    public async Task Two_processes_may_write_the_same_file()
    {
        using var one = SqliteRecordStore.Open(File);
        using var two = SqliteRecordStore.Open(File);
        var etag = await PutAsync(one, "k", "one");
        Assert.NotEqual(etag, await PutAsync(two, "k", "two"));
        Assert.Equal("two", await TextAsync(one, "k"));
        Assert.Equal(new Commit.Conflict("k"), await CommitAsync(one, new RecordChange.Replace("k", Json, etag!)));
    }

    [Fact]
    public async Task Batches_of_one_caller_are_applied_in_the_order_in_which_they_were_handed_in()
    {
        using var store = SqliteRecordStore.Open(File);
        var puts = Enumerable.Range(0, 500).Select(i => PutAsync(store, "k", $"{i}")).ToList();
        await Task.WhenAll(puts);
        Assert.Equal("499", await TextAsync(store, "k"));
    }

    [Fact]
    public async Task A_conflict_leaves_the_rest_of_its_group_alone()
    {
        using var store = SqliteRecordStore.Open(File);
        await PutAsync(store, "taken", "x");
        var commits = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => i % 3 == 0
            ? CommitAsync(store, new RecordChange.Insert($"lost{i}", Json), new RecordChange.Insert("taken", Json))
            : CommitAsync(store, new RecordChange.Insert($"kept{i}", Json), new RecordChange.Insert($"also{i}", Json))));
        Assert.All(commits.Index(), commit => Assert.Equal(commit.Index % 3 == 0, commit.Item is Commit.Conflict { Key: "taken" }));
        var keys = (await store.ReadAsync("Test", "p", default, 1000, null, Now)).Records.Select(record => record.Key).ToList();
        Assert.Equal(401, keys.Count);
        Assert.DoesNotContain(keys, key => key.StartsWith("lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Closing_writes_what_was_handed_in_and_takes_nothing_more()
    {
        var store = SqliteRecordStore.Open(File);
        var puts = Enumerable.Range(0, 300).Select(i => PutAsync(store, $"{i}", "x")).ToList();
        store.Dispose();
        await Task.WhenAll(puts);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => PutAsync(store, "late", "x"));
        using var again = SqliteRecordStore.Open(File);
        Assert.Equal(300, (await again.ReadAsync("Test", "p", default, 1000, null, Now)).Records.Count);
    }

    [Fact]
    public async Task A_batch_cancelled_while_it_waits_its_turn_is_either_cancelled_or_written_and_says_which()
    {
        using var store = SqliteRecordStore.Open(File);
        for (var i = 0; i < 50; i++)
        {
            using var cancellation = new CancellationTokenSource();
            var before = PutAsync(store, "before", "x");
            var commit = store.CommitAsync("Test", "p", [new RecordChange.Put($"k{i}", Json)], cancellation.Token);
            await cancellation.CancelAsync();
            await before;
            var written = await commit.ContinueWith(task => !task.IsCanceled, Now, TaskContinuationOptions.None, TaskScheduler.Default);
            Assert.Equal(written, (await store.FindAsync("Test", "p", [$"k{i}"], Now)).Count == 1);
        }
    }

    [Fact]
    public async Task A_file_locked_by_another_process_is_unavailable_to_writers_not_to_readers_and_works_again_afterwards()
    {
        using var store = SqliteRecordStore.Open(File);
        await PutAsync(store, "k", "one");
        using (LockedByAnother())
        {
            var write = PutAsync(store, "k", "two");
            Assert.Equal("one", await TextAsync(store, "k"));
            var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => write);
            Assert.StartsWith($"{File}: is locked by another process", refusal.Message, StringComparison.Ordinal);
        }
        await PutAsync(store, "k", "three");
        Assert.Equal("three", await TextAsync(store, "k"));
    }

    [Fact]
    public async Task A_full_disk_refuses_whole_batches_keeps_what_there_is_and_works_again_when_there_is_room()
    {
        using var store = new SqliteRecordStore(File, "PRAGMA max_page_count = 60");
        await CommitAsync(store, new RecordChange.Insert("big", new byte[100_000]));
        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            CommitAsync(store, new RecordChange.Insert("small", Json), new RecordChange.Put("big2", new byte[200_000])));
        Assert.StartsWith($"{File}: the disk is full", refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("the disk is full; make room", refusal.Remedy, StringComparison.Ordinal);
        Assert.Empty(await store.FindAsync("Test", "p", ["small", "big2"], Now));
        Assert.Equal(100_000, (await store.FindAsync("Test", "p", ["big"], Now)).Single().Json.Length);

        await CommitAsync(store, new RecordChange.Delete("big"));
        Assert.IsType<Commit.Done>(await CommitAsync(store, new RecordChange.Insert("big2", new byte[150_000])));
    }

    [Fact]
    public async Task A_file_that_may_not_be_written_is_unavailable()
    {
        using var store = new SqliteRecordStore(File, "PRAGMA query_only = ON");
        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => PutAsync(store, "k", "one"));
        Assert.StartsWith($"{File}: cannot be written", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await store.FindAsync("Test", "p", ["k"], Now));
    }

    [Fact]
    public async Task A_file_that_vanished_is_unavailable_and_no_empty_one_takes_its_place()
    {
        using var store = SqliteRecordStore.Open(File);
        System.IO.File.Delete(File);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => PutAsync(store, "k", "one"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.FindAsync("Test", "p", ["k"], Now));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void A_file_that_is_no_database_stops_the_start_and_is_named()
    {
        System.IO.File.WriteAllText(File, new string('x', 5000));
        var fault = Assert.Throws<InvalidDataException>(() => SqliteRecordStore.Open(File));
        Assert.Equal($"{File}: is not a database of ours; name another data folder, or move the file away.", fault.Message);
    }

    [Fact]
    public void A_damaged_file_stops_the_start_and_is_named()
    {
        SqliteRecordStore.Open(File).Dispose();
        var bytes = System.IO.File.ReadAllBytes(File);
        bytes.AsSpan(100, 4000).Fill(0xEE);
        System.IO.File.WriteAllBytes(File, bytes);
        var fault = Assert.Throws<InvalidDataException>(() => SqliteRecordStore.Open(File));
        Assert.Equal($"{File}: is damaged; move it away and restore the latest copy, or start without it.", fault.Message);
    }

    [Fact]
    public void A_file_of_a_later_release_is_left_alone()
    {
        SqliteRecordStore.Open(File).Dispose();
        using (var connection = Connect())
            Run(connection, "PRAGMA user_version = 2");
        var fault = Assert.Throws<InvalidDataException>(() => SqliteRecordStore.Open(File));
        Assert.StartsWith($"{File}: was written by a later release", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_stops_the_start_and_is_named()
    {
        System.IO.File.WriteAllText(_folder.Path("taken"), "");
        var file = Path.Combine(_folder.Path("taken"), "records.db");
        var fault = Assert.Throws<InvalidDataException>(() => SqliteRecordStore.Open(file));
        Assert.StartsWith($"{file}: its folder cannot be made", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_else_may_look_into_a_folder_we_make()
    {
        var file = Path.Combine(_folder.Path("new"), "records.db");
        SqliteRecordStore.Open(file).Dispose();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(_folder.Path("new")));
    }

    [Fact]
    public async Task Nobody_else_may_read_the_files_whoever_made_the_folder()
    {
        using var store = SqliteRecordStore.Open(File);
        await PutAsync(store, "k", "v");
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(File)!))
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task What_was_erased_is_not_in_the_file_any_more()
    {
        using (var store = SqliteRecordStore.Open(File))
        {
            await PutAsync(store, "k", "a telling remark");
            await CommitAsync(store, new RecordChange.Delete("k"));
        }
        Assert.DoesNotContain("a telling remark", Encoding.Latin1.GetString(await System.IO.File.ReadAllBytesAsync(File, Now)), StringComparison.Ordinal);
        Assert.Equal([File], Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    private LockedFile LockedByAnother() => new(Connect());

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Task<Commit> CommitAsync(SqliteRecordStore store, params RecordChange[] changes) => store.CommitAsync("Test", "p", changes, Now);

    private static async Task<string?> PutAsync(SqliteRecordStore store, string key, string text) =>
        Assert.IsType<Commit.Done>(await CommitAsync(store, new RecordChange.Put(key, Encoding.UTF8.GetBytes(text)))).ETags.Single();

    private static async Task<string> TextAsync(SqliteRecordStore store, string key) =>
        Encoding.UTF8.GetString((await store.FindAsync("Test", "p", [key], Now)).Single().Json.Span);

    private sealed class LockedFile : IDisposable
    {
        private readonly SqliteConnection _connection;

        public LockedFile(SqliteConnection connection)
        {
            _connection = connection;
            Run(connection, "BEGIN IMMEDIATE");
        }

        public void Dispose() => _connection.Dispose();
    }
}
