using System.Text;
using CareBot.Care.Records;

namespace CareBot.Tests.Storage;

/// <summary>What every store promises.</summary>
public abstract class RecordStoreContract
{
    private static int _tables;

    /// <summary>A table that no other test writes.</summary>
    protected string Table { get; } = $"Test{Interlocked.Increment(ref _tables)}";

    protected abstract IRecordStore Store { get; }

    protected static CancellationToken Cancelled => new(canceled: true);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public static TheoryData<string> OddNames =>
    [
        """!@#$%^&*()~/\><,.?';"`~""", "ünïcödé ñandú 患者", "👩‍⚕️ 🏥", "\0\u0001\t\r\n\u001F\u007F\u0080\u009F\u00A0", " leading and trailing ", "a+b=c&d%20e%", "..", "''",
        new string('x', RecordLimits.NameLength), new string('\u0001', RecordLimits.NameLength), new string('患', RecordLimits.NameBytes / 3), string.Concat(Enumerable.Repeat("🏥", RecordLimits.NameBytes / 4))
    ];

    public static TheoryData<int> Sizes => [1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 512 * 1024, 512 * 1024 + 1, 1024 * 1024];

    [Fact]
    public async Task What_was_never_written_is_not_there()
    {
        Assert.Null(await FindAsync("p", "k"));
        Assert.Empty((await Store.ReadAsync(Table, "p", default, 10, null, Now)).Records);
        Assert.Empty(await Store.ReadPartitionsAsync(Table, null, 10, Now));
    }

    [Fact]
    public async Task What_was_committed_is_read_as_it_was_written()
    {
        var etag = await WriteAsync("p", new RecordChange.Insert("k", Json("one")));
        var record = await FindAsync("p", "k");
        Assert.Equal(("k", "one", etag), (record!.Key, Text(record), record.ETag));
    }

    [Fact]
    public async Task Several_records_are_found_at_once_and_those_that_are_not_there_are_left_out()
    {
        var keys = Enumerable.Range(0, RecordLimits.KeysInOneFind).Select(i => $"k{i}").ToList();
        await CommitAsync("p", [.. keys.Skip(1).Select(key => new RecordChange.Insert(key, Json(key)))]);
        var found = await Store.FindAsync(Table, "p", keys, Now);
        Assert.Equal(keys.Skip(1).Order(StringComparer.Ordinal), found.Select(record => record.Key).Order(StringComparer.Ordinal));
        Assert.All(found, record => Assert.Equal(record.Key, Text(record)));
    }

    [Theory, MemberData(nameof(OddNames))]
    public async Task A_key_may_have_any_character(string key)
    {
        await WriteAsync("p", new RecordChange.Insert("other", Json("other")));
        var etag = await WriteAsync("p", new RecordChange.Insert(key, Json("one")));
        etag = await WriteAsync("p", new RecordChange.Replace(key, Json("two"), etag));
        Assert.Equal((key, "two"), ((await FindAsync("p", key))!.Key, Text(await FindAsync("p", key))));
        Assert.Contains((await Store.ReadAsync(Table, "p", default, 10, null, Now)).Records, record => record.Key == key);
        Assert.Equal(new Commit.Conflict(key), await CommitAsync("p", new RecordChange.Insert(key, Json("three"))));
        await WriteAsync("p", new RecordChange.Delete(key, etag));
        Assert.Null(await FindAsync("p", key));
    }

    [Theory, MemberData(nameof(OddNames))]
    public async Task A_partition_may_have_any_character(string partition)
    {
        await WriteAsync(partition, new RecordChange.Insert("k", Json("one")));
        Assert.Equal("one", Text(await FindAsync(partition, "k")));
        Assert.Single((await Store.ReadAsync(Table, partition, default, 10, null, Now)).Records);
        Assert.Equal([partition], await Store.ReadPartitionsAsync(Table, null, 10, Now));
        Assert.Empty(await Store.ReadPartitionsAsync(Table, partition, 10, Now));
    }

    [Fact]
    public async Task Keys_that_differ_only_in_case_accent_or_trailing_space_are_different()
    {
        string[] keys = ["ana", "Ana", "ana ", " ana", "aná", "ana\u0301", "ana\0"];
        await CommitAsync("p", [.. keys.Select(key => new RecordChange.Insert(key, Json($"'{key}'")))]);
        foreach (var key in keys)
            Assert.Equal($"'{key}'", Text(await FindAsync("p", key)));
    }

    [Fact]
    public async Task Odd_keys_come_once_each_when_a_partition_is_read_in_pages()
    {
        var keys = Enumerable.Range(0, 0x100).Select(c => $"k{(char)c}").ToList();
        foreach (var some in keys.Chunk(RecordLimits.Changes))
            await CommitAsync("p", [.. some.Select(key => new RecordChange.Insert(key, Json("x")))]);
        Assert.Equal(keys.Order(StringComparer.Ordinal), (await AllKeysAsync("p", default, 7)).Order(StringComparer.Ordinal));
        Assert.Equal(keys.Order(StringComparer.Ordinal), (await AllKeysAsync("p", new KeyRange(Descending: true), 100)).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Sizes))]
    public async Task A_value_comes_back_whole(int size)
    {
        var value = Bytes(size);
        await WriteAsync("p", new RecordChange.Insert("k", value));
        Assert.Equal(value, (await FindAsync("p", "k"))!.Json.ToArray());
    }

    [Fact]
    public async Task A_value_that_shrinks_leaves_nothing_of_the_longer_one()
    {
        var etag = await WriteAsync("p", new RecordChange.Insert("k", Bytes(300_000)));
        etag = await WriteAsync("p", new RecordChange.Replace("k", Bytes(64 * 1024), etag));
        Assert.Equal(64 * 1024, (await FindAsync("p", "k"))!.Json.Length);
        await WriteAsync("p", new RecordChange.Put("k", Json("short")));
        Assert.Equal("short", Text(await FindAsync("p", "k")));
    }

    [Fact]
    public async Task A_value_of_one_MiB_may_become_small_and_large_again_and_go()
    {
        // Not as mixed as it might be: Azurite refuses an update that Azure takes (it measures the request, not the entity).
        var large = Json(string.Create(RecordLimits.ValueBytes, new Random(1), (text, random) => random.GetItems("abcdefghijklmnopqrstuvwxyz", text)));
        var name = new string('\u0001', RecordLimits.NameLength);
        var etag = await WriteAsync(name, new RecordChange.Insert(name, large));
        Assert.Equal(new Commit.Conflict(name), await CommitAsync(name, new RecordChange.Insert(name, Json("other"))));
        var small = await WriteAsync(name, new RecordChange.Replace(name, Json("small"), etag));
        Assert.Equal("small", Text(await FindAsync(name, name)));
        Assert.Equal(new Commit.Conflict(name), await CommitAsync(name, new RecordChange.Replace(name, large, etag)));
        await WriteAsync(name, new RecordChange.Replace(name, large, small));
        await WriteAsync(name, new RecordChange.Put(name, Json("put")));
        Assert.Equal("put", Text(await FindAsync(name, name)));
        await WriteAsync(name, new RecordChange.Put(name, large));
        Assert.Equal(large, (await FindAsync(name, name))!.Json.ToArray());
        await WriteAsync(name, new RecordChange.Delete(name));
        Assert.Empty(await AllKeysAsync(name, default, 10));
    }

    [Fact]
    public async Task A_range_may_hold_many_values_of_one_MiB()
    {
        var values = Enumerable.Range(0, 6).ToDictionary(i => $"{i}", i => i == 3 ? Json("small") : Bytes(RecordLimits.ValueBytes - i));
        foreach (var two in values.Chunk(2))
            await CommitAsync("p", [.. two.Select(value => new RecordChange.Insert(value.Key, value.Value))]);
        foreach (var descending in new[] { false, true })
        {
            var page = await Store.ReadAsync(Table, "p", new KeyRange("1", "5", descending), 10, null, Now);
            Assert.Equal(["1", "2", "3", "4"], page.Records.Select(record => record.Key).Order());
            Assert.All(page.Records, record => Assert.True(record.Json.Span.SequenceEqual(values[record.Key])));
        }
        Assert.Equal(["0", "1", "2", "3", "4", "5"], await AllKeysAsync("p", default, 2));
        Assert.Equal(["p"], await Store.ReadPartitionsAsync(Table, null, 10, Now));
    }

    [Fact]
    public async Task A_batch_with_a_value_of_one_MiB_is_applied_whole_or_not_at_all()
    {
        await WriteAsync("p", new RecordChange.Insert("there", Json("one")));
        Assert.Equal(new Commit.Conflict("there"), await CommitAsync("p",
            new RecordChange.Insert("large", Bytes(RecordLimits.ValueBytes)), new RecordChange.Insert("there", Json("two"))));
        Assert.Equal(["there"], await AllKeysAsync("p", default, 10));
    }

    [Fact]
    public async Task The_largest_batch_fits()
    {
        var changes = Enumerable.Range(0, RecordLimits.Changes)
            .Select(i => new RecordChange.Insert($"{i:000}" + new string('ñ', RecordLimits.NameLength - 3), Bytes(RecordLimits.BatchBytes / RecordLimits.Changes))).ToArray();
        var partition = new string('ñ', RecordLimits.NameLength);
        await CommitAsync(partition, changes);
        Assert.Equal(RecordLimits.Changes, (await Store.ReadAsync(Table, partition, default, 1000, null, Now)).Records.Count);
    }

    [Fact]
    public async Task An_insert_does_not_overwrite()
    {
        await WriteAsync("p", new RecordChange.Insert("k", Json("one")));
        Assert.Equal(new Commit.Conflict("k"), await CommitAsync("p", new RecordChange.Insert("k", Json("two"))));
        Assert.Equal("one", Text(await FindAsync("p", "k")));
    }

    [Fact]
    public async Task A_replace_needs_the_record_as_it_was_read()
    {
        var first = await WriteAsync("p", new RecordChange.Insert("k", Json("one")));
        var second = await WriteAsync("p", new RecordChange.Replace("k", Json("two"), first));
        Assert.NotEqual(first, second);
        Assert.Equal(new Commit.Conflict("k"), await CommitAsync("p", new RecordChange.Replace("k", Json("three"), first)));
        Assert.Equal("two", Text(await FindAsync("p", "k")));
    }

    [Theory, InlineData("made up"), InlineData("ffffffffffffffffffffffff"), InlineData("W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\"")]
    public async Task An_etag_of_another_origin_is_a_conflict(string etag)
    {
        await WriteAsync("p", new RecordChange.Insert("k", Json("one")));
        Assert.Equal(new Commit.Conflict("k"), await CommitAsync("p", new RecordChange.Replace("k", Json("two"), etag)));
        Assert.Equal(new Commit.Conflict("k"), await CommitAsync("p", new RecordChange.Delete("k", etag)));
    }

    [Fact]
    public async Task Replacing_what_has_gone_is_a_conflict_and_brings_nothing_back()
    {
        var etag = await WriteAsync("p", new RecordChange.Insert("k", Json("one")));
        await WriteAsync("p", new RecordChange.Delete("k", etag));
        Assert.Equal(new Commit.Conflict("k"), await CommitAsync("p", new RecordChange.Replace("k", Json("two"), etag)));
        Assert.Null(await FindAsync("p", "k"));
    }

    [Fact]
    public async Task An_etag_from_before_a_delete_is_stale_when_the_record_comes_again()
    {
        var etag = await WriteAsync("p", new RecordChange.Insert("k", Json("one")));
        await WriteAsync("p", new RecordChange.Delete("k"));
        await WriteAsync("p", new RecordChange.Insert("k", Json("one")));
        Assert.Equal(new Commit.Conflict("k"), await CommitAsync("p", new RecordChange.Replace("k", Json("two"), etag)));
    }

    [Fact]
    public async Task A_delete_with_a_stale_etag_is_a_conflict_and_so_is_one_of_what_has_gone()
    {
        var first = await WriteAsync("p", new RecordChange.Insert("k", Json("one")));
        var second = await WriteAsync("p", new RecordChange.Replace("k", Json("two"), first));
        Assert.Equal(new Commit.Conflict("k"), await CommitAsync("p", new RecordChange.Delete("k", first)));
        await WriteAsync("p", new RecordChange.Delete("k", second));
        Assert.Equal(new Commit.Conflict("k"), await CommitAsync("p", new RecordChange.Delete("k", second)));
    }

    [Fact]
    public async Task A_delete_without_an_etag_removes_whatever_is_there_and_is_content_when_nothing_is()
    {
        await WriteAsync("p", new RecordChange.Insert("there", Json("one")));
        var done = Assert.IsType<Commit.Done>(await CommitAsync("p",
            new RecordChange.Delete("gone"), new RecordChange.Insert("new", Json("new")), new RecordChange.Delete("there")));
        Assert.Equal([null, (await FindAsync("p", "new"))!.ETag, null], done.ETags);
        Assert.Null(await FindAsync("p", "there"));
        Assert.IsType<Commit.Done>(await CommitAsync("p", new RecordChange.Delete("gone")));
    }

    [Fact]
    public async Task A_put_writes_whatever_is_there()
    {
        var first = await WriteAsync("p", new RecordChange.Put("k", Json("one")));
        var second = await WriteAsync("p", new RecordChange.Put("k", Json("two")));
        Assert.NotEqual(first, second);
        Assert.Equal(("two", second), (Text(await FindAsync("p", "k")), (await FindAsync("p", "k"))!.ETag));
        Assert.Equal(new Commit.Conflict("k"), await CommitAsync("p", new RecordChange.Replace("k", Json("three"), first)));
    }

    [Fact]
    public async Task A_batch_that_is_refused_in_part_writes_nothing_and_names_the_first_that_was_refused()
    {
        var etag = await WriteAsync("p", new RecordChange.Insert("there", Json("one")));
        await WriteAsync("p", new RecordChange.Insert("also", Json("one")));
        var commit = await CommitAsync("p",
            new RecordChange.Insert("new", Json("x")), new RecordChange.Put("put", Json("x")), new RecordChange.Delete("also"),
            new RecordChange.Replace("there", Json("two"), etag), new RecordChange.Insert("also2", Json("x")),
            new RecordChange.Replace("gone", Json("x"), etag), new RecordChange.Replace("gone2", Json("x"), etag));
        Assert.Equal(new Commit.Conflict("gone"), commit);
        Assert.Equal(["also", "there"], await AllKeysAsync("p", default, 10));
        Assert.Equal(etag, (await FindAsync("p", "there"))!.ETag);
    }

    [Fact]
    public async Task The_etags_come_in_the_order_of_the_changes_and_serve_the_next_write()
    {
        var done = Assert.IsType<Commit.Done>(await CommitAsync("p", new RecordChange.Insert("b", Json("1")), new RecordChange.Delete("c"), new RecordChange.Put("a", Json("1"))));
        Assert.Null(done.ETags[1]);
        Assert.IsType<Commit.Done>(await CommitAsync("p", new RecordChange.Replace("b", Json("2"), done.ETags[0]!), new RecordChange.Delete("a", done.ETags[2])));
        Assert.Equal(["b"], await AllKeysAsync("p", default, 10));
    }

    [Fact]
    public async Task What_breaks_the_bounds_is_refused_before_anything_is_written()
    {
        var fine = new RecordChange.Insert("k", Json("x"));
        await RefusedAsync("p", fine, new RecordChange.Put("k", Json("y")));
        await RefusedAsync("p");
        await RefusedAsync("p", [.. Enumerable.Range(0, RecordLimits.Changes + 1).Select(i => new RecordChange.Insert($"{i}", Json("x")))]);
        await RefusedAsync("p", fine, new RecordChange.Insert("empty", default));
        await RefusedAsync("p", fine, new RecordChange.Insert("long", Bytes(RecordLimits.ValueBytes + 1)));
        await RefusedAsync("p", fine, new RecordChange.Insert("no text", new byte[] { (byte)'"', 0xC3, (byte)'"' }));
        await RefusedAsync("p", [.. Enumerable.Range(0, 3).Select(i => new RecordChange.Insert($"{i}", Bytes(RecordLimits.BatchBytes / 3 + 1)))]);
        await RefusedAsync("p", fine, new RecordChange.Insert("", Json("x")));
        await RefusedAsync("p", fine, new RecordChange.Insert(new string('x', RecordLimits.NameLength + 1), Json("x")));
        await RefusedAsync("p", fine, new RecordChange.Insert(new string('患', RecordLimits.NameLength), Json("x")));
        await RefusedAsync("p", fine, new RecordChange.Insert("\uD800", Json("x")));
        await RefusedAsync("p", fine, new RecordChange.Replace("all", Json("x"), "*"));
        await RefusedAsync("", fine);
        Assert.Empty(await Store.ReadPartitionsAsync(Table, null, 10, Now));
    }

    [Theory, InlineData("ab"), InlineData("1abc"), InlineData("with-dash"), InlineData("Größe"), InlineData("tables"), InlineData("")]
    public async Task A_table_that_Azure_could_not_have_is_refused(string table) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.CommitAsync(table, "p", [new RecordChange.Put("k", Json("x"))], Now));

    [Fact]
    public async Task Reads_out_of_bounds_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.FindAsync(Table, "p", [], Now));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.FindAsync(Table, "p", [.. Enumerable.Range(0, RecordLimits.KeysInOneFind + 1).Select(i => $"{i}")], Now));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReadAsync(Table, "p", default, 0, null, Now));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReadAsync(Table, "p", default, RecordLimits.PageSize + 1, null, Now));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReadPartitionsAsync(Table, null, 0, Now));
    }

    [Fact]
    public async Task Three_thousand_records_come_in_order_page_by_page_both_ways()
    {
        var keys = Enumerable.Range(0, 3000).Select(i => $"2026-03-02T08:{i:0000}|weight_{i}~").ToList();
        foreach (var some in keys.Chunk(RecordLimits.Changes))
            await CommitAsync("p", [.. some.Select(key => new RecordChange.Insert(key, Json("x")))]);
        Assert.Equal(keys, await AllKeysAsync("p", default, 1000));
        Assert.Equal(keys, await AllKeysAsync("p", default, 999));
        Assert.Equal(Enumerable.Reverse(keys), await AllKeysAsync("p", new KeyRange(Descending: true), 1000));
        Assert.Equal(keys[1500..1700], await AllKeysAsync("p", new KeyRange(keys[1500], keys[1700]), 64));
        Assert.Equal(Enumerable.Reverse(keys[1500..1700]), await AllKeysAsync("p", new KeyRange(keys[1500], keys[1700], Descending: true), 64));
    }

    [Fact]
    public async Task Only_the_last_page_is_short_and_a_full_last_page_ends_the_reading()
    {
        await CommitAsync("p", [.. Enumerable.Range(0, 6).Select(i => new RecordChange.Insert($"{i}", Json("x")))]);
        var first = await Store.ReadAsync(Table, "p", default, 3, null, Now);
        var second = await Store.ReadAsync(Table, "p", default, 3, first.Continuation, Now);
        Assert.Equal((3, 3), (first.Records.Count, second.Records.Count));
        Assert.NotNull(first.Continuation);
        Assert.Null(second.Continuation);
    }

    [Fact]
    public async Task Order_and_bounds_are_those_of_the_characters()
    {
        string[] keys = ["-", ".", "0", "9", ":", "A", "Z", "_", "a", "z", "|", "~"];
        await CommitAsync("p", [.. keys.Reverse().Select(key => new RecordChange.Insert(key, Json("x")))]);
        await CommitAsync("p", [.. keys.Select(key => new RecordChange.Insert(key + "x", Json("x")))]);
        Assert.Equal(keys.SelectMany(key => new[] { key, key + "x" }), await AllKeysAsync("p", default, 5));
        foreach (var key in keys)
        {
            Assert.Equal([key, key + "x"], await AllKeysAsync("p", KeyRange.StartingWith(key), 5));
            Assert.Equal([key + "x"], await AllKeysAsync("p", new KeyRange(key + "x", key + "y"), 5));
            Assert.Equal([key], await AllKeysAsync("p", new KeyRange(key, key + "x"), 5));
        }
    }

    [Fact]
    public async Task Partitions_are_listed_once_each_in_order_from_where_one_left_off()
    {
        string[] partitions = ["a", "a-1", "a.1", "b", "c"];
        foreach (var partition in partitions.Reverse())
            await CommitAsync(partition, new RecordChange.Insert("1", Json("x")), new RecordChange.Insert("2", Json("x")));
        Assert.Equal(partitions, await Store.ReadPartitionsAsync(Table, null, 1000, Now));
        Assert.Equal(["a", "a-1"], await Store.ReadPartitionsAsync(Table, null, 2, Now));
        Assert.Equal(["a.1", "b"], await Store.ReadPartitionsAsync(Table, "a-1", 2, Now));
        await CommitAsync("b", new RecordChange.Delete("1"), new RecordChange.Delete("2"));
        Assert.Equal(["c"], await Store.ReadPartitionsAsync(Table, "a.1", 10, Now));
    }

    [Fact]
    public async Task Two_partitions_and_two_tables_do_not_mix()
    {
        await WriteAsync("p", new RecordChange.Insert("k", Json("one")));
        await WriteAsync("P", new RecordChange.Insert("k", Json("two")));
        await Store.CommitAsync(Table + "b", "p", [new RecordChange.Insert("k", Json("three"))], Now);
        Assert.Equal("one", Text(await FindAsync("p", "k")));
        Assert.Equal("two", Text(await FindAsync("P", "k")));
        Assert.Equal(["p"], await Store.ReadPartitionsAsync(Table + "b", null, 10, Now));
        Assert.Single((await Store.ReadAsync(Table, "p", default, 10, null, Now)).Records);
    }

    [Fact]
    public async Task What_is_cancelled_before_it_begins_does_not_happen()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.CommitAsync(Table, "p", [new RecordChange.Insert("k", Json("x"))], Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.FindAsync(Table, "p", ["k"], Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ReadAsync(Table, "p", default, 10, null, Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ReadPartitionsAsync(Table, null, 10, Cancelled));
        Assert.Null(await FindAsync("p", "k"));
    }

    [Fact]
    public async Task Batches_in_order_are_applied_one_after_the_other()
    {
        var commits = await InOrderAsync(("p", new RecordChange.Insert("a", Json("one"))), ("q", new RecordChange.Insert("a", Json("two"))), ("p", new RecordChange.Insert("b", Json("three"))));

        Assert.Equal(3, commits.Count);
        var etags = commits.Select(commit => Assert.IsType<Commit.Done>(commit).ETags.Single()).ToList();
        Assert.Equal([etags[0], etags[1], etags[2]], [(await FindAsync("p", "a"))!.ETag, (await FindAsync("q", "a"))!.ETag, (await FindAsync("p", "b"))!.ETag]);
    }

    [Fact]
    public async Task After_one_of_batches_in_order_that_is_refused_none_is_applied()
    {
        await WriteAsync("q", new RecordChange.Insert("there", Json("one")));

        var commits = await InOrderAsync(("p", new RecordChange.Insert("a", Json("one"))), ("q", new RecordChange.Insert("there", Json("two"))), ("r", new RecordChange.Put("a", Json("three"))));

        Assert.IsType<Commit.Done>(commits[0]);
        Assert.Equal([new Commit.Conflict("there")], commits.Skip(1));
        Assert.NotNull(await FindAsync("p", "a"));
        Assert.Equal("one", Text(await FindAsync("q", "there")));
        Assert.Null(await FindAsync("r", "a"));
    }

    [Fact]
    public async Task Of_batches_in_order_that_race_for_one_record_the_losers_write_nothing_behind_it()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 32).Select(writer => Task.Run(() => InOrderAsync(("race", new RecordChange.Insert("first", Json($"{writer}"))), ("behind", new RecordChange.Insert($"{writer:00}", Json($"{writer}")))), Now)));

        var winner = Assert.Single(all, commits => commits.Count == 2);
        Assert.Equal([Array.IndexOf(all, winner).ToString("00", System.Globalization.CultureInfo.InvariantCulture)], await AllKeysAsync("behind", default, 100));
    }

    [Fact]
    public async Task Many_writers_who_compare_and_try_again_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(writer => Task.Run(() => AddLineAsync($"{writer:00}"), Now)));
        var lines = Text(await FindAsync("p", "lines")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Enumerable.Range(0, 64).Select(writer => $"{writer:00}"), lines.Order(StringComparer.Ordinal));
    }

    private async Task AddLineAsync(string line)
    {
        Commit commit;
        do
        {
            var record = await FindAsync("p", "lines");
            commit = record is null
                ? await CommitAsync("p", new RecordChange.Insert("lines", Json(line)), new RecordChange.Put("last", Json(line)))
                : await CommitAsync("p", new RecordChange.Replace("lines", Json($"{Text(record)} {line}"), record.ETag), new RecordChange.Put("last", Json(line)));
        }
        while (commit is Commit.Conflict);
    }

    protected async Task<StoredRecord?> FindAsync(string partition, string key) =>
        (await Store.FindAsync(Table, partition, [key], Now)).SingleOrDefault();

    protected Task<Commit> CommitAsync(string partition, params RecordChange[] changes) => Store.CommitAsync(Table, partition, changes, Now);

    private Task<IReadOnlyList<Commit>> InOrderAsync(params (string Partition, RecordChange Change)[] changes) =>
        Store.CommitInOrderAsync([.. changes.Select(one => new RecordBatch(Table, one.Partition, [one.Change]))], Now);

    protected async Task<string> WriteAsync(string partition, RecordChange change) =>
        Assert.IsType<Commit.Done>(await CommitAsync(partition, change)).ETags.Single() ?? "";

    protected async Task<List<string>> AllKeysAsync(string partition, KeyRange range, int limit)
    {
        var keys = new List<string>();
        string? continuation = null;
        do
        {
            var page = await Store.ReadAsync(Table, partition, range, limit, continuation, Now);
            Assert.True(page.Continuation is null || page.Records.Count == limit);
            keys.AddRange(page.Records.Select(record => record.Key));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return keys;
    }

    protected static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);

    protected static string Text(StoredRecord? record) => Encoding.UTF8.GetString(record!.Json.Span);

    /// <summary>Text as mixed as JSON in UTF-8 can be: characters of one, two, three and four bytes such that every byte is about as frequent.</summary>
    protected static byte[] Bytes(int size)
    {
        var random = new Random(size);
        var bytes = new byte[size];
        for (var at = 0; at < size;)
        {
            var rune = Rune(random);
            if (rune.Utf8SequenceLength > size - at)
                rune = new Rune((char)random.Next(' ', '\u007F'));
            at += rune.EncodeToUtf8(bytes.AsSpan(at));
        }
        return bytes;
    }

    // 99 characters of one byte, then what begins with one of 30, 16 and 5 bytes.
    private static Rune Rune(Random random) => random.Next(150) switch
    {
        < 3 and var space => new Rune("\t\n\r"[space]),
        < 99 => new Rune((char)random.Next(' ', '\u0080')),
        < 129 => new Rune((char)random.Next('\u0080', '\u0800')),
        < 145 => new Rune((char)random.Next('\u0800', '\uD800')),
        _ => new Rune(random.Next(0x10000, 0x110000))
    };

    private async Task RefusedAsync(string partition, params RecordChange[] changes) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => CommitAsync(partition, changes));
}
