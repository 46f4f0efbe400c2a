using CareBot.Care.Outreach;
using CareBot.Care.Patients;

namespace CareBot.Care.Referrals;

/// <summary>Shows a referral to the coordinator: somebody answered, or nobody did for too long.</summary>
/// <param name="Stuck">It is shown because nothing happened.</param>
public sealed record ShowReferral(string Id, PatientId Patient, string Referral, int Notice, bool Stuck, StaffId To) : OutreachItem(Id, Patient)
{
    /// <summary>When it was found due. The same item, found due later, is the same.</summary>
    public DateTimeOffset At { get; init; }

    public override StaffId? Staff => To;

    public bool Equals(ShowReferral? other) => other is not null && Id == other.Id;

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}

/// <summary>Asks the patient whether one service may be told about them. Their coordinator waits for the answer.</summary>
public sealed record AskConsent(string Id, PatientId Patient, string Referral) : OutreachItem(Id, Patient);

/// <summary>Tells the patient what became of a request.</summary>
public sealed record TellReferral(string Id, PatientId Patient, string Referral, int News) : OutreachItem(Id, Patient);

/// <summary>Asks the patient whether they got it.</summary>
public sealed record AskReceived(string Id, PatientId Patient, string Referral, int Round) : OutreachItem(Id, Patient)
{
    /// <inheritdoc cref="ShowReferral.At"/>
    public DateTimeOffset At { get; init; }

    public bool Equals(AskReceived? other) => other is not null && Id == other.Id;

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}

/// <summary>Writes to the agency: the request itself, then that it still waits.</summary>
public sealed record WriteAgency(string Id, PatientId Patient, string Referral, int Round) : OutreachItem(Id, Patient)
{
    /// <inheritdoc cref="ShowReferral.At"/>
    public DateTimeOffset At { get; init; }

    public override bool IsLetter => true;

    public override bool IsForAgency => true;

    public override bool IsAwaited => true;

    public bool Equals(WriteAgency? other) => other is not null && Id == other.Id;

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}
