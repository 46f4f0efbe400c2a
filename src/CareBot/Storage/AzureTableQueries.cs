using Azure.Data.Tables;
using CareBot.Care.Records;

namespace CareBot.Storage;

internal static class AzureTableQueries
{
    // A filter may have 15 comparisons, the partition's among them.
    private const int KeysInOneFilter = 14;

    // Far below what a URL may have, when every character of a key is escaped three times over.
    private const int CharactersInOneFilter = 1800;

    /// <param name="table">The table.</param>
    /// <param name="partition">Escaped.</param>
    /// <param name="keys">Not escaped.</param>
    /// <param name="select">Properties; null for all.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<List<TableEntity>> FindAsync(
        TableClient table, string partition, IReadOnlyList<string> keys, string[]? select, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(Filters(keys).Select(filter => ReadAsync(table, $"PartitionKey eq {AzureTableNames.Quote(partition)} and ({filter})", select, cancellationToken)));
        return found.Length == 1 ? found[0] : [.. found.SelectMany(entities => entities)];
    }

    /// <summary>The filter of a range. Bounds are not escaped: a bound such as <c>a}</c>, behind all that begins with <c>a|</c>, would move.</summary>
    public static string Range(string partition, KeyRange range, string? continuation)
    {
        var conditions = new List<string> { $"PartitionKey eq {AzureTableNames.Quote(AzureTableNames.Escape(partition))}" };
        if (range.From is { } from)
            conditions.Add($"RowKey ge {AzureTableNames.Quote(from)}");
        if (range.To is { } to)
            conditions.Add($"RowKey lt {AzureTableNames.Quote(to)}");
        if (continuation is not null)
            conditions.Add($"RowKey {(range.Descending ? "lt" : "gt")} {AzureTableNames.Quote(AzureTableNames.Escape(continuation))}");
        return string.Join(" and ", conditions);
    }

    public static async Task<string?> NextPartitionAsync(TableClient table, string? after, CancellationToken cancellationToken)
    {
        var filter = after is null ? null : $"PartitionKey gt {AzureTableNames.Quote(AzureTableNames.Escape(after))}";
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, 1, [nameof(TableEntity.PartitionKey)], cancellationToken))
            return AzureTableNames.Unescape(entity.PartitionKey);
        return null;
    }

    private static List<string> Filters(IReadOnlyList<string> keys)
    {
        var filters = new List<string>();
        var filter = new List<string>();
        foreach (var key in keys.Select(AzureTableNames.Escape))
        {
            if (filter.Count == KeysInOneFilter || filter.Sum(part => part.Length) + key.Length > CharactersInOneFilter)
                Close();
            filter.Add($"RowKey eq {AzureTableNames.Quote(key)}");
        }
        Close();
        return filters;

        void Close()
        {
            if (filter.Count > 0)
                filters.Add(string.Join(" or ", filter));
            filter.Clear();
        }
    }

    private static async Task<List<TableEntity>> ReadAsync(TableClient table, string filter, string[]? select, CancellationToken cancellationToken)
    {
        var entities = new List<TableEntity>();
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, select: select, cancellationToken: cancellationToken))
            entities.Add(entity);
        return entities;
    }
}
