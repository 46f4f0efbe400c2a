using System.IO.Compression;
using Azure.Data.Tables;
using CareBot.Care.Records;

namespace CareBot.Storage;

/// <summary>A record as an entity: the value cut across binary properties <c>v0</c>, <c>v1</c>, ... (<c>z0</c>, ... when it is packed) and the
/// id of the write.</summary>
/// <remarks>
/// An entity holds 1 MiB in all, keys and names included, so a large value is packed with gzip. That always makes room, because a
/// value is JSON: of the 256 bytes UTF-8 leaves at most 214 for it, which a Huffman code writes in 7.8 bits where they are as mixed as
/// they can be, so 1 MiB takes at most 1,027,000 bytes. A record thus stays one entity, with one ETag, in one round trip, whatever its size.
/// </remarks>
internal static class AzureTableEntities
{
    public const string WriteId = "w";

    // The most a binary property holds.
    private const int Cut = 64 * 1024;

    // Half of what would fit: Azurite holds the whole request of an update, base64 and all, to the limit of 1 MiB.
    private const int Unpacked = 8 * Cut;

    private const char Plain = 'v';
    private const char Packed = 'z';

    public static TableEntity ToEntity(string partition, RecordChange change, string writeId)
    {
        var entity = new TableEntity(partition, AzureTableNames.Escape(change.Key));
        if (change is RecordChange.Delete)
            return entity;
        entity[WriteId] = writeId;
        if (change.Json.Length <= Unpacked)
            Spread(entity, Plain, change.Json);
        else
            Spread(entity, Packed, Pack(change.Json));
        return entity;
    }

    public static StoredRecord ToRecord(TableEntity entity) =>
        new(AzureTableNames.Unescape(entity.RowKey), Value(entity), entity.ETag.ToString());

    private static byte[] Value(TableEntity entity) =>
        entity.ContainsKey($"{Packed}0") ? Unpack(Gather(entity, Packed)) : Gather(entity, Plain);

    private static void Spread(TableEntity entity, char name, ReadOnlyMemory<byte> value)
    {
        for (var start = 0; start < value.Length; start += Cut)
            entity[$"{name}{start / Cut}"] = value.Slice(start, Math.Min(Cut, value.Length - start)).ToArray();
    }

    private static byte[] Gather(TableEntity entity, char name)
    {
        var first = entity.GetBinary($"{name}0");
        if (first.Length < Cut)
            return first;
        using var value = new MemoryStream();
        for (var i = 0; entity.GetBinary($"{name}{i}") is { } part; i++)
            value.Write(part);
        return value.ToArray();
    }

    private static ReadOnlyMemory<byte> Pack(ReadOnlyMemory<byte> value)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(value.Span);
        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var value = new MemoryStream(RecordLimits.ValueBytes);
        gzip.CopyTo(value);
        return value.ToArray();
    }
}
