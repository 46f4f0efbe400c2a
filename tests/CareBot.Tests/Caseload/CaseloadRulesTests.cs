using CareBot.Care.Alerts;
using CareBot.Care.Appointments;
using CareBot.Care.Assessments;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;
using static CareBot.Tests.SpeakingFirst.People;

namespace CareBot.Tests.Caseload;

public sealed class CaseloadRulesTests
{
    private static readonly DateTimeOffset Now = At("2026-03-03 12:00");

    [Theory]
    [InlineData("2026-03-02 23:59", Zone.Green, "2026-02-20")]
    [InlineData("2026-03-03 23:59", Zone.Green, "2026-02-20")]
    [InlineData("2026-03-04 00:00", Zone.Unknown, "2026-03-03")]
    [InlineData("2026-03-09 12:00", Zone.Unknown, "2026-03-03")]
    public void A_zone_lasts_through_the_day_after_its_check_in_and_then_nobody_knows(string now, Zone zone, string since)
    {
        var row = Row("Abbott", Zone.Green, "2026-03-02") with { Standing = new Standing(Zone.Green, Day("2026-02-20"), Day("2026-03-02")) };
        Assert.Equal((zone, Day(since)), CaseloadRules.Now(row, At(now)));
    }

    [Fact]
    public void The_day_that_counts_is_the_patients_own()
    {
        var row = Row("Abbott", Zone.Green, "2026-03-02") with { TimeZone = "America/New_York" };
        Assert.Equal(Zone.Green, CaseloadRules.Now(row, At("2026-03-03 22:59")).Zone);
        Assert.Equal(Zone.Unknown, CaseloadRules.Now(row, At("2026-03-03 23:00")).Zone);
    }

    [Fact]
    public void A_chart_is_opened_by_its_coordinator_by_whom_an_alert_reached_and_in_an_emergency_by_those_on_call()
    {
        var row = Row("Abbott", Zone.Green, "2026-03-03") with { Coordinator = new StaffId("maria"), TopPriority = AlertPriority.P1 };
        Assert.True(CaseloadRules.MayOpen(row, new StaffId("maria"), Lakeside));
        Assert.False(CaseloadRules.MayOpen(row, new StaffId("tom"), Lakeside));
        Assert.False(CaseloadRules.MayOpen(row, new StaffId("grace"), Lakeside));
        Assert.True(CaseloadRules.MayOpen(row with { Reached = [new StaffId("grace")] }, new StaffId("grace"), Lakeside));
        var emergency = row with { TopPriority = AlertPriority.P0 };
        Assert.True(CaseloadRules.MayOpen(emergency, new StaffId("tom"), Lakeside));
        Assert.False(CaseloadRules.MayOpen(emergency, new StaffId("grace"), Lakeside));
    }

    [Fact]
    public void Whoever_is_paused_comes_last_unless_there_is_an_alert()
    {
        var pause = new Care.Outreach.Pause(Care.Outreach.PauseCause.InHospital, new StaffId("maria"), Now);
        CaseloadRow[] rows = [Row("Paused", Zone.Red, "2026-03-03") with { Pause = pause }, Row("Green", Zone.Green, "2026-03-03"), Row("Alerted", Zone.Green, "2026-03-03") with { Pause = pause, TopPriority = AlertPriority.P1 }];
        Assert.Equal(["Alerted", "Green", "Paused"], CaseloadRules.InOrder(rows, Now).Select(row => row.Name.Family));
    }

    [Theory]
    [InlineData("2026-03-01", 2, true)]
    [InlineData("2026-03-02", 2, false)]
    [InlineData("2026-03-02", 1, true)]
    [InlineData("2026-03-03", 1, false)]
    [InlineData(null, 30, true)]
    public void Silent_for_so_many_days_is_counted_from_the_last_check_in(string? last, int days, bool silent)
    {
        var row = Row("Abbott", last is null ? null : Zone.Green, last) with { Programmes = ["heart-failure"] };
        Assert.Equal(silent, new CaseloadTerm.Silent(new Days(days)).Holds(row, Now));
        Assert.False(new CaseloadTerm.Silent(new Days(days)).Holds(row with { Programmes = [] }, Now));
    }

    [Theory]
    [InlineData("1961-03-03", 64, true)] // 65 today
    [InlineData("1961-03-03", 65, false)]
    [InlineData("1961-03-04", 64, false)] // 65 tomorrow
    [InlineData("1960-02-29", 65, true)]
    [InlineData(null, 1, false)]
    public void Age_is_counted_in_whole_years_on_the_patients_day(string? born, int over, bool holds)
    {
        var row = Row("Abbott", null, null) with { BornOn = born is null ? null : Day(born) };
        Assert.Equal(holds, new CaseloadTerm.Aged(new Bound(BoundKind.Over, over)).Holds(row, Now));
        Assert.Equal(born is not null && !holds, new CaseloadTerm.Aged(new Bound(BoundKind.Under, over + 1)).Holds(row, Now));
    }

    [Theory]
    [InlineData("2026-03-03", 7, true)]
    [InlineData("2026-02-24", 7, true)]
    [InlineData("2026-02-23", 7, false)]
    [InlineData("2026-03-05", 7, false)] // not home yet
    [InlineData(null, 30, false)]
    public void A_discharge_counts_from_its_day(string? on, int days, bool holds)
    {
        var row = Row("Abbott", null, null) with { DischargedOn = on is null ? null : Day(on) };
        Assert.Equal(holds, new CaseloadTerm.Discharged(new Days(days)).Holds(row, Now));
    }

    [Theory]
    [InlineData(1, AppointmentState.Booked, false)]
    [InlineData(-1, AppointmentState.Booked, true)]
    [InlineData(1, AppointmentState.Fulfilled, true)]
    public void A_visit_is_booked_when_it_lies_ahead(int hours, AppointmentState state, bool without)
    {
        var visit = new Appointment { Id = "v", Provider = "shah", VisitType = "follow-up", Start = Now.AddHours(hours), Minutes = 20, Agreed = Now, State = state };
        Assert.Equal(without, new CaseloadTerm.Not(new CaseloadTerm.Visit()).Holds(Row("Abbott", null, null) with { Visits = [visit] }, Now));
    }

    [Fact]
    public void An_alert_that_somebody_has_is_not_unacknowledged()
    {
        var row = Row("Abbott", null, null) with { OpenAlerts = 1, Waiting = true };
        Assert.True(new CaseloadTerm.Unacknowledged().Holds(row, Now));
        Assert.False(new CaseloadTerm.Unacknowledged().Holds(row with { Waiting = false }, Now));
    }

    [Fact]
    public void Every_group_of_a_filter_holds_and_of_a_group_any_term()
    {
        var row = Row("Abbott", Zone.Yellow, "2026-03-03") with { Language = "es", OpenAlerts = 1, Programmes = ["heart-failure"] };
        CaseloadTerm red = new CaseloadTerm.InZone(Zone.Red), yellow = new CaseloadTerm.InZone(Zone.Yellow), spanish = new CaseloadTerm.Speaks("es"), paused = new CaseloadTerm.Paused();
        Assert.True(new CaseloadFilter([[red, yellow], [spanish], [new CaseloadTerm.TakesPart("heart-failure")], [new CaseloadTerm.Alerted()], [new CaseloadTerm.Not(paused)]]).Holds(row, Now));
        Assert.False(new CaseloadFilter([[yellow], [new CaseloadTerm.Speaks("en")]]).Holds(row, Now));
        Assert.False(new CaseloadFilter([[red]]).Holds(row, Now));
        Assert.False(new CaseloadFilter([[yellow], [paused]]).Holds(row, Now));
        Assert.True(new CaseloadFilter([[red, spanish]]).Holds(row, Now));
        Assert.True(CaseloadFilter.All is { IsAll: true } && CaseloadFilter.All.Holds(row, Now));
    }

    [Theory]
    [InlineData(3, null, true)] // yellow since Saturday, and it is Tuesday
    [InlineData(4, null, false)]
    [InlineData(0, DayOfWeek.Saturday, true)]
    [InlineData(0, DayOfWeek.Friday, false)]
    [InlineData(0, DayOfWeek.Tuesday, false)] // a week ago
    public void A_zone_may_have_held_for_some_days(int days, DayOfWeek? since, bool holds)
    {
        var row = Row("Abbott", Zone.Yellow, "2026-03-03") with { Standing = new Standing(Zone.Yellow, Day("2026-02-28"), Day("2026-03-03")) };
        Assert.Equal(holds, new CaseloadTerm.InZone(Zone.Yellow, new Days(days, since)).Holds(row, Now));
    }

    [Fact]
    public void Scores_needs_referrals_and_minutes_are_those_of_the_row()
    {
        var row = Row("Abbott", null, null) with
        {
            Scores = [new ScoreOfRow("phq-9", 10), new ScoreOfRow("ahc-hrsn", null)],
            Needs = ["food-insecurity"],
            Referrals = [new ReferralOfRow("homelessness", ReferralState.Declined, IsOpen: false), new ReferralOfRow("food-insecurity", ReferralState.Sent, IsOpen: true)],
            Asked = [new AskedOfRow("gad-7", Now.AddHours(-1))],
            StepDue = Day("2026-03-02"),
            Time = new Care.CareNotes.MonthOfMinutes(Day("2026-03-01"), 19),
            Conditions = ["diabetes"],
        };
        foreach (var (term, holds) in new (CaseloadTerm, bool)[]
        {
            (new CaseloadTerm.Scored("phq-9", new Bound(BoundKind.Over, 9)), true), (new CaseloadTerm.Scored("phq-9", new Bound(BoundKind.Over, 10)), false),
            (new CaseloadTerm.Scored("phq-9", new Bound(BoundKind.Between, 10, 14)), true), (new CaseloadTerm.Scored("phq-9", new Bound(BoundKind.AtMost, 9)), false),
            (new CaseloadTerm.Scored("ahc-hrsn"), true), (new CaseloadTerm.Scored("ahc-hrsn", new Bound(BoundKind.Under, 99)), false), (new CaseloadTerm.Scored("gad-7"), false),
            (new CaseloadTerm.Needs(null), true), (new CaseloadTerm.Needs("food-insecurity"), true), (new CaseloadTerm.Needs("falls"), false),
            (new CaseloadTerm.Referred(ReferralStanding.Declined), true), (new CaseloadTerm.Referred(ReferralStanding.Declined, "food-insecurity"), false),
            (new CaseloadTerm.Referred(ReferralStanding.Any, "homelessness"), false), (new CaseloadTerm.Referred(ReferralStanding.Unanswered, "food-insecurity"), true),
            (new CaseloadTerm.Asked(IsLate: true), true), (new CaseloadTerm.Planned(IsLate: true), true), (new CaseloadTerm.Planned(IsLate: false), false),
            (new CaseloadTerm.Worked(new Bound(BoundKind.Under, 20)), true), (new CaseloadTerm.Has("diabetes"), true), (new CaseloadTerm.Has("copd"), false),
        })
        {
            Assert.True(holds == term.Holds(row, Now), $"{term} is {!holds}");
            Assert.Equal(!holds, new CaseloadTerm.Not(term).Holds(row, Now));
        }

        Assert.False(new CaseloadTerm.Worked(new Bound(BoundKind.AtLeast, 1)).Holds(row, At("2026-04-01 12:00")));
    }

    [Theory]
    [InlineData("2026-03-05 08:00", "thursday", true)]
    [InlineData("2026-03-12 08:00", "thursday", false)]
    [InlineData("2026-03-06 08:00", "thursday", false)]
    [InlineData("2026-03-08 22:00", "thisWeek", true)]
    [InlineData("2026-03-09 08:00", "thisWeek", false)]
    [InlineData("2026-03-09 08:00", "nextWeek", true)]
    [InlineData("2026-03-15 22:00", "nextWeek", true)]
    [InlineData("2026-03-16 08:00", "nextWeek", false)]
    public void A_week_of_visits_ends_on_Sunday_and_a_weekday_is_the_one_that_comes(string start, string when, bool holds)
    {
        CaseloadTerm term = when switch { "thisWeek" => new CaseloadTerm.VisitInWeek(0), "nextWeek" => new CaseloadTerm.VisitInWeek(1), _ => new CaseloadTerm.VisitOn(DayOfWeek.Thursday) };
        var visit = new Appointment { Id = "v", Provider = "shah", VisitType = "follow-up", Start = At(start), Minutes = 20, Agreed = Now, State = AppointmentState.Booked };
        Assert.Equal(holds, term.Holds(Row("Abbott", null, null) with { Visits = [visit] }, Now));
        Assert.Equal($"visit={when}", term.ToString());
    }

    [Theory]
    [InlineData("2026-03-01 23:00", false)]
    [InlineData("2026-03-02 08:00", true)]
    [InlineData("2026-03-03 08:00", false)]
    public void Yesterday_is_one_day(string start, bool holds)
    {
        var visit = new Appointment { Id = "v", Provider = "shah", VisitType = "follow-up", Start = At(start), Minutes = 20, Agreed = Now, State = AppointmentState.Fulfilled };
        Assert.Equal(holds, new CaseloadTerm.Visited(new Days(1), IsBeforeToday: true).Holds(Row("Abbott", null, null) with { Visits = [visit] }, Now));
    }

    [Fact]
    public void The_youngest_come_first_and_an_unknown_age_last()
    {
        CaseloadRow[] rows = [Row("Abbott", null, null), Row("Barrera", null, null) with { BornOn = new DateOnly(1950, 1, 1) }, Row("Castillo", null, null) with { BornOn = new DateOnly(1990, 1, 1) }];
        var filter = CaseloadFilter.All with { Order = new CaseloadOrder(CaseloadKey.Youngest) };
        Assert.Equal(["Castillo", "Barrera", "Abbott"], filter.Of(rows, Now).Select(row => row.Name.Family));
    }

    [Theory]
    [InlineData("2026-03-03 23:00", 0, 0, true)]
    [InlineData("2026-03-04 08:00", 0, 0, false)]
    [InlineData("2026-03-04 08:00", 1, 1, true)]
    [InlineData("2026-03-10 08:00", 0, 7, true)]
    [InlineData("2026-03-11 08:00", 0, 7, false)]
    public void A_visit_on_a_day_is_on_the_patients_own(string start, int from, int to, bool holds)
    {
        var visit = new Appointment { Id = "v", Provider = "shah", VisitType = "follow-up", Start = At(start), Minutes = 20, Agreed = Now, State = AppointmentState.Booked };
        Assert.Equal(holds, new CaseloadTerm.Visit(from, to).Holds(Row("Abbott", null, null) with { Visits = [visit] }, Now));
    }

    [Fact]
    public void The_row_carries_what_the_chart_says()
    {
        var line = new AssessmentLine { Id = "1", Questionnaire = "q|1", Name = "phq-9", State = AssessmentState.Completed, CompletedAt = Now.AddDays(-9), Scores = [new Score { Id = "total", Total = 4, Highest = 27 }] };
        var row = CaseloadRow.Of(Rosa with
        {
            Assessments = [line, line with { Id = "2", CompletedAt = Now, Scores = [new Score { Id = "total", Total = 12, Highest = 27 }] }, line with { Id = "3", Name = "gad-7", State = AssessmentState.Sent, DueBy = Now }],
            Needs = [Need("food-insecurity", NeedState.Accepted), Need("falls", NeedState.Declined)],
            Quiet = true,
        });
        Assert.Equal([new ScoreOfRow("phq-9", 12)], row.Scores);
        Assert.Equal([new AskedOfRow("gad-7", Now)], row.Asked);
        Assert.Equal(["food-insecurity"], row.Needs);
        Assert.True(row is { Quiet: true, HasPlan: false, StepDue: null, IsUnreachable: false });

        static NeedLine Need(string id, NeedState state) => new(id, "Z59", "text", "1", [], [], state, Now);
    }

    /// <summary>The same words give the same patients as a query written by hand, whoever is in the caseload.</summary>
    [Fact]
    public void Words_give_the_patients_that_a_query_by_hand_gives_among_ten_thousand()
    {
        var rows = CaseloadRules.InOrder(Synthetic(10_000), Now);
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        var queries = new (string Words, Func<CaseloadRow, bool> ByHand)[]
        {
            ("red or yellow patients not acknowledged", row => CaseloadRules.Now(row, Now).Zone is Zone.Red or Zone.Yellow && row.Pause is null && row.Waiting),
            ("Spanish patients over 65 with no check-in in 3 days", row => row is { Language: "es", Programmes.Count: > 0, Pause: null, BornOn: { } born } && born.AddYears(66) <= today && (row.Standing is null || row.Standing.LastCheckIn <= today.AddDays(-3))),
            ("patients with PHQ-9 over 9 and no visit", row => row.Scores.Any(score => score is { Instrument: "phq-9", Total: > 9 }) && !row.Visits.Any(visit => visit.Start >= Now)),
            ("patients with diabetes or discharged last week", row => row.Conditions.Contains("diabetes") || (row.DischargedOn is { } day && day <= today && day >= today.AddDays(-7))),
            ("patients positive food no referral", row => row.Needs.Contains("food-insecurity") && row.Referrals.Count == 0),
            ("pacientes que no hablan español con menos de 20 minutos", row => row.Language != "es" && (row.Time?.Minutes ?? 0) < 20),
            ("patients with no visit in the last 3 days", row => !row.Visits.Any(visit => visit.Start < Now && visit.Start >= Now.AddDays(-3).Date)),
            ("patients not over 65", row => row.BornOn is { } born && born.AddYears(66) > today),
            ("patients without a visit or a referral", row => row.Referrals.Count == 0 && !row.Visits.Any(visit => visit.Start >= Now)),
            ("patients not red or yellow, not paused", row => row.Pause is null && CaseloadRules.Now(row, Now).Zone is not (Zone.Red or Zone.Yellow)),
        };
        foreach (var (words, byHand) in queries)
        {
            var request = CaseloadReaderTests.Reader.Read(words);
            Assert.True(request.IsWhole, words);
            var meant = request.Filter.Of(rows, Now).Select(row => row.Patient.Value).ToList();
            Assert.True(meant.Count is > 10 and < 9_990, $"{words}: {meant.Count}");
            Assert.Equal(rows.Where(byHand).Select(row => row.Patient.Value), meant);
        }
    }

    [Fact]
    public void An_order_is_by_its_key_and_the_first_are_taken_of_it()
    {
        var rows = CaseloadRules.InOrder(Synthetic(200), Now);
        var oldest = CaseloadReaderTests.Reader.Read("top 5 patients by age").Filter.Of(rows, Now);
        Assert.Equal(rows.Where(row => row.BornOn is not null).OrderBy(row => row.BornOn).Take(5).Select(row => row.BornOn), oldest.Select(row => row.BornOn));
        var fewest = CaseloadReaderTests.Reader.Read("patients sorted by minutes").Filter.Of(rows, Now).Select(row => row.Time?.Minutes ?? 0).ToList();
        Assert.Equal(fewest.Order(), fewest);
        var highest = CaseloadReaderTests.Reader.Read("patients with PHQ-9 by score").Filter.Of(rows, Now).Select(row => row.Scores[0].Total).ToList();
        Assert.Equal(highest.OrderDescending(), highest);
    }

    private static IEnumerable<CaseloadRow> Synthetic(int count)
    {
        var dice = new Random(1);
        for (var i = 0; i < count; i++)
        {
            var row = dice.Next(9) == 0 ? Row($"p{i}", null, null) : Row($"p{i}", (Zone)dice.Next(4), Day("2026-03-03").AddDays(-dice.Next(6)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            yield return row with
            {
                Language = dice.Next(3) == 0 ? "es" : "en",
                BornOn = dice.Next(10) == 0 ? null : Day("1930-01-01").AddDays(dice.Next(30_000)),
                Programmes = dice.Next(4) == 0 ? [] : ["heart-failure"],
                Pause = dice.Next(12) == 0 ? new Care.Outreach.Pause(Care.Outreach.PauseCause.InHospital, new StaffId("maria"), Now) : null,
                Waiting = dice.Next(3) == 0,
                Scores = dice.Next(2) == 0 ? [] : [new ScoreOfRow("phq-9", dice.Next(28))],
                Visits = dice.Next(2) == 0 ? [] : [new Appointment { Id = "v", Provider = "shah", VisitType = "follow-up", Start = Now.AddDays(dice.Next(-3, 9)), Minutes = 20, Agreed = Now, State = AppointmentState.Booked }],
                Conditions = dice.Next(4) == 0 ? ["diabetes"] : [],
                DischargedOn = dice.Next(3) == 0 ? Day("2026-03-05").AddDays(-dice.Next(30)) : null,
                Needs = dice.Next(3) == 0 ? ["food-insecurity"] : [],
                Referrals = dice.Next(3) == 0 ? [new ReferralOfRow("food-insecurity", ReferralState.Sent, IsOpen: true)] : [],
                Time = dice.Next(2) == 0 ? null : new Care.CareNotes.MonthOfMinutes(Day("2026-03-01"), dice.Next(60)),
            };
        }
    }

    [Fact]
    public void Whoever_never_checked_in_is_unknown_and_never_green() =>
        Assert.Equal((Zone.Unknown, null), CaseloadRules.Now(Row("Abbott", null, null), Now));

    [Theory]
    [InlineData(Zone.Green, "2026-03-02 10:00", Zone.Unknown, "2026-03-02")]
    [InlineData(Zone.Unknown, "2026-03-03 10:00", Zone.Unknown, "2026-03-03")]
    [InlineData(Zone.Yellow, "2026-03-02 10:00", Zone.Yellow, "2026-03-02")]
    [InlineData(Zone.Red, "2026-03-02 10:00", Zone.Red, "2026-03-02")]
    public void After_an_emergency_a_green_of_before_it_is_unknown_and_what_needs_action_stays(Zone before, string emergency, Zone zone, string since)
    {
        var row = Row("Abbott", before, "2026-03-02") with { Emergency = At(emergency) };
        Assert.Equal((zone, Day(since)), CaseloadRules.Now(row, Now));
        Assert.Equal(zone == Zone.Unknown, CaseloadRules.IsAfterEmergency(row));
        Assert.Equal((Zone.Red, null), CaseloadRules.Now(row with { TopPriority = AlertPriority.P0 }, Now));
    }

    [Fact]
    public void A_newer_check_in_tells_again_how_the_patient_is()
    {
        var before = new Standing(Zone.Green, Day("2026-02-20"), Day("2026-03-02"));
        var chart = Rosa with { Standing = before, Emergency = new Overtaken("a1", At("2026-03-02 10:00"), before) };
        Assert.NotNull(CaseloadRow.Of(chart).Emergency);
        Assert.Null(CaseloadRow.Of(chart with { Standing = before with { LastCheckIn = Day("2026-03-03") } }).Emergency);
        Assert.Null(CaseloadRow.Of(chart with { Standing = null }).Emergency);
    }

    [Fact]
    public void Emergencies_come_first_then_alerts_then_zones_then_silence_then_the_name()
    {
        CaseloadRow[] rows =
        [
            Row("Green-b", Zone.Green, "2026-03-03"), Row("Green-a", Zone.Green, "2026-03-03"), Row("Silent", Zone.Green, "2026-02-20"),
            Row("Yellow", Zone.Yellow, "2026-03-03"), Row("Never", null, null),
            Row("Same-day", Zone.Green, "2026-03-03") with { TopPriority = AlertPriority.P1 }, Row("Emergency", Zone.Green, "2026-03-03") with { TopPriority = AlertPriority.P0 },
        ];
        Assert.Equal(["Emergency", "Same-day", "Yellow", "Never", "Silent", "Green-a", "Green-b"], CaseloadRules.InOrder(rows, Now).Select(row => row.Name.Family));
        Assert.Equal(CaseloadRules.InOrder(rows, Now), CaseloadRules.InOrder(rows.Reverse(), Now));
    }

    [Fact]
    public void A_row_says_of_the_chart_what_a_coordinator_has_to_act_on()
    {
        var chart = Rosa with { OpenAlerts = [Raised with { State = AlertState.Acknowledged }, Raised with { Id = "a2", Priority = AlertPriority.P0 }] };
        var row = CaseloadRow.Of(chart);
        Assert.Equal((2, AlertPriority.P0, true), (row.OpenAlerts, row.TopPriority!.Value, row.Waiting));
        Assert.Equal((0, null, false), (CaseloadRow.Of(Rosa).OpenAlerts, CaseloadRow.Of(Rosa).TopPriority, CaseloadRow.Of(Rosa).Waiting));
    }

    private static CaseloadRow Row(string family, Zone? zone, string? lastCheckIn) => new()
    {
        Patient = new PatientId(family),
        Name = new PersonName("A", family),
        Language = "en",
        TimeZone = "America/Chicago",
        Standing = zone is { } known ? new Standing(known, Day(lastCheckIn!), Day(lastCheckIn!)) : null,
    };
}
