using CareBot.Care.Barriers;
using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>What keeps patients from care: the coordinator sees it, and writes down what took it away.</summary>
public sealed class ResolveBarriersDialog(BarrierDesk barriers, CaseloadDesk caseload, Charts charts, VisitTroubles troubles, PhraseBook phrases, ChoiceReader choices) : GuidedDialog("ResolveBarriers")
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
        await talk.SendAsync(call.What == Solved ? await SolveAsync(call.Words, talk, cancellationToken) : await ListAsync(call.Words, talk, cancellationToken), cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    private async Task<string> ListAsync(string whose, Talk talk, CancellationToken cancellationToken)
    {
        var staff = ((Speaker.OfStaff)talk.Speaker).Staff.Id;
        var rows = whose.Length == 0 ? await caseload.ReadAsync(staff, talk.Now, cancellationToken) : await caseload.FindAsync(staff, whose, talk.Now, cancellationToken);
        if (whose.Length > 0 && rows.Count == 0)
        {
            return talk.Say("caseload.nobody", ("name", whose));
        }

        var lines = rows.SelectMany(row => row.Barriers.OrderBy(one => one.Since)
            .Select(barrier => "- " + talk.Say("coordinator.barrier.line", ("patient", row.Name.Full), ("barrier", Words(barrier, talk)), ("since", talk.When(barrier.Since, row.TimeZone))))).ToList();
        return lines.Count == 0 ? talk.Say("coordinator.barrier.none") : $"{talk.Say("coordinator.barrier.list")}\n{string.Join('\n', lines)}\n{talk.Say("coordinator.barrier.how")}";
    }

    /// <summary>"Walt with a bus pass", or "Walt cost with ..." where there are several.</summary>
    private async Task<string> SolveAsync(string said, Talk talk, CancellationToken cancellationToken)
    {
        var parts = said.Split(' ');
        var with = Array.FindIndex(parts, word => word is "with" or "by" or "con");
        var (head, solution) = with <= 0 ? (parts, null) : (parts[..with], string.Join(' ', parts[(with + 1)..]));
        for (var length = head.Length; length > 0; length--)
        {
            if (await caseload.FindAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, string.Join(' ', head[..length]), talk.Now, cancellationToken) is not [var row])
            {
                continue;
            }

            var open = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary.Barriers;
            var named = length == head.Length ? null : choices.Read(string.Join(' ', head[length..]), [.. BarrierKinds.All.Select(kind => talk.Option(kind, $"visit.why.{kind}"))]);
            if (open.Where(one => named is null || one.Kind == named).ToList() is not [var barrier])
            {
                return open.Count == 0 ? talk.Say("coordinator.barrier.none") : await ListAsync(row.Name.Full, talk, cancellationToken);
            }

            await barriers.SolveAsync(row.Patient, barrier.Id, solution, talk.Author, talk.Now, cancellationToken);
            await troubles.SolvedAsync(talk, row.Patient, barrier, cancellationToken);
            return talk.Say("coordinator.barrier.solved", ("patient", row.Name.Full), ("barrier", Words(barrier, talk)));
        }

        return talk.Say("coordinator.barrier.how");
    }

    private static string Words(CareBarrier barrier, Talk talk) =>
        barrier.Words is { } own ? $"{talk.Say($"visit.why.{barrier.Kind}")}: “{own}”" : talk.Say($"visit.why.{barrier.Kind}");
}
