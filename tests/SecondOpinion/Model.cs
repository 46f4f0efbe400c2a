using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace CareBot.SecondOpinion;

/// <summary>One multinomial regression over all classes, trained by Microsoft.ML on one thread, so that the same sentences give the same weights.</summary>
internal sealed class Model
{
    private readonly Dictionary<string, Trait> _traits;
    private readonly float[][] _weights;
    private readonly float[] _start;

    private Model(Dictionary<string, Trait> traits, float[][] weights, float[] start) => (_traits, _weights, _start) = (traits, weights, start);

    /// <param name="Number">Its place among the weights.</param>
    /// <param name="Rarity">How much it counts: what stands in every third message tells little.</param>
    private readonly record struct Trait(int Number, float Rarity);

    /// <summary>Learns to tell the classes apart.</summary>
    public static Model Train(IReadOnlyList<Example> examples)
    {
        var traits = Known(examples);
        var context = new MLContext(seed: 1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, traits.Count);
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), Settings.Classes.Length);
        var data = context.Data.LoadFromEnumerable(examples.Select(example => Row.Of(example, traits)), schema);
        var trainer = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            L1Regularization = 0,
            L2Regularization = Settings.L2,
            NumberOfThreads = 1,
            OptimizationTolerance = 1e-6f,
            ExampleWeightColumnName = nameof(Row.Weight),
            MaximumNumberOfIterations = Settings.Steps,
            HistorySize = 30,
        });
        var model = trainer.Fit(data).Model;
        VBuffer<float>[]? weights = null;
        model.GetWeights(ref weights, out _);
        return new(traits, [.. weights!.Select(one => one.DenseValues().ToArray())], [.. model.GetBiases()]);
    }

    public IReadOnlyList<double> Start => _start.Select(start => (double)start).ToArray();

    /// <summary>How much speaks for the red classes against the others, and how much for today against harmless, as the listener reckons it.</summary>
    public (double Red, double Today) Judge(Example example)
    {
        var known = example.Traits.Where(_traits.ContainsKey).Select(trait => _traits[trait]).ToList();
        var length = Math.Sqrt(Math.Max(1, example.Traits.Count));
        var sums = _weights.Select((weights, c) => _start[c] + known.Sum(trait => (double)weights[trait.Number] * trait.Rarity) / length).ToArray();
        var (red, today, harmless) = (sums[..Settings.RedClasses.Length].Sum(Math.Exp), sums[^2], sums[^1]);
        return (Math.Log(red / (Math.Exp(today) + Math.Exp(harmless))), today - harmless);
    }

    /// <summary>Hundredths, by trait; traits that carry nothing are left out.</summary>
    public SortedDictionary<string, int[]> Weights()
    {
        var weights = new SortedDictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var (name, trait) in _traits)
        {
            var hundredths = _weights.Select(one => (int)Math.Round(one[trait.Number] * trait.Rarity * 100)).ToArray();
            if (hundredths.Any(weight => weight != 0))
                weights[name] = hundredths;
        }

        return weights;
    }

    /// <summary>The traits of more than one message, each with its rarity; one on the average.</summary>
    private static Dictionary<string, Trait> Known(IReadOnlyList<Example> examples)
    {
        var counts = examples.SelectMany(example => example.Traits.Distinct(StringComparer.Ordinal)).CountBy(trait => trait, StringComparer.Ordinal)
            .Where(pair => pair.Value >= Settings.SeenAtLeast).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        var rarities = counts.Select(pair => Math.Pow(Math.Log((double)examples.Count / pair.Value), Settings.RarityPower)).ToArray();
        var average = rarities.Average();
        return counts.Select((pair, i) => (pair.Key, new Trait(i, (float)(rarities[i] / average)))).ToDictionary(StringComparer.Ordinal);
    }

    private sealed class Row
    {
        /// <summary>The place of its class, from 0.</summary>
        public uint Label { get; init; }

        public float Weight { get; init; }

        public VBuffer<float> Features { get; init; }

        public static Row Of(Example example, Dictionary<string, Trait> traits)
        {
            var length = (float)Math.Sqrt(Math.Max(1, example.Traits.Count));
            var present = example.Traits.Where(traits.ContainsKey).Select(trait => traits[trait]).CountBy(trait => trait).OrderBy(pair => pair.Key.Number).ToArray();
            return new()
            {
                Weight = example.IsFromOutside ? Settings.OutsideCounts : 1,
                Label = (uint)Array.IndexOf(Settings.Classes, example.Expected),
                Features = new(traits.Count, present.Length, present.Select(pair => pair.Value * pair.Key.Rarity / length).ToArray(), present.Select(pair => pair.Key.Number).ToArray()),
            };
        }
    }
}
