using System.Globalization;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;
using CareBot.Dialogs.Voice;

namespace CareBot.Pages;

/// <summary>What an agency sees of one request: the need and how to reach the person, and its own answer.</summary>
/// <param name="Page">What every page knows.</param>
/// <param name="Chart">Only the name and the language of it are shown.</param>
/// <param name="Coordinator">Through whom the person is reached.</param>
/// <param name="Form">What its fields hold.</param>
/// <param name="Notices">Text keys of what the last press came to; none when nothing was pressed.</param>
public sealed record AgencyView(PageView Page, ChartSummary Chart, Referral Referral, Practice Practice, string Coordinator, AgencyForm Form, IReadOnlyList<string> Notices, DateTimeOffset Now)
{
    /// <summary>The reasons that an agency may give, besides being full.</summary>
    public static readonly IReadOnlyList<NoReason> Reasons = [NoReason.NotEligible, NoReason.OutOfArea, NoReason.NoFunds, NoReason.CouldNotReach, NoReason.Other];

    public string Need => Page.Texts.Say(Page.Language, $"referral.need.{Referral.Category}");

    /// <summary>As a field for a day holds one.</summary>
    public static string Value(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public DateOnly Today => PatientDay.Of(Now, Practice.TimeZone);

    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values) => Page.Say("agency." + key, values);

    /// <summary>The agency's answer as it stands, in words; null while there is none.</summary>
    public string? Answer => Referral.State switch
    {
        ReferralState.Accepted => Say("accepted"),
        ReferralState.Waitlisted => Say("waitlisted"),
        ReferralState.Scheduled => Say("scheduled.done", ("day", Referral.Day ?? Today)),
        ReferralState.Delivered => Say("delivered"),
        ReferralState.Declined => Say("answer.declined", ("reason", Reason(Referral.Reason ?? NoReason.Other))),
        _ => null,
    };

    public string Reason(NoReason reason) => Say("reason." + System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()));

    public string When => Page.Texts.In(Page.Language).When(Referral.StateAt, TimeZoneInfo.FindSystemTimeZoneById(Practice.TimeZone));

    public string Speaks => Say("language." + Languages.Of(Chart.Language));
}

/// <summary>What the fields of an agency's page hold.</summary>
/// <param name="Once">Tells one opening of the page from another.</param>
/// <param name="Note">As it was typed.</param>
/// <param name="Day">As the field holds it; null for the day of the answer that stands.</param>
/// <param name="Reason">As the field holds it; null for that of the answer that stands.</param>
public sealed record AgencyForm(string Once, string Note, string? Day, string? Reason)
{
    public static AgencyForm Of(IFormCollection form) => new(form[OnceField].ToString(), form["note"].ToString(), form["day"].ToString(), form["reason"].ToString());

    /// <summary>The name of the field that is not seen.</summary>
    public const string OnceField = "once";
}

/// <summary>A page of a few words: a link that has expired, or never was one; or the question whether there is room.</summary>
/// <param name="Words">Text key beneath <c>page.agency.</c>; its title is the same with <c>.title</c>.</param>
/// <param name="Need">For the question whether there is room; null for the others.</param>
public sealed record AgencyNotice(PageView Page, Practice Practice, string Words, string? Need, string? Notice)
{
    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values) => Page.Say("agency." + key, values);
}
