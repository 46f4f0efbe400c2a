using System.Text;

namespace CareBot.Storage;

/// <summary>
/// Partitions and keys as Azure Tables takes them. Letters, digits, <c>- . _ : | ~</c> and whatever lies beyond Latin-1's control
/// characters stand for themselves; every other character becomes two, so that 256 characters stay within the 1 KiB of a key.
/// </summary>
/// <remarks>Azure forbids <c>/ \ # ?</c> and control characters; the rest of the punctuation is escaped too because URLs, filters and
/// batches each have their own opinion of it.</remarks>
internal static class AzureTableNames
{
    private const string Plain = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.";
    private const string AlsoPlain = "_:|~";
    private static readonly string Escaped = string.Concat(Enumerable.Range(0, 0xA1).Select(c => (char)c).Where(c => !Plain.Contains(c) && !AlsoPlain.Contains(c)));

    public static string Escape(string name)
    {
        if (!name.Any(c => Escaped.Contains(c)))
            return name;
        var text = new StringBuilder(name.Length + 16);
        foreach (var c in name)
        {
            var index = Escaped.IndexOf(c);
            if (index < 0)
                text.Append(c);
            else
                text.Append(index < Plain.Length ? '!' : '=').Append(Plain[index % Plain.Length]);
        }
        return text.ToString();
    }

    public static string Unescape(string name)
    {
        if (!name.Contains('!') && !name.Contains('='))
            return name;
        var text = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
            text.Append(name[i] switch
            {
                '!' => Escaped[Plain.IndexOf(name[++i])],
                '=' => Escaped[Plain.Length + Plain.IndexOf(name[++i])],
                var c => c
            });
        return text.ToString();
    }

    /// <summary>A text literal in a filter.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
