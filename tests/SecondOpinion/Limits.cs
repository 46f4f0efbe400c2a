namespace CareBot.SecondOpinion;

/// <summary>Where a class begins: set on messages that the model did not see, so that few harmless ones reach it.</summary>
internal sealed record Limits(double[] SureFrom, IReadOnlyList<string> Table)
{
    public static Limits Find(IReadOnlyList<Example> examples)
    {
        var judged = new List<(double[] Sums, string Expected)>();
        for (var fold = 0; fold < Settings.Folds; fold++)
        {
            var model = Model.Train(examples.Where((_, i) => i % Settings.Folds != fold).ToList());
            judged.AddRange(examples.Where((_, i) => i % Settings.Folds == fold).Select(example => (model.Sums(example), example.Expected)));
        }

        var classes = Enumerable.Range(0, Settings.Classes.Length).ToList();
        var sure = classes.Select(c => From(judged, c, Settings.FalseWhenSure[c])).ToArray();
        return new(sure, Settings.Classes.Append("SAMEDAY").Append("none").Select(name => Row(judged, name, sure)).ToList());
    }

    /// <summary>The sum that only a share of the harmless messages reaches. No class begins below zero.</summary>
    private static double From(List<(double[] Sums, string Expected)> judged, int c, double share)
    {
        var harmless = judged.Where(row => row.Expected == "none").Select(row => row.Sums[c]).OrderDescending().ToList();
        return Math.Round(Math.Max(harmless[(int)(harmless.Count * share)] + 0.01, -2), 2);
    }

    private static string Row(List<(double[] Sums, string Expected)> judged, string name, double[] sure)
    {
        var rows = judged.Where(row => row.Expected == name).ToList();
        double Share(double[] from) => (double)rows.Count(row => row.Sums.Select((sum, c) => sum >= from[c]).Any(over => over)) / rows.Count;
        return FormattableString.Invariant($"{name,-8} {rows.Count,5} messages, unseen: heard as a red class {Share(sure):P1}");
    }
}
