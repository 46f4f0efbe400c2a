using CareBot.Care.Consent;
using CareBot.Care.Patients;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>The patient lets somebody of the family book for them, or ends it; and asks who may.</summary>
public sealed class LetFamilyBookDialog(FamilyDesk families, AnsweringDesk answering, Charts charts, Outlooks outlooks, ChoiceReader choices, PhraseBook phrases) : AskingDialog("LetFamilyBook")
{
    private const string Allow = "allow";
    private const string End = "end";
    private const string Stop = "stop";
    private const string Who = "who";
    private const string What = "what";

    public override Call? Claim(Said said, Talk talk) =>
        talk.Speaker is not Speaker.OfPatient ? null
        : phrases.Matches("family.who", said.Text) ? new Call(Who)
        : (Named("family.end", said, talk) ?? Named("family.endKnown", said, talk)) is { } ended ? new Call(End, ended) { IsWhole = true }
        : Named("family.stop", said, talk) is { } stopped ? new Call(Stop, stopped) { IsWhole = true }
        : Named("family.what", said, talk) is { } asked ? new Call(What, asked) { IsWhole = true }
        : Named("family.allow", said, talk) is { } known ? new Call(Allow, known) { IsWhole = true }
        : phrases.Find("family.end", said.Text) is { } gone ? new Call(End, gone)
        : phrases.Find("family.allow", said.Text) is { } whom ? new Call(Allow, whom)
        : null;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var (what, name) = CallOf(options);
        var chart = ((Speaker.OfPatient)talk.Speaker).Chart;
        if (what == Who)
        {
            var may = chart.Family.Where(one => one.MayBook).Select(one => one.Name.Full).ToList();
            return await EndAsync(dc, talk, may.Count == 0 ? talk.Say("family.nobody") : talk.Say("family.may", ("names", may)), cancellationToken);
        }

        var meant = FamilyNames.Meant(chart, name, talk);
        if (meant is not [var member])
        {
            return await EndAsync(
                dc, talk, meant.Count == 0 ? talk.Say("family.unknown", ("coordinator", (await outlooks.ForAsync(chart, cancellationToken)).Coordinator)) : talk.Say("family.which", ("names", meant.Select(one => one.Name.Full).ToList())), cancellationToken);
        }

        switch (what)
        {
            case What:
                return await EndAsync(dc, talk, GrantWords.Of(member, talk), cancellationToken);
            case End:
                await families.EndAsync(chart.Patient, member.Id, FamilyScopes.Visits, talk.Author, talk.Now, cancellationToken);
                return await EndAsync(dc, talk, talk.Say("family.ended", ("name", member.Name.Given)), cancellationToken);
            case Stop:
                await StopAsync(chart, member, talk, cancellationToken);
                return await EndAsync(dc, talk, talk.Say("family.endedAll", ("name", member.Name.Given)), cancellationToken);
            default:
                break;
        }

        Memory.Keep(Own(dc), new FamilyRun { Member = member.Id }, DialogsJson.Default.FamilyRun);
        await AskAsync(talk, member, cancellationToken);
        return EndOfTurn;
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var run = Memory.Run(Own(dc), DialogsJson.Default.FamilyRun);
        var chart = (await charts.OpenAsync(((Speaker.OfPatient)talk.Speaker).Chart.Patient, cancellationToken)).Summary;
        if (chart.Family.FirstOrDefault(one => one.Id == run.Member) is not { } member || talk.Said.Command is { Command: Command.NotNow or Command.Pause })
        {
            return await EndAsync(dc, talk, talk.Say("family.kept"), cancellationToken);
        }

        switch (choices.Read(talk.Said.Text, [talk.Option("yes", "answer.yes"), talk.Option("no", "answer.no")]))
        {
            case "yes":
                await families.AllowAsync(chart.Patient, member.Id, FamilyScopes.Visits, talk.Author, talk.Now, cancellationToken);
                return await EndAsync(dc, talk, talk.Say("family.allowed", ("name", member.Name.Given)), cancellationToken);
            case "no":
                return await EndAsync(dc, talk, talk.Say("family.kept"), cancellationToken);
            default:
                Memory.Keep(Own(dc), run with { Misses = run.Misses + 1 }, DialogsJson.Default.FamilyRun);
                var phone = (await outlooks.ForAsync(chart, cancellationToken)).Practice.NurseLine;
                await talk.SendAsync(run.Misses == 0 ? talk.Say("miss.first", ("question", Question(talk, member))) : talk.Say("miss.second", ("phone", phone), ("question", Question(talk, member))), Answers(talk), cancellationToken);
                return EndOfTurn;
        }
    }

    public override Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        var member = ((Speaker.OfPatient)talk.Speaker).Chart.Family.FirstOrDefault(one => one.Id == Memory.Run(instance, DialogsJson.Default.FamilyRun).Member);
        return member is null ? Task.CompletedTask : AskAsync(talk, member, cancellationToken);
    }

    /// <summary>The words that name somebody of the family and nothing besides; many of these phrases may be about anything else.</summary>
    private string? Named(string phrase, Said said, Talk talk) => phrases.Find(phrase, said.Text) is { } words && FamilyNames.Meant(talk.Chart, words, talk).Count > 0 ? words : null;

    /// <summary>Ends all that somebody may do, also what the patient allowed them in own words.</summary>
    private async Task StopAsync(ChartSummary chart, FamilyMember member, Talk talk, CancellationToken cancellationToken)
    {
        foreach (var scope in member.May)
        {
            await families.EndAsync(chart.Patient, member.Id, scope, talk.Author, talk.Now, cancellationToken);
        }

        await answering.RevokeAsync(chart.Patient, who => FamilyNames.Speaks(who, member, talk), talk.Now, cancellationToken);
    }

    private static Task AskAsync(Talk talk, FamilyMember member, CancellationToken cancellationToken) => talk.SendAsync(Question(talk, member), Answers(talk), cancellationToken);

    private static string Question(Talk talk, FamilyMember member) => talk.Say("family.ask", ("name", member.Name.Full), ("given", member.Name.Given));

    private static IReadOnlyList<string> Answers(Talk talk) => [talk.Say("answer.yes"), talk.Say("answer.no")];

    private static async Task<DialogTurnResult> EndAsync(DialogContext dc, Talk talk, string text, CancellationToken cancellationToken)
    {
        await talk.SendAsync(text, cancellationToken);
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }
}

/// <summary>Whom the patient was asked about.</summary>
public sealed record FamilyRun
{
    public string Kind { get; init; } = "family-run";

    public int V { get; init; } = 1;

    public required string Member { get; init; }

    public int Misses { get; init; }
}
