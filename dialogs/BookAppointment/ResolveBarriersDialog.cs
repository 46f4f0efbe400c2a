using CareBot.Care.Barriers;
using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>What keeps patients from care: the coordinator sees it, and writes down what took it away.</summary>
public sealed class ResolveBarriersDialog(BarrierDesk barriers, CaseloadDesk caseload, Charts charts, PeopleDesk people, VisitTroubles troubles, PhraseBook phrases, ChoiceReader choices) : GuidedDialog("ResolveBarriers")
{
    private const string Solved = "solved";

    public override Call? Claim(Said said, Talk talk) =>
        talk is not { InGroup: false, Speaker: Speaker.OfStaff } ? null
        : phrases.Find("barriers.solved", said.Text) is { } what ? new Call(Solved, what)
        : phrases.Find("barriers.list", said.Text) is { } whose ? new Call("", whose)
        : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var call = CallOf(options);
        var rows = await caseload.ReadAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, talk.Now, cancellationToken);
        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        await (call.What == Solved ? SolveAsync(rows, call.Words, talk, cancellationToken)
            : call.Words.Length == 0 ? talk.SendAsync(List(rows, zone, talk), cancellationToken)
            : WhoIsMeant.Among(rows, call.Words) is { Count: > 0 } meant ? talk.SendAsync(List(meant, zone, talk), cancellationToken)
            : WhoIsMeant.AskAsync(call.Words, [], talk, cancellationToken));
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    private static string List(IReadOnlyList<CaseloadRow> rows, string zone, Talk talk)
    {
        var label = WhoIsMeant.Labels(rows, talk);
        var lines = rows.SelectMany(row => row.Barriers.OrderBy(one => one.Since)
            .Select(barrier => "- " + talk.Say("coordinator.barrier.line", ("patient", label(row)), ("barrier", Words(barrier, talk)), ("since", talk.When(barrier.Since, zone))))).ToList();
        return lines.Count == 0 ? talk.Say("coordinator.barrier.none") : $"{talk.Say("coordinator.barrier.list")}\n{string.Join('\n', lines)}\n{talk.Say("coordinator.barrier.how")}";
    }

    /// <summary>"Walt with a bus pass", or "Walt cost with ..." where there are several.</summary>
    private async Task SolveAsync(IReadOnlyList<CaseloadRow> rows, string said, Talk talk, CancellationToken cancellationToken)
    {
        var parts = said.Split(' ');
        var with = Array.FindIndex(parts, word => word is "with" or "by" or "con");
        var (head, solution) = with <= 0 ? (parts, null) : (parts[..with], string.Join(' ', parts[(with + 1)..]));
        var (found, length) = WhoIsMeant.First(rows, head);
        await (found switch
        {
            [] => talk.SendAsync(talk.Say("coordinator.barrier.how"), cancellationToken),
            [var row] => talk.SendAsync(await SolveAsync(row, string.Join(' ', head[length..]), solution, talk, cancellationToken), cancellationToken),
            _ => WhoIsMeant.AskAsync(string.Join(' ', head[..length]), found, talk, cancellationToken),
        });
    }

    /// <param name="kind">Which barrier, in words; empty where it is not said.</param>
    private async Task<string> SolveAsync(CaseloadRow row, string kind, string? solution, Talk talk, CancellationToken cancellationToken)
    {
        var open = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary.Barriers;
        var named = kind.Length == 0 ? null : choices.Read(kind, [.. BarrierKinds.All.Select(one => talk.Option(one, $"visit.why.{one}"))]);
        if (open.Where(one => named is null || one.Kind == named).ToList() is not [var barrier])
        {
            return open.Count == 0 ? talk.Say("coordinator.barrier.none") : List([row], (await people.PracticeAsync(cancellationToken)).TimeZone, talk);
        }

        await barriers.SolveAsync(row.Patient, barrier.Id, solution, talk.Author, talk.Now, cancellationToken);
        await troubles.SolvedAsync(talk, row.Patient, barrier, cancellationToken);
        return talk.Say("coordinator.barrier.solved", ("patient", talk.NameOf(row)), ("barrier", Words(barrier, talk)));
    }

    private static string Words(CareBarrier barrier, Talk talk) =>
        barrier.Words is { } own ? $"{talk.Say($"visit.why.{barrier.Kind}")}: “{own}”" : talk.Say($"visit.why.{barrier.Kind}");
}
