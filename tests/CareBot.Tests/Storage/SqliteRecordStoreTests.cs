using CareBot.Care.Records;
using CareBot.Storage;

namespace CareBot.Tests.Storage;

public sealed class SqliteRecordStoreTests : RecordStoreContract, IDisposable
{
    private readonly SqliteRecordStore _store = SqliteRecordStore.OpenTemporary();

    protected override IRecordStore Store => _store;

    public void Dispose() => _store.Dispose();
}
