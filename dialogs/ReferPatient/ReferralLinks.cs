using CareBot.Care.Links;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;

namespace CareBot.Dialogs.ReferPatient;

/// <summary>The addresses that an agency opens: of a request, and of the question whether there is room, which names nobody.</summary>
public sealed class ReferralLinks(LinkTokens tokens, PublicAddress address)
{
    public const string Referral = "referral";
    public const string Room = "room";

    public async Task<string> OfAsync(PatientId patient, Referral referral, CancellationToken cancellationToken) =>
        address.Of("r/" + await tokens.SignAsync(Referral, $"{patient.Value}/{referral.Id}", referral.LinkUntil ?? referral.StateAt, cancellationToken));

    public async Task<string> OfRoomAsync(string service, string category, DateTimeOffset until, CancellationToken cancellationToken) =>
        address.Of("room/" + await tokens.SignAsync(Room, $"{category}/{service}", until, cancellationToken));
}
