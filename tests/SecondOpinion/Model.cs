using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CareBot.SecondOpinion;

/// <summary>One logistic regression a class and one for "red at all", trained by Microsoft.ML on one thread, so that the same sentences give the same weights.</summary>
internal sealed class Model
{
    private readonly Dictionary<string, int> _numbers;
    private readonly float[][] _weights;
    private readonly float[] _start;

    private Model(Dictionary<string, int> numbers, float[][] weights, float[] start) => (_numbers, _weights, _start) = (numbers, weights, start);

    /// <summary>Learns to tell each class from the rest, and all classes from what is not red.</summary>
    public static Model Train(IReadOnlyList<Example> examples)
    {
        var numbers = examples.SelectMany(example => example.Traits).GroupBy(trait => trait, StringComparer.Ordinal)
            .Where(group => group.Count() >= Settings.SeenAtLeast).Select(group => group.Key).Order(StringComparer.Ordinal)
            .Select((trait, i) => (trait, i)).ToDictionary(pair => pair.trait, pair => pair.i, StringComparer.Ordinal);
        Func<string, bool>[] questions = [.. Settings.Classes.Select(name => (Func<string, bool>)(expected => expected == name)), Settings.Classes.Contains];
        var (weights, start) = (new float[questions.Length][], new float[questions.Length]);
        for (var c = 0; c < questions.Length; c++)
            (weights[c], start[c]) = TrainOne(examples, questions[c], numbers);
        return new(numbers, weights, start);
    }

    public IReadOnlyList<double> Start => _start.Select(start => (double)start).ToArray();

    /// <summary>How much speaks for each class, and last for "red at all".</summary>
    public double[] Sums(Example example)
    {
        var known = example.Traits.Where(_numbers.ContainsKey).Select(trait => _numbers[trait]).ToList();
        return _weights.Select((weights, c) => _start[c] + known.Sum(number => (double)weights[number]) / Math.Sqrt(Math.Max(1, example.Traits.Count))).ToArray();
    }

    /// <summary>Hundredths, by trait; traits that carry nothing are left out.</summary>
    public SortedDictionary<string, int[]> Weights()
    {
        var weights = new SortedDictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var (trait, number) in _numbers)
        {
            var hundredths = _weights.Select(one => (int)Math.Round(one[number] * 100)).ToArray();
            if (hundredths.Any(weight => weight != 0))
                weights[trait] = hundredths;
        }

        return weights;
    }

    private static (float[] Weights, float Start) TrainOne(IReadOnlyList<Example> examples, Func<string, bool> isSo, Dictionary<string, int> numbers)
    {
        var context = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, numbers.Count);
        var data = context.Data.LoadFromEnumerable(examples.Select(example => Row.Of(example, isSo(example.Expected), numbers)), schema);
        var trainer = context.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            L1Regularization = 0,
            L2Regularization = Settings.L2,
            NumberOfThreads = 1,
            OptimizationTolerance = 1e-6f,
            HistorySize = 30,
            ExampleWeightColumnName = nameof(Row.Weight),
        });
        var model = trainer.Fit(data).Model.SubModel;
        return (model.Weights.ToArray(), model.Bias);
    }

    private sealed class Row
    {
        public bool Label { get; init; }

        public float Weight { get; init; }

        public VBuffer<float> Features { get; init; }

        public static Row Of(Example example, bool label, Dictionary<string, int> numbers)
        {
            var known = example.Traits.Where(numbers.ContainsKey).Select(trait => numbers[trait]).ToList();
            var length = (float)Math.Sqrt(Math.Max(1, example.Traits.Count));
            var present = known.GroupBy(number => number).OrderBy(group => group.Key).ToArray();
            return new()
            {
                Label = label,
                Weight = 1,
                Features = new(numbers.Count, present.Length, present.Select(group => group.Count() / length).ToArray(), present.Select(group => group.Key).ToArray()),
            };
        }
    }
}
