using System.Text.RegularExpressions;
using CareBot.Care.Caseload;
using CareBot.Care.Consent;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Dialogs.AskCaseload;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>The coordinator writes down who belongs to a patient, and gets the link to send. Nobody may do anything by it until the patient says so.</summary>
public sealed partial class AddFamilyDialog(FamilyDesk families, FamilyLinks links, CaseloadDesk caseload, Charts charts) : GuidedDialog("AddFamily")
{
    private const int LongestName = 60;

    public override Call? Claim(Said said, Talk talk) =>
        talk is { InGroup: false, Speaker: Speaker.OfStaff } && Asked().IsMatch(said.Text) ? new Call("", said.Text) : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var said = Asked().Match(CallOf(options).Words);
        var patient = said.Groups[1].Value;
        var found = await WhoIsMeant.FindAsync(caseload, patient, talk, cancellationToken);
        await (found is [var row]
            ? talk.SendAsync(await AddAsync(talk, row, said.Groups[2].Value, said.Groups[3].Value, cancellationToken), cancellationToken)
            : WhoIsMeant.AskAsync(patient, found, talk, cancellationToken));
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    private async Task<string> AddAsync(Talk talk, CaseloadRow row, string name, string relation, CancellationToken cancellationToken)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
        var member = new FamilyMember
        {
            // The same name again is the same person, with a new link.
            Id = $"f-{CauseId.Of("family", row.Patient.Value, name.ToUpperInvariant())}",
            Name = new PersonName(Cut(words[0]), Cut(string.Join(' ', words[1..]))),
            Relation = Cut(relation.Trim()),
            Language = chart.Language,
        };
        await families.AddAsync(row.Patient, member, talk.Author, talk.Now, cancellationToken);
        return talk.Say(
            "coordinator.family.added", ("name", member.Name.Full), ("given", member.Name.Given), ("patient", talk.NameOf(chart)), ("patientGiven", chart.Name.Given), ("days", (int)FamilyLinks.Lasts.TotalDays),
            ("link", await links.OfAsync(member, cancellationToken)));
    }

    private static string Cut(string text) => text.Length > LongestName ? text[..LongestName] : text;

    /// <summary>"Family of Dot: Jo Mercer, daughter".</summary>
    [GeneratedRegex(@"^\s*(?:add\s+)?(?:the\s+)?(?:family\s+(?:of|for)|familia\s+de)\s+([^:]{1,120}?)\s*:\s*([\p{L}][^,:@<>]{0,80}?)\s*(?:,\s*([^,:@<>]{1,40}))?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Asked();
}
