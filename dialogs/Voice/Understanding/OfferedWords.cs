namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>The words of an answer that is offered, folded.</summary>
internal sealed class OfferedWords
{
    public OfferedWords(string label, IReadOnlyList<string> also)
    {
        Label = Folding.Words(label);
        Also = [.. also.Select(Folding.Words)];
        Phrases = [.. Also.Prepend(Label).Where(words => words.Length > 0).Distinct()];
        LongWords = [.. Phrases.SelectMany(phrase => phrase.Split(' ')).Where(Spelling.IsLong).Distinct()];
        HasDigit = Phrases is [var first, ..] && first.Any(char.IsDigit);
    }

    public string Label { get; }

    public string[] Also { get; }

    /// <summary>All ways to say it that have words, each once; the label, where it has words, is the first.</summary>
    public string[] Phrases { get; }

    /// <summary>The words in them that can be told from their slips, each once.</summary>
    public string[] LongWords { get; }

    /// <summary>Its first phrase says a figure.</summary>
    public bool HasDigit { get; }
}
