using System.Globalization;

namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>Figures as they are typed in dates and times: how many, and within which bounds.</summary>
internal static class DateDigits
{
    private static readonly Dictionary<string, (int Fewest, int Most, int Least, int Greatest)> Kinds = new(StringComparer.Ordinal)
    {
        ["d"] = (1, 2, 1, 31),
        ["m"] = (1, 2, 1, 12),
        ["yy"] = (2, 2, 0, 99),
        ["y4"] = (4, 4, 1500, 2199),
        ["hh"] = (1, 2, 0, 24),
        ["mm"] = (2, 2, 0, 59),
        ["hhmm"] = (3, 4, 0, 2359),
        // Above, four figures by themselves are a year.
        ["hhmmEarly"] = (4, 4, 0, 1259),
        ["ww"] = (1, 2, 1, 53),
        ["yyyymmdd"] = (8, 8, 15000101, 21991231),
        ["int"] = (1, 4, 0, 9999),
    };

    public static bool Knows(string name) => Kinds.ContainsKey(name);

    public static (int End, DateMeaning Meaning)? Read(string name, List<DateToken> tokens, int at)
    {
        if (at >= tokens.Count || !Kinds.TryGetValue(name, out var kind)) return null;
        var text = tokens[at].Text;
        return tokens[at].IsDigits && text.Length >= kind.Fewest && text.Length <= kind.Most
            && int.Parse(text, CultureInfo.InvariantCulture) is var value && value >= kind.Least && value <= kind.Greatest
            ? (at + 1, new DateMeaning.Amount(value))
            : null;
    }
}
