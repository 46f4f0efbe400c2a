using CareBot.Care.Consent;
using CareBot.Care.Links;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>The link by which a family member opens a chat of their own. It proves who they are; what they may do stands on the patient's chart.</summary>
public sealed class FamilyLinks(LinkTokens links, PublicAddress address, TimeProvider clock)
{
    /// <summary>The purpose that a family link is signed for.</summary>
    public const string Purpose = "family";

    public static readonly TimeSpan Lasts = TimeSpan.FromDays(90);

    public async Task<string> OfAsync(FamilyMember member, CancellationToken cancellationToken) =>
        address.Of($"chat?link={await links.SignAsync(Purpose, member.Id, clock.GetUtcNow() + Lasts, cancellationToken)}");
}
