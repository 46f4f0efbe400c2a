namespace CareBot.Dialogs.FindResource;

/// <summary>What somebody found wrong with a listing, in one of five words; nobody's name is kept with it.</summary>
public sealed partial class FindResourceDialog
{
    private static readonly string[] Wrongs = ["closed", "phone", "moved", "eligible", "other"];

    private async Task<DialogTurnResult> BeginWrongAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        if (WrongTold(talk.Said.Text) is { } told)
        {
            return await ReportAsync(dc, talk, run, told, cancellationToken);
        }

        Memory.Keep(Own(dc), run with { Asks = ResourceRun.Wrong }, FindResourceJson.Default.ResourceRun);
        await AskWrongAsync(talk, cancellationToken);
        return EndOfTurn;
    }

    /// <summary>What is wrong, where it is told before it is asked. "Is it closed?" tells nothing.</summary>
    private string? WrongTold(string text) => !text.Contains('?', StringComparison.Ordinal) && phrases.Matches("resource.wasClosed", text) ? "closed" : null;

    private static Task AskWrongAsync(Talk talk, CancellationToken cancellationToken) => talk.SendAsync(
        talk.Say("resource.wrong.ask"), [.. Wrongs.Select(what => talk.Say($"resource.wrong.{what}")), talk.Say("resource.list"), talk.Say("button.person")], cancellationToken);

    private async Task<DialogTurnResult> WrongAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        if (choices.Read(talk.Said.Text, [.. Wrongs.Select(what => talk.Option(what, $"resource.wrong.{what}"))]) is not { } what)
        {
            return await ChooseAsync(dc, talk, run, cancellationToken);
        }

        return await ReportAsync(dc, talk, run, what, cancellationToken);
    }

    private async Task<DialogTurnResult> ReportAsync(DialogContext dc, Talk talk, ResourceRun run, string what, CancellationToken cancellationToken)
    {
        await directory.ReportAsync(run.Reading, what, talk.Cause, talk.Now, cancellationToken);
        await curator.SendAsync(run.Reading, what, talk.Cause, talk.Now, cancellationToken);
        Memory.Keep(Own(dc), run with { Asks = ResourceRun.Told }, FindResourceJson.Default.ResourceRun);
        await talk.SendAsync(talk.Say("resource.reported"), [talk.Say("resource.more"), talk.Say("resource.list"), talk.Say("button.person")], cancellationToken);
        return EndOfTurn;
    }
}
