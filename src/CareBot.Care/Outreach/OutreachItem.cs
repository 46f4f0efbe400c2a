using CareBot.Care.Patients;

namespace CareBot.Care.Outreach;

/// <summary>
/// Something the bot says first. Its id is made of rule, person and due time, and becomes the id of the event activity: the turn gate
/// answers an id once, so doing it twice is doing it once.
/// </summary>
public abstract record OutreachItem(string Id, PatientId Patient)
{
    /// <summary>The member of staff whom it is for; null when it is for the patient, or for <see cref="Family"/>.</summary>
    public virtual StaffId? Staff => null;

    /// <summary>The member of the patient's family whom it is for; null when it is for somebody else.</summary>
    public virtual string? Family => null;

    /// <summary>Somebody waits for it: it is said at any hour, and to a patient who asked for no messages.</summary>
    public virtual bool IsAwaited => false;

    /// <summary>It takes back what was said before, so that a patient who asked for no messages hears it too; quiet hours are kept.</summary>
    public virtual bool IsOwed => IsAwaited;

    /// <summary>It goes out by e-mail to somebody outside, and into no conversation.</summary>
    public virtual bool IsLetter => false;

    /// <summary>It is for an agency that was asked for help, and not for the patient.</summary>
    public virtual bool IsForAgency => false;

    /// <summary>Asks the patient to check in.</summary>
    public sealed record Invite(string Id, PatientId Patient, string Protocol, DateOnly Day) : OutreachItem(Id, Patient);

    /// <summary>Asks again, at another hour, somebody who missed a day.</summary>
    public sealed record Nudge(string Id, PatientId Patient, string Protocol, DateOnly Day) : OutreachItem(Id, Patient);

    /// <summary>The hours of the day's check-in are over: what was answered of one that lies open is judged.</summary>
    public sealed record JudgeOpenCheckIn(string Id, PatientId Patient, DateOnly Day) : OutreachItem(Id, Patient)
    {
        // Nothing is asked of anybody; who is told something told us that something is wrong.
        public override bool IsAwaited => true;
    }

    /// <summary>Shows an alert to a member of staff.</summary>
    public sealed record TellStaff(string Id, PatientId Patient, string AlertId, int Notice, StaffId To) : OutreachItem(Id, Patient)
    {
        public override StaffId? Staff => To;

        public override bool IsAwaited => true;
    }

    /// <summary>Asks somebody who was told to call for help again; or, when a doubt stayed without an answer, says the emergency words.</summary>
    public sealed record CheckOnPatient(string Id, PatientId Patient, string AlertId) : OutreachItem(Id, Patient)
    {
        public override bool IsAwaited => true;
    }

    /// <summary>Tells the patient that a named human has read the alert.</summary>
    public sealed record TellPatient(string Id, PatientId Patient, string AlertId, StaffId ReadBy) : OutreachItem(Id, Patient)
    {
        public override bool IsAwaited => true;
    }
}

/// <summary>How an attempt to say something ended.</summary>
public enum Delivery
{
    /// <summary>The words are in the conversation, for good.</summary>
    Delivered,

    /// <summary>Not now: a member of staff has not opened the chat yet, or the channel does not answer. To be tried again.</summary>
    Later,

    /// <summary>The patient has not opened a chat yet: it is said when they do, if it is still due.</summary>
    WhenTheyCome,
}
