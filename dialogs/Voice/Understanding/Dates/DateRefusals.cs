namespace CareBot.Dialogs.Voice.Understanding.Dates;

/// <summary>Tells which of the dates of a message it takes away: "not Monday", "any day but Friday", "el lunes no".</summary>
/// <remarks>The words stand in the words files: <c>notBefore</c> and <c>notList</c> before a date (the second before several with commas), <c>notMany</c>
/// before a plural, <c>notAfter</c> after one, <c>notReally</c> for what only looks like it ("why not Monday"), <c>notFiller</c> for what may stand between.</remarks>
internal sealed class DateRefusals(DateGrammar grammar, List<DateToken> tokens)
{
    private const string Comma = ",";

    /// <param name="phrases">Where each begins and ends, from left to right.</param>
    /// <returns>Of each whether it is taken away.</returns>
    public IReadOnlyList<bool> Read(IReadOnlyList<(int At, int End)> phrases)
    {
        var (refused, list) = (new bool[phrases.Count], false);
        for (var i = 0; i < phrases.Count; i++)
        {
            var from = i == 0 ? 0 : phrases[i - 1].End;
            var start = Start(phrases[i].At, from);
            if (EndsWith("notReally", start))
            {
                list = false;
            }
            else if (EndsWith("notList", start) || EndsWith("notBefore", start) || (IsPlural(phrases[i]) && EndsWith("notMany", start)))
            {
                (refused[i], list) = (true, EndsWith("notList", start));
            }
            else
            {
                refused[i] = i > 0 && refused[i - 1] && Joins(from, phrases[i].At, list);
            }

            if (!refused[i] && IsRefusedAfter(phrases[i].End, i + 1 < phrases.Count ? phrases[i + 1].At : tokens.Count))
            {
                // "Mondays and Fridays don't work": all that is joined.
                for (var back = i; back >= 0 && !refused[back]; back--)
                {
                    refused[back] = true;
                    if (back == 0 || !Joins(phrases[back - 1].End, phrases[back].At, commas: true)) break;
                }
            }
        }

        return refused;
    }

    private int Start(int at, int from)
    {
        while (at > from && Is("notFiller", at - 1)) at--;
        return at;
    }

    private bool IsPlural((int At, int End) phrase) => phrase.End - phrase.At == 1 && tokens[phrase.At].Text.EndsWith('s');

    private bool EndsWith(string category, int end) => Ways(category).Any(words => end >= words.Length && Stands(words, end - words.Length));

    /// <summary>"Monday no": but not where what follows at once is the date that is meant, as in "Monday not Tuesday".</summary>
    private bool IsRefusedAfter(int end, int next) => Ways("notAfter").Any(words => end + words.Length <= next && Stands(words, end) && Start(next, end + words.Length) is var begins && (begins > end + words.Length || next == tokens.Count));

    private bool Joins(int from, int at, bool commas)
    {
        var between = Enumerable.Range(from, at - from).Where(place => !Is("notFiller", place)).ToList();
        return between.Count > 0 && between.All(place => Is("notJoin", place) || (commas && tokens[place].Text == Comma));
    }

    private bool Is(string category, int place) => Ways(category).Any(words => words.Length == 1 && words[0] == tokens[place].Text);

    private IEnumerable<string[]> Ways(string category) => grammar.Words.GetValueOrDefault(category, []).Select(one => one.Words);

    private bool Stands(string[] words, int at) => at + words.Length <= tokens.Count && words.Index().All(word => tokens[at + word.Index].Text == word.Item);
}
