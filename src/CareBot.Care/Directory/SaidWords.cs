namespace CareBot.Care.ResourceDirectory;

/// <summary>The words of a request, of which what was understood is taken away.</summary>
internal sealed class SaidWords(string folded)
{
    private string[] _words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Everything that is left, as one text.</summary>
    public string All => string.Join(' ', _words);

    public IReadOnlyList<string> Left => _words;

    public bool Holds(params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (Find(phrase.Split(' ')) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Where a phrase begins; -1 when it does not stand there.</summary>
    public int Find(string phrase) => Find(phrase.Split(' '));

    /// <summary>Takes away every one of these phrases that stands there.</summary>
    public bool Take(params ReadOnlySpan<string> phrases)
    {
        var any = false;
        foreach (var phrase in phrases)
        {
            var words = phrase.Split(' ');
            while (Find(words) is var at and >= 0)
            {
                Remove(at, words.Length);
                any = true;
            }
        }

        return any;
    }

    public void Remove(int at, int length) => _words = [.. _words[..at], .. _words[(at + length)..]];

    /// <summary>Puts another word at this place.</summary>
    public void Put(int at, string word) => _words = [.. _words[..at], word, .. _words[(at + 1)..]];

    /// <summary>Puts another word for one that is misspelt.</summary>
    /// <param name="correct">The right word, or null where nothing is wrong.</param>
    public void Correct(Func<string, string?> correct) => _words = [.. _words.Select(word => correct(word) ?? word)];

    private int Find(string[] phrase)
    {
        for (var at = 0; at + phrase.Length <= _words.Length; at++)
        {
            if (_words.AsSpan(at, phrase.Length).SequenceEqual(phrase))
                return at;
        }

        return -1;
    }
}
