using System.Text.Json.Nodes;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Dialogs.AskCaseload;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.GetHelpNow;
using CareBot.Dialogs.PauseMessages;
using CareBot.Dialogs.ReviewAlerts;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;
using CareBot.Dialogs.WriteNote;

namespace CareBot.Dialogs;

/// <summary>
/// Every turn enters here: who is speaking and in which language, is it urgent, and which dialog answers. An emergency is heard before
/// anything else, whoever types it and wherever.
/// </summary>
public sealed class CareBotHandler(
    DialogMenu menu, HelpDialog help, WriteNoteDialog notes, SmallTalk smallTalk, SignOfLife signOfLife, OutreachWords outreach, PatientFinder finder, Namesakes namesakes, EnrolDesk enrol, Texts texts, CommandReader commands, PhraseBook phrases, SpokenLanguage spoken, TimeProvider clock) : TeamsActivityHandler
{
    /// <summary>The name under which Teams sends what was thought of a message, and other forms below one.</summary>
    private const string FormSubmitted = "message/submitAction";

    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        InTalkAsync(turnContext, talk => HearAsync(talk, cancellationToken), cancellationToken);

    /// <summary>Words that were changed afterwards are listened to; what they answered stays as it was said first.</summary>
    protected override Task OnMessageUpdateActivityAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        InTalkAsync(turnContext, talk => help.HearAsync(talk, menu, [talk.Context.Activity.Text ?? ""], cancellationToken), cancellationToken);

    protected override async Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        if (membersAdded.Any(member => member.Id != turnContext.Activity.Recipient?.Id))
        {
            await InTalkAsync(turnContext, talk => smallTalk.GreetAsync(talk, cancellationToken), cancellationToken);
        }
    }

    protected override Task OnInstallationUpdateAddAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        InTalkAsync(turnContext, talk => smallTalk.GreetAsync(talk, cancellationToken), cancellationToken);

    protected override async Task OnEventActivityAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken)
    {
        // An item is in the turn only when our own clock put it there; events from outside carry none.
        if (turnContext.TurnState.Get<OutreachItem>() is { } item)
        {
            await InTalkAsync(turnContext, talk => outreach.SayAsync(item, talk, menu, cancellationToken), cancellationToken);
        }
    }

    protected override async Task<InvokeResponse?> OnInvokeActivityAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
    {
        if (turnContext.Activity.Name != FormSubmitted)
        {
            return await base.OnInvokeActivityAsync(turnContext, cancellationToken);
        }

        await InTalkAsync(turnContext, talk => help.HearAsync(talk, menu, AllTexts(ProtocolJson.To<JsonObject>(turnContext.Activity.Value)), cancellationToken), cancellationToken);
        return new InvokeResponse { Status = 200 };
    }

    protected override async Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(ITurnContext<IInvokeActivity> turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken)
    {
        Dealt? card = null;
        var says = texts.Say(null, "press.unknown");
        await InTalkAsync(
            turnContext,
            async talk =>
            {
                if (CardAnswer.Read(turnContext.Activity.Value) is not { } press)
                {
                    return;
                }

                if (press.IsAutomatic)
                {
                    // Nobody did anything: an open question stays, and so does what the numbers mean.
                    card = (await menu.PressAsync(press, talk, cancellationToken))?.Unnumbered(talk.Say("card.refreshed"));
                    return;
                }

                var isWork = IsWork(talk, press);
                if (isWork || !await help.HearAsync(talk, menu, press.Typed, cancellationToken))
                {
                    await SayItAsync(talk, press, cancellationToken);
                    talk.Presses(press);
                    var after = await menu.PressAsync(press, talk, cancellationToken);
                    if (after is not null && menu.Opens(press))
                    {
                        await talk.SendAsync(after, cancellationToken);
                        says = talk.Say("press.opened");
                    }
                    else
                    {
                        card = after is null ? null : talk.Shows(after);
                    }
                }

                if (isWork)
                {
                    await help.HearNoteAsync(talk, menu, press, cancellationToken);
                }
            },
            cancellationToken);
        return card is null
            ? new AdaptiveCardInvokeResponse { StatusCode = 200, Type = "application/vnd.microsoft.activity.message", Value = says }
            : new AdaptiveCardInvokeResponse { StatusCode = 200, Type = card.Attachment.ContentType, Value = card.Attachment.Content };
    }

    protected override async Task<MessagingExtensionResponse> OnTeamsMessagingExtensionQueryAsync(ITurnContext<IInvokeActivity> turnContext, MessagingExtensionQuery query, CancellationToken cancellationToken)
    {
        var response = new MessagingExtensionResponse();
        await InTalkAsync(turnContext, async talk => response = await finder.SearchAsync(query, talk, cancellationToken), cancellationToken);
        return response;
    }

    protected override async Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionFetchTaskAsync(ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken)
    {
        var response = new MessagingExtensionActionResponse();
        await InTalkAsync(turnContext, async talk => response.Task = await finder.AskAsync(talk, cancellationToken), cancellationToken);
        return response;
    }

    protected override async Task<MessagingExtensionActionResponse> OnTeamsMessagingExtensionSubmitActionAsync(ITurnContext<IInvokeActivity> turnContext, MessagingExtensionAction action, CancellationToken cancellationToken)
    {
        var response = new MessagingExtensionActionResponse();
        await InTalkAsync(
            turnContext,
            async talk =>
            {
                if (await finder.FoundAsync(action.Data, talk, cancellationToken) is { } found)
                {
                    response.ComposeExtension = new MessagingExtensionResult { Type = "result", AttachmentLayout = "list", Attachments = [found] };
                }
                else
                {
                    response.Task = await finder.AskAsync(talk, cancellationToken);
                }
            },
            cancellationToken);
        return response;
    }

    protected override async Task<TaskModuleResponse> OnTeamsTaskModuleFetchAsync(ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken)
    {
        var response = new TaskModuleResponse();
        await InTalkAsync(turnContext, async talk => response.Task = await finder.AskAsync(talk, cancellationToken), cancellationToken);
        return response;
    }

    protected override async Task<TaskModuleResponse> OnTeamsTaskModuleSubmitAsync(ITurnContext<IInvokeActivity> turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken)
    {
        var response = new TaskModuleResponse();
        await InTalkAsync(
            turnContext,
            async talk => response.Task = await finder.FoundAsync(taskModuleRequest.Data, talk, cancellationToken) is { } found
                ? new TaskModuleContinueResponse { Type = "continue", Value = new TaskModuleTaskInfo { Title = talk.Say("find.title"), Height = "medium", Width = "medium", Card = found } }
                : await finder.AskAsync(talk, cancellationToken),
            cancellationToken);
        return response;
    }

    private async Task InTalkAsync(ITurnContext turnContext, Func<Talk, Task> answer, CancellationToken cancellationToken)
    {
        var speaker = turnContext.TurnState.Get<Speaker>() ?? new Speaker.Visitor(turnContext.Activity.Locale ?? Languages.English);
        speaker = await signOfLife.HeardAsync(speaker, turnContext.Activity, clock.GetUtcNow(), cancellationToken);
        var notes = await Memory.NotesAsync(turnContext, cancellationToken);
        var talk = new Talk(turnContext, speaker, notes, texts, clock.GetUtcNow());
        turnContext.TurnState.Set(talk);
        await RememberAddressAsync(talk, cancellationToken);
        await namesakes.SetAsync(talk, cancellationToken);
        await answer(talk);
        if (talk.Speaker is Speaker.OfStaff { Unreachable: not null } && IsOwnChat(talk))
        {
            // What was refused meanwhile is not sent again; it stands among the alerts.
            await talk.SendAsync(talk.Say("staff.back"), [talk.Say("button.alerts")], cancellationToken);
        }

        if (talk.Notes != notes)
        {
            await Memory.KeepAsync(turnContext, talk.Notes, cancellationToken);
        }
    }

    private async Task RememberAddressAsync(Talk talk, CancellationToken cancellationToken)
    {
        if (talk.Speaker is Speaker.Visitor || !IsOwnChat(talk))
        {
            return;
        }

        var mark = Reachability.MarkOf(talk.Context.Activity);
        if (mark != talk.Notes.Reached || talk.Speaker.Unreachable is not null || !IsHere(talk))
        {
            await enrol.ReachableAsync(talk.Speaker, Reachability.Write(talk.Context.Activity), talk.Now, cancellationToken);
            talk.Notes = talk.Notes with { Reached = mark };
        }
    }

    /// <summary>What is said first goes where they wrote last, be it back where they were before.</summary>
    private static bool IsHere(Talk talk) => talk.Speaker.Conversation?.Contains($"\"{talk.Context.Activity.Conversation?.Id}\"", StringComparison.Ordinal) == true;

    /// <summary>They write themselves, where nobody reads along and the bot is a member: a search in a chat with a colleague is neither.</summary>
    private static bool IsOwnChat(Talk talk) => !talk.InGroup && talk.Context.Activity is { Type: not ActivityTypes.Event } activity && (activity.Type != ActivityTypes.Invoke || activity.Name == "adaptiveCard/action");

    private async Task HearAsync(Talk talk, CancellationToken cancellationToken)
    {
        var activity = talk.Context.Activity;
        var text = (activity.Text ?? "").Trim();
        var press = CardAnswer.Read(activity.Value) ?? await TypedAsync(talk, text, cancellationToken);
        talk.Said = new Said(text, commands.Read(text));
        if (talk is { Speaker: Speaker.Visitor, Notes.Language: null, Said.Command: null } && !phrases.IsWhole(text) && spoken.Read(text) is { } language && language != talk.Language)
        {
            // Nothing is known of them but how they write; once only, then it is theirs to change. Words that we taught them are nobody's language.
            talk.Notes = talk.Notes with { Language = language };
        }

        if (press is not null)
        {
            GiveWay(await menu.OpenAsync(talk, cancellationToken));
        }

        if (press is not null && IsWork(talk, press))
        {
            // What is done is done, and its note is kept: another danger in it is an alert of its own.
            await PressAsync(talk, press, cancellationToken);
            await help.HearNoteAsync(talk, menu, press, cancellationToken);
            return;
        }

        if (press is null && notes.Claim(talk.Said, talk) is { } note && WriteNoteDialog.Writes(note))
        {
            // It is read back, whatever it tells of; a danger in it is an alert besides.
            await (await menu.OpenAsync(talk, cancellationToken)).BeginDialogAsync(notes.Id, note, cancellationToken);
            await help.HearNoteAsync(talk, menu, text, WriteNoteDialog.HeadOf(text), cancellationToken);
            Meant(talk, Intent.Of(notes.Id, note.What));
            talk.Understood();
            return;
        }

        if (!(press is null && help.IsHeard(talk, text) && await menu.KeepsWordsAsync(talk, cancellationToken)) && await help.HearAsync(talk, menu, press is null ? [text] : press.Typed.Prepend(text), cancellationToken))
        {
            Meant(talk, Intent.Of(help.Id));
            return;
        }

        if (talk.Context.TurnState.Get<SaidUnread>() is not null)
        {
            // They answered the question before; the one that is open now waits to be read.
            await (await menu.OpenAsync(talk, cancellationToken)).RepromptDialogAsync(cancellationToken);
        }
        else if (press is not null)
        {
            if (!await SayItAsync(talk, press, cancellationToken))
            {
                await PressAsync(talk, press, cancellationToken);
            }
        }
        else if (await IsNoteTooMuchAsync(talk, text, cancellationToken))
        {
            return;
        }
        else if (activity.Attachments?.Any(attachment => attachment.ContentType != "text/html") == true && text.Length == 0)
        {
            await smallTalk.ReceiveFileAsync(talk, cancellationToken);
        }
        else
        {
            await ReadAsync(talk, talk.Said, cancellationToken);
        }
    }

    private static bool IsWork(Talk talk, CardAnswer press) => talk.Speaker is Speaker.OfStaff && ReviewAlertsDialog.Closes(press);

    /// <summary>A button that answers an open question says what stands on it.</summary>
    /// <returns>False where the press says nothing.</returns>
    private async Task<bool> SayItAsync(Talk talk, CardAnswer press, CancellationToken cancellationToken)
    {
        if (menu.Said(press, await menu.OpenAsync(talk, cancellationToken), talk) is not { } words)
        {
            return false;
        }

        if (press.Act == Talk.Again)
        {
            talk.Presses(press);
        }

        talk.Said = new Said(words, commands.Read(words));
        await ReadAsync(talk, talk.Said, cancellationToken);
        return true;
    }

    private async Task PressAsync(Talk talk, CardAnswer press, CancellationToken cancellationToken)
    {
        talk.Presses(press);
        if (await menu.PressAsync(press, talk, cancellationToken) is { } card)
        {
            await talk.SendAsync(card, cancellationToken);
        }
        else
        {
            await talk.SendAsync(talk.Say("press.unknown"), cancellationToken);
        }
    }

    /// <summary>Every text in it, at whatever depth.</summary>
    private static IEnumerable<string> AllTexts(JsonNode? json) => json switch
    {
        JsonObject fields => fields.SelectMany(field => AllTexts(field.Value)),
        JsonArray items => items.SelectMany(AllTexts),
        JsonValue value when value.TryGetValue(out string? text) => [text],
        _ => [],
    };

    /// <summary>Reads the number of a button of the newest card; null when a number means something else here: an open question is answered first.</summary>
    private async Task<CardAnswer?> TypedAsync(Talk talk, string text, CancellationToken cancellationToken)
    {
        if (Offered(talk)?.Answer(text) is not { } data || CardAnswer.Read(data) is not { } press)
        {
            return null;
        }

        var dialogs = await menu.OpenAsync(talk, cancellationToken);
        return dialogs.ActiveDialog is null || menu.Said(press, dialogs, talk) is not null ? press : null;
    }

    /// <summary>A note behind the number of a button that takes none: it is said so, and the numbers stay.</summary>
    private async Task<bool> IsNoteTooMuchAsync(Talk talk, string text, CancellationToken cancellationToken)
    {
        if (Offered(talk) is not { } card || card.Typed(text) is not ({ NoteField: null } option, var number, { Length: > 0 }) || (await menu.OpenAsync(talk, cancellationToken)).ActiveDialog is not null)
        {
            return false;
        }

        var taking = card.Numbers.Zip(card.Options).FirstOrDefault(one => one.Second.NoteField is not null && JsonNode.DeepEquals(one.Second.Data["card"], option.Data["card"])).First;
        var offered = talk.Notes.Offered;
        await talk.SendAsync(taking == 0 ? talk.Say("card.noNote", ("number", number)) : talk.Say("card.noNote.close", ("number", number), ("close", taking)), cancellationToken);
        talk.Notes = talk.Notes with { Offered = offered };
        return true;
    }

    /// <summary>The buttons whose numbers may be typed; null where there are none.</summary>
    private static Dealt? Offered(Talk talk) => talk.Notes.Offered.Count == 0 || talk.Speaker is not Speaker.OfStaff ? null
        : new Dealt([], "", [.. talk.Notes.Offered.Select(press => new CardOption("", (JsonObject)JsonNode.Parse(press.Data)!, press.NoteField))]);

    /// <summary>What was typed in short forms, politely or with a slip of the finger in it, where nothing waits for an answer. A patient's or a family's words may be a
    /// search or a story: they are mended only where a phrase to the letter comes of it.</summary>
    private (GuidedDialog Dialog, Call Call)? Mended(Said said, Talk talk)
    {
        var plain = phrases.Plain(said.Text);
        if (plain is not null && menu.Claimed(new Said(plain, said.Command), talk) is { } asked)
        {
            talk.Said = new Said(plain, said.Command);
            return asked;
        }

        if (phrases.Mended(plain ?? said.Text) is not { } mended
            || (talk.Speaker is not Speaker.OfStaff && !phrases.IsWhole(mended))
            || menu.Claimed(new Said(mended, said.Command), talk) is not { } claimed)
        {
            return null;
        }

        talk.Said = new Said(mended, said.Command);
        return claimed;
    }

    private async Task ReadAsync(Talk talk, Said said, CancellationToken cancellationToken)
    {
        if (talk.Notes.Listed is { } listed)
        {
            (talk.Listed, talk.Notes) = (listed, talk.Notes with { Listed = null });
        }

        var dialogs = await menu.OpenAsync(talk, cancellationToken);
        if (await smallTalk.AnswerAsync(talk, dialogs, cancellationToken))
        {
            Meant(talk, Intent.Of(nameof(SmallTalk), talk.Said.Command?.Command.ToString() ?? ""));
            await dialogs.RepromptDialogAsync(cancellationToken);
            return;
        }

        var score = Intent.Claimed;
        var isChosen = menu.Active(dialogs) is { GivesWay: true } which && which.Expects(dialogs.ActiveDialog!, talk, said.Text);
        var claimed = isChosen ? null : menu.Claimed(said, talk);
        if (claimed is null && !isChosen && (dialogs.ActiveDialog is null || menu.Active(dialogs)?.GivesWay == true))
        {
            (claimed, score) = Mended(said, talk) is { } mended ? (mended, Intent.Mended) : (menu.Guessed(said, talk) ?? (phrases.Plain(said.Text) is { } plain ? menu.Guessed(new Said(plain, said.Command), talk) : null), Intent.Guessed);
        }

        if (score == Intent.Guessed && phrases.Matches("checkIn.worse", said.Text) && await help.KeepsAsync(talk, dialogs, cancellationToken))
        {
            // "I feel worse" after an emergency is about it, and begins no check-in.
            Meant(talk, Intent.Of(help.Id));
        }
        else if (claimed is { } call && call.Dialog.Id != dialogs.ActiveDialog?.Id && !help.Waits(talk, dialogs))
        {
            Meant(talk, Intent.Of(call.Dialog.Id, call.Call.What, score));
            if (call.Dialog is not DailyCheckInDialog)
            {
                // What was open below of the same kind has given way: it does not come back when this is done. (A check-in sees to its own.)
                dialogs.Stack.RemoveAll(open => open.Id == call.Dialog.Id);
            }

            GiveWay(dialogs);
            // What asks nothing itself gives way to the question that was open.
            talk.HasQuestion = talk.Speaker is Speaker.OfStaff && call.Dialog is not AskingDialog && dialogs.ActiveDialog is not null;
            await dialogs.BeginDialogAsync(call.Dialog.Id, call.Call, cancellationToken);
        }
        else if (dialogs.ActiveDialog is { Id: var open } && (await dialogs.ContinueDialogAsync(cancellationToken)).Status != DialogTurnStatus.Empty)
        {
            Meant(talk, Intent.Of(open));
        }
        else if (await help.KeepsAsync(talk, dialogs, cancellationToken))
        {
            Meant(talk, Intent.Of(help.Id));
        }
        else
        {
            Meant(talk, Intent.None);
            await smallTalk.MissAsync(talk, cancellationToken);
            return;
        }

        talk.Understood();
    }

    private void GiveWay(DialogContext dialogs)
    {
        if (menu.Active(dialogs) is { GivesWay: true } which)
        {
            dialogs.Stack.RemoveAll(open => open.Id == which.Id);
        }
    }

    private static void Meant(Talk talk, Intent intent) => talk.Context.TurnState.Set(intent);
}
