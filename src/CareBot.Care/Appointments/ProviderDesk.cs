using System.Text.Json;
using CareBot.Care.Records;

namespace CareBot.Care.Appointments;

/// <summary>Keeps whom patients visit.</summary>
public sealed class ProviderDesk(IRecordStore store)
{
    private const string Table = "calendar";
    private const string Partition = "providers";

    /// <summary>All of them, by name.</summary>
    public async Task<IReadOnlyList<CareProvider>> AllAsync(CancellationToken cancellationToken)
    {
        var page = await store.ReadAsync(Table, Partition, new KeyRange(), 1000, null, cancellationToken);
        return [.. page.Records.Select(record => JsonSerializer.Deserialize(record.Json.Span, CareJson.Default.CareProvider)!).OrderBy(one => one.Name, StringComparer.Ordinal)];
    }

    public async Task<CareProvider?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(Table, Partition, [id], cancellationToken);
        return found.Count == 0 ? null : JsonSerializer.Deserialize(found[0].Json.Span, CareJson.Default.CareProvider);
    }

    /// <summary>Adds a provider, or changes what is known of them.</summary>
    public async Task PutAsync(CareProvider provider, CancellationToken cancellationToken) =>
        await store.CommitAsync(Table, Partition, [new RecordChange.Put(provider.Id, JsonSerializer.SerializeToUtf8Bytes(provider, CareJson.Default.CareProvider))], cancellationToken);
}
