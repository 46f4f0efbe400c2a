namespace CareBot.SecondOpinion;

/// <summary>From where on a message is asked about and acted on: set on messages from outside that the model did not see, so that few harmless ones reach it.</summary>
internal sealed record Limits(double AskFrom, double SureFrom, IReadOnlyList<string> Table)
{
    public static Limits Find(IReadOnlyList<Example> examples)
    {
        var judged = new List<(double Red, Example Example)>();
        for (var fold = 0; fold < Settings.Folds; fold++)
        {
            var model = Model.Train(examples.Where((_, i) => i % Settings.Folds != fold).ToList());
            judged.AddRange(examples.Where((_, i) => i % Settings.Folds == fold).Select(example => (model.Red(example), example)));
        }

        judged.RemoveAll(row => !row.Example.IsFromOutside);
        var harmless = judged.Where(row => row.Example.Expected == "none").Select(row => row.Red).OrderDescending().ToList();
        var (ask, sure) = (From(harmless, Settings.FalseWhenAsked), From(harmless, Settings.FalseWhenSure));
        var table =
            from row in judged
            group row.Red by (row.Example.Language, row.Example.Expected) into rows
            orderby rows.Key
            select FormattableString.Invariant($"{rows.Key.Language} {rows.Key.Expected,-8} {rows.Count(),5} messages, unseen: acted on {Share(rows, sure):P1}, asked about or acted on {Share(rows, ask):P1}");
        return new(ask, sure, [.. table]);
    }

    /// <summary>The sum that only a share of the harmless messages reaches.</summary>
    private static double From(List<double> harmless, double share) => Math.Round(harmless[(int)(harmless.Count * share)] + 0.005, 3);

    private static double Share(IEnumerable<double> reds, double from) => reds.Average(red => red >= from ? 1.0 : 0);
}
