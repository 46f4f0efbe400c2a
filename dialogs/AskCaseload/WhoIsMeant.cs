using CareBot.Care.Caseload;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>Whom a name means, also with a slip of the finger, and how to ask where it may mean several.</summary>
public static class WhoIsMeant
{
    private static readonly string[] NotNames = ["is", "esta", "en", "a"];

    /// <summary>The patients whom the words may mean: as they are written, else each word mended to a name of these patients.</summary>
    public static IReadOnlyList<CaseloadRow> Among(IReadOnlyList<CaseloadRow> rows, string words)
    {
        if (CaseloadDesk.Named(rows, words) is { Count: > 0 } named)
        {
            return named;
        }

        var spelling = new Spelling(rows.SelectMany(row => Folding.Words(row.Name.Full).Split(' ')), []);
        return CaseloadDesk.Named(rows, string.Join(' ', Folding.Words(words).Split(' ').Select(spelling.Correct)));
    }

    /// <summary>The name in "is rosa yelow": without the colour, however it is written, and without what stands before the name.</summary>
    /// <param name="colours">The words for zones.</param>
    public static string NameIn(string words, IReadOnlyList<string> colours)
    {
        var spelling = new Spelling(colours, []);
        var left = Folding.Words(words).Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(NotNames.Contains).ToList();
        while (left.Count > 1 && (colours.Contains(spelling.Correct(left[^1])) || NotNames.Contains(left[^1])))
        {
            left.RemoveAt(left.Count - 1);
        }

        return string.Join(' ', left);
    }

    /// <summary>The message again for each patient who may be meant, with the whole name in it.</summary>
    public static IReadOnlyList<string> Offers(string said, string name, IEnumerable<CaseloadRow> rows) =>
        [.. rows.Select(row => said.Contains(name, StringComparison.OrdinalIgnoreCase) ? said.Replace(name, row.Name.Full, StringComparison.OrdinalIgnoreCase) : row.Name.Full)];
}
