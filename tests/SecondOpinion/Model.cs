using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CareBot.SecondOpinion;

/// <summary>One logistic regression a class, trained by Microsoft.ML on one thread, so that the same sentences give the same weights.</summary>
internal sealed class Model
{
    private readonly Dictionary<string, int> _numbers;
    private readonly float[][] _weights;
    private readonly float[] _start;

    private Model(Dictionary<string, int> numbers, float[][] weights, float[] start) => (_numbers, _weights, _start) = (numbers, weights, start);

    /// <summary>Learns to tell each class from the rest.</summary>
    public static Model Train(IReadOnlyList<Example> examples)
    {
        var numbers = examples.SelectMany(example => example.Traits).GroupBy(trait => trait, StringComparer.Ordinal)
            .Where(group => group.Count() >= Settings.SeenAtLeast).Select(group => group.Key).Order(StringComparer.Ordinal)
            .Select((trait, i) => (trait, i)).ToDictionary(pair => pair.trait, pair => pair.i, StringComparer.Ordinal);
        var classes = Settings.Classes;
        var (weights, start) = (new float[classes.Length][], new float[classes.Length]);
        for (var c = 0; c < classes.Length; c++)
            (weights[c], start[c]) = TrainOne(examples, classes[c], numbers);
        return new(numbers, weights, start);
    }

    public IReadOnlyList<double> Start => _start.Select(start => (double)start).ToArray();

    /// <summary>How much speaks for each class.</summary>
    public double[] Sums(Example example)
    {
        var known = example.Traits.Where(_numbers.ContainsKey).Select(trait => _numbers[trait]).ToList();
        return _weights.Select((weights, c) => _start[c] + known.Sum(number => (double)weights[number])).ToArray();
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

    private static (float[] Weights, float Start) TrainOne(IReadOnlyList<Example> examples, string name, Dictionary<string, int> numbers)
    {
        var context = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, numbers.Count);
        var data = context.Data.LoadFromEnumerable(examples.Select(example => Row.Of(example, name, numbers)), schema);
        var trainer = context.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            L1Regularization = Settings.L1,
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

        public static Row Of(Example example, string name, Dictionary<string, int> numbers)
        {
            var present = example.Traits.Where(numbers.ContainsKey).Select(trait => numbers[trait]).GroupBy(number => number).OrderBy(group => group.Key).ToArray();
            return new()
            {
                Label = example.Expected == name,
                Weight = 1,
                Features = new(numbers.Count, present.Length, present.Select(group => (float)group.Count()).ToArray(), present.Select(group => group.Key).ToArray()),
            };
        }
    }
}
