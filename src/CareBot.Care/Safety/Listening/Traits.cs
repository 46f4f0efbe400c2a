using System.Collections.Frozen;

namespace CareBot.Care.Safety.Listening;

/// <summary>Takes in one trait of a message after the other.</summary>
internal delegate void TraitTaker(ReadOnlySpan<char> trait);

/// <summary>
/// What a message looks like to the learned second opinion: its words, beginnings of words and pairs of neighbours, the lexicon's
/// lists that it touches, and whether it asks. What is denied carries a minus.
/// </summary>
internal sealed class Traits(CompiledLexicon lexicon)
{
    /// <summary>How a trait that is a word begins.</summary>
    public const char OfWord = 'w';

    private const int StemLength = 5;
    private const int LongestWord = 20;

    // "w" for a word, "s" for a beginning, "b" for two neighbours, "l" for a list, "?" for a question mark.
    private readonly char[] _trait = new char[128];
    private readonly FrozenDictionary<int, string> _lists = lexicon.Grammar.Lists
        .Where(list => !lexicon.Times.Unlearned.Concat(lexicon.Scopes.Unlearned).Contains(list.Key))
        .ToFrozenDictionary();

    public void Read(Chart chart, Scopes scopes, Func<int, Standing> standing, TraitTaker take)
    {
        for (var i = 0; i < chart.Utterance.Count; i++)
        {
            var denied = scopes.IsNegated(i, i + 1);
            Take(OfWord, denied, Word(chart, i), default, take);
            if (Word(chart, i).Length > StemLength)
                Take('s', denied, Word(chart, i)[..StemLength], default, take);
            if (i > 0 && chart.Utterance[i].Before != Break.Sentence)
                Take('b', denied, Word(chart, i - 1), Word(chart, i), take);
        }

        if (chart.Utterance.HasQuestionMark)
            take("?");
        ReadLists(chart, standing, take);
    }

    private void ReadLists(Chart chart, Func<int, Standing> standing, TraitTaker take)
    {
        foreach (var symbol in chart.Present)
        {
            if (_lists.TryGetValue(symbol, out var name))
                Take('l', standing(symbol) != Standing.Stands, name, default, take);
        }
    }

    /// <summary>As it is meant, when it is misspelt; a number by its size.</summary>
    private static ReadOnlySpan<char> Word(Chart chart, int i)
    {
        var value = chart.Utterance[i].Value;
        if (double.IsNaN(value))
            return chart.Meant(i) is var word && word.Length > LongestWord ? word[..LongestWord] : word;
        return value switch { < 10 => "#1", < 36 => "#10", < 45 => "#36", < 60 => "#45", < 90 => "#60", < 100 => "#90", < 106 => "#100", < 180 => "#106", _ => "#180" };
    }

    private void Take(char kind, bool denied, ReadOnlySpan<char> first, ReadOnlySpan<char> second, TraitTaker take)
    {
        var length = 0;
        _trait[length++] = kind;
        if (denied)
            _trait[length++] = '-';
        _trait[length++] = ':';
        first.CopyTo(_trait.AsSpan(length));
        length += first.Length;
        if (!second.IsEmpty)
        {
            _trait[length++] = ' ';
            second.CopyTo(_trait.AsSpan(length));
            length += second.Length;
        }

        take(_trait.AsSpan(0, length));
    }
}
