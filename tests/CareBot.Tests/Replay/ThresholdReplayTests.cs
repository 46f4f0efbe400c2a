using System.Globalization;
using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Content;
using CareBot.Tests.Architecture;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.Replay;

/// <summary>Issue 5, part 7: what another threshold would have done, by name.</summary>
public sealed class ThresholdReplayTests
{
    private const string File = "dialogs/DailyCheckIn/protocols/heart-failure.protocol.json";

    private static readonly CheckInProtocol Now = CheckIns.Patient.Protocol;

    // Up 3.3 lb on the second day, up 4.6 lb on the fifth, red by a danger sign on the sixth.
    private static readonly CheckInHistory History = Days(("2026-03-01", 80m, null), ("2026-03-02", 81.5m, null), ("2026-03-03", 81.4m, null), ("2026-03-04", 79.4m, null), ("2026-03-05", 81.5m, null), ("2026-03-06", 81.5m, "chest-pain"));

    [Fact]
    public void A_higher_threshold_raises_fewer_alerts_and_names_the_missed_one_with_the_red_day_that_followed()
    {
        var report = Compare("d1", "pounds=4");
        Assert.Equal((1, 6), (report.Patients, report.CheckIns));
        Assert.Equal((3, 2), (report.Before.All, report.After.All));
        Assert.Empty(report.Extra);
        var missed = Assert.Single(report.Missed);
        Assert.Equal((Day("2026-03-02"), Day("2026-03-06"), AlertPriority.P1), (missed.Day, missed.RedSince!.Value, missed.Priority));
        Assert.Equal(["d1"], missed.Reasons.Select(reason => reason.RuleId));
        Assert.Equal((20 + (2 * 10), 20 + 10), (report.Before.NurseMinutes(Ladder), report.After.NurseMinutes(Ladder)));
    }

    [Fact]
    public void A_lower_threshold_raises_more_and_misses_nothing()
    {
        var report = Compare("d1", "kg=0.1");
        Assert.Empty(report.Missed);
        Assert.All(report.Extra, extra => Assert.Null(extra.RedSince));
        Assert.Equal(report.Before.All + report.Extra.Count, report.After.All);
    }

    [Fact]
    public void The_same_threshold_changes_nothing_and_a_day_before_the_first_is_not_counted()
    {
        var report = Compare("d1", "lb=3", from: "2026-03-05");
        Assert.Equal((2, 2, 2, 0, 0), (report.CheckIns, report.Before.All, report.After.All, report.Extra.Count, report.Missed.Count));
    }

    [Fact]
    public void A_patients_own_threshold_stands_whatever_the_protocol_says()
    {
        var own = PatientThresholds.None with { Overrides = [new ThresholdOverride("d1", 2, "lb", "Dr. Shah", "small woman", Day("2026-02-01"), Day("2026-12-31"))] };
        var chart = Rosa with { Enrolments = [Rosa.Enrolments[0] with { Thresholds = own }] };
        var report = ThresholdReplay.Compare(Now, Other("d1", "pounds=9"), [(chart, History)], Day("2026-03-01"), Ladder);
        Assert.Empty(report.Missed);
    }

    [Theory]
    [InlineData("red-signs", "pounds=4", "has no rule 'red-signs' with a number; those with one are")]
    [InlineData("d1", "stones=4", "stones")]
    public void What_cannot_be_meant_is_refused_with_the_remedy(string rule, string set, string message) =>
        Assert.Contains(message, Assert.Throws<ContentException>(() => Other(rule, set)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("pounds")]
    [InlineData("pounds=many")]
    [InlineData("pounds=1=2")]
    [InlineData("pounds=-1")]
    public void What_is_no_threshold_is_not_read(string set) => Assert.Null(OtherThreshold.Read("d1", set));

    private static ReplayReport Compare(string rule, string set, string from = "2026-03-01") =>
        ThresholdReplay.Compare(Now, Other(rule, set), [(Rosa, History)], Day(from), Ladder);

    private static CheckInProtocol Other(string rule, string set) =>
        OtherThreshold.Read(rule, set)!.In(System.IO.File.ReadAllBytes(Repository.Path(File)), File);

    private static CheckInHistory Days(params (string Day, decimal Weight, string? Sign)[] days)
    {
        var history = CheckInHistory.Empty;
        foreach (var (day, weight, sign) in days)
        {
            var at = At($"{day} 08:10");
            var checkIn = new CheckIn
            {
                Id = day,
                PatientId = "rosa",
                By = "rosa",
                Date = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                TimeZone = "America/Chicago",
                SubmittedAt = at,
                Answers = Now.Questions.ToDictionary(question => question.LinkId, question => question switch
                {
                    CheckInQuestion.Quantity => new CheckInAnswer.Quantity(weight, "kg", at),
                    CheckInQuestion.YesNo => new CheckInAnswer.Chosen("no"),
                    _ when question.LinkId == "danger" && sign is not null => new CheckInAnswer.Chosen(sign),
                    _ => (CheckInAnswer)new CheckInAnswer.Chosen("none"),
                }),
            };
            history = history.With(Now.Record(checkIn, history, PatientThresholds.None));
        }

        return history;
    }
}
