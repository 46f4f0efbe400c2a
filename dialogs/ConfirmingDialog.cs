using System.Text.Json.Serialization.Metadata;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs;

/// <summary>
/// A guided dialog that says back what it is about to do, and does it at a yes. At a no, and at every way out, all stays as it was; the same asked for
/// somebody else drops the question that was open; anything else has it asked again.
/// </summary>
/// <typeparam name="TRun">What it is about to do, as far as it is known.</typeparam>
public abstract class ConfirmingDialog<TRun>(string id, JsonTypeInfo<TRun> kept, ChoiceReader choices) : AskingDialog(id)
    where TRun : class
{
    protected const string Yes = "yes";
    protected const string No = "no";

    protected ChoiceReader Choices => choices;

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        return await GoOnAsync(dc, await ReadAsync(CallOf(options), talk, cancellationToken), talk, cancellationToken);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        if (Claim(talk.Said, talk) is { } other)
        {
            return await dc.ReplaceDialogAsync(Id, other, cancellationToken);
        }

        var run = Memory.Run(Own(dc), kept);
        var answer = talk.Said.Command is { Command: Command.NotNow or Command.Skip or Command.Back or Command.Stop } ? No : choices.Read(talk.Said.Text, Options(run, talk));
        return await GoOnAsync(dc, await AnswerAsync(run, answer, talk, cancellationToken), talk, cancellationToken);
    }

    public override bool Expects(DialogInstance instance, Talk talk, string text) => Options(Memory.Run(instance, kept), talk).Any(option => Folding.Says(text, option.Label));

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        var run = Memory.Run(instance, kept);
        var options = Options(run, talk).Select(option => option.Label).ToList();
        var question = await QuestionAsync(run, talk, cancellationToken);
        await talk.SendAsync(options.Count == 0 ? question : CheckInWords.Numbered(question, options), [.. options, .. WaysOut(run, talk)], cancellationToken);
    }

    /// <summary>Reads what is wanted.</summary>
    protected abstract Task<Next> ReadAsync(Call call, Talk talk, CancellationToken cancellationToken);

    /// <summary>The question for a run, without its options.</summary>
    protected abstract Task<string> QuestionAsync(TRun run, Talk talk, CancellationToken cancellationToken);

    /// <summary>Takes an answer to <see cref="QuestionAsync"/>; where it is a yes, it is done.</summary>
    /// <param name="run">What was asked.</param>
    /// <param name="answer">The option that was meant, <see cref="No"/> for every way out; null where the words mean none.</param>
    /// <param name="talk">The conversation.</param>
    /// <param name="cancellationToken">Gives up.</param>
    protected abstract Task<Next> AnswerAsync(TRun run, string? answer, Talk talk, CancellationToken cancellationToken);

    /// <summary>What the question of a run offers; nothing where it asks for words.</summary>
    protected virtual IReadOnlyList<AnswerOption> Options(TRun run, Talk talk) => [talk.Option(Yes, "answer.yes"), talk.Option(No, "answer.no")];

    /// <summary>Buttons beside the options.</summary>
    protected virtual IReadOnlyList<string> WaysOut(TRun run, Talk talk) => [];

    /// <summary>Buttons under the last words.</summary>
    protected virtual IReadOnlyList<string> After(Talk talk) => [talk.Say("button.caseload")];

    private async Task<DialogTurnResult> GoOnAsync(DialogContext dc, Next next, Talk talk, CancellationToken cancellationToken)
    {
        if (next.Run is { } run)
        {
            Memory.Keep(Own(dc), run, kept);
            await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
            return EndOfTurn;
        }

        if (next.Words is { } words)
        {
            await talk.SendAsync(words, next.Buttons ?? After(talk), cancellationToken);
        }

        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>What comes next: a question, or the last words; neither where they were said already.</summary>
    protected readonly record struct Next(TRun? Run, string? Words, IReadOnlyList<string>? Buttons = null)
    {
        public static implicit operator Next(TRun run) => new(run, null);

        public static implicit operator Next(string words) => new(null, words);
    }
}
