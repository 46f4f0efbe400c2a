using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using CareBot.Care.Records;

namespace CareBot.Storage;

/// <summary>One batch on its way into a table, under an id of its own by which a retry recognises what it wrote itself.</summary>
internal sealed class AzureTableBatch(TableClient table, string partition, IReadOnlyList<RecordChange> changes, string writeId)
{
    // Well formed, as Azure demands, and older than every record.
    private const string ETagOfNothing = "W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"";

    /// <summary>How often a batch is tried whose unconditional deletes find that another writer was quicker.</summary>
    private const int Tries = 5;

    private readonly string _partition = AzureTableNames.Escape(partition);

    /// <exception cref="RequestFailedException">The batch was refused for another reason than a conflict.</exception>
    public async Task<Commit> SubmitAsync(CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            var sent = await WithoutIdleDeletesAsync(cancellationToken);
            try
            {
                return Done(sent, sent.Count == 0 ? [] : (await table.SubmitTransactionAsync(sent.Select(Action), cancellationToken)).Value);
            }
            catch (TableTransactionFailedException e) when (IsConflict(e))
            {
                var refused = sent[e.FailedTransactionActionIndex ?? 0];
                if (refused is RecordChange.Delete { ETag: null } && tried < Tries)
                    continue;
                return await AppliedBeforeAsync(cancellationToken) ?? new Commit.Conflict(refused.Key);
            }
        }
    }

    private static bool IsConflict(RequestFailedException e) => e.Status switch
    {
        404 => e.ErrorCode != TableErrorCode.TableNotFound,
        409 => e.ErrorCode == TableErrorCode.EntityAlreadyExists,
        412 => true,
        _ => false
    };

    private TableTransactionAction Action(RecordChange change)
    {
        var entity = AzureTableEntities.ToEntity(_partition, change, writeId);
        return change switch
        {
            RecordChange.Insert => new(TableTransactionActionType.Add, entity),
            RecordChange.Put => new(TableTransactionActionType.UpsertReplace, entity),
            RecordChange.Replace => new(TableTransactionActionType.UpdateReplace, entity, Condition(change)),
            _ => new(TableTransactionActionType.Delete, entity, change.ETag is null ? ETag.All : Condition(change))
        };
    }

    private static ETag Condition(RecordChange change) =>
        new(change.ETag!.StartsWith("W/\"datetime'", StringComparison.Ordinal) ? change.ETag : ETagOfNothing);

    /// <summary>Azure refuses to delete what is not there, so a delete of whatever is there looks first.</summary>
    private async Task<List<RecordChange>> WithoutIdleDeletesAsync(CancellationToken cancellationToken)
    {
        var unconditional = changes.Where(change => change is RecordChange.Delete { ETag: null }).Select(change => change.Key).ToList();
        if (unconditional.Count == 0)
            return [.. changes];
        var there = await AzureTableQueries.FindAsync(table, _partition, unconditional, [nameof(TableEntity.RowKey)], cancellationToken);
        var keys = there.Select(entity => AzureTableNames.Unescape(entity.RowKey)).ToHashSet();
        return [.. changes.Where(change => change is not RecordChange.Delete { ETag: null } || keys.Contains(change.Key))];
    }

    private Commit.Done Done(List<RecordChange> sent, IReadOnlyList<Response> responses)
    {
        var etags = sent.Zip(responses).ToDictionary(pair => pair.First.Key, pair => pair.Second.Headers.ETag?.ToString());
        return new Commit.Done([.. changes.Select(change => change is RecordChange.Delete ? null : etags[change.Key])]);
    }

    /// <summary>When an answer was lost and the request sent again, the batch conflicts with itself: then the records bear its id.</summary>
    private async Task<Commit?> AppliedBeforeAsync(CancellationToken cancellationToken)
    {
        var written = changes.Where(change => change is not RecordChange.Delete).Select(change => change.Key).ToList();
        var there = await AzureTableQueries.FindAsync(table, _partition, written, [nameof(TableEntity.RowKey), AzureTableEntities.WriteId], cancellationToken);
        var ours = there.Where(entity => entity.GetString(AzureTableEntities.WriteId) == writeId)
            .ToDictionary(entity => AzureTableNames.Unescape(entity.RowKey), entity => entity.ETag.ToString());
        return ours.Count == 0
            ? null
            : new Commit.Done([.. changes.Select(change => change is RecordChange.Delete ? null : ours.GetValueOrDefault(change.Key, ETagOfNothing))]);
    }
}
