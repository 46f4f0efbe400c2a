using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;

namespace CareBot.Tests.Assessments;

/// <summary>The numbers of every instrument against the care reference: lowest, highest, at each cut-off, one below it, one missing.</summary>
public sealed class GoldenScoreTests
{
    /// <summary>Instrument, score, lowest, highest, and the total from which each band holds with its name.</summary>
    public static TheoryData<string, string, int, int, string> Scales =>
    [
        ("phq-2", "total", 0, 6, "0 negative, 3 positive"),
        ("phq-9", "total", 0, 27, "0 minimal, 5 mild, 10 moderate, 15 moderatelySevere, 20 severe"),
        ("gad-7", "total", 0, 21, "0 minimal, 5 mild, 10 moderate, 15 severe"),
        ("ahc-hrsn", "hits", 4, 20, "4 negative, 11 positive"),
        ("ahc-hrsn-supplemental", "mood", 0, 6, "0 negative, 3 positive"),
        ("audit-c", "total", 0, 12, "0 negative, 3 positiveForWomen, 4 positive"),
        ("katz-adl", "total", 0, 6, "0 severeImpairment, 3 moderateImpairment, 5 independent"),
        ("lawton-iadl", "total", 0, 8, "0 needsHelp, 8 independent"),
        ("ucla-3", "total", 3, 9, "3 notLonely, 6 lonely"),
        ("steadi-3", "yes", 0, 3, "0 negative, 1 positive"),
        ("stay-independent", "total", 0, 14, "0 negative, 4 atRisk"),
    ];

    [Theory]
    [MemberData(nameof(Scales))]
    public void The_lowest_and_the_highest_answers_give_the_ends_of_the_scale(string name, string score, int lowest, int highest, string bands)
    {
        var (instrument, rule) = Rule(name, score);
        Assert.NotEmpty(bands);
        Assert.Equal(lowest, Score(instrument, rule, instrument.Weighing(rule, weights => weights.Min())).Total);
        Assert.Equal(highest, Score(instrument, rule, instrument.Weighing(rule, weights => weights.Max())).Total);
        Assert.Equal((lowest, highest), (rule.Lowest, rule.Highest));
    }

    [Theory]
    [MemberData(nameof(Scales))]
    public void A_band_begins_at_its_cut_off_and_not_one_below(string name, string score, int lowest, int highest, string bands)
    {
        var (instrument, rule) = Rule(name, score);
        var expected = bands.Split(", ").Select(band => band.Split(' ')).Select(parts => (From: int.Parse(parts[0], null), Label: $"coordinator.band.{parts[1]}")).ToList();
        for (var total = lowest; total <= highest; total++)
        {
            var band = expected.Last(one => one.From <= total).Label;
            Assert.Equal(band, Score(instrument, rule, instrument.AddingUpTo(rule, total)).Band);
        }
    }

    [Theory]
    [MemberData(nameof(Scales))]
    public void With_one_answer_missing_or_declined_there_is_no_total_and_no_band(string name, string score, int lowest, int highest, string bands)
    {
        Assert.True(lowest < highest && bands.Length > 0);
        var (instrument, rule) = Rule(name, score);
        foreach (var missing in rule.Items)
        {
            var answers = instrument.Weighing(rule, weights => weights.Max());
            answers[missing] = ItemAnswer.Without(AbsentReason.AskedDeclined);
            var declined = Score(instrument, rule, answers);
            Assert.Equal((null, null, missing), (declined.Total, declined.Band, Assert.Single(declined.Missing)));
            answers.Remove(missing);
            Assert.Null(Score(instrument, rule, answers).Total);
        }
    }

    [Theory]
    [MemberData(nameof(Scales))]
    public void A_score_shows_what_each_answer_counted(string name, string score, int lowest, int highest, string bands)
    {
        Assert.True(lowest < highest && bands.Length > 0);
        var (instrument, rule) = Rule(name, score);
        var made = Score(instrument, rule, instrument.Weighing(rule, weights => weights.Max()));
        Assert.Equal(rule.Items, made.Trace.Select(item => item.LinkId));
        Assert.Equal(made.Total, made.Trace.Sum(item => item.Counts));
    }

    [Theory]
    [InlineData("LA28398-8", "LA28398-8", 0, "notAtRisk")]
    [InlineData("LA28397-0", "LA28398-8", 1, "atRisk")]
    [InlineData("LA28398-8", "LA6729-3", 1, "atRisk")]
    [InlineData("LA28397-0", "LA6729-3", 2, "atRisk")]
    [InlineData("LA15775-2", "LA28398-8", 0, "notAtRisk")]
    public void Often_or_sometimes_to_either_food_statement_is_a_risk(string worried, string ranOut, int count, string band)
    {
        var (instrument, rule) = Rule("hunger-vital-sign", "risk");
        var score = Score(instrument, rule, new() { ["88122-7"] = instrument.Answer("88122-7", worried), ["88123-5"] = instrument.Answer("88123-5", ranOut) });
        Assert.Equal((count, $"coordinator.band.{band}"), (score.Total!.Value, score.Band));
    }

    [Theory]
    [InlineData(0, "cannotKeepGoing")]
    [InlineData(3, "cannotKeepGoing")]
    [InlineData(4, "strained")]
    [InlineData(6, "strained")]
    [InlineData(7, "keepsGoing")]
    [InlineData(10, "keepsGoing")]
    public void A_caregiver_who_says_three_or_less_cannot_keep_going(int said, string band)
    {
        var (instrument, rule) = Rule("caregiver", "keepGoing");
        Assert.Equal($"coordinator.band.{band}", Score(instrument, rule, new() { ["keep-going"] = ItemAnswer.Of(new AnswerValue.Number(said)) }).Band);
    }

    [Fact]
    public void Somebody_who_never_drinks_is_not_asked_how_much_and_scores_zero()
    {
        var (instrument, rule) = Rule("audit-c", "total");
        var answers = new Dictionary<string, ItemAnswer> { ["68518-0"] = instrument.Answer("68518-0", "LA6270-8") };
        Assert.Equal((0m, 0), (Score(instrument, rule, answers).Total!.Value, Score(instrument, rule, answers).Missing.Count));
        Assert.Null(new QuestionnaireFlow(instrument.Questionnaire).Next(answers));
    }

    [Fact]
    public void Every_instrument_that_ships_has_its_numbers_checked_here()
    {
        var checkedHere = Scales.Select(row => row.Data.Item1).Concat(["hunger-vital-sign", "caregiver", "asq"]).ToHashSet();
        Assert.Empty(Instruments.All.Select(one => one.Name).Except(checkedHere));
    }

    private static (Instrument Instrument, ScoreRule Rule) Rule(string name, string score)
    {
        var instrument = Instruments.Named(name);
        return (instrument, instrument.Interpretation!.Scores.Single(rule => rule.Id == score));
    }

    private static Score Score(Instrument instrument, ScoreRule rule, Dictionary<string, ItemAnswer> answers) => Scoring.Score(instrument.Questionnaire, rule, answers);
}
