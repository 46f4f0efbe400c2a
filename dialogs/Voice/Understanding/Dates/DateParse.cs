namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>What the slots of a pattern were filled with, the last one first.</summary>
internal sealed record DateSlots(string Name, DateMeaning Value, DateSlots? Before)
{
    public static DateMeaning? Find(DateSlots? slots, string name)
    {
        for (var at = slots; at is not null; at = at.Before)
            if (at.Name == name) return at.Value;
        return null;
    }
}

/// <summary>Parses one message: every rule at every place at most once, so that the time stays in proportion to the message.</summary>
internal sealed class DateParse(DateGrammar grammar, List<DateToken> tokens, DateTime reference)
{
    private static readonly List<(int End, DateMeaning Meaning)> None = [];

    private readonly Dictionary<(string Rule, int At), List<(int End, DateMeaning Meaning)>> _known = [];
    // Each rule takes away what it has added.
    private readonly List<(int End, DateSlots? Slots)> _matched = [];

    /// <summary>The phrases of the message, from left to right; of two that overlap the longer one.</summary>
    public IEnumerable<(int At, int End, DateMeaning Meaning)> Phrases()
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            if (Longest(at) is not { } found || Enumerable.Range(at + 1, found.End - at - 1).Any(later => Longest(later) is { } other && other.End > found.End && other.End - later > found.End - at)) continue;
            // What is said in full without a time, as "good morning", is passed over whole.
            if (found.Meaning.Timexes.Count > 0) yield return (at, found.End, found.Meaning);
            at = found.End - 1;
        }
    }

    private (int End, DateMeaning Meaning)? Longest(int at)
    {
        (int End, DateMeaning Meaning)? longest = null;
        foreach (var one in Of(DateGrammar.Phrase, at))
            if ((longest is null || one.End > longest.Value.End) && StandsFree(at, one.End)) longest = one;
        return longest;
    }

    /// <summary>Part of a longer code is no date: 133-03-03-2020, ABC-12345, 6.45%.</summary>
    private bool StandsFree(int at, int end)
    {
        if (tokens[at].IsDigits && tokens[at].Glued && at > 0 && (tokens[at - 1].IsWord || ((tokens[at - 1].Text is "-" or "/" or "." or "+" || (tokens[at - 1].Text is ":" && at > 1 && tokens[at - 2].IsDigits)) && at > 1 && tokens[at - 1].Glued && !tokens[at - 2].Text.EndsWith(')')))) return false;
        if (end >= tokens.Count || !tokens[end].Glued) return true;
        if (tokens[end].Text is "%" or "$") return false;
        return !tokens[end - 1].IsDigits || !(tokens[end].IsWord || (tokens[end].Text is "-" or "/" or "." or ":" && end + 1 < tokens.Count && tokens[end + 1] is { IsDigits: true, Glued: true }));
    }

    private List<(int End, DateMeaning Meaning)> Of(string rule, int at)
    {
        if (at >= tokens.Count) return None;
        var ways = grammar.RulesOf(rule, tokens[at]);
        var words = ways is null ? grammar.WordsOf(rule, tokens[at]) : null;
        if (ways is { Count: 0 } || words is { Count: 0 }) return None;
        if (_known.TryGetValue((rule, at), out var known)) return known;
        var found = new List<(int End, DateMeaning Meaning)>();
        if (ways is not null)
        {
            foreach (var way in ways) Add(way, at, found);
        }
        else if (words is not null)
        {
            foreach (var (word, meaning) in words)
                if (Stands(word, at) && !found.Exists(one => one.End == at + word.Length)) found.Add((at + word.Length, meaning));
        }
        else if (DateDigits.Read(rule, tokens, at) is { } digits)
        {
            found.Add(digits);
        }

        _known.Add((rule, at), found);
        return found;
    }

    private void Add(DateRule way, int at, List<(int End, DateMeaning Meaning)> found)
    {
        var first = _matched.Count;
        Match(way.Pattern, at, null, null);
        for (var i = first; i < _matched.Count; i++)
        {
            var (end, slots) = _matched[i];
            if (end > at && !found.Exists(one => one.End == end) && way.Make(new DateContext(reference, grammar.DayFirst, slots)) is { } meaning) found.Add((end, meaning));
        }

        _matched.RemoveRange(first, _matched.Count - first);
    }

    private bool Stands(string[] words, int at)
    {
        if (at + words.Length > tokens.Count) return false;
        for (var i = 0; i < words.Length; i++)
            if (tokens[at + i].Text != words[i]) return false;
        return true;
    }

    /// <summary>Adds every way to match a pattern here, and what follows it, to what is matched.</summary>
    private void Match(DatePattern pattern, int at, DateSlots? slots, Rest? rest)
    {
        switch (pattern)
        {
            case DatePattern.Literal literal:
                if (at < tokens.Count && tokens[at].Text == literal.Text) GoOn(at + 1, slots, rest);
                break;
            case DatePattern.Glue:
                if (at < tokens.Count && tokens[at].Glued) GoOn(at, slots, rest);
                break;
            case DatePattern.Slot slot:
                foreach (var (end, meaning) in Of(slot.Rule, at)) GoOn(end, new DateSlots(slot.Name, meaning, slots), rest);
                break;
            case DatePattern.Choice choice:
                foreach (var one in choice.Of) Match(one, at, slots, rest);
                break;
            default:
                GoOn(at, slots, new Rest((DatePattern.Sequence)pattern, 0, rest));
                break;
        }
    }

    private void GoOn(int at, DateSlots? slots, Rest? rest)
    {
        while (rest is not null && rest.Next == rest.Of.Parts.Count) rest = rest.After;
        if (rest is null) _matched.Add((at, slots));
        else Match(rest.Of.Parts[rest.Next], at, slots, rest with { Next = rest.Next + 1 });
    }

    /// <summary>Parts that are still to be matched, and what comes after them.</summary>
    private sealed record Rest(DatePattern.Sequence Of, int Next, Rest? After);
}
