using System.Globalization;
using CareBot.Care.Alerts;
using CareBot.Care.Patients;
using CareBot.Care.Records;

namespace CareBot.Care.Assessments;

/// <summary>The alert that a result calls for: pure.</summary>
public static class ResultAlerts
{
    /// <summary>One alert is open for each instrument.</summary>
    public static string Family(string name) => "assessment:" + name;

    /// <returns>Null when nobody has to look.</returns>
    public static Alert? Fresh(PatientId patient, AssessmentRecord record, AlertLadder ladder, WorkingHours hours, DateTimeOffset now)
    {
        if (record.Outcome.Findings.Count == 0)
        {
            return null;
        }

        var priority = record.Outcome.Findings.Min(finding => finding.Priority);
        return new Alert
        {
            // A correction after the alert was closed raises another.
            Id = CauseId.Of(Family(record.Name), patient.Value, record.Id, record.Corrections.ToString(CultureInfo.InvariantCulture)),
            Family = Family(record.Name),
            Priority = priority,
            RaisedAt = now,
            DueBy = ladder.DueBy(priority, now, hours),
            Facts = [.. record.Outcome.Findings.OrderBy(finding => finding.Priority).Select(finding => Fact(finding, record))],
            PatientTold = "assessment.told.result",
        };
    }

    private static AlertFact Fact(ResultFinding finding, AssessmentRecord record)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["instrument"] = record.Name };
        if (record.Outcome.Scores.FirstOrDefault(score => score.Id == finding.Score) is { } score)
        {
            values["total"] = Write(score.Total ?? score.Least);
            values["highest"] = Write(score.Highest);
            values["change"] = Write(score.Change is { } change ? Math.Abs(change) : null);
            values["previous"] = Write(score.Previous);
        }

        // Answers are missing: the number is the least that it can be.
        var text = values.ContainsKey("total") && record.Outcome.Scores.First(one => one.Id == finding.Score).Total is null ? "coordinator.result.least" : finding.Text;
        return new AlertFact(text, values, $"{finding.RuleId}, {record.Questionnaire} ({finding.Source})");
    }

    private static string Write(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";
}
