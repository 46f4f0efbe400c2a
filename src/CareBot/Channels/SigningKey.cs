using System.Text.Json;
using System.Text.Json.Serialization;
using CareBot.Care.Records;
using CareBot.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace CareBot.DirectLine;

/// <summary>The key that signs Direct Line tokens, the same after a restart and on every instance.</summary>
public sealed class SigningKey(IRecordStore store, IOptions<DirectLineOptions> options, Ids ids)
{
    private const int Bytes = 32;
    private const string Table = "secrets", Partition = "directline", Key = "signing-key";

    private SymmetricSecurityKey? _key;

    /// <exception cref="StorageUnavailableException">The key has not been read yet and the store cannot be reached.</exception>
    public async ValueTask<SymmetricSecurityKey> GetAsync(CancellationToken cancellationToken) =>
        _key ??= new SymmetricSecurityKey(Configured() ?? await ReadAsync(cancellationToken) ?? await MakeAsync(cancellationToken));

    private byte[]? Configured() => options.Value.SigningKey is { Length: > 0 } text ? Convert.FromBase64String(text) : null;

    private async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        var found = await store.FindAsync(Table, Partition, [Key], cancellationToken);
        return found.Count == 0 ? null : JsonSerializer.Deserialize(found[0].Json.Span, SigningKeyJson.Default.StoredKey)!.Key;
    }

    private async Task<byte[]> MakeAsync(CancellationToken cancellationToken)
    {
        var made = new StoredKey("directLineSigningKey/1", ids.Bytes(Bytes));
        var insert = new RecordChange.Insert(Key, JsonSerializer.SerializeToUtf8Bytes(made, SigningKeyJson.Default.StoredKey));
        var commit = await store.CommitAsync(Table, Partition, [insert], cancellationToken);
        // Another instance was first: its key is the key.
        return commit is Commit.Done ? made.Key : (await ReadAsync(cancellationToken))!;
    }

    internal sealed record StoredKey(string Kind, byte[] Key);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SigningKey.StoredKey))]
internal sealed partial class SigningKeyJson : JsonSerializerContext;
