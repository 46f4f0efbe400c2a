namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>
/// A way to say something, as the words file writes it: words and signs, <c>{slot}</c> or <c>{rule:slot}</c>, <c>(this|or that)</c>,
/// <c>[may be left out]</c>, and <c>_</c> where nothing may stand between two pieces.
/// </summary>
internal abstract record DatePattern
{
    private DatePattern() { }

    public sealed record Literal(string Text) : DatePattern;

    public sealed record Glue : DatePattern;

    public sealed record Slot(string Name, string Rule) : DatePattern;

    public sealed record Choice(IReadOnlyList<DatePattern> Of) : DatePattern;

    public sealed record Sequence(IReadOnlyList<DatePattern> Parts) : DatePattern;

    /// <exception cref="FormatException">A bracket is not closed.</exception>
    public static DatePattern Parse(string pattern)
    {
        var at = 0;
        var parsed = Alternatives(pattern, ref at);
        return at == pattern.Length ? parsed : throw new FormatException($"'{pattern[at]}' in \"{pattern}\" closes nothing; remove it");
    }

    /// <summary>The rules that the pattern hands on to.</summary>
    public IEnumerable<string> Rules => this switch
    {
        Slot slot => [slot.Rule],
        Choice choice => choice.Of.SelectMany(one => one.Rules),
        Sequence sequence => sequence.Parts.SelectMany(one => one.Rules),
        _ => [],
    };

    /// <summary>Names of the slots that are filled whichever way is said.</summary>
    public IEnumerable<string> Always => this switch
    {
        Slot slot => [slot.Name],
        Choice choice => choice.Of.Skip(1).Aggregate(choice.Of[0].Always, (both, one) => both.Intersect(one.Always)),
        Sequence sequence => sequence.Parts.SelectMany(one => one.Always),
        _ => [],
    };

    /// <summary>Tells with what it can begin.</summary>
    /// <param name="startsOf">The same of a rule.</param>
    /// <param name="add">Is told of each.</param>
    /// <returns>Whether it can be nothing, so that what follows begins it as well.</returns>
    public bool Begin(Func<string, IReadOnlyCollection<string>> startsOf, Action<string> add)
    {
        switch (this)
        {
            case Literal literal:
                add(literal.Text);
                return false;
            case Slot slot:
                foreach (var start in startsOf(slot.Rule)) add(start);
                return false;
            case Choice choice:
                return choice.Of.Aggregate(false, (nothing, one) => one.Begin(startsOf, add) | nothing);
            case Sequence sequence:
                return sequence.Parts.All(one => one.Begin(startsOf, add));
            default:
                return true;
        }
    }

    private static DatePattern Alternatives(string pattern, ref int at)
    {
        var ways = new List<DatePattern>();
        var parts = new List<DatePattern>();
        while (at < pattern.Length && pattern[at] is not (')' or ']'))
        {
            if (pattern[at] == '|')
            {
                at++;
                ways.Add(new Sequence(parts));
                parts = [];
            }
            else if (pattern[at] == ' ')
            {
                at++;
            }
            else
            {
                parts.Add(Part(pattern, ref at));
            }
        }

        var last = new Sequence(parts);
        return ways.Count == 0 ? last : new Choice([.. ways, last]);
    }

    private static DatePattern Part(string pattern, ref int at)
    {
        switch (pattern[at])
        {
            case '(' or '[':
                var open = pattern[at++];
                var inside = Alternatives(pattern, ref at);
                if (at >= pattern.Length || pattern[at] != (open == '(' ? ')' : ']')) throw new FormatException($"the bracket opened in \"{pattern}\" is not closed; close it");
                at++;
                return open == '(' ? inside : new Choice([inside, new Sequence([])]);
            case '{':
                var close = pattern.IndexOf('}', at);
                if (close < 0) throw new FormatException($"the brace opened in \"{pattern}\" is not closed; close it");
                var names = pattern[(at + 1)..close].Split(':');
                at = close + 1;
                return new Slot(names[^1], names[0]);
            default:
                return Words(pattern, ref at);
        }
    }

    private static DatePattern Words(string pattern, ref int at)
    {
        var end = at;
        while (end < pattern.Length && !" ()[]{}|".Contains(pattern[end])) end++;
        var word = pattern[at..end];
        at = end;
        return One(word);
    }

    private static DatePattern One(string word) => word == "_"
        ? new Glue()
        : DateToken.Cut(word) is [var single] ? new Literal(single.Text) : new Sequence([.. DateToken.Cut(word).Select(token => new Literal(token.Text))]);
}
