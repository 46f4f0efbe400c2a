using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Identity;
using CareBot.Care.Records;

namespace CareBot.Storage;

/// <summary>The records in Azure Tables: one entity a record, one entity group transaction a batch.</summary>
/// <remarks>Retries are the SDK's (see <see cref="RecordsRegistration"/>).</remarks>
public sealed class AzureTableRecordStore(TableServiceClient service) : IRecordStore
{
    private readonly ConcurrentDictionary<string, TableClient> _made = new();
    private readonly string _writer = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
    private long _writes;

    public Task<IReadOnlyList<StoredRecord>> FindAsync(string table, string partition, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        RecordLimits.CheckFind(table, partition, keys);
        return ReadAsync<IReadOnlyList<StoredRecord>>(async () =>
        {
            var found = await AzureTableQueries.FindAsync(service.GetTableClient(table), AzureTableNames.Escape(partition), keys, null, cancellationToken);
            return found.ConvertAll(AzureTableEntities.ToRecord);
        }, [], cancellationToken);
    }

    public Task<RecordPage> ReadAsync(string table, string partition, KeyRange range, int limit, string? continuation, CancellationToken cancellationToken)
    {
        RecordLimits.CheckRead(table, partition, limit);
        var filter = AzureTableQueries.Range(partition, range, continuation);
        var pageSize = range.Descending ? RecordLimits.PageSize : Math.Min(limit + 1, RecordLimits.PageSize);
        var query = service.GetTableClient(table).QueryAsync<TableEntity>(filter, pageSize, cancellationToken: cancellationToken);
        return ReadAsync(async () => Page(range.Descending ? await LastAsync(query, limit + 1) : await FirstAsync(query, limit + 1), limit),
            new RecordPage([], null), cancellationToken);
    }

    public Task<IReadOnlyList<string>> ReadPartitionsAsync(string table, string? after, int limit, CancellationToken cancellationToken)
    {
        RecordLimits.CheckTable(table);
        RecordLimits.CheckLimit(limit);
        return ReadAsync<IReadOnlyList<string>>(async () =>
        {
            var client = service.GetTableClient(table);
            var names = new List<string>();
            for (var last = after; names.Count < limit; names.Add(last))
            {
                last = await AzureTableQueries.NextPartitionAsync(client, last, cancellationToken);
                if (last is null)
                    break;
            }
            return names;
        }, [], cancellationToken);
    }

    public async Task<Commit> CommitAsync(string table, string partition, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken)
    {
        RecordLimits.CheckBatch(table, partition, changes);
        var writeId = string.Create(CultureInfo.InvariantCulture, $"{_writer}-{Interlocked.Increment(ref _writes)}");
        try
        {
            return await new AzureTableBatch(await MadeAsync(table, cancellationToken), partition, changes, writeId).SubmitAsync(cancellationToken);
        }
        catch (Exception e) when (IsOutage(e, cancellationToken))
        {
            // Someone may have removed the table: the next batch makes it again.
            _made.TryRemove(table, out _);
            throw Unavailable(e);
        }
    }

    private async ValueTask<TableClient> MadeAsync(string table, CancellationToken cancellationToken)
    {
        if (_made.TryGetValue(table, out var made))
            return made;
        var client = service.GetTableClient(table);
        await client.CreateIfNotExistsAsync(cancellationToken);
        return _made[table] = client;
    }

    private static async Task<T> ReadAsync<T>(Func<Task<T>> read, T nothing, CancellationToken cancellationToken)
    {
        try
        {
            return await read();
        }
        catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.TableNotFound)
        {
            return nothing;
        }
        catch (Exception e) when (IsOutage(e, cancellationToken))
        {
            throw Unavailable(e);
        }
    }

    private static async Task<List<StoredRecord>> FirstAsync(AsyncPageable<TableEntity> query, int count)
    {
        var first = new List<StoredRecord>();
        await foreach (var entity in query)
        {
            first.Add(AzureTableEntities.ToRecord(entity));
            if (first.Count == count)
                break;
        }
        return first;
    }

    private static async Task<List<StoredRecord>> LastAsync(AsyncPageable<TableEntity> query, int count)
    {
        var last = new Queue<TableEntity>();
        await foreach (var entity in query)
        {
            if (last.Count == count)
                last.Dequeue();
            last.Enqueue(entity);
        }
        return [.. last.Reverse().Select(AzureTableEntities.ToRecord)];
    }

    private static RecordPage Page(List<StoredRecord> records, int limit) =>
        records.Count <= limit ? new RecordPage(records, null) : new RecordPage(records[..limit], records[limit - 1].Key);

    // An AggregateException is what the SDK's retries end in; a cancellation that nobody asked for is its time limit.
    private static bool IsOutage(Exception e, CancellationToken cancellationToken) =>
        e is RequestFailedException or AggregateException or AuthenticationFailedException
        || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static StorageUnavailableException Unavailable(Exception e)
    {
        var why = $"Azure Tables does not answer: {(e as RequestFailedException)?.Status} {(e as RequestFailedException)?.ErrorCode ?? e.GetType().Name}.";
        return new StorageUnavailableException(why, e) { Remedy = why };
    }
}
