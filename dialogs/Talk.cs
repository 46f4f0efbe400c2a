using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CareBot.Care.Caseload;
using CareBot.Care.Patients;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs;

/// <summary>One turn as a dialog sees it: who speaks, in which language, when, and the way to answer.</summary>
public sealed partial class Talk(ITurnContext context, Speaker speaker, Notes notes, Texts texts, DateTimeOffset now)
{
    /// <summary>What the number of a choice does: it says the words that stand behind it.</summary>
    public const string Again = "again";

    /// <summary>Teams shows no more of the buttons below a message, and none that opens an address.</summary>
    private const int MostButtonsInTeams = 3;

    private bool _hasDealt;
    private bool _hasPressed;

    public ITurnContext Context => context;

    public Speaker Speaker => speaker;

    /// <summary>What the conversation remembers besides its open dialogs; kept when the turn ends.</summary>
    public Notes Notes { get; set; } = notes;

    /// <summary>What was typed; empty when nothing was.</summary>
    public Said Said { get; set; } = new("", null);

    public DateTimeOffset Now => now;

    /// <summary>The language of the answer: what this person chose, else what is known of them. One message never flips it.</summary>
    public string Language => Notes.Language ?? Languages.Of(speaker.Language);

    public Locale Locale => texts.In(Language);

    /// <summary>The activity that caused this turn; ids of what it causes derive from it.</summary>
    public string Cause => CauseOf(context.Activity);

    /// <summary>The chart that is talked about by whoever is no member of staff: the patient's own, or that of the patient whose family they are.</summary>
    public ChartSummary Chart => speaker switch
    {
        Speaker.OfPatient patient => patient.Chart,
        Speaker.OfFamily family => family.Chart,
        _ => throw new InvalidOperationException("Staff and visitors have no chart of their own."),
    };

    /// <summary>Whom the list asked for to which these words may be a follow-up; null where none was shown just before.</summary>
    public string? Listed { get; set; }

    /// <summary>A question waits that this turn does not answer. A number that is typed is an answer to it, so that no card that is shown now has any.</summary>
    public bool HasQuestion { get; set; }

    /// <summary>What those of a member of staff's patients are called whose name others of them have too.</summary>
    public IReadOnlyDictionary<PatientId, string> Namesakes { get; set; } = new Dictionary<PatientId, string>();

    /// <summary>Others read along: a group chat or a channel.</summary>
    public bool InGroup => Audience.IsGroup(context.Activity);

    public Author Author => AuthorOf(speaker, Cause);

    /// <inheritdoc cref="Cause"/>
    public static string CauseOf(Activity activity) => $"{activity.ChannelId}/{activity.Conversation?.Id}/{Saying.NameOf(activity)}";

    /// <summary>Who did something, by this cause.</summary>
    public static Author AuthorOf(Speaker speaker, string cause) => speaker switch
    {
        Speaker.OfPatient patient => new Author(Roles.Patient, patient.Chart.Patient.Value, cause),
        Speaker.OfFamily family => new Author(Roles.Family, family.Member.Id, cause, family.Chart.Patient.Value),
        Speaker.OfStaff staff => new Author(Roles.Coordinator, staff.Staff.Id.Value, cause),
        _ => new Author(Roles.Visitor, "", cause),
    };

    /// <summary>The turn that is being answered in this context.</summary>
    public static Talk Of(ITurnContext context) =>
        context.TurnState.Get<Talk>() ?? throw new InvalidOperationException("A dialog runs only in a turn that CareBotHandler opened.");

    /// <summary>The same turn spoken with somebody who is known from the chart rather than from the channel, and set so for the dialogs.</summary>
    public Talk As(Speaker other)
    {
        var talk = new Talk(context, other, Notes, texts, now);
        context.TurnState.Set(talk);
        return talk;
    }

    /// <summary>The same turn with its words in another language, for what is read aloud to somebody.</summary>
    public Talk In(string language) => new(context, speaker, Notes with { Language = language }, texts, now) { Said = Said, Namesakes = Namesakes };

    /// <summary>A patient's whole name, and for staff with what tells them from others of that name (<see cref="AskCaseload.WhoIsMeant.Labels"/>).</summary>
    public string NameOf(PatientId patient, PersonName name) => Namesakes.GetValueOrDefault(patient) ?? name.Full;

    /// <inheritdoc cref="NameOf(PatientId, PersonName)"/>
    public string NameOf(ChartSummary chart) => NameOf(chart.Patient, chart.Name);

    /// <inheritdoc cref="NameOf(PatientId, PersonName)"/>
    public string NameOf(CaseloadRow row) => NameOf(row.Patient, row.Name);

    public string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values) => texts.Say(Language, key, values);

    /// <summary>Whether there are words under this key.</summary>
    public bool Knows(string key) => texts.Has(key);

    /// <summary>An answer that is offered, understood in every language.</summary>
    public AnswerOption Option(string id, string key) => AnswerOption.Of(texts, Language, id, key);

    /// <summary>A weekday, date and time in this zone.</summary>
    public string When(DateTimeOffset instant, string zone) => Locale.When(instant, TimeZoneInfo.FindSystemTimeZoneById(zone));

    /// <summary>Answers with words, and buttons that type what stands on them.</summary>
    public Task SendAsync(string text, IReadOnlyList<string> buttons, CancellationToken cancellationToken) => SendAsync(text, buttons, [], cancellationToken);

    /// <summary>Answers with words, buttons that type what stands on them, and before them buttons that open an address (a call).</summary>
    public Task SendAsync(string text, IReadOnlyList<string> buttons, IReadOnlyList<(string Label, string Address)> links, CancellationToken cancellationToken)
    {
        if (Notes.Offered.Count > 0 && (!_hasDealt || (buttons.Count > 0 && text.Contains("\n1. ", StringComparison.Ordinal))))
        {
            // A number that is typed answers what was said last, and no older card.
            Notes = Notes with { Offered = [] };
        }

        if (context.Activity.ChannelId == Channels.Msteams && buttons.Skip(MostButtonsInTeams).Where(label => !text.Contains(label, StringComparison.OrdinalIgnoreCase)).ToList() is { Count: > 0 } unseen)
        {
            text = $"{text}\n\n{Say("teams.more", ("choices", Locale.Or([.. unseen.Select(label => $"**{label}**")])))}";
        }

        var message = MessageFactory.Text(Markdown(text), inputHint: buttons.Count > 0 ? InputHints.ExpectingInput : InputHints.AcceptingInput);
        message.Locale = Language;
        if (buttons.Count + links.Count > 0)
        {
            message.SuggestedActions = new SuggestedActions
            {
                Actions =
                [
                    .. links.Select(link => new CardAction { Type = ActionTypes.OpenUrl, Title = link.Label, Value = link.Address }),
                    .. buttons.Select(label => new CardAction { Type = ActionTypes.ImBack, Title = label, Value = label }),
                ],
            };
        }

        return context.SendActivityAsync(message, cancellationToken);
    }

    public Task SendAsync(string text, CancellationToken cancellationToken) => SendAsync(text, [], cancellationToken);

    /// <summary>Asks which of several messages is meant: they stand on buttons and, with numbers, in the text; a number that is typed says what stands behind it.</summary>
    public async Task AskAsync(string question, IReadOnlyList<string> choices, CancellationToken cancellationToken)
    {
        if (HasQuestion)
        {
            await SendAsync($"{question}\n{string.Join('\n', choices.Select(words => $"- {words}"))}", choices, cancellationToken);
            return;
        }

        await SendAsync(CheckInWords.Numbered(question, choices), choices, cancellationToken);
        Notes = Notes with { Offered = [.. choices.Select(words => new OfferedPress(new JsonObject { ["card"] = "choice", ["act"] = Again, ["say"] = words }.ToJsonString(), null))] };
        _hasDealt = true;
    }

    /// <summary>The message was understood: what was missed before does not count any more.</summary>
    public void Understood() => Notes = Notes.Misses == 0 && (Notes.Unread is null || Notes.Unread == Said.Text) ? Notes : Notes with { Misses = 0, Unread = Notes.Unread == Said.Text ? Notes.Unread : null };

    /// <summary>
    /// Answers with a card and the text that works without it. Teams would show both, and put the text on a locked screen: there the text
    /// is the card's own <c>fallbackText</c>, and the notice names nobody.
    /// </summary>
    public Task SendAsync(Dealt card, CancellationToken cancellationToken)
    {
        card = Offers(card);
        var message = MessageFactory.Attachment(card.Attachment, inputHint: InputHints.AcceptingInput);
        if (context.Activity.ChannelId == Channels.Msteams)
        {
            message.Summary = Say("card.notice");
        }
        else
        {
            message.Text = Markdown(card.Text);
        }

        message.Locale = Language;
        return context.SendActivityAsync(message, cancellationToken);
    }

    /// <summary>A card that takes the place of the one that was pressed, wherever in the conversation that stands: what waits at its end keeps its numbers.</summary>
    public Dealt Shows(Dealt card)
    {
        _hasPressed = true;
        return Offers(card);
    }

    /// <summary>A button was pressed, or its number typed. Where its number stands among those that may be typed, all of them keep their meaning: who
    /// types it twice has done it once.</summary>
    public void Presses(CardAnswer press) => _hasPressed = Notes.Offered.Any(offered => offered.IsIn(press.Fields));

    /// <summary>One more thing that may be said or typed after the cards that were shown.</summary>
    public void Offer(JsonObject data) => Notes = Notes with { Offered = [.. Notes.Offered, new OfferedPress(data.ToJsonString(), null)] };

    /// <summary>A question is asked again: a number that is typed answers it, and no card before it.</summary>
    public void ForgetNumbers()
    {
        HasQuestion = false;
        Notes = Notes.Offered.Count == 0 ? Notes : Notes with { Offered = [] };
    }

    /// <summary>The card with its numbers: behind those of the cards that were shown at once before it, or that were there when one of them was pressed,
    /// or when it came unasked: who is about to type a number means a card that they have read. A button that stands there already has the number that it had.</summary>
    private Dealt Offers(Dealt card)
    {
        if (HasQuestion)
        {
            return card.Unnumbered(Say("card.afterQuestion"));
        }

        List<OfferedPress> offered = _hasDealt || _hasPressed || context.Activity.Type == ActivityTypes.Event ? [.. Notes.Offered] : [];
        var numbers = Number(card, offered);
        if (offered.Count > Dealt.MostNumbers && !_hasDealt)
        {
            numbers = Number(card, offered = []);
        }

        Notes = Notes with { Offered = offered };
        _hasDealt = true;
        return card.Numbered(numbers);
    }

    /// <param name="offered">Gets the buttons that are not there yet.</param>
    private static List<int> Number(Dealt card, List<OfferedPress> offered)
    {
        var numbers = new List<int>();
        foreach (var option in card.Options)
        {
            var press = new OfferedPress(option.Data.ToJsonString(), option.NoteField);
            var at = offered.FindIndex(one => one.IsIn(option.Data) && press.IsIn((JsonObject)JsonNode.Parse(one.Data)!));
            if (at < 0)
            {
                at = offered.Count;
                offered.Add(press);
            }
            else
            {
                // It knows more of its alert now.
                offered[at] = press;
            }

            numbers.Add(at + 1);
        }

        return numbers;
    }

    // Clients read our words as Markdown, where a line ends with two spaces or runs on into the next.
    private static string Markdown(string text) => Unlinked.Of(text.Contains('\n', StringComparison.Ordinal) ? LineEnd().Replace(text, "  \n") : text);

    [GeneratedRegex("(?<!\n)\n(?!\n)")]
    private static partial Regex LineEnd();
}
