using System.Text.Json;
using CareBot.Care.CheckIns;
using CareBot.Care.Records;

namespace CareBot.Tests.CheckIns;

/// <summary>What holds for every history, tried on some hundreds that chance made; a seed that fails fails again.</summary>
public sealed class JudgementPropertyTests
{
    private static readonly IReadOnlyList<CheckInQuestion> Questions = Patient.Protocol.Questions;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_same_facts_in_any_order_give_the_same_judgement(int seed)
    {
        var (patient, random) = Lives(seed);
        var shuffled = patient.Records.ToArray();
        random.Shuffle(shuffled);
        var mixed = patient.Thresholds with { Overrides = [.. patient.Thresholds.Overrides.Reverse()], Personal = [.. patient.Thresholds.Personal.Reverse()] };
        var today = patient.CheckIn("2026-03-15 08:00", SomeAnswers(patient, random, "2026-03-15 08:00"));

        var once = Json(Patient.Protocol.Judge(today, patient.History, patient.Thresholds));
        Assert.Equal(once, Json(Patient.Protocol.Judge(today, patient.History, patient.Thresholds)));
        Assert.Equal(once, Json(Patient.Protocol.Judge(today, CheckInHistory.Of(shuffled), mixed)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Red_is_never_lowered_by_anything_added(int seed)
    {
        var (patient, random) = Lives(seed);
        var answers = new Dictionary<string, CheckInAnswer> { ["danger"] = new CheckInAnswer.Chosen("chest-pain") };
        foreach (var (linkId, answer) in SomeAnswers(patient, random, "2026-03-15 08:00").Where(item => item.Key != "danger"))
        {
            answers[linkId] = answer;
            Assert.Equal(Zone.Red, Patient.Protocol.Judge(patient.CheckIn("2026-03-15 08:00", answers), patient.History, patient.Thresholds).Zone);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_zone_is_the_worst_of_its_reasons_and_never_green_over_something_missing(int seed) =>
        Assert.All(Lives(seed).Patient.Records.Select(record => record.Judgement), judgement =>
        {
            var missing = judgement.NotAssessed.Any(open => open.Cause != NotAssessedCause.NoPersonalValue);
            Assert.Equal(
                judgement.Reasons.Select(reason => reason.Severity).Append(missing ? Zone.Unknown : Zone.Green).Max(), judgement.Zone);
            Assert.Equal(judgement.Reasons.OrderByDescending(reason => reason.Severity), judgement.Reasons);
            Assert.Empty(judgement.Fired().Intersect(judgement.NotAssessed.Select(open => open.RuleId)));
        });

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_told_later_changes_no_earlier_judgement(int seed)
    {
        var (patient, _) = Lives(seed);
        Assert.All(patient.Records, record =>
            Assert.Equal(Json(record.Judgement), Json(Patient.Protocol.Judge(record.CheckIn, patient.History, patient.Thresholds))));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_correction_leaves_the_chart_as_if_it_had_been_said_right_at_once(int seed)
    {
        var (patient, random) = Lives(seed);
        var wrong = patient.Records[random.Next(patient.Records.Count)].CheckIn;
        var right = SomeAnswers(patient, random, wrong.Id["check-in ".Length..]);
        var correction = patient.CheckIn("2026-03-15 08:00", right, amends: wrong.Id);
        var judged = Rejudgement.Of(Patient.Protocol, correction, patient.History, patient.Thresholds);
        var corrected = CheckInHistory.Of([.. patient.Records, .. judged.Where(one => one.IsNew).Select(one => one.After)]);

        var atOnce = new Patient { Thresholds = patient.Thresholds };
        foreach (var record in patient.Records.Select(record => record.CheckIn))
            atOnce.Answers(record.Id["check-in ".Length..], new(record.Id == wrong.Id ? right : record.Answers));
        Assert.Equal(
            atOnce.Records.Select(record => (record.Judgement.Zone, string.Join(' ', record.Judgement.Fired()))),
            corrected.Current.Select(record => (record.Judgement.Zone, string.Join(' ', record.Judgement.Fired()))));
    }

    private static (Patient Patient, Random Random) Lives(int seed)
    {
        var random = new Random(seed);
        var patient = new Patient()
            .WithPersonal("dry-weight", 178 + random.Next(5), "2026-03-01 09:00")
            .WithPersonal("dry-weight", 178 + random.Next(5), "2026-03-05 09:00")
            .WithOverride("d1", 1 + random.Next(4), "2026-03-04", "2026-03-09")
            .WithOverride("d1", 1 + random.Next(4), "2026-03-06", "2026-03-12", by: "Ana, RN");
        for (var day = 1; day < 15; day++)
            foreach (var hour in new[] { random.Next(6, 12), random.Next(12, 22) }.Where(_ => random.Next(10) < 6))
                patient.Answers($"2026-03-{day:00} {hour:00}:00", SomeAnswers(patient, random, $"2026-03-{day:00} {hour:00}:00"));
        if (patient.Records.Count == 0)
            patient.ChecksIn("2026-03-14 08:00", 180);
        return (patient, random);
    }

    private static Dictionary<string, CheckInAnswer> SomeAnswers(Patient patient, Random random, string local)
    {
        var answers = new Dictionary<string, CheckInAnswer>();
        foreach (var question in Questions.Where(_ => random.Next(20) > 0))
            answers[question.LinkId] = random.Next(25) == 0 ? new CheckInAnswer.Skipped(AbsentReason.Unknown)
                : question is CheckInQuestion.Quantity ? patient.Weighs(local, 177 + (random.Next(80) / 10m))
                : Choose(question, random);
        return answers;
    }

    private static CheckInAnswer.Chosen Choose(CheckInQuestion question, Random random) =>
        new(random.Next(15) == 0 ? question.Choices[random.Next(question.Choices.Count)].Value : question.Choices[^1].Value);

    private static string Json(Judgement judgement) => JsonSerializer.Serialize(judgement, CareJson.Default.Judgement);
}
