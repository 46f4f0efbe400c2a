using CareBot.Care.Records;
using CareBot.Chats;

namespace CareBot.Tests.Storage;

public sealed class RewindableStoreTests : RecordStoreContract
{
    private readonly RewindableStore _store = new();

    protected override IRecordStore Store => _store;

    [Fact]
    public async Task The_records_are_again_what_they_were_at_a_moment()
    {
        await WriteAsync("p", new RecordChange.Put("a", Json("1")));
        var moment = _store.Moment;
        await WriteAsync("p", new RecordChange.Put("a", Json("2")));
        await WriteAsync("q", new RecordChange.Put("b", Json("3")));

        _store.Moment = moment;

        Assert.Equal("1", Text(await FindAsync("p", "a")));
        Assert.Null(await FindAsync("q", "b"));
    }
}
