namespace CareBot.SecondOpinion;

/// <summary>From where on a message is asked about, acted on or told of today: set on messages from outside that the model did not see, so that few harmless ones reach it.</summary>
internal sealed record Limits(double AskFrom, double SureFrom, double TodayFrom, IReadOnlyList<string> Table)
{
    public static Limits Find(IReadOnlyList<Example> examples)
    {
        var judged = new List<(double Red, double Today, Example Example)>();
        for (var fold = 0; fold < Settings.Folds; fold++)
        {
            var model = Model.Train(examples.Where((_, i) => i % Settings.Folds != fold).ToList());
            foreach (var example in examples.Where((example, i) => i % Settings.Folds == fold && example.IsFromOutside))
            {
                var (redness, urgency) = model.Judge(example);
                judged.Add((redness, urgency, example));
            }
        }

        var harmless = judged.Where(row => row.Example.Expected == Settings.Harmless).ToList();
        var (ask, sure) = (From(harmless.Select(row => row.Red), Settings.FalseWhenAsked), From(harmless.Select(row => row.Red), Settings.FalseWhenSure));
        // What is red is heard as red, however much speaks for today.
        var today = From(harmless.Select(row => row.Red < ask ? row.Today : double.MinValue), Settings.FalseToday);
        var table =
            from row in judged
            group row by (row.Example.Language, row.Example.Expected) into rows
            orderby rows.Key
            let asked = Share(rows.Select(row => row.Red >= ask))
            let acted = Share(rows.Select(row => row.Red >= sure))
            let told = Share(rows.Select(row => row.Red < ask && row.Today >= today))
            select FormattableString.Invariant($"{rows.Key.Language} {rows.Key.Expected,-8} {rows.Count(),5} messages, unseen: acted on {acted:P1}, asked about or acted on {asked:P1}, told of today {told:P1}");
        return new(ask, sure, today, [.. table]);
    }

    /// <summary>The sum that only a share of the messages reaches.</summary>
    private static double From(IEnumerable<double> sums, double share)
    {
        var ordered = sums.OrderDescending().ToList();
        return Math.Round(ordered[(int)(ordered.Count * share)] + 0.005, 3);
    }

    private static double Share(IEnumerable<bool> answers) => answers.Average(answer => answer ? 1.0 : 0);
}
