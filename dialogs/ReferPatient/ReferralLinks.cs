using CareBot.Care.Links;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;

namespace CareBot.Dialogs.ReferPatient;

/// <summary>The addresses that an agency opens: of a request, and of the question whether there is room, which names nobody.</summary>
public sealed class ReferralLinks(LinkTokens tokens, PublicAddress address)
{
    public const string Referral = "referral";
    public const string Room = "room";
    public const string RoomFor = "room-for";

    /// <summary>The same page, opened in a language.</summary>
    public static string In(string language, string link) => $"{link}?lang={language}";

    public async Task<string> OfAsync(PatientId patient, Referral referral, CancellationToken cancellationToken) =>
        address.Of("r/" + await tokens.SignAsync(Referral, $"{patient.Value}/{referral.Id}", referral.LinkUntil ?? referral.StateAt, cancellationToken));

    /// <summary>The question whether there is room, for a request that waits for the answer. Not even the patient's id stands in it.</summary>
    public async Task<string> OfRoomAsync(Referral referral, DateTimeOffset until, CancellationToken cancellationToken) =>
        address.Of("room/" + await tokens.SignAsync(RoomFor, $"{referral.Category}/{referral.Id}/{referral.Service.Id}", until, cancellationToken));

    public async Task<string> OfRoomAsync(string service, string category, DateTimeOffset until, CancellationToken cancellationToken) =>
        address.Of("room/" + await tokens.SignAsync(Room, $"{category}/{service}", until, cancellationToken));
}
