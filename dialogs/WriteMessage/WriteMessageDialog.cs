using System.Text.RegularExpressions;
using CareBot.Care.Caseload;
using CareBot.Care.Messages;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.GetHelpNow;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.WriteMessage;

/// <summary>Staff write to a patient in the patient's own chat: "message Walt: your papers are ready". Read back, and passed on word for word.</summary>
public sealed partial class WriteMessageDialog(
    MessageDesk desk, CaseloadDesk caseload, PeopleDesk people, Charts charts, OutreachPolicy policy, HelpDialog help, ChoiceReader choices, PhraseBook phrases) : AskingDialog(nameof(WriteMessage))
{
    private const string List = "list";
    private const int Longest = 1000;
    private const int Most = 10;

    public override Call? Claim(Said said, Talk talk) =>
        talk is { InGroup: false, Speaker: Speaker.OfStaff } && phrases.Find("message.list", said.Text) is { Length: > 0 } whose ? new Call(List, whose)
        : talk is { InGroup: false, Speaker: Speaker.OfStaff } && !phrases.Matches("notBuilt.broadcast", said.Text) && Split(said.Text) is var (head, words) && (phrases.Find("message.write", head) ?? (words.Length > 0 ? phrases.Find("message.say", head) : null)) is { Length: > 0 } whom ? new Call("", whom) : null;

    /// <summary>What follows the colon is the patient's to read: "message Walt: if you get chest pain, call 911". To anybody else nothing is passed on, and it is heard.</summary>
    public override async Task<bool> KeepsWordsAsync(Talk talk, CancellationToken cancellationToken) =>
        Split(talk.Said.Text).Words.Length > 0 && Claim(talk.Said, talk) is { } call && (await FoundAsync(call, talk, cancellationToken)).Rows is [_];

    /// <summary>"Tell Walt that his papers are ready".</summary>
    public override Call? Guess(Said said, Talk talk) =>
        talk is { InGroup: false, Speaker: Speaker.OfStaff } && !phrases.Matches("notBuilt.broadcast", said.Text) && phrases.Find("message.say", said.Text) is { Length: > 0 } whom ? new Call("", whom) : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var (talk, call) = (Talk.Of(dc.Context), CallOf(options));
        var (head, written) = Split(talk.Said.Text);
        var name = call.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (found, length) = await FoundAsync(call, talk, cancellationToken);
        if (found is not [var row])
        {
            await WhoIsMeant.AskAsync(length == 0 ? call.Words : string.Join(' ', name[..length]), found, talk, cancellationToken);
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
        if ((call.What == List ? await ListedAsync(chart, talk, cancellationToken) : Cannot(chart, talk)) is { } words)
        {
            return await FinishAsync(dc, words, talk, cancellationToken);
        }

        return await AskAsync(dc, new MessageRun(row.Patient.Value, written.Length > 0 ? written : Behind(head, string.Join(' ', name[..length]))), talk, cancellationToken);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        if (Claim(talk.Said, talk) is { } other)
        {
            return await dc.ReplaceDialogAsync(Id, other, cancellationToken);
        }

        var run = Memory.Run(Own(dc), DialogsJson.Default.MessageRun);
        var chart = (await charts.OpenAsync(new PatientId(run.Patient), cancellationToken)).Summary;
        var leaves = talk.Said.Command is { Command: Command.NotNow or Command.Skip or Command.Back or Command.Stop };
        if (run.Words.Length == 0 && !leaves)
        {
            return await AskAsync(dc, run with { Words = talk.Said.Text.Trim() }, talk, cancellationToken);
        }

        switch (leaves ? "no" : choices.Read(talk.Said.Text, Options(talk)))
        {
            case "yes" when Cannot(chart, talk) is { } why:
                return await FinishAsync(dc, why, talk, cancellationToken);
            case "yes":
                await desk.WriteAsync(chart.Patient, run.Words, run.At, talk.Author, talk.Now, cancellationToken);
                var key = policy.IsQuiet(talk.Now, chart.TimeZone) ? "coordinator.message.later" : "coordinator.message.sent";
                return await FinishAsync(dc, talk.Say(key, ("given", chart.Name.Given), ("when", talk.When(policy.EndAfter(talk.Now, chart.TimeZone), (await people.PracticeAsync(cancellationToken)).TimeZone))), talk, cancellationToken);
            case "no":
                return await FinishAsync(dc, talk.Say("coordinator.message.unchanged", ("given", chart.Name.Given)), talk, cancellationToken);
            default:
                await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
                return EndOfTurn;
        }
    }

    public override bool Expects(DialogInstance instance, Talk talk, string text) =>
        Memory.Run(instance, DialogsJson.Default.MessageRun).Words.Length > 0 && Options(talk).Any(option => Folding.Says(text, option.Label));

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        var run = Memory.Run(instance, DialogsJson.Default.MessageRun);
        var chart = (await charts.OpenAsync(new PatientId(run.Patient), cancellationToken)).Summary;
        if (run.Words.Length == 0)
        {
            await talk.SendAsync(talk.Say("coordinator.message.what", ("given", chart.Name.Given)), [talk.Say("button.notNow")], cancellationToken);
            return;
        }

        var options = Options(talk).Select(option => option.Label).ToList();
        var question = talk.Say("coordinator.message.ask", ("name", chart.Name.Full), ("words", run.Words));
        var language = Languages.Of(chart.Language) == talk.Language ? "" : $" {talk.Say("coordinator.message.language", ("given", chart.Name.Given), ("language", talk.Say($"refer.languages.{Languages.Of(chart.Language)}")))}";
        await talk.SendAsync(CheckInWords.Numbered($"{question}{language}{(help.SpeaksOfDanger(talk, run.Words) ? $" {talk.Say("coordinator.message.danger")}" : "")}", options), options, cancellationToken);
    }

    private async Task<(IReadOnlyList<CaseloadRow> Rows, int Length)> FoundAsync(Call call, Talk talk, CancellationToken cancellationToken) => WhoIsMeant.First(
        await caseload.OpenToAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, await people.PracticeAsync(cancellationToken), talk.Now, cancellationToken), call.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private async Task<DialogTurnResult> AskAsync(DialogContext dc, MessageRun run, Talk talk, CancellationToken cancellationToken)
    {
        if (run.Words.Length > Longest)
        {
            return await FinishAsync(dc, talk.Say("coordinator.message.tooLong", ("most", Longest), ("length", run.Words.Length)), talk, cancellationToken);
        }

        Memory.Keep(Own(dc), run with { At = talk.Now }, DialogsJson.Default.MessageRun);
        await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
        return EndOfTurn;
    }

    /// <summary>What was written to the patient last, and what of it still waits.</summary>
    private async Task<string> ListedAsync(ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        var zone = (await people.PracticeAsync(cancellationToken)).TimeZone;
        var lines = new List<string>();
        foreach (var message in await desk.ReadAsync(chart.Patient, Most, cancellationToken))
        {
            lines.Add(talk.Say(
                chart.Messages.Any(one => one.Id == message.Id) ? "coordinator.message.line.waits" : "coordinator.message.line",
                ("when", talk.When(message.At, zone)), ("name", await people.NameAsync(new StaffId(message.By.Id), cancellationToken)), ("words", message.Words)));
        }

        return lines.Count == 0 ? talk.Say("coordinator.message.none", ("given", chart.Name.Given)) : $"{talk.Say("coordinator.message.list", ("name", chart.Name.Full))}\n{string.Join('\n', lines)}";
    }

    /// <summary>Why a message would not be read; null where it can be passed on.</summary>
    private static string? Cannot(ChartSummary chart, Talk talk) => chart switch
    {
        { Nameless: true } or { Conversation: null } => talk.Say("coordinator.message.noChat", ("name", chart.Name.Full), ("given", chart.Name.Given)),
        { Pause: not null } => talk.Say("coordinator.message.paused", ("name", chart.Name.Full)),
        { Unreachable: not null } => talk.Say("coordinator.message.unreachable", ("name", chart.Name.Full)),
        { Quiet: true } => talk.Say("coordinator.message.quiet", ("name", chart.Name.Full)),
        _ => null,
    };

    private static async Task<DialogTurnResult> FinishAsync(DialogContext dc, string words, Talk talk, CancellationToken cancellationToken)
    {
        await talk.SendAsync(words, [talk.Say("button.caseload")], cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>To whom it goes, and what it says where a colon stands between them; "10:30" holds none.</summary>
    private static (string Head, string Words) Split(string said) => Colon().Split(said, 2) is [var head, var words] ? (head, words.Trim()) : (said, "");

    /// <summary>What stands behind the name, as it was typed: "tell Walt that his papers are ready".</summary>
    private static string Behind(string head, string name)
    {
        var typed = head.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var end = Enumerable.Range(1, typed.Length).FirstOrDefault(count => $" {Folding.Words(string.Join(' ', typed[..count]))}".EndsWith($" {name}", StringComparison.Ordinal), typed.Length);
        return That().Replace(string.Join(' ', typed[end..]), "");
    }

    private static IReadOnlyList<AnswerOption> Options(Talk talk) => [talk.Option("yes", "answer.yes"), talk.Option("no", "answer.no")];

    [GeneratedRegex(@":(?:\s+|$)")]
    private static partial Regex Colon();

    [GeneratedRegex(@"^(?:that|que)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex That();
}
