namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>A whole message in words, some of them left open.</summary>
internal sealed class SpokenPhrase
{
    /// <summary>Every gap multiplies the ways to read a message, and messages come from anywhere.</summary>
    public const int MostGaps = 3;

    private const string Anything = "*";
    private const string Words = "{words}";

    private readonly string[] _parts;
    private readonly int _fewest;
    private readonly int _most;

    private SpokenPhrase(string[] parts)
    {
        _parts = parts;
        _fewest = parts.Count(part => part != Anything);
        _most = parts.Any(IsGap) ? int.MaxValue : _fewest;
    }

    /// <summary>The words that it is made of, without its gaps.</summary>
    public IEnumerable<string> Literals => _parts.Where(part => !IsGap(part));

    /// <param name="pattern"><c>{words}</c> stands for any words, <c>*</c> for any words or none.</param>
    /// <returns>Null where it has more than <see cref="MostGaps"/> gaps.</returns>
    public static SpokenPhrase? Read(string pattern)
    {
        var parts = pattern.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(part => IsGap(part) ? [part] : Folding.Words(part).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToArray();
        return parts.Count(IsGap) > MostGaps ? null : new SpokenPhrase(parts);
    }

    /// <param name="said">The message, word by word.</param>
    /// <returns>The words that stand for <c>{words}</c>, empty where the phrase has none; null when the message is another.</returns>
    public string? Find(ReadOnlySpan<string> said)
    {
        var words = "";
        return said.Length >= _fewest && said.Length <= _most && Matches(_parts, said, ref words) ? words : null;
    }

    /// <summary>Its words; null where it leaves some open.</summary>
    public string? Whole => _parts.Any(IsGap) ? null : string.Join(' ', _parts);

    private static bool IsGap(string part) => part is Anything or Words;

    private static bool Matches(ReadOnlySpan<string> parts, ReadOnlySpan<string> said, ref string words)
    {
        for (; parts.Length > 0 && !IsGap(parts[0]); parts = parts[1..], said = said[1..])
        {
            if (said.Length == 0 || parts[0] != said[0])
            {
                return false;
            }
        }

        return parts.Length == 0 ? said.Length == 0 : Fills(parts, said, ref words);
    }

    /// <summary>Gives the gap as many words as it can have.</summary>
    private static bool Fills(ReadOnlySpan<string> parts, ReadOnlySpan<string> said, ref string words)
    {
        for (var length = said.Length; length >= (parts[0] == Words ? 1 : 0); length--)
        {
            if (Matches(parts[1..], said[length..], ref words))
            {
                words = parts[0] == Words ? string.Join(' ', said[..length]!) : words;
                return true;
            }
        }

        return false;
    }
}
