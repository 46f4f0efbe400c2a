using System.Net;
using System.Net.Sockets;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using CareBot.Care.Records;
using CareBot.Storage;

namespace CareBot.Tests.Storage;

public sealed class AzureTableRecordStoreTests(Azurite azurite) : RecordStoreContract, IClassFixture<Azurite>
{
    protected override IRecordStore Store { get; } = new AzureTableRecordStore(azurite.Client());

    [Fact]
    public async Task A_batch_whose_answer_was_lost_is_not_in_conflict_with_itself()
    {
        var there = await WriteAsync("p", new RecordChange.Insert("there", Json("one")));
        var wire = new LossyWire { Losses = 1 };
        var commit = await new AzureTableRecordStore(azurite.Client(wire)).CommitAsync(Table, "p",
            [new RecordChange.Insert("new", Json("x")), new RecordChange.Replace("there", Json("two"), there), new RecordChange.Delete("gone")], TestContext.Current.CancellationToken);
        Assert.Equal(0, wire.Losses);
        Assert.Equal([(await FindAsync("p", "new"))!.ETag, (await FindAsync("p", "there"))!.ETag, null], Assert.IsType<Commit.Done>(commit).ETags);
        Assert.Equal("two", Text(await FindAsync("p", "there")));
    }

    [Fact]
    public async Task A_conflict_found_by_a_retry_is_still_a_conflict()
    {
        await WriteAsync("p", new RecordChange.Insert("there", Json("one")));
        var commit = await new AzureTableRecordStore(azurite.Client(new LossyWire { Losses = 1 })).CommitAsync(Table, "p",
            [new RecordChange.Insert("new", Json("x")), new RecordChange.Insert("there", Json("two"))], TestContext.Current.CancellationToken);
        Assert.Equal(new Commit.Conflict("there"), commit);
        Assert.Null(await FindAsync("p", "new"));
    }

    [Fact]
    public async Task When_every_answer_is_lost_the_store_is_unavailable()
    {
        var store = new AzureTableRecordStore(azurite.Client(new LossyWire { Losses = int.MaxValue }));
        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            store.CommitAsync(Table, "p", [new RecordChange.Put("k", Json("x"))], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task When_nobody_answers_the_store_is_unavailable()
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 1, Delay = TimeSpan.Zero } };
        // Kept by a socket that does not listen, so that nobody else can answer there.
        using var kept = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        kept.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var store = new AzureTableRecordStore(new TableServiceClient(Azurite.ConnectionStringOf(((IPEndPoint)kept.LocalEndPoint!).Port), options));
        var now = TestContext.Current.CancellationToken;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.FindAsync(Table, "p", ["k"], now));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.ReadAsync(Table, "p", default, 1, null, now));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.ReadPartitionsAsync(Table, null, 1, now));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.CommitAsync(Table, "p", [new RecordChange.Put("k", Json("x"))], now));
    }

    [Fact]
    public async Task A_table_that_was_removed_is_made_again_for_the_next_batch()
    {
        await WriteAsync("p", new RecordChange.Insert("k", Json("one")));
        await azurite.Client().DeleteTableAsync(Table, TestContext.Current.CancellationToken);
        Assert.Null(await FindAsync("p", "k"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => CommitAsync("p", new RecordChange.Insert("k", Json("two"))));
        await WriteAsync("p", new RecordChange.Insert("k", Json("two")));
    }

    /// <summary>Carries batches to the server and loses the answers.</summary>
    private sealed class LossyWire : HttpPipelinePolicy
    {
        public int Losses { get; set; }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            if (!message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal) || Losses == 0)
                return;
            Losses--;
            throw new IOException("The answer was lost.");
        }
    }
}
