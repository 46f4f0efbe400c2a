namespace CareBot.Care.Safety.Listening;

/// <summary>A linear model over a message's traits. It may only add to what the rules heard.</summary>
internal sealed class SecondOpinion
{
    public const string RuleId = "second-opinion";

    // Of fewer known words, one alone would decide: "purple monkey dishwasher" is no danger.
    private const int FewestKnownWords = 3;

    // Null for "none".
    private readonly SafetyClass?[] _classes;
    private readonly double[] _start;
    private readonly double _askFrom;
    private readonly double _sureFrom;
    private readonly double _todayFrom;
    private readonly TraitWeights _weights;

    public SecondOpinion(SecondOpinionEntry entry)
    {
        _classes = entry.Classes.Select(name => SafetyClassNames.TryParse(name, out var value) ? value : (SafetyClass?)null).ToArray();
        _start = entry.Start.ToArray();
        (_askFrom, _sureFrom, _todayFrom) = (entry.AskFrom, entry.SureFrom, entry.TodayFrom);
        _weights = entry.Weights;
    }

    public Sum Begin() => new(this);

    /// <summary>Adds up the weights of one message. A weight is written in hundredths.</summary>
    internal sealed class Sum(SecondOpinion opinion)
    {
        private readonly int[] _hundredths = new int[opinion._start.Length];
        private int _traits;
        private int _knownWords;

        public void Clear()
        {
            Array.Clear(_hundredths);
            (_traits, _knownWords) = (0, 0);
        }

        public void Take(ReadOnlySpan<char> trait)
        {
            _traits++;
            var weights = opinion._weights.Of(trait);
            if (weights.IsEmpty)
                return;
            if (trait[0] == Traits.OfWord)
                _knownWords++;
            for (var i = 0; i < weights.Length; i++)
                _hundredths[i] += weights[i];
        }

        /// <summary>The likeliest red class, when the message is red enough to ask about or to act on; else whether it should be heard of today; null when neither.</summary>
        /// <param name="mayAct">Otherwise it only asks about what is red.</param>
        public HeardRule? Verdict(bool mayAct)
        {
            if (_knownWords < FewestKnownWords)
                return null;
            var (best, red, calm, today, harmless) = (-1, 0.0, 0.0, double.NegativeInfinity, 0.0);
            for (var i = 0; i < opinion._classes.Length; i++)
            {
                var speaksFor = Of(i);
                if (opinion._classes[i] is null)
                    (harmless, calm) = (speaksFor, calm + Math.Exp(speaksFor));
                else if (opinion._classes[i] == SafetyClass.SameDay)
                    (today, calm) = (speaksFor, calm + Math.Exp(speaksFor));
                else
                    (best, red) = (best < 0 || speaksFor > Of(best) ? i : best, red + Math.Exp(speaksFor));
            }

            // The red classes together: where a wish to die and violence are equally likely, the message is red beyond doubt.
            var redness = Math.Log(red / calm);
            if (redness >= opinion._askFrom)
                return new(RuleId, opinion._classes[best]!.Value, mayAct && redness >= opinion._sureFrom ? Certainty.Now : Certainty.AskSoftly);
            return today - harmless >= opinion._todayFrom ? new(RuleId, SafetyClass.SameDay, Certainty.Now) : null;
        }

        /// <summary>A long message has more traits of every kind, and words that nobody knows say nothing: the sum is measured against the square root
        /// of the number of all.</summary>
        private double Of(int i) => opinion._start[i] + _hundredths[i] / 100.0 / Math.Sqrt(Math.Max(1, _traits));
    }
}
