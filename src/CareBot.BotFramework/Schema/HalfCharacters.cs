using System.Globalization;

namespace CareBot.BotFramework;

/// <summary>
/// Half of a character that JSON writes in two escapes, where the other half was cut off (an emoji at the end of what a field holds): the
/// rest of the message is read all the same.
/// </summary>
internal static class HalfCharacters
{
    private const int Escape = 6;

    /// <returns>The same bytes, with the replacement character for each half.</returns>
    public static ReadOnlySpan<byte> Replaced(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0) return utf8;
        var json = utf8.ToArray();
        for (var at = Next(json, 0); at >= 0; at = Next(json, at))
        {
            if (Code(json, at) is not { } code)
            {
                at += 2;
            }
            else if (char.IsHighSurrogate(code) && Code(json, at + Escape) is { } low && char.IsLowSurrogate(low))
            {
                at += 2 * Escape;
            }
            else
            {
                if (char.IsSurrogate(code)) "\\ufffd"u8.CopyTo(json.AsSpan(at));
                at += Escape;
            }
        }

        return json;
    }

    private static int Next(byte[] json, int from) => from < json.Length ? Array.IndexOf(json, (byte)'\\', from) : -1;

    /// <returns>What the escape says; null where there is none of four figures.</returns>
    private static char? Code(byte[] json, int at) =>
        at + Escape <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? (char)code : null;
}
