using System.Text.RegularExpressions;
using CareBot.Care.Caseload;
using CareBot.Care.Messages;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.GetHelpNow;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.WriteMessage;

/// <summary>Staff write to a patient in the patient's own chat: "message Walt: your papers are ready". Read back, and passed on word for word.</summary>
public sealed partial class WriteMessageDialog(
    MessageDesk desk, CaseloadDesk caseload, PeopleDesk people, Charts charts, OutreachPolicy policy, HelpDialog help, ChoiceReader choices, PhraseBook phrases)
    : ConfirmingDialog<MessageRun>(nameof(WriteMessage), DialogsJson.Default.MessageRun, choices)
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

    protected override async Task<Next> ReadAsync(Call call, Talk talk, CancellationToken cancellationToken)
    {
        var (head, written) = Split(talk.Said.Text);
        var name = call.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (found, length) = await FoundAsync(call, talk, cancellationToken);
        if (found is not [var row])
        {
            await WhoIsMeant.AskAsync(length == 0 ? call.Words : string.Join(' ', name[..length]), found, talk, cancellationToken);
            return default;
        }

        var chart = (await charts.OpenAsync(row.Patient, cancellationToken)).Summary;
        return (call.What == List ? await ListedAsync(chart, talk, cancellationToken) : Cannot(chart, talk)) is { } words ? words
            : Written(new MessageRun(row.Patient.Value), written.Length > 0 ? written : Behind(head, string.Join(' ', name[..length])), talk);
    }

    protected override async Task<string> QuestionAsync(MessageRun run, Talk talk, CancellationToken cancellationToken)
    {
        var chart = (await charts.OpenAsync(new PatientId(run.Patient), cancellationToken)).Summary;
        if (run.Words.Length == 0)
        {
            return talk.Say("coordinator.message.what", ("given", chart.Name.Given));
        }

        var question = talk.Say("coordinator.message.ask", ("name", talk.NameOf(chart)), ("words", run.Words));
        var language = Languages.Of(chart.Language) == talk.Language ? "" : $" {talk.Say("coordinator.message.language", ("given", chart.Name.Given), ("language", talk.Say($"refer.languages.{Languages.Of(chart.Language)}")))}";
        return $"{question}{language}{(help.SpeaksOfDanger(talk, run.Words) ? $" {talk.Say("coordinator.message.danger")}" : "")}";
    }

    protected override IReadOnlyList<AnswerOption> Options(MessageRun run, Talk talk) => run.Words.Length == 0 ? [] : base.Options(run, talk);

    protected override IReadOnlyList<string> WaysOut(MessageRun run, Talk talk) => run.Words.Length == 0 ? [talk.Say("button.notNow")] : [];

    protected override async Task<Next> AnswerAsync(MessageRun run, string? answer, Talk talk, CancellationToken cancellationToken)
    {
        var chart = (await charts.OpenAsync(new PatientId(run.Patient), cancellationToken)).Summary;
        if (answer == No)
        {
            return talk.Say("coordinator.message.unchanged", ("given", chart.Name.Given));
        }

        if (run.Words.Length == 0)
        {
            return Written(run, talk.Said.Text.Trim(), talk);
        }

        return answer != Yes ? run : Cannot(chart, talk) ?? await SendAsync(run, chart, talk, cancellationToken);
    }

    private async Task<string> SendAsync(MessageRun run, ChartSummary chart, Talk talk, CancellationToken cancellationToken)
    {
        await desk.WriteAsync(chart.Patient, run.Words, run.At, talk.Author, talk.Now, cancellationToken);
        var key = policy.IsQuiet(talk.Now, chart.TimeZone) ? "coordinator.message.later" : "coordinator.message.sent";
        return talk.Say(key, ("given", chart.Name.Given), ("when", talk.When(policy.EndAfter(talk.Now, chart.TimeZone), (await people.PracticeAsync(cancellationToken)).TimeZone)));
    }

    private static Next Written(MessageRun run, string words, Talk talk) => words.Length > Longest
        ? talk.Say("coordinator.message.tooLong", ("most", Longest), ("length", words.Length))
        : run with { Words = words, At = talk.Now };

    private async Task<(IReadOnlyList<CaseloadRow> Rows, int Length)> FoundAsync(Call call, Talk talk, CancellationToken cancellationToken) => WhoIsMeant.First(
        await caseload.OpenToAsync(((Speaker.OfStaff)talk.Speaker).Staff.Id, await people.PracticeAsync(cancellationToken), talk.Now, cancellationToken), call.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries));

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

        return lines.Count == 0 ? talk.Say("coordinator.message.none", ("given", chart.Name.Given)) : $"{talk.Say("coordinator.message.list", ("name", talk.NameOf(chart)))}\n{string.Join('\n', lines)}";
    }

    /// <summary>Why a message would not be read; null where it can be passed on.</summary>
    private static string? Cannot(ChartSummary chart, Talk talk) => chart switch
    {
        { Nameless: true } or { Conversation: null } => talk.Say("coordinator.message.noChat", ("name", talk.NameOf(chart)), ("given", chart.Name.Given)),
        { Pause: not null } => talk.Say("coordinator.message.paused", ("name", talk.NameOf(chart))),
        { Unreachable: not null } => talk.Say("coordinator.message.unreachable", ("name", talk.NameOf(chart))),
        { Quiet: true } => talk.Say("coordinator.message.quiet", ("name", talk.NameOf(chart))),
        _ => null,
    };

    /// <summary>To whom it goes, and what it says where a colon stands between them; "10:30" holds none.</summary>
    private static (string Head, string Words) Split(string said) => Colon().Split(said, 2) is [var head, var words] ? (head, words.Trim()) : (said, "");

    /// <summary>What stands behind the name, as it was typed: "tell Walt that his papers are ready".</summary>
    private static string Behind(string head, string name)
    {
        var typed = head.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var end = Enumerable.Range(1, typed.Length).FirstOrDefault(count => $" {Folding.Words(string.Join(' ', typed[..count]))}".EndsWith($" {name}", StringComparison.Ordinal), typed.Length);
        return That().Replace(string.Join(' ', typed[end..]), "");
    }

    [GeneratedRegex(@":(?:\s+|$)")]
    private static partial Regex Colon();

    [GeneratedRegex(@"^(?:that|que)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex That();
}
