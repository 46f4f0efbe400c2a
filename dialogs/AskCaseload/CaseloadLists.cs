using System.Text.Json.Nodes;
using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice;

namespace CareBot.Dialogs.AskCaseload;

/// <summary>A caseload as lists: all of it, or those who were asked for, with how the asking was understood.</summary>
public sealed class CaseloadLists(CaseloadDesk caseload, CaseloadReader reader, CaseloadTitles titles, Deck deck)
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
            await talk.SendAsync(Count(rows, request, talk), [talk.Say("button.caseload")], cancellationToken);
            talk.Notes = talk.Notes with { Listed = words };
        }
        else
        {
            await talk.SendAsync(Card(rows, request.Filter, words, 0, talk), cancellationToken);
            talk.Notes = talk.Notes with { Listed = words };
        }
    }

    /// <summary>The next page of a list, as an answer.</summary>
    public async Task MoreAsync(Staff staff, string words, int from, Talk talk, CancellationToken cancellationToken)
    {
        await talk.SendAsync(await PageAsync(staff, words, from, talk, cancellationToken), cancellationToken);
        talk.Notes = talk.Notes with { Listed = words };
    }

    /// <summary>One page of a list, beginning after <paramref name="from"/> rows.</summary>
    public async Task<Dealt> PageAsync(Staff staff, string words, int from, Talk talk, CancellationToken cancellationToken) =>
        Card(await caseload.ReadAsync(staff.Id, talk.Now, cancellationToken), reader.Read(words).Filter, words, from, talk);

    private Dealt Card(IReadOnlyList<CaseloadRow> all, CaseloadFilter filter, string words, int from, Talk talk)
    {
        var rows = filter.Of(all, talk.Now);
        var label = WhoIsMeant.Labels(all, talk);
        return deck.Deal("caseload", talk.Language, talk.Context.Activity.ChannelId, new JsonObject
        {
            ["id"] = $"caseload-{from}",
            ["title"] = Title(all, filter, talk),
            ["total"] = rows.Count,
            ["shown"] = rows.Count <= Page ? talk.Locale.Number(rows.Count) : talk.Say("caseload.shown", ("first", Math.Min(from + 1, rows.Count)), ("last", Math.Min(from + Page, rows.Count))),
            ["next"] = from + Page,
            ["query"] = words,
            ["rows"] = new JsonArray([.. rows.Skip(from).Take(Page).Select(row => (JsonNode)StandingWords.Row(row, label(row), talk))]),
        });
    }

    /// <summary>How many, and how they stand or what else was asked. Whoever spoke for a patient is none.</summary>
    private string Count(IReadOnlyList<CaseloadRow> all, CaseloadRequest request, Talk talk)
    {
        var rows = request.Filter.Of(all.Where(row => !row.Nameless), talk.Now);
        var kinds = rows.SelectMany(row => Kinds(row, request.CountBy, talk)).CountBy(kind => kind).OrderByDescending(kind => kind.Value).Select(kind => $"{kind.Key} {talk.Locale.Number(kind.Value)}").ToList();
        var count = talk.Say("caseload.count", ("title", Title(all, request.Filter, talk)), ("count", rows.Count));
        return kinds.Count == 0 ? count : $"{count}\n{talk.Say("caseload.countZones", ("zones", string.Join(", ", kinds)))}";
    }

    /// <summary>How it was understood; where an age is asked for, also of how many it is not known.</summary>
    private string Title(IReadOnlyList<CaseloadRow> all, CaseloadFilter filter, Talk talk)
    {
        var isAged = filter.Groups.Any(any => any.Any(term => term is CaseloadTerm.Aged or CaseloadTerm.Not { Inner: CaseloadTerm.Aged }));
        var unknown = isAged ? all.Count(row => !row.Nameless && row.BornOn is null) : 0;
        return unknown == 0 ? titles.Of(filter, talk) : $"{titles.Of(filter, talk)} ({talk.Say("caseload.birthUnknown", ("count", unknown))})";
    }

    private IEnumerable<string> Kinds(CaseloadRow row, string? by, Talk talk) => by switch
    {
        "language" => [CaseloadTitles.Language(row.Language, talk)],
        "programme" => row.Programmes.Count == 0 ? [talk.Say("patient.none")] : row.Programmes.Select(programme => titles.Programme(programme, talk)),
        _ => [StandingWords.ZoneInWords(row, talk)],
    };

    private string Unknown(CaseloadRequest request, Talk talk)
    {
        var unknown = talk.Say("caseload.unknown", ("words", string.Join(' ', request.Unknown)));
        return $"{unknown} {talk.Say("caseload.known", ("programmes", titles.Programmes(talk)))}";
    }
}
