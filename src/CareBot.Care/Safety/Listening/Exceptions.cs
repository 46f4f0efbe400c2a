namespace CareBot.Care.Safety.Listening;

/// <summary>The words that one rule's exceptions reach: near them, in the same sentence. What is said further on is heard all the same.</summary>
internal sealed class Exceptions
{
    private const int Reach = 7;

    private bool[] _reached = new bool[128];

    public void Clear() => Array.Clear(_reached);

    /// <returns>Whether there is any exception in the message.</returns>
    public bool Read(Chart chart, int[] unless)
    {
        var any = false;
        foreach (var symbol in unless)
        {
            for (var i = chart.FirstOf(symbol); i >= 0; i = chart[i].NextOfSymbol)
            {
                any = true;
                Mark(chart.Utterance, chart[i]);
            }
        }

        return any;
    }

    public bool Cover(in Found found) => found.End <= _reached.Length && _reached.AsSpan(found.Start, found.End - found.Start).Contains(true);

    private void Mark(Utterance words, in Found exception)
    {
        if (_reached.Length < words.Count)
            Array.Resize(ref _reached, words.Count * 2);
        for (var token = exception.Start; token >= Math.Max(0, exception.Start - Reach); token--)
        {
            _reached[token] = true;
            if (words[token].Before == Break.Sentence)
                break;
        }

        for (var token = exception.Start + 1; token < Math.Min(words.Count, exception.End + Reach) && words[token].Before != Break.Sentence; token++)
            _reached[token] = true;
    }
}
