namespace CareBot.Care.Safety.Listening;

/// <summary>A linear model over a message's traits. It may only add to what the rules heard.</summary>
internal sealed class SecondOpinion
{
    public const string RuleId = "second-opinion";

    private readonly SafetyClass[] _classes;
    private readonly double[] _start;
    private readonly double[] _sureFrom;
    private readonly Dictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _weights;

    public SecondOpinion(SecondOpinionEntry entry)
    {
        _classes = entry.Classes.Select(name => SafetyClassNames.TryParse(name, out var value) ? value : SafetyClass.SameDay).ToArray();
        _start = entry.Start.ToArray();
        _sureFrom = entry.SureFrom.ToArray();
        _weights = new Dictionary<string, int[]>(entry.Weights, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public Sum Begin() => new(this);

    /// <summary>Adds up the weights of one message. A weight is written in hundredths.</summary>
    internal sealed class Sum(SecondOpinion opinion)
    {
        private readonly int[] _hundredths = new int[opinion._classes.Length];

        public void Clear() => Array.Clear(_hundredths);

        public void Take(ReadOnlySpan<char> trait)
        {
            if (!opinion._weights.TryGetValue(trait, out var weights))
                return;
            for (var i = 0; i < weights.Length; i++)
                _hundredths[i] += weights[i];
        }

        /// <summary>The class with most to spare over its limit; null when none reaches it.</summary>
        /// <param name="mayAct">Otherwise it only asks.</param>
        public HeardRule? Verdict(bool mayAct)
        {
            var best = -1;
            var spare = double.NegativeInfinity;
            for (var i = 0; i < _hundredths.Length; i++)
            {
                var over = opinion._start[i] + _hundredths[i] / 100.0 - opinion._sureFrom[i];
                if (over > spare)
                    (best, spare) = (i, over);
            }

            return spare >= 0 ? new(RuleId, opinion._classes[best], mayAct ? Certainty.Now : Certainty.AskNow) : null;
        }
    }
}
