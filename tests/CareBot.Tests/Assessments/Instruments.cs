using CareBot.Care.Assessments;
using CareBot.Dialogs;
using CareBot.Tests.Voice;

namespace CareBot.Tests.Assessments;

/// <summary>The instruments that ship, and answers to them.</summary>
internal static class Instruments
{
    private static readonly Lazy<ContentLibrary> Library = new(() => ContentLibrary.Load(Content.Root));

    public static IReadOnlyList<Instrument> All => Library.Value.Instruments.All;

    public static Instrument Named(string name) => All.Single(one => one.Name == name);

    /// <summary>The answer with this code.</summary>
    public static ItemAnswer Answer(this Instrument instrument, string linkId, string code) =>
        ItemAnswer.Of(instrument.Questionnaire.Find(linkId)!.Options.Single(option => option.Code == code).Value);

    /// <summary>Answers to all items of a score, each with the weight that <paramref name="weigh"/> chooses of those it offers.</summary>
    public static Dictionary<string, ItemAnswer> Weighing(this Instrument instrument, ScoreRule rule, Func<IEnumerable<decimal>, decimal> weigh) =>
        rule.Items.ToDictionary(linkId => linkId, linkId => instrument.Weighing(linkId, weigh));

    public static ItemAnswer Weighing(this Instrument instrument, string linkId, Func<IEnumerable<decimal>, decimal> weigh)
    {
        var options = instrument.Questionnaire.Find(linkId)!.Options.Where(option => option.Weight is not null).ToList();
        var wanted = weigh(options.Select(option => option.Weight!.Value));
        return ItemAnswer.Of(options.First(option => option.Weight == wanted).Value);
    }

    /// <summary>Answers that add up to a total, raised one step at a time from the lowest.</summary>
    public static Dictionary<string, ItemAnswer> AddingUpTo(this Instrument instrument, ScoreRule rule, decimal total)
    {
        var answers = instrument.Weighing(rule, weights => weights.Min());
        foreach (var linkId in rule.Items)
        {
            while (Scoring.Score(instrument.Questionnaire, rule, answers).Total is { } now && now < total)
            {
                var current = now - Scoring.Score(instrument.Questionnaire, rule, new Dictionary<string, ItemAnswer>(answers) { [linkId] = instrument.Weighing(linkId, weights => weights.Min()) }).Total!.Value;
                var own = instrument.Questionnaire.Find(linkId)!.Options.Where(option => option.Weight is not null).Min(option => option.Weight!.Value) + current;
                var higher = instrument.Questionnaire.Find(linkId)!.Options.Where(option => option.Weight > own).MinBy(option => option.Weight);
                if (higher is null || now + higher.Weight!.Value - own > total)
                {
                    break;
                }

                answers[linkId] = ItemAnswer.Of(higher.Value);
            }
        }

        Assert.Equal(total, Scoring.Score(instrument.Questionnaire, rule, answers).Total);
        return answers;
    }
}
