using System.Globalization;
using System.Text.Json.Nodes;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.ReviewAlerts;

/// <summary>Asks of which of several alerts something is meant: each number and each button does that, and nothing else.</summary>
public sealed class WhichAlertDialog(ReviewAlertsDialog alerts, ChoiceReader choices) : ConfirmingDialog<WhichAlert>(nameof(WhichAlert), DialogsJson.Default.WhichAlert, choices)
{
    public override bool GivesWay => true;

    public override Call? Claim(Said said, Talk talk) => null;

    public override bool Expects(DialogInstance instance, Talk talk, string text) =>
        Place(Memory.Run(instance, DialogsJson.Default.WhichAlert), text) is not null || base.Expects(instance, talk, text);

    /// <param name="options">The <see cref="WhichAlert"/> that is asked.</param>
    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        Memory.Keep(Own(dc), (WhichAlert)options!, DialogsJson.Default.WhichAlert);
        await RepromptDialogAsync(dc.Context, Own(dc), cancellationToken);
        return EndOfTurn;
    }

    protected override Task<Next> ReadAsync(Call call, Talk talk, CancellationToken cancellationToken) => throw new InvalidOperationException("It is begun with what it asks, and by no words.");

    protected override Task<string> QuestionAsync(WhichAlert run, Talk talk, CancellationToken cancellationToken) => Task.FromResult(run.Question);

    protected override IReadOnlyList<AnswerOption> Options(WhichAlert run, Talk talk) =>
        [.. run.Choices.Select((choice, place) => new AnswerOption(place.ToString(CultureInfo.InvariantCulture), choice.Label))];

    protected override IReadOnlyList<string> WaysOut(WhichAlert run, Talk talk) => [talk.Say("button.notNow")];

    protected override async Task<Next> AnswerAsync(WhichAlert run, string? answer, Talk talk, CancellationToken cancellationToken)
    {
        // A label holds the figures of a day and an hour: a number alone is a place in the list.
        answer = answer == No ? No : Place(run, talk.Said.Text) ?? answer;
        if (answer is null)
        {
            return run;
        }

        if (answer == No)
        {
            return new Next(null, talk.Say("alerts.noneChosen"), [talk.Say("button.alerts")]);
        }

        var chosen = run.Choices[int.Parse(answer, CultureInfo.InvariantCulture)];
        if (CardAnswer.Read(JsonNode.Parse(chosen.Press)) is { } press && await alerts.PressAsync(press, talk, cancellationToken) is { } card)
        {
            // Whoever types the number twice has done it once: it keeps its meaning beside those of the card.
            run.Choices.Select(choice => JsonNode.Parse(choice.Press)!.AsObject()).ToList().ForEach(talk.Offer);
            talk.Presses(press);
            await talk.SendAsync(card, cancellationToken);
            return default;
        }

        return new Next(null, talk.Say("alerts.noneChosen"), [talk.Say("button.alerts")]);
    }

    private string? Place(WhichAlert run, string said) => Choices.Place(said) switch
    {
        -1 => (run.Choices.Count - 1).ToString(CultureInfo.InvariantCulture),
        { } place when place <= run.Choices.Count => (place - 1).ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}

/// <summary>Which of several alerts is meant.</summary>
/// <param name="Question">In the words in which it is asked.</param>
/// <param name="Choices">In the order in which they are shown.</param>
public sealed record WhichAlert(string Question, IReadOnlyList<AlertChoice> Choices)
{
    public string Kind { get; init; } = "which-alert";

    public int V { get; init; } = 1;
}

/// <param name="Label">Whose it is, and what it is about.</param>
/// <param name="Press">What the button of its card would send, as JSON.</param>
public sealed record AlertChoice(string Label, string Press);
