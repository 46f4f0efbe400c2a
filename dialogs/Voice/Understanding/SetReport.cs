using System.Globalization;
using CareBot.Care.Content;

namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>Compares sets that were answered with those that were expected, and says how often they were the same, and how much of them was found and was right.</summary>
/// <param name="task">The name at the head of each line.</param>
internal sealed class SetReport(string task)
{
    private readonly List<(string Language, string Line, bool IsRight, int Expected, int Found, int Shared)> _judged = [];

    public void Add(LabelledRow row, IReadOnlyCollection<string> expected, IReadOnlyCollection<string> found)
    {
        var (wanted, given) = (expected.Distinct().ToList(), found.Distinct().ToList());
        var shared = wanted.Intersect(given).Count();
        _judged.Add((Languages.Of(row.Language), $"  {row.Id}: {string.Join(' ', wanted)}, answered {string.Join(' ', given)}: {row.Text}", shared == wanted.Count && shared == given.Count, wanted.Count, given.Count, shared));
    }

    /// <summary>A line a language, then the misses.</summary>
    public void Write(TextWriter report)
    {
        foreach (var language in _judged.GroupBy(row => row.Language).OrderBy(rows => rows.Key, StringComparer.Ordinal))
            report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{task} {language.Key}: {language.Count()} messages, {Share(language.Count(row => row.IsRight), language.Count())} exactly as expected, recall {Share(language.Sum(row => row.Shared), language.Sum(row => row.Expected))}, precision {Share(language.Sum(row => row.Shared), language.Sum(row => row.Found))}"));
        foreach (var miss in _judged.Where(row => !row.IsRight)) report.WriteLine(miss.Line);
    }

    private static string Share(int part, int all) => all == 0 ? "-" : ((double)part / all).ToString("P1", CultureInfo.InvariantCulture);
}
