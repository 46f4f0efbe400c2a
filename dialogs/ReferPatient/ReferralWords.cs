using System.Text.Json;
using System.Text.Json.Nodes;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;

namespace CareBot.Dialogs.ReferPatient;

/// <summary>Referrals as the data of their cards, in the coordinator's language.</summary>
public sealed class ReferralWords(ReferralPolicy policy, ReferralLinks links, AgencyLetters letters, PeopleDesk people)
{
    /// <summary>The services to choose from.</summary>
    /// <param name="follows">The referral whose no led here; empty for a new need.</param>
    public async Task<JsonObject> ChoicesAsync(ChartSummary chart, string words, string category, IReadOnlyList<ServiceChoice> found, string follows, Talk talk, CancellationToken cancellationToken)
    {
        chart = await HereAsync(chart, cancellationToken);
        var allowed = found.Where(one => chart.SharingConsents.Any(consent => consent.Covers(one.Service.Id, talk.Now))).Select(one => one.Service.Name).ToList();
        return new JsonObject
        {
            ["id"] = $"refer-{chart.Patient.Value}",
            ["patient"] = Patient(chart, talk),
            ["need"] = talk.Say($"referral.need.{category}"),
            ["words"] = words,
            ["follows"] = follows,
            ["consent"] = allowed.Count == 0 ? talk.Say("refer.consent.none") : talk.Say("refer.consent.has", ("services", allowed)),
            ["choices"] = new JsonArray([.. found.Select(one => (JsonNode)new JsonObject
            {
                ["service"] = one.Service.Id,
                ["name"] = one.Service.Name,
                ["about"] = About(one, chart.TimeZone, talk),
                ["room"] = Room(one, chart.TimeZone, talk),
                ["isFull"] = IsFull(one, talk.Now),
            })]),
        };
    }

    /// <summary>One referral, and what may be done with it now.</summary>
    /// <param name="room">What is known of room there; null when nothing had to be looked up.</param>
    /// <param name="anyway">A coordinator was told that it is full: the next press sends all the same.</param>
    public async Task<JsonObject> OneAsync(ChartSummary chart, Referral referral, ServiceChoice? room, Talk talk, string hint, bool anyway, CancellationToken cancellationToken)
    {
        chart = await HereAsync(chart, cancellationToken);
        var unsent = referral.IsOpen && referral.State is ReferralState.Proposed or ReferralState.ConsentNeeded;
        var consented = chart.SharingConsents.Any(consent => consent.Covers(referral.Service.Id, talk.Now));
        var noRoom = ReferralRules.HasNoRoom(referral, talk.Now);
        var lead = hint.Length > 0 ? hint
            : noRoom ? talk.Say(referral.RoomSays is null ? "refer.roomSilent" : "refer.roomNone")
            : referral.IsLetterLost && referral.State == ReferralState.Sent ? talk.Say("refer.letterLost")
            : IsLeftToUs(referral) ? talk.Say("refer.handOver")
            : unsent && referral is { RoomAskedAt: not null, RoomSays: null, RoomUntil: { } until } ? talk.Say("refer.roomAsked", ("until", talk.When(until, chart.TimeZone)))
            : referral.IsMismatch && referral.IsOpen ? talk.Say("refer.mismatchHint")
            : referral.IsSensitive && unsent && !consented ? talk.Say("refer.sensitiveHint")
            : "";
        return new JsonObject
        {
            ["id"] = referral.Id,
            ["patient"] = Patient(chart, talk),
            ["need"] = AnswerReferralDialog.Need(referral, talk),
            ["service"] = referral.Service.Name,
            ["hint"] = lead,
            ["facts"] = new JsonArray([.. Facts(chart, referral, room, talk).Select(fact => (JsonNode)new JsonObject { ["title"] = fact.Title, ["value"] = fact.Value })]),
            ["anyway"] = anyway || referral.RoomAskedAt is not null ? "yes" : "",
            ["canSend"] = referral.State == ReferralState.Proposed && (consented || !referral.IsSensitive),
            ["canSpoken"] = unsent && !consented,
            ["canAskRoom"] = unsent && referral.RoomAskedAt is null && letters.IsOn && referral.Service.Email is not null && !IsFresh(room, talk.Now),
            ["next"] = ReferralRules.NeedsCoordinator(referral) || noRoom || anyway ? referral.Alternatives.Select(one => one.Name).FirstOrDefault() ?? "" : "",
            ["link"] = referral is { IsOpen: true, IsWithAgency: true } ? await links.OfAsync(chart.Patient, referral, cancellationToken) : "",
            ["roomLink"] = unsent && !IsFresh(room, talk.Now) ? await links.OfRoomAsync(referral.Service.Id, referral.Category, referral.ProposedAt + TimeSpan.FromDays(policy.LinkDays), cancellationToken) : "",
            ["canHear"] = referral.IsOpen && referral.SentAt is not null && referral.PatientSays is (null or PatientWord.NotYet),
            ["canSettle"] = referral.IsOpen && referral.SentAt is not null,
            ["canWithdraw"] = referral.IsOpen,
            ["canUndo"] = referral is { PatientSaysBy: not null, PatientSaysAt: { } at } && talk.Now - at <= ReferralDesk.Undoable,
        };
    }

    /// <summary>No letter tells the agency: this practice sends none, or the agency gives no address.</summary>
    private bool IsLeftToUs(Referral referral) => referral is { IsOpen: true, State: ReferralState.Sent, Letters: 0 } && (!letters.IsOn || referral.Service.Email is null);

    /// <summary>Whoever reads it works by the practice's clock, wherever the patient lives.</summary>
    public async Task<ChartSummary> HereAsync(ChartSummary chart, CancellationToken cancellationToken) => chart with { TimeZone = (await people.PracticeAsync(cancellationToken)).TimeZone };

    /// <summary>Whether the service said lately that it takes nobody.</summary>
    public bool IsFull(ServiceChoice? service, DateTimeOffset now) => IsFresh(service, now) && service!.Capacity == "no-capacity";

    private static string State(Referral referral, Talk talk) => referral switch
    {
        { State: ReferralState.Withdrawn } or { IsOpen: true } => talk.Say($"refer.state.{Name(referral.State)}"),
        { PatientSays: PatientWord.Received } => talk.Say("refer.state.received"),
        _ => talk.Say("refer.state.settled", ("state", talk.Say($"refer.state.{Name(referral.State)}"))),
    };

    /// <summary>How far it is, in lists: the state, and while it is open what the patient says.</summary>
    public static string Standing(Referral referral, Talk talk) =>
        referral is { IsOpen: true, PatientSays: { } word }
            ? $"{State(referral, talk)}; {talk.Say("refer.patientSays", ("word", talk.Say($"refer.patient.{Name(word)}")))}{By(referral, talk)}"
            : State(referral, talk) + By(referral, talk);

    /// <summary>Whose word it is, where it is not the patient's own.</summary>
    private static string By(Referral referral, Talk talk) => referral.PatientSaysBy is null ? "" : $" ({talk.Say("refer.saidByCoordinator")})";

    public static string Day(DateTimeOffset at, string zone, Talk talk) => talk.Locale.Date(PatientDay.Of(at, zone));

    public bool IsFresh(ServiceChoice? service, DateTimeOffset now) => service?.CapacityAt is { } said && now - said < TimeSpan.FromDays(policy.CapacityFreshDays);

    private string Room(ServiceChoice service, string zone, Talk talk) =>
        IsFresh(service, talk.Now) ? talk.Say($"refer.room.{service.Capacity}", ("date", Day(service.CapacityAt!.Value, zone, talk))) : talk.Say("refer.room.unknown");

    private static string About(ServiceChoice service, string zone, Talk talk)
    {
        List<string?> parts =
        [
            service.Address.Length > 0 ? service.Address : null,
            service.Sent == 0 ? talk.Say("refer.record.none") : talk.Say("refer.record", ("received", service.Received), ("sent", service.Sent)),
            service.LastReceived is { } last ? talk.Say("refer.lastReceived", ("date", Day(last, zone, talk))) : null,
            service.CheckedOn is { } day ? talk.Say("refer.checked", ("date", talk.Locale.DateWithYear(day))) : null,
            service.Reports > 0 ? talk.Say("refer.reports", ("count", service.Reports)) : null,
        ];
        return string.Join(" · ", parts.OfType<string>());
    }

    private IEnumerable<(string Title, string Value)> Facts(ChartSummary chart, Referral referral, ServiceChoice? room, Talk talk)
    {
        yield return (talk.Say("refer.fact.state"), State(referral, talk));
        if (referral.State is ReferralState.Proposed && room is not null)
        {
            yield return (talk.Say("refer.fact.room"), Room(room, chart.TimeZone, talk));
        }

        yield return (talk.Say("refer.fact.consent"), Consent(chart, referral, talk));
        if (referral.SentAt is { } sent)
        {
            yield return (talk.Say("refer.fact.sent"), talk.When(sent, chart.TimeZone));
        }

        if (referral.Steps.Count > 0)
        {
            yield return (talk.Say("refer.fact.steps"), string.Join(" › ", referral.Steps.Select(step => $"{talk.Say($"refer.step.{Name(step.Status)}")} {Day(step.At, chart.TimeZone, talk)}")));
        }

        if (referral.Letters > 0)
        {
            yield return (talk.Say("refer.fact.letters"), talk.Locale.Number(referral.Letters));
        }

        if (referral.Reason is { } reason)
        {
            yield return (talk.Say("refer.fact.reason"), talk.Say($"refer.reason.{Name(reason)}"));
        }

        if (referral.Day is { } day)
        {
            yield return (talk.Say("refer.fact.day"), talk.Locale.Date(day));
        }

        if (referral.AgencyNote is { } note)
        {
            yield return (talk.Say("refer.fact.note"), note);
        }

        if (referral.PatientSays is { } said)
        {
            yield return (talk.Say("refer.fact.patient"), $"{talk.Say($"refer.patient.{Name(said)}")}, {Day(referral.PatientSaysAt!.Value, chart.TimeZone, talk)}{By(referral, talk)}");
        }

        if (referral.IsOpen && referral.Service.Phone is { } phone)
        {
            yield return (talk.Say("refer.fact.phone"), phone);
        }
    }

    private static string Consent(ChartSummary chart, Referral referral, Talk talk) =>
        chart.SharingConsents.LastOrDefault(consent => consent.Id == referral.Consent || consent.Covers(referral.Service.Id, talk.Now)) is { } given
            ? given.RevokedAt is { } revoked ? talk.Say("refer.consent.revoked", ("date", Day(revoked, chart.TimeZone, talk))) : talk.Say("refer.consent.given", ("date", Day(given.GivenAt, chart.TimeZone, talk)), ("how", talk.Say($"refer.how.{given.How}")), ("until", talk.Locale.DateWithYear(PatientDay.Of(given.Until, chart.TimeZone))))
            : talk.Say(referral.State == ReferralState.ConsentNeeded ? "refer.consent.asked" : "refer.consent.toAsk");

    private static JsonObject Patient(ChartSummary chart, Talk talk) => new() { ["id"] = chart.Patient.Value, ["name"] = talk.NameOf(chart) };

    private static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
