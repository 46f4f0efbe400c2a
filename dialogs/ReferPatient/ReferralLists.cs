using System.Text.Json.Nodes;
using CareBot.Care.Patients;
using CareBot.Care.Referrals;
using CareBot.Dialogs.Voice;

namespace CareBot.Dialogs.ReferPatient;

/// <summary>A coordinator's referrals side by side: which stand still, and how they end.</summary>
public sealed class ReferralLists(ReferralBoard board, ReferralPolicy policy, PeopleDesk people, Deck deck)
{
    private const int Most = 20;

    /// <summary>Those that need somebody, the longest silence first.</summary>
    public async Task StuckAsync(Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        var stuck = (await board.ReadAsync(staff.Id, cancellationToken)).Where(row => ReferralRules.IsStuck(row.Referral, policy, talk.Now))
            .OrderByDescending(row => ReferralRules.NeedsCoordinator(row.Referral)).ThenBy(row => row.Referral.StateAt).ToList();
        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        await (stuck.Count == 0 ? talk.SendAsync(talk.Say("refer.stuck.none"), [talk.Say("refer.button.open")], cancellationToken) : talk.SendAsync(
            deck.Deal("referrals", talk.Language, talk.Context.Activity.ChannelId, new JsonObject
            {
                ["id"] = "referrals",
                ["rows"] = new JsonArray([.. stuck.Select(row => (JsonNode)Row(row, zone, talk))]),
            }),
            cancellationToken));
    }

    /// <summary>Every referral that is open, the longest silence first.</summary>
    public async Task OpenAsync(Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        var open = (await board.ReadAsync(staff.Id, cancellationToken)).Where(row => row.Referral.IsOpen).OrderBy(row => row.Referral.StateAt).ToList();
        var lines = open.Take(Most).Select(row => "- " + talk.Say(
            "refer.open.line", ("name", talk.NameOf(row.Patient, row.Name)), ("need", AnswerReferralDialog.Need(row.Referral, talk)), ("service", row.Referral.Service.Name), ("state", ReferralWords.Standing(row.Referral, talk)), ("day", ReferralWords.Day(row.Referral.StateAt, zone, talk))));
        await (open.Count == 0
            ? talk.SendAsync(talk.Say("refer.open.none"), cancellationToken)
            : talk.SendAsync($"{talk.Say("refer.open", ("count", open.Count))}\n{string.Join('\n', lines)}{(open.Count > Most ? "\n" + talk.Say("refer.open.more", ("count", open.Count - Most)) : "")}", [talk.Say("refer.button.stuck")], cancellationToken));
    }

    /// <summary>The referrals about which something was written down or ended since then, the newest first.</summary>
    public async Task<IReadOnlyList<(PatientId Patient, string Referral)>> TouchedAsync(Staff staff, DateTimeOffset since, CancellationToken cancellationToken) =>
    [
        .. (await board.ReadAsync(staff.Id, cancellationToken)).Select(row => (row.Patient, row.Referral.Id, At: new[] { row.Referral.PatientSaysAt, row.Referral.ClosedAt }.Max()))
            .Where(one => one.At >= since).OrderByDescending(one => one.At).Select(one => (one.Patient, one.Id)),
    ];

    /// <summary>Every referral of one patient and how far it is.</summary>
    public static Task OfAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken) => chart.Referrals.Count == 0
        ? talk.SendAsync(talk.Say("refer.of.none", ("name", talk.NameOf(chart)), ("given", chart.Name.Given)), cancellationToken)
        : talk.SendAsync(
            $"{talk.Say("refer.of", ("name", talk.NameOf(chart)))}\n{string.Join('\n', chart.Referrals.OrderByDescending(one => one.StateAt).Select(one => "- " + talk.Say("refer.of.line", ("need", AnswerReferralDialog.Need(one, talk)), ("service", one.Service.Name), ("state", ReferralWords.Standing(one, talk)), ("day", ReferralWords.Day(one.StateAt, chart.TimeZone, talk)))))}",
            [talk.Say("refer.button.stuck")], cancellationToken);

    /// <summary>How referrals end, by need, agency and language: every number with what it is of.</summary>
    public async Task CurveAsync(Staff staff, Talk talk, CancellationToken cancellationToken)
    {
        var rows = await board.ReadAsync(staff.Id, cancellationToken);
        (string Title, Func<ReferralRow, string> Group)[] groups =
        [
            ("refer.curve.needs", row => talk.Say($"referral.need.{row.Referral.Category}")),
            ("refer.curve.agencies", row => row.Referral.Service.Name),
            ("refer.curve.languages", row => talk.Say($"refer.languages.{Languages.Of(row.Language)}")),
        ];
        var sections = groups.Select(group => (group.Title, Lines: ClosureCurve.Of(rows, group.Group, policy, talk.Now))).ToList();
        await (sections[0].Lines.Count == 0 ? talk.SendAsync(talk.Say("refer.curve.none"), cancellationToken) : talk.SendAsync(
            deck.Deal("closure", talk.Language, talk.Context.Activity.ChannelId, new JsonObject
            {
                ["id"] = "closure",
                ["title"] = talk.Say("refer.curve.title", ("days", policy.CurveDays)),
                ["sections"] = new JsonArray([.. sections.Select(section => (JsonNode)new JsonObject
                {
                    ["title"] = talk.Say(section.Title),
                    ["lines"] = new JsonArray([.. section.Lines.Take(8).Select(line => (JsonNode)new JsonObject { ["title"] = line.Group, ["value"] = Line(line, talk) })]),
                })]),
            }),
            cancellationToken));
    }

    private static JsonObject Row(ReferralRow row, string zone, Talk talk) => new()
    {
        ["patient"] = row.Patient.Value,
        ["referral"] = row.Referral.Id,
        ["name"] = talk.NameOf(row.Patient, row.Name),
        ["need"] = AnswerReferralDialog.Need(row.Referral, talk),
        ["service"] = row.Referral.Service.Name,
        ["state"] = string.Join(" · ", new[]
        {
            $"{ReferralWords.Standing(row.Referral, talk)}, {ReferralWords.Day(row.Referral.StateAt, zone, talk)}",
            row.Referral.IsMismatch ? talk.Say("refer.mismatchHint") : "",
        }.Where(part => part.Length > 0)),
    };

    private static string Line(ClosureLine line, Talk talk) => talk.Say(
        "refer.curve.line",
        ("answered", line.Answered), ("sent", line.Sent), ("declined", line.Declined), ("received", line.Received), ("asked", line.Asked), ("mismatch", line.Mismatch),
        ("curve", string.Join(", ", line.Curve.Select(point => talk.Say("refer.curve.point", ("days", point.Days), ("received", point.Received), ("of", point.Of))))));
}
