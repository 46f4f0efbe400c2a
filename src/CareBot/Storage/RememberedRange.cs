using CareBot.Care.Records;

namespace CareBot.Storage;

/// <summary>All records of a range, in the order of their keys; never changed, since it was given away.</summary>
internal sealed class RememberedRange(string? from, string? to, StoredRecord[] records, int bytes)
{
    private readonly RecordPage _page = new(records, null);

    public int Count => records.Length;

    public RememberedRange(string? from, string? to, StoredRecord[] records)
        : this(from, to, records, 100 + records.Sum(RememberedPartition.Size))
    {
    }

    public int Bytes => bytes;

    public RecordPage Page(bool descending) => descending ? new RecordPage([.. records.Reverse()], null) : _page;

    public bool Is(KeyRange range) => range.From == from && range.To == to;

    public bool Has(string key) => (from is null || Compare(key, from) >= 0) && (to is null || Compare(key, to) < 0);

    /// <returns>The range with the record under this key; without it where that is null.</returns>
    public RememberedRange With(string key, StoredRecord? record)
    {
        var at = records.Length;
        while (at > 0 && Compare(records[at - 1].Key, key) >= 0)
            at--;
        var behind = at < records.Length && records[at].Key == key ? at + 1 : at;
        var (gone, come) = (behind > at ? RememberedPartition.Size(records[at]) : 0, record is null ? 0 : RememberedPartition.Size(record));
        return new RememberedRange(from, to, record is null ? [.. records[..at], .. records[behind..]] : [.. records[..at], record, .. records[behind..]], bytes - gone + come);
    }

    // As SQLite compares their bytes of UTF-8: surrogates stand behind all other characters.
    private static int Compare(string a, string b)
    {
        var at = a.AsSpan().CommonPrefixLength(b);
        return at == a.Length || at == b.Length ? a.Length - b.Length : Rank(a[at]) - Rank(b[at]);
    }

    private static int Rank(char character) => char.IsSurrogate(character) ? character + 0x10000 : character;
}
