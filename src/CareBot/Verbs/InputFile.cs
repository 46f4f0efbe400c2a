namespace CareBot.Verbs;

/// <summary>A file that somebody hands in.</summary>
internal static class InputFile
{
    // Some editors put it before UTF-8; no reader of JSON expects it.
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string path)
    {
        var bytes = await File.ReadAllBytesAsync(path);
        return bytes.AsSpan().StartsWith(ByteOrderMark) ? bytes.AsMemory(ByteOrderMark.Length) : bytes;
    }
}
