using System.Security.Claims;
using System.Security.Principal;
using CareBot.Care.Consent;
using CareBot.Care.Patients;
using CareBot.Dialogs;

namespace CareBot.Identity;

/// <summary>
/// Finds out who is speaking, before any dialog runs: by the claims of a web chat token, by the Entra object id of an authenticated
/// Teams activity, or, in Development without an app id, by the demo cast's names on the emulator channel.
/// </summary>
public sealed class SpeakerMiddleware(Charts charts, PeopleDesk people, FamilyDesk families, IHostEnvironment environment) : IBotMiddleware
{
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        turnContext.TurnState.Set(await FindAsync(turnContext.Activity, PersonOf(turnContext), cancellationToken));
        await next(cancellationToken);
    }

    /// <summary>Whose chat the token says that it is; null for most.</summary>
    public static string? PersonOf(ITurnContext turnContext) =>
        (turnContext.TurnState.Get<IIdentity>(BotAdapter.BotIdentityKey) as ClaimsIdentity)?.FindFirst(PersonClaims.Person)?.Value;

    /// <summary>Who speaks in this activity.</summary>
    /// <param name="activity">As the channel's adapter vouches for it.</param>
    /// <param name="claimed"><see cref="PersonOf"/> of its turn.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async Task<Speaker> FindAsync(Activity activity, string? claimed, CancellationToken cancellationToken)
    {
        var person = activity.ChannelId switch
        {
            // Where others read along nobody is more than a visitor, so that nothing of a patient can be said.
            _ when Audience.IsGroup(activity) => null,
            Channels.Msteams => await StaffAsync(activity.From?.AadObjectId, cancellationToken),
            Channels.Directline or Channels.Webchat => await PersonAsync(claimed, cancellationToken),
            Channels.Emulator when environment.IsDevelopment() => await CastAsync(activity.From?.Id, cancellationToken),
            _ => null,
        };
        return person ?? new Speaker.Visitor(activity.Locale ?? "en");
    }

    private async Task<Speaker?> StaffAsync(string? entraObjectId, CancellationToken cancellationToken) =>
        entraObjectId is not null && await people.FindByEntraAsync(entraObjectId, cancellationToken) is { } staff ? new Speaker.OfStaff(staff) : null;

    private async Task<Speaker?> PatientAsync(string? patient, CancellationToken cancellationToken) =>
        !string.IsNullOrEmpty(patient) && await charts.FindAsync(new PatientId(patient), cancellationToken) is { } chart ? new Speaker.OfPatient(chart.Summary) : null;

    private async Task<Speaker?> PersonAsync(string? person, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(person) ? null : await PatientAsync(person, cancellationToken) ?? await FamilyAsync(person, cancellationToken);

    private async Task<Speaker?> FamilyAsync(string person, CancellationToken cancellationToken) =>
        await families.FindAsync(person, cancellationToken) is { } found ? new Speaker.OfFamily(found.Member, found.Chart) : null;

    private async Task<Speaker?> CastAsync(string? name, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(name) || name.Length > 64)
        {
            return null;
        }

        return await PersonAsync(name, cancellationToken)
            ?? (await people.FindAsync(new StaffId(name), cancellationToken) is { } staff ? new Speaker.OfStaff(staff) : null);
    }
}
