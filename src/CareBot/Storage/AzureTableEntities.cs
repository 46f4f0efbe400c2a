using Azure.Data.Tables;
using CareBot.Care.Records;

namespace CareBot.Storage;

/// <summary>A record as an entity: the value cut across binary properties <c>v0</c>, <c>v1</c>, ... and the id of the write.</summary>
internal static class AzureTableEntities
{
    public const string WriteId = "w";

    // The most a binary property holds.
    private const int Cut = 64 * 1024;

    public static TableEntity ToEntity(string partition, RecordChange change, string writeId)
    {
        var entity = new TableEntity(partition, AzureTableNames.Escape(change.Key));
        if (change is RecordChange.Delete)
            return entity;
        entity[WriteId] = writeId;
        for (var start = 0; start < change.Json.Length; start += Cut)
            entity[$"v{start / Cut}"] = change.Json.Slice(start, Math.Min(Cut, change.Json.Length - start)).ToArray();
        return entity;
    }

    public static StoredRecord ToRecord(TableEntity entity) =>
        new(AzureTableNames.Unescape(entity.RowKey), Value(entity), entity.ETag.ToString());

    private static byte[] Value(TableEntity entity)
    {
        var first = entity.GetBinary("v0");
        if (first.Length < Cut)
            return first;
        using var value = new MemoryStream();
        for (var i = 0; entity.GetBinary($"v{i}") is { } part; i++)
            value.Write(part);
        return value.ToArray();
    }
}
