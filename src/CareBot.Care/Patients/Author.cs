namespace CareBot.Care.Patients;

/// <summary>Who did something, in which role, by which activity: the audit trail of an entry.</summary>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Id">Patient or staff id; empty for the bot and for a visitor.</param>
/// <param name="ActivityId">The activity that caused it. Entries derive their identity from it, so that a repeated turn repeats nothing.</param>
/// <param name="OnBehalfOf">The patient, when somebody else answers for them.</param>
public sealed record Author(string Role, string Id, string ActivityId, string? OnBehalfOf = null);

/// <summary>The roles that an author or speaker can have.</summary>
public static class Roles
{
    public const string Patient = "patient";
    public const string Coordinator = "coordinator";
    public const string Visitor = "visitor";
    public const string Bot = "bot";

    /// <summary>Somebody of the patient's family, on behalf of the patient; the id is the family member's.</summary>
    public const string Family = "family";

    /// <summary>A calendar that was imported; the id is the file's name for the entry.</summary>
    public const string Calendar = "calendar";

    /// <summary>Somebody at an agency, by the link that was sent there; the id is the service's.</summary>
    public const string Agency = "agency";
}
