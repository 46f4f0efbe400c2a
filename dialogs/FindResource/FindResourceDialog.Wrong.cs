using System.Globalization;

namespace CareBot.Dialogs.FindResource;

/// <summary>What somebody found wrong with a listing, in one of five words; nobody's name is kept with it.</summary>
public sealed partial class FindResourceDialog
{
    private static readonly string[] Wrongs = ["closed", "phone", "moved", "eligible", "other"];

    private async Task<DialogTurnResult> BeginWrongAsync(DialogContext dc, Talk talk, ResourceRun run, CancellationToken cancellationToken)
    {
        if ((WrongTold(talk.Said.Text) ?? Array.Find(Wrongs, what => what == run.Told)) is { } told)
        {
            return await ReportAsync(dc, talk, run, told, cancellationToken);
        }

        Memory.Keep(Own(dc), run with { Asks = ResourceRun.Wrong }, FindResourceJson.Default.ResourceRun);
        await AskWrongAsync(talk, cancellationToken);
        return EndOfTurn;
    }

    /// <summary>What is wrong, where it is told before it is asked. "Is it closed?" and "if it is closed" tell nothing.</summary>
    private string? WrongTold(string text) =>
        text.Contains('?', StringComparison.Ordinal) || phrases.Matches("resource.told.nothing", text) ? null : Array.Find(Wrongs, what => phrases.Matches($"resource.told.{what}", text));

    /// <summary>Something is wrong with one of the list: the one that is named or being read, else it is asked which.</summary>
    private async Task<DialogTurnResult> ToldWrongAsync(DialogContext dc, Talk talk, ResourceRun run, string wrong, CancellationToken cancellationToken)
    {
        var shown = Shown(run);
        var named = pick.Within(talk.Said.Text, shown.Count) is { } place ? [shown[place]] : await NamedAsync(run, talk.Said.Text, true, cancellationToken);
        var about = named is [var only] ? only : named.Count > 0 ? "" : run.Reading.Length > 0 ? run.Reading : shown is [var single] ? single : "";
        return about.Length > 0 ? await ReportAsync(dc, talk, run with { Reading = about }, wrong, cancellationToken)
            : await AskWhichAsync(dc, talk, run with { Asks = ResourceRun.Report, Told = wrong }, cancellationToken);
    }

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
        // One conversation has one word a day about a listing: whoever taps on sinks it no further, and what they say last counts.
        var cause = string.Create(CultureInfo.InvariantCulture, $"{talk.Context.Activity.Conversation!.Id}|{talk.Now:yyyyMMdd}");
        await directory.ReportAsync(run.Reading, what, cause, talk.Now, cancellationToken);
        await curator.SendAsync(run.Reading, what, $"{cause}|{what}", talk.Now, cancellationToken);
        Memory.Keep(Own(dc), run with { Asks = ResourceRun.Said, Told = "" }, FindResourceJson.Default.ResourceRun);
        await talk.SendAsync(talk.Say("resource.reported"), [talk.Say("resource.more"), talk.Say("resource.list"), talk.Say("button.person")], cancellationToken);
        return EndOfTurn;
    }
}
