using CareBot.Care.Consent;

namespace CareBot.Care.Patients;

/// <summary>Who is speaking in a turn, as far as the channel and its token prove it.</summary>
public abstract record Speaker
{
    private Speaker()
    {
    }

    /// <summary>The language this person is answered in until they choose another.</summary>
    public abstract string Language { get; }

    /// <summary>Why nothing reached this person before they wrote now; null for most.</summary>
    public virtual Unreachable? Unreachable => null;

    /// <summary>The address at which this person is reached; null where there is none yet.</summary>
    public virtual string? Conversation => null;

    /// <summary>A patient, by a token that names the chart.</summary>
    public sealed record OfPatient(ChartSummary Chart) : Speaker
    {
        public override string Language => Chart.Language;

        public override Unreachable? Unreachable => Chart.Unreachable;

        public override string? Conversation => Chart.Conversation;
    }

    /// <summary>A member of the practice, by the Entra object id that Teams sends.</summary>
    public sealed record OfStaff(Staff Staff) : Speaker
    {
        public override string Language => Staff.Language;

        public override Unreachable? Unreachable => Staff.Unreachable;

        public override string? Conversation => Staff.Conversation;
    }

    /// <summary>Somebody of a patient's family, by a token that names them. What they may do stands on the patient's chart.</summary>
    public sealed record OfFamily(FamilyMember Member, ChartSummary Chart) : Speaker
    {
        public override string Language => Member.Language;

        public override Unreachable? Unreachable => Member.Unreachable;

        public override string? Conversation => Member.Conversation;
    }

    /// <summary>Anybody else: no account, no name kept.</summary>
    public sealed record Visitor(string Locale) : Speaker
    {
        public override string Language => Locale;
    }
}
