using System.Globalization;
using CareBot.Care.Consent;
using CareBot.Care.Links;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>The link by which a family member opens a chat of their own. It proves who they are; what they may do stands on the patient's chart.</summary>
public sealed class FamilyLinks(LinkTokens links, FamilyDesk families, PublicAddress address, TimeProvider clock)
{
    private const string Purpose = "family";

    public static readonly TimeSpan Lasts = TimeSpan.FromDays(90);

    public async Task<string> OfAsync(FamilyMember member, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return address.Of($"chat?link={await links.SignAsync(Purpose, FormattableString.Invariant($"{now.ToUnixTimeMilliseconds()}|{member.Id}"), now + Lasts, cancellationToken)}");
    }

    /// <summary>Whose link this is; null where it is none, has run out, was locked since, or its holder is no longer of the family.</summary>
    public async Task<string?> WhoseAsync(string? link, CancellationToken cancellationToken) =>
        link is not null && await links.ReadAsync(Purpose, link, cancellationToken) is LinkReading.Good { Subject: var subject }
        && subject.Split('|', 2) is [var at, var id] && long.TryParse(at, CultureInfo.InvariantCulture, out var signed)
        && await families.FindAsync(id, cancellationToken) is { Member: var member } && (member.ChatLocked is not { } locked || signed > locked.ToUnixTimeMilliseconds()) ? id : null;
}
