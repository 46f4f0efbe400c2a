namespace CareBot.Care.Safety.Listening;

/// <summary>How long something has lasted and where it goes.</summary>
/// <param name="Days">Null when no duration is told.</param>
/// <param name="Slow">It has lasted for months, and nothing about it is new.</param>
/// <param name="Worse">It is bad, or gets worse from day to day.</param>
/// <param name="Eased">It is over, or was to be expected.</param>
/// <param name="Slight">It is little.</param>
internal sealed record Course(double? Days, bool Slow, bool Worse, bool Eased, bool Slight)
{
    public TriageLevel Level(CompiledComplaint complaint)
    {
        if (Worse)
            return complaint.Worse;
        if (Days >= complaint.LastingFromDays)
            return complaint.Lasting;
        return (Eased || Slight) && complaint.Fresh == TriageLevel.SeeClinician48h ? TriageLevel.SelfCare : complaint.Fresh;
    }
}
