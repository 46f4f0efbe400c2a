namespace CareBot.Dialogs.FindResource;

/// <summary>What somebody found wrong with a listing, in one of five words; nobody's name is kept with it.</summary>
public sealed partial class FindResourceDialog
{
    private static readonly string[] Wrongs = ["closed", "phone", "moved", "eligible", "other"];

    private static async Task<DialogTurnResult> BeginWrongAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        Memory.Keep(Own(dc), run with { Asks = ResourceRun.Wrong }, FindResourceJson.Default.ResourceRun);
        await AskWrongAsync(talk, cancellationToken);
        return EndOfTurn;
    }

    private static Task AskWrongAsync(Talk talk, CancellationToken cancellationToken) => talk.SendAsync(
        talk.Say("resource.wrong.ask"), [.. Wrongs.Select(what => talk.Say($"resource.wrong.{what}")), talk.Say("resource.list"), talk.Say("button.person")], cancellationToken);

    private async Task<DialogTurnResult> WrongAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        if (choices.Read(talk.Said.Text, [.. Wrongs.Select(what => talk.Option(what, $"resource.wrong.{what}"))]) is not { } what)
        {
            return await ChooseAsync(dc, talk, run, cancellationToken);
        }

        await directory.ReportAsync(run.Reading, what, talk.Cause, talk.Now, cancellationToken);
        await curator.SendAsync(run.Reading, what, talk.Cause, talk.Now, cancellationToken);
        Memory.Keep(Own(dc), run with { Asks = ResourceRun.Told }, FindResourceJson.Default.ResourceRun);
        await talk.SendAsync(talk.Say("resource.reported"), [talk.Say("resource.more"), talk.Say("resource.list"), talk.Say("button.person")], cancellationToken);
        return EndOfTurn;
    }
}
