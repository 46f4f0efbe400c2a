using System.Text;
using CareBot.Care.Records;
using CareBot.Storage;
using Microsoft.Extensions.Time.Testing;

namespace CareBot.Tests.Storage;

/// <summary>The contract again, on a clock that stands: whatever was read once is answered from memory.</summary>
public sealed class RememberingRecordStoreTests : RecordStoreContract, IAsyncLifetime
{
    private static readonly string[] Keys = ["a", "b", "c", "d", "é"];

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private SqliteRecordStore _store = null!;

    protected override IRecordStore Store => _store;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = Open();
        // From here on the writer has looked.
        await _store.CommitAsync("Other", "p", [new RecordChange.Put("k", Json("x"))], Now);
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Whatever_is_written_in_whatever_order_memory_and_file_say_the_same()
    {
        var random = new Random(7);
        using var file = new SqliteRecordStore(_folder.Path("records.db"), "PRAGMA synchronous = OFF");
        for (var i = 0; i < 600; i++)
        {
            // The other one has opened the file: it is looked at here, but for a minute not remembered.
            if (i == 1)
                _clock.Advance(SqliteMemory.Shared);
            await _store.CommitAsync(Table, "p", [Change(random, Keys[random.Next(2)]), Change(random, Keys[random.Next(2, 5)])], Now);
            string[] keys = [Keys[random.Next(5)], Keys[random.Next(5)]];
            Assert.Equal(Said(await file.FindAsync(Table, "p", keys, Now)).Order(), Said(await _store.FindAsync(Table, "p", keys, Now)).Order());
            var range = new KeyRange(random.Next(2) == 0 ? null : "b", random.Next(2) == 0 ? null : "d", random.Next(2) == 0);
            Assert.Equal(Said((await file.ReadAsync(Table, "p", range, 4, null, Now)).Records), Said((await _store.ReadAsync(Table, "p", range, 4, null, Now)).Records));
        }
    }

    [Fact]
    public async Task A_read_after_a_commit_is_never_older_than_it_however_many_read_meanwhile()
    {
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => ReadOnAsync(done.Token), Now)).ToList();
        for (var i = 1; i <= 300; i++)
        {
            await _store.CommitAsync(Table, "p", [new RecordChange.Put("k", Json($"{i}"))], Now);
            Assert.Equal($"{i}", Text((await _store.FindAsync(Table, "p", ["k"], Now)).Single()));
            Assert.Equal($"{i}", Text((await _store.ReadAsync(Table, "p", new KeyRange("a"), 10, null, Now)).Records.Single()));
        }
        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task What_another_process_commits_is_seen_once_it_has_opened_the_file()
    {
        await WriteAsync("p", new RecordChange.Put("k", Json("one")));
        Assert.Equal("one", Text(await FindAsync("p", "k")));
        using var other = Open();
        await WriteAsync("q", new RecordChange.Put("k", Json("x")));
        await other.CommitAsync(Table, "p", [new RecordChange.Put("k", Json("two"))], Now);
        Assert.Equal("two", Text(await FindAsync("p", "k")));
    }

    [Fact]
    public async Task What_another_process_commits_after_a_long_silence_is_seen_when_the_writer_has_not_looked_for_ten_milliseconds()
    {
        using var other = await SilentAsync();
        await other.CommitAsync(Table, "p", [new RecordChange.Put("k", Json("two"))], Now);
        _clock.Advance(SqliteMemory.Fresh);
        Assert.Equal("two", Text(await FindAsync("p", "k")));
    }

    [Fact]
    public async Task Who_decides_by_what_another_process_has_just_changed_finds_a_conflict_and_then_what_is_there()
    {
        using var other = await SilentAsync();
        await other.CommitAsync(Table, "p", [new RecordChange.Put("k", Json("two"))], Now);
        var known = await FindAsync("p", "k");
        Assert.Equal("one", Text(known));
        Assert.Equal(new Commit.Conflict("k"), await CommitAsync("p", new RecordChange.Replace("k", Json("three"), known!.ETag)));
        Assert.Equal("two", Text(await FindAsync("p", "k")));
    }

    [Fact]
    public async Task A_batch_that_is_undone_is_nobody_elses_writing()
    {
        using var other = await SilentAsync();
        Assert.Equal(new Commit.Conflict("gone"), await CommitAsync("p", new RecordChange.Put("k", Json("two")), new RecordChange.Insert("l", Json("two")), new RecordChange.Replace("gone", Json("x"), "1")));
        Assert.Equal("one", Text(await FindAsync("p", "k")));
        Assert.Null(await FindAsync("p", "l"));
        await other.CommitAsync(Table, "p", [new RecordChange.Put("k", Json("three"))], Now);
        // From memory.
        Assert.Equal("one", Text(await FindAsync("p", "k")));
    }

    /// <returns>Another one that has the file open and has been silent for so long that this one believes to be alone.</returns>
    private async Task<SqliteRecordStore> SilentAsync()
    {
        var other = Open();
        await WriteAsync("p", new RecordChange.Put("k", Json("one")));
        _clock.Advance(SqliteMemory.Shared);
        await WriteAsync("q", new RecordChange.Put("k", Json("x")));
        Assert.Equal("one", Text(await FindAsync("p", "k")));
        return other;
    }

    private SqliteRecordStore Open() => new(_folder.Path("records.db"), "PRAGMA synchronous = OFF", clock: _clock);

    private async Task ReadOnAsync(CancellationToken done)
    {
        var newest = 0;
        while (!done.IsCancellationRequested)
        {
            foreach (var record in await _store.FindAsync(Table, "p", ["k", "unknown"], Now))
            {
                var number = int.Parse(Encoding.UTF8.GetString(record.Json.Span), System.Globalization.CultureInfo.InvariantCulture);
                Assert.InRange(number, newest, int.MaxValue);
                newest = number;
            }
            await _store.ReadAsync(Table, "p", new KeyRange("a"), 10, null, Now);
        }
    }

    private static RecordChange Change(Random random, string key) => random.Next(4) switch
    {
        0 => new RecordChange.Insert(key, Json($"{random.Next(1000)}")),
        1 => new RecordChange.Delete(key),
        _ => new RecordChange.Put(key, Json($"{random.Next(1000)}"))
    };

    private static IEnumerable<string> Said(IEnumerable<StoredRecord> records) => records.Select(record => $"{record.Key} {Text(record)} {record.ETag}");
}
