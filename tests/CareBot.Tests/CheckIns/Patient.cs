using System.Globalization;
using System.Runtime.CompilerServices;
using CareBot.Care.CheckIns;
using NodaTime;
using NodaTime.Text;

namespace CareBot.Tests.CheckIns;

/// <summary>A patient with heart failure and the check-ins so far, each judged when it came in.</summary>
internal sealed class Patient(string zone = "America/Chicago")
{
    private static readonly LocalDateTimePattern Clock = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public static CheckInProtocol Protocol { get; } = CheckInProtocol.Load(
        File.ReadAllBytes(Path.Combine(Folder(), "protocols", "heart-failure.protocol.json")), "heart-failure.protocol.json");

    public PatientThresholds Thresholds { get; set; } = PatientThresholds.None;

    public List<CheckInRecord> Records { get; } = [];

    public CheckInHistory History => CheckInHistory.Of(Records);

    /// <summary>The dialog's folder in the repository.</summary>
    public static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(here, "../../../../dialogs/DailyCheckIn"));

    /// <summary>Everything answered with "no"; what is given here is put in its place.</summary>
    public static Dictionary<string, CheckInAnswer> AllWell(params (string LinkId, CheckInAnswer Answer)[] others)
    {
        var answers = new Dictionary<string, CheckInAnswer>
        {
            ["danger"] = new CheckInAnswer.Chosen("none"),
            ["breath"] = new CheckInAnswer.Chosen("no"),
            ["swelling"] = new CheckInAnswer.Chosen("no"),
            ["night"] = new CheckInAnswer.Chosen("none"),
            ["feeling"] = new CheckInAnswer.Chosen("none"),
        };
        foreach (var (linkId, answer) in others)
            answers[linkId] = answer;
        return answers;
    }

    public DateTimeOffset At(string local) =>
        Clock.Parse(local).Value.InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToDateTimeOffset();

    public CheckInAnswer.Quantity Weighs(string local, decimal weight, string unit = "lb") => new(weight, unit, At(local));

    /// <summary>All well, but for the weight.</summary>
    public Judgement ChecksIn(string local, decimal weight, string unit = "lb") =>
        Answers(local, AllWell(("weight", Weighs(local, weight, unit)))).Judgement;

    public CheckInRecord Answers(string local, Dictionary<string, CheckInAnswer> answers, string? amends = null)
    {
        var record = Protocol.Record(CheckIn(local, answers, amends), History, Thresholds);
        Records.Add(record);
        return record;
    }

    public CheckIn CheckIn(string local, Dictionary<string, CheckInAnswer> answers, string? amends = null) => new()
    {
        Id = $"check-in {local}{(amends is null ? "" : " corrects " + amends)}",
        PatientId = "rosa",
        By = "rosa",
        Date = amends is null
            ? DateOnly.ParseExact(local[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : Records.Single(record => record.CheckIn.Id == amends).CheckIn.Date,
        TimeZone = zone,
        SubmittedAt = At(local),
        Answers = answers,
        Amends = amends,
    };

    public Patient WithPersonal(string name, decimal value, string local, string unit = "lb")
    {
        Thresholds = Thresholds with { Personal = [.. Thresholds.Personal, new(name, value, unit, At(local), "Dr Shah")] };
        return this;
    }

    public Patient WithOverride(string rule, decimal value, string from, string reviewBy, string unit = "lb", string by = "Dr Shah, MD")
    {
        var own = new ThresholdOverride(
            rule, value, unit, by, "Small person.", DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(reviewBy, CultureInfo.InvariantCulture));
        Thresholds = Thresholds with { Overrides = [.. Thresholds.Overrides, own] };
        return this;
    }
}

internal static class JudgementExtensions
{
    public static IEnumerable<string> Fired(this Judgement judgement) => judgement.Reasons.Select(reason => reason.RuleId);

    public static NotAssessedCause? WhyNot(this Judgement judgement, string rule) =>
        judgement.NotAssessed.FirstOrDefault(open => open.RuleId == rule)?.Cause;
}
