namespace CareBot.Care.Safety;

/// <summary>How soon somebody should look at a complaint, most urgent first. A grading for measurement; patients are never shown it.</summary>
public enum TriageLevel
{
    Emergency,
    SeeClinician48h,
    SeeClinicianWeeks,
    SelfCare,
}

/// <summary>The spelling in content and evaluation rows.</summary>
public static class TriageLevelNames
{
    public static string ToName(this TriageLevel value) => value switch
    {
        TriageLevel.Emergency => "emergency",
        TriageLevel.SeeClinician48h => "see_clinician_48h",
        TriageLevel.SeeClinicianWeeks => "see_clinician_weeks",
        _ => "self_care",
    };

    public static bool TryParse(string? name, out TriageLevel value)
    {
        foreach (var candidate in Enum.GetValues<TriageLevel>())
        {
            if (candidate.ToName() == name)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }
}
