using System.Runtime.CompilerServices;
using System.Text;
using CareBot.Care.Records;
using CareBot.Storage;
using Microsoft.Extensions.Time.Testing;

namespace CareBot.Tests.Storage;

/// <summary>What is remembered of the file, and when it is not believed.</summary>
public sealed class SqliteMemoryTests
{
    private const int Bound = 20_000;

    private readonly FakeTimeProvider _clock = new();
    private readonly SqliteMemory _memory;

    public SqliteMemoryTests()
    {
        _memory = new SqliteMemory(_clock, Bound);
        Look(1);
    }

    [Fact]
    public void What_was_not_read_is_asked_of_the_file()
    {
        Assert.Null(Find("k"));
        Assert.Null(Read("a", "z"));
    }

    [Fact]
    public void What_was_read_is_known_and_so_is_what_is_not_there()
    {
        Keep([Record("k", "1", "one")], "k", "other");
        Assert.Equal(["one"], Texts(Find("k", "gone")));
        Assert.Empty(Find("gone")!);
        Assert.Null(Find("other"));
        Assert.Equal(["one"], Texts(Find("k", "k")));
    }

    [Fact]
    public void Of_a_partition_with_many_keys_none_counts_as_not_there()
    {
        Keep([], [.. Enumerable.Range(0, RememberedPartition.MostKeys).Select(i => $"k{i}")]);
        Assert.Empty(Find("new")!);
        Apply(Put("one more"), "2");
        Assert.Null(Find("new"));
    }

    [Fact]
    public void Keys_are_read_once_when_one_was_missed()
    {
        Keep([Record("k", "1", "one")], null);
        _memory.Find("Test", "p", ["k"], out var place);
        Assert.True(place.Partition!.WantsKeys);
        Keep([Record("k", "1", "one")], [.. Enumerable.Range(0, RememberedPartition.MostKeys + 1).Select(i => $"k{i}")]);
        Assert.False(place.Partition.WantsKeys);
        Assert.Null(Find("new"));
    }

    [Fact]
    public void What_is_written_is_known_where_it_was_asked_for()
    {
        Keep([]);
        Apply([new RecordChange.Insert("state", Json("one")), new RecordChange.Insert("turn:1", Json("long"))], "1", "2");
        Assert.Equal(["one"], Texts(Find("state", "turn:2")));
        Assert.Null(Find("turn:1"));
        Apply([new RecordChange.Replace("state", Json("two"), "1")], "3");
        Assert.Equal([("two", "3")], Find("state")!.Select(record => (Text(record), record.ETag)));
    }

    [Fact]
    public void What_was_read_before_a_commit_does_not_come_over_it()
    {
        Keep([Record("k", "1", "one")]);
        _memory.Find("Test", "p", ["k", "unknown"], out var find);
        _memory.Read("Test", "p", new KeyRange("a", "z"), 10, out var read);
        Apply(Put("k", "two"), "2");
        _memory.Keep(find, [Record("k", "1", "one")], []);
        _memory.Keep(read, new KeyRange("a", "z"), [Record("k", "1", "one")]);
        Assert.Equal(["two"], Texts(Find("k")));
        Assert.Null(Read("a", "z"));
    }

    [Fact]
    public void What_was_read_before_everything_was_forgotten_is_not_kept()
    {
        _memory.Find("Test", "p", ["k"], out var place);
        _memory.Forget();
        Look(1);
        _memory.Keep(place, [Record("k", "1", "one")], null);
        Assert.Null(Find("k"));
    }

    [Fact]
    public void A_range_follows_what_is_written_and_erased()
    {
        KeepRange("b", "d", "b", "c");
        Apply([Put("a"), Put("bb"), Put("c", "new"), Put("d"), new RecordChange.Delete("b")], "1", "2", "3", "4", null);
        Assert.Equal(["bb", "new"], Texts(Read("b", "d")?.Records));
        Assert.Equal(["new", "bb"], Texts(Read("b", "d", descending: true)?.Records));
        Assert.Null(Read("b", "e"));
        Assert.Null(Read("b", "d", limit: 1));
    }

    [Theory, InlineData("\uFFFD", "\U0001F3E5"), InlineData("\uD7FF", "\U0001F3E5"), InlineData("z", "é"), InlineData("a", "aa")]
    public void Keys_stand_in_the_order_of_their_bytes(string first, string second)
    {
        KeepRange("", null, first);
        Apply(Put(second), "2");
        Assert.Equal([first, second], Read("", null)!.Records.Select(record => record.Key));
        KeepRange("", null, second);
        Apply(Put(first), "3");
        Assert.Equal([first, second], Read("", null)!.Records.Select(record => record.Key));
    }

    [Fact]
    public void A_delete_leaves_nothing()
    {
        var telling = KeepEverywhere();
        Apply(new RecordChange.Delete("k"), null);
        GC.Collect();
        Assert.False(telling.IsAlive);
        Assert.Null(Find("k"));
        Assert.Empty(Read("a", "z")!.Records);
    }

    [Fact]
    public void A_replace_leaves_nothing_of_what_was_there()
    {
        var telling = KeepEverywhere();
        Apply(Put("k", "new"), "2");
        GC.Collect();
        Assert.False(telling.IsAlive);
        Assert.Equal(["new"], Texts(Read("a", "z")!.Records));
    }

    [Fact]
    public void What_is_asked_for_stays_and_what_is_not_goes_before_there_is_too_much()
    {
        for (var i = 0; i < 1000; i++)
        {
            _memory.Find("Test", $"p{i}", ["k"], out var place);
            _memory.Keep(place, [Record("k", "1", new string('x', 300))], null);
            _memory.Find("Test", "p0", ["k"], out var first);
            Assert.NotNull(first.Partition!.Find(["k"]));
            Assert.InRange(_memory.Bytes, 0, Bound);
        }
        Assert.Null(_memory.Find("Test", "p10", ["k"], out _));
    }

    [Fact]
    public void One_partition_takes_no_more_than_its_share()
    {
        var memory = new SqliteMemory(_clock);
        memory.Look(memory.Now, 1, isAlone: true);
        for (var i = 0; i < 1000; i++)
        {
            memory.Find("Test", "p", [$"k{i}"], out var find);
            memory.Keep(find, [Record($"k{i}", "1", new string('x', 5000))], null);
            memory.Read("Test", "p", new KeyRange($"k{i}"), 10, out var read);
            memory.Keep(read, new KeyRange($"k{i}"), [Record($"k{i}", "1", new string('x', 5000))]);
            memory.Keep(read, new KeyRange($"m{i}"), [Record($"m{i}", "1", new string('x', 50_000))]);
        }
        Assert.InRange(memory.Bytes, 50_000, 110_000);
    }

    [Fact]
    public void A_range_with_a_large_record_is_asked_of_the_file_and_one_by_name_is_not()
    {
        var large = new string('x', 5000);
        _memory.Read("Test", "p", new KeyRange("a", "z"), 10, out var place);
        _memory.Keep(place, new KeyRange("a", "z"), [Record("k", "1", large)]);
        Assert.Null(Read("a", "z"));
        _memory.Read("Test", "p", new KeyRange("a", "z"), 10, out place);
        _memory.Keep(place, new KeyRange("a", "z"), [Record("k", "1", "small")]);
        Assert.NotNull(Read("a", "z"));
        Apply(Put("l", large), "2");
        Assert.Null(Read("a", "z"));
        Keep([Record("l", "2", large)]);
        Assert.Equal([large], Texts(Find("l")));
    }

    [Fact]
    public void Nothing_is_answered_once_the_writer_has_not_looked_for_ten_milliseconds()
    {
        Keep([Record("k", "1", "one")]);
        _clock.Advance(SqliteMemory.Fresh - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(Find("k"));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(Find("k"));
        Look(1);
        Assert.NotNull(Find("k"));
    }

    [Fact]
    public void When_somebody_else_has_written_all_is_forgotten_and_nothing_answered_for_a_minute()
    {
        Keep([Record("k", "1", "one")]);
        Look(2);
        Assert.Equal(0, _memory.Bytes);
        _clock.Advance(SqliteMemory.Shared - TimeSpan.FromMilliseconds(1));
        Look(2);
        Keep([Record("k", "2", "two")]);
        Assert.Null(Find("k"));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Look(2);
        Keep([Record("k", "2", "two")]);
        Assert.Equal(["two"], Texts(Find("k")));
    }

    [Fact]
    public void Who_is_not_alone_with_the_file_at_the_beginning_answers_nothing_for_a_minute()
    {
        _memory.Forget();
        Look(1, isAlone: false);
        Keep([Record("k", "1", "one")]);
        Assert.Null(Find("k"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference KeepEverywhere()
    {
        var json = Json("a telling remark");
        var record = new StoredRecord("k", json, "1");
        Keep([record], "k");
        _memory.Read("Test", "p", new KeyRange("a", "z"), 10, out var place);
        _memory.Keep(place, new KeyRange("a", "z"), [record]);
        return new WeakReference(json);
    }

    private void Look(long version, bool isAlone = true) => _memory.Look(_memory.Now, version, isAlone);

    private StoredRecord[]? Find(params string[] keys) => _memory.Find("Test", "p", keys, out _);

    private RecordPage? Read(string from, string? to, bool descending = false, int limit = 10) =>
        _memory.Read("Test", "p", new KeyRange(from, to, descending), limit, out _);

    private void Keep(StoredRecord[] found, params string[]? keys)
    {
        _memory.Find("Test", "p", ["k"], out var place);
        _memory.Keep(place, found, keys?.Select(key => key.GetHashCode()).ToArray());
    }

    private void KeepRange(string from, string? to, params string[] keys)
    {
        _memory.Read("Test", "p", new KeyRange(from, to), 10, out var place);
        _memory.Keep(place, new KeyRange(from, to), [.. keys.Select(key => Record(key, "1", key))]);
    }

    private void Apply(RecordChange change, string? etag) => Apply([change], etag);

    private void Apply(RecordChange[] changes, params string?[] etags) =>
        _memory.Apply([new SqliteBatch("Test", "p", changes, default) { Outcome = new Commit.Done(etags) }]);

    private static RecordChange.Put Put(string key, string? text = null) => new(key, Json(text ?? key));

    private static StoredRecord Record(string key, string etag, string text) => new(key, Json(text), etag);

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(StoredRecord record) => Encoding.UTF8.GetString(record.Json.Span);

    private static IEnumerable<string>? Texts(IEnumerable<StoredRecord>? records) => records?.Select(Text);
}
