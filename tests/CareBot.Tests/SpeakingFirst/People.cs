using System.Globalization;
using System.Text.Json;
using CareBot.Care.Alerts;
using CareBot.Care.CheckIns;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Tests.Architecture;
using NodaTime;
using NodaTime.Text;

namespace CareBot.Tests.SpeakingFirst;

/// <summary>A patient with heart failure in Chicago, her practice, and times as its clock on the wall shows them.</summary>
internal static class People
{
    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>The ladder as it ships.</summary>
    public static AlertLadder Ladder { get; } =
        JsonSerializer.Deserialize(File.ReadAllBytes(Repository.Path("dialogs/ReviewAlerts/alert-ladder.json")), CareJson.Default.AlertLadder)!.Checked("alert-ladder.json");

    public static IReadOnlyDictionary<string, CheckInProtocol> Protocols { get; } =
        new Dictionary<string, CheckInProtocol> { [CheckIns.Patient.Protocol.Id] = CheckIns.Patient.Protocol };

    public static OutreachPolicy Policy { get; } = new()
    {
        Kind = "outreach-policy",
        Version = "1",
        Source = "test",
        Signatory = "test",
        QuietFrom = new TimeOnly(21, 0),
        QuietUntil = new TimeOnly(8, 0),
    };

    public static OutreachRules Rules { get; } = RulesOf(Protocols);

    public static Practice Lakeside { get; } = new()
    {
        Name = "Lakeside",
        TimeZone = "America/Chicago",
        Opens = new TimeOnly(8, 0),
        Closes = new TimeOnly(17, 0),
        NurseLine = "555-0142",
        Holidays = [new DateOnly(2026, 5, 25)],
        OnCall = [new StaffId("tom"), new StaffId("ana")],
        Lead = new StaffId("grace"),
        PhoneTree = [new PhoneContact("Tom Weber", "555-0151"), new PhoneContact("Lakeside answering service", "555-0150")],
    };

    public static ChartSummary Rosa { get; } = new()
    {
        Patient = new PatientId("rosa"),
        Name = new PersonName("Rosa", "Delgado"),
        Language = "es",
        TimeZone = "America/Chicago",
        Coordinator = new StaffId("maria"),
        Enrolments = [new Enrolment(CheckIns.Patient.Protocol.Id, new DateOnly(2026, 2, 1), "kg", PatientThresholds.None)],
    };

    public static Alert Raised { get; } = new()
    {
        Id = "a1",
        Family = "heart-failure",
        Priority = AlertPriority.P1,
        RaisedAt = At("2026-03-02 09:00"),
        DueBy = At("2026-03-02 11:00"),
        PatientTold = "told",
    };

    public static OutreachRules RulesOf(IReadOnlyDictionary<string, CheckInProtocol> protocols, params IDueRules[] more) =>
        new([new AlertNotices(Ladder), new CheckInInvitations(protocols), .. more], Policy);

    public static DateTimeOffset At(string local, string zone = "America/Chicago") =>
        Wall.Parse(local).Value.InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToDateTimeOffset();

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
