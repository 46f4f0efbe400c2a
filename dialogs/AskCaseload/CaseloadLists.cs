using System.Text.Json.Nodes;
using CareBot.Care.Caseload;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>A caseload as lists: all of it, or those who were asked for, with how the asking was understood.</summary>
public sealed class CaseloadLists(CaseloadDesk caseload, CaseloadReader reader, IReadOnlyDictionary<string, CheckInProtocol> protocols, Deck deck)
{
    private const int Page = 10;

    public async Task AnswerAsync(Staff staff, string words, Talk talk, CancellationToken cancellationToken)
    {
        var request = reader.Read(words);
        var rows = await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken);
        if (rows.Count == 0)
        {
            await talk.SendAsync(talk.Say("caseload.empty"), cancellationToken);
        }
        else if (request.Unknown.Count > 0)
        {
            await talk.SendAsync(Unknown(request, talk), [talk.Say("button.caseload")], cancellationToken);
        }
        else if (request.Counts)
        {
            await talk.SendAsync(Count(rows, request.Filter, talk), [talk.Say("button.caseload")], cancellationToken);
        }
        else
        {
            await talk.SendAsync(Card(rows, request.Filter, words, 0, talk), cancellationToken);
        }
    }

    /// <summary>One page of a list, beginning after <paramref name="from"/> rows.</summary>
    public async Task<Dealt> PageAsync(Staff staff, string words, int from, Talk talk, CancellationToken cancellationToken) =>
        Card(await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken), reader.Read(words).Filter, words, from, talk);

    private Dealt Card(IReadOnlyList<CaseloadRow> all, CaseloadFilter filter, string words, int from, Talk talk)
    {
        var rows = all.Where(row => filter.Holds(row, talk.Now)).ToList();
        var label = WhoIsMeant.Labels(all, talk);
        return deck.Deal("caseload", talk.Language, talk.Context.Activity.ChannelId, new JsonObject
        {
            ["id"] = $"caseload-{from}",
            ["title"] = Title(filter, talk),
            ["total"] = rows.Count,
            ["shown"] = rows.Count <= Page ? talk.Locale.Number(rows.Count) : talk.Say("caseload.shown", ("first", Math.Min(from + 1, rows.Count)), ("last", Math.Min(from + Page, rows.Count))),
            ["next"] = from + Page,
            ["query"] = words,
            ["rows"] = new JsonArray([.. rows.Skip(from).Take(Page).Select(row => (JsonNode)StandingWords.Row(row, label(row), talk))]),
        });
    }

    /// <summary>How many, and how they stand. Whoever spoke for a patient is none.</summary>
    private string Count(IReadOnlyList<CaseloadRow> all, CaseloadFilter filter, Talk talk)
    {
        var rows = all.Where(row => !row.Nameless && filter.Holds(row, talk.Now)).ToList();
        var zones = rows.GroupBy(row => StandingWords.Zone(row, talk)).OrderByDescending(zone => zone.Count()).Select(zone => $"{zone.Key} {zone.Count()}").ToList();
        var count = talk.Say("caseload.count", ("title", Title(filter, talk)), ("count", rows.Count));
        return zones.Count == 0 ? count : $"{count}\n{talk.Say("caseload.countZones", ("zones", string.Join(", ", zones)))}";
    }

    private string Unknown(CaseloadRequest request, Talk talk)
    {
        var unknown = talk.Say("caseload.unknown", ("words", string.Join(' ', request.Unknown)));
        return $"{unknown} {talk.Say("caseload.known", ("programmes", string.Join(", ", protocols.Values.Select(protocol => talk.Say(protocol.Title)))))}";
    }

    /// <summary>How the asking was understood.</summary>
    private string Title(CaseloadFilter filter, Talk talk)
    {
        List<string> parts =
        [
            .. filter.Zones.Count == 0 ? Array.Empty<string>() : [talk.Say("caseload.by.zone", ("zones", string.Join(", ", filter.Zones.Select(zone => talk.Say($"zone.{zone.ToString().ToLowerInvariant()}")))))],
            .. filter.Languages.Count == 0 ? Array.Empty<string>() : [talk.Say("caseload.by.language", ("languages", string.Join(", ", filter.Languages.Select(language => talk.Say($"refer.languages.{language}")))))],
            .. filter.Programmes.Select(id => protocols.TryGetValue(id, out var protocol) ? talk.Say(protocol.Title) : id),
            .. filter.SilentDays is not { } days ? Array.Empty<string>() : [talk.Say(days == 1 ? "caseload.by.due" : "caseload.by.silent", ("days", days))],
            .. filter.DischargedDays is not { } since ? Array.Empty<string>() : [talk.Say("caseload.by.discharged", ("days", since))],
            .. filter.OlderThan is not { } over ? Array.Empty<string>() : [talk.Say("caseload.by.older", ("years", over))],
            .. filter.YoungerThan is not { } under ? Array.Empty<string>() : [talk.Say("caseload.by.younger", ("years", under))],
            .. filter.WithoutVisit ? [talk.Say("caseload.by.noVisit")] : Array.Empty<string>(),
            .. filter.Unacknowledged ? [talk.Say("caseload.by.unacknowledged")] : Array.Empty<string>(),
            .. filter.WithAlerts ? [talk.Say("caseload.by.alerts")] : Array.Empty<string>(),
            .. filter.Paused ? [talk.Say("zone.paused")] : Array.Empty<string>(),
        ];
        return parts.Count == 0 ? talk.Say("caseload.all") : string.Join(" · ", parts);
    }
}
