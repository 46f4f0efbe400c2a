using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;
using CareBot.Dialogs.Voice;

namespace CareBot.Pages;

/// <summary>What an agency sees of one request: the need and how to reach the person, and its own answer.</summary>
/// <param name="Page">What every page knows.</param>
/// <param name="Chart">Only the name and the language of it are shown.</param>
/// <param name="Coordinator">Through whom the person is reached.</param>
/// <param name="Notice">A text key of what the last press came to; null when nothing was pressed.</param>
public sealed record AgencyView(PageView Page, ChartSummary Chart, Referral Referral, Practice Practice, string Coordinator, string? Notice, DateTimeOffset Now)
{
    /// <summary>The field that tells one opening of the page from another.</summary>
    public const string Once = "once";

    /// <summary>The reasons that an agency may give, besides being full.</summary>
    public static readonly IReadOnlyList<NoReason> Reasons = [NoReason.NotEligible, NoReason.OutOfArea, NoReason.NoFunds, NoReason.CouldNotReach, NoReason.Other];

    public string Need => Page.Texts.Say(Page.Language, $"referral.need.{Referral.Category}");

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

/// <summary>A page of a few words: a link that has expired, or never was one; or the question whether there is room.</summary>
/// <param name="Words">Text key beneath <c>page.agency.</c>; its title is the same with <c>.title</c>.</param>
/// <param name="Need">For the question whether there is room; null for the others.</param>
public sealed record AgencyNotice(PageView Page, Practice Practice, string Words, string? Need, string? Notice)
{
    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values) => Page.Say("agency." + key, values);
}
