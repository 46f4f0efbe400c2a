using System.Security.Cryptography;
using System.Text;

namespace CareBot.Care.Records;

/// <summary>An id that derives from its cause, so that doing a thing twice is doing it once.</summary>
public static class CauseId
{
    /// <summary>24 lower-case hexadecimal digits of the SHA-256 over the parts; the same parts give the same id on every host.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join('\u001f', parts));
        return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12));
    }
}
