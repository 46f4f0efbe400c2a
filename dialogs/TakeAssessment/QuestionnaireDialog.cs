using CareBot.Care.Assessments;
using CareBot.Care.CheckIns;
using CareBot.Care.Patients;
using CareBot.Care.Records;
using CareBot.Dialogs.GetHelpNow;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs.TakeAssessment;

/// <summary>
/// Asks the questions of any questionnaire one by one, lets the person go back, change, skip, put aside and correct, stops where a human
/// must go on, and says what the answers may mean. The questions are content; the answers stand on the chart as they are given.
/// </summary>
public sealed partial class QuestionnaireDialog(
    AssessmentDesk desk, AssessmentStarter starter, QuestionSpeech speech, HelpDialog help, SafetyStops stops, ItemAnswerReader reader, Charts charts, PeopleDesk people, PhraseBook phrases) : AskingDialog(nameof(TakeAssessment))
{
    /// <summary>Called so, with a questionnaire's name, after an answer that called for a human.</summary>
    public const string Follow = "follow";

    /// <summary>Called so, with a response's id, when somebody sent it.</summary>
    public const string Invited = "invited";

    private const string Amend = "amend";
    private const string Resume = "resume";
    private const string ByProxy = "proxy";
    private const string BySelf = "self";

    /// <summary>Called so, with a questionnaire's name and a patient, when a coordinator goes through it with them.</summary>
    public const string Together = "together";

    public override Call? Claim(Said said, Talk talk) => talk.Speaker is Speaker.OfFamily ? ClaimFamily(said, talk) : talk.Speaker is not Speaker.OfPatient ? ClaimTogether(said, talk) : said.Command switch
    {
        { Command: Command.Change } change => ClaimChange(change.Argument ?? "", talk),
        { Command: Command.Resume } when talk.Notes.Assessment is { Open: true } => new Call(Resume),
        null when phrases.Matches("assessment.proxy", said.Text) => new Call(ByProxy),
        null when phrases.Matches("assessment.self", said.Text) && talk.Notes.Proxy => new Call(BySelf),
        null when phrases.Matches("assessment.start", said.Text) => Call.Plain,
        null when (starter.Named(said.Text) ?? (phrases.Find("assessment.begin", said.Text) is { } what ? starter.Named(what) : null)) is { } name => new Call("", name),
        _ => null,
    };

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        var (talk, call) = (Talk.Of(dc.Context), CallOf(options));
        var chart = await starter.ChartAsync(talk, call, cancellationToken);
        switch (call.What)
        {
            case NotAllowed:
                await talk.SendAsync(talk.Say("answering.notAllowed.family", ("name", chart.Name.Given)), [talk.Say("button.person")], cancellationToken);
                return await dc.EndDialogAsync(cancellationToken: cancellationToken);
            case ByProxy when !AnsweringForDialog.IsAllowed(chart, talk.Now):
                await talk.SendAsync(talk.Say("answering.notAllowed", ("name", chart.Name.Given)), [talk.Say("button.person")], cancellationToken);
                return await dc.EndDialogAsync(cancellationToken: cancellationToken);
            case ByProxy or BySelf:
                talk.Notes = talk.Notes with { Proxy = call.What == ByProxy };
                await talk.SendAsync(talk.Say(call.What == ByProxy ? "assessment.proxy.noted" : "assessment.self.noted", ("name", chart.Name.Given)), cancellationToken);
                return await dc.EndDialogAsync(cancellationToken: cancellationToken);
            case Amend:
                return await BeginAmendAsync(dc, talk, chart, call.Words, cancellationToken);
        }

        var begun = await starter.BeginAsync(talk, chart, call, cancellationToken);
        switch (begun)
        {
            case Begun.Ready ready:
                var run = new AssessmentRun { Patient = chart.Patient.Value, Response = ready.Response.Id, Questionnaire = ready.Instrument.Questionnaire.Canonical, With = AssessmentStarter.With(talk, chart, ready.Instrument) };
                var before = ready.Resumed && run.With is null ? QuestionSpeech.Recap(talk, ready.Instrument, ready.Response) : await speech.IntroAsync(talk, run, ready.Instrument, ready.Response, cancellationToken);
                return await NextAsync(dc, talk, run, ready.Instrument, ready.Response, string.Join("\n\n", new[] { ready.Words, before }.Where(words => words.Length > 0)), cancellationToken);
            case Begun.Not not:
                await talk.SendAsync(not.Words, not.Buttons, cancellationToken);
                break;
        }

        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(dc.Context);
        var run = Memory.Run(Own(dc), DialogsJson.Default.AssessmentRun);
        if (talk.Speaker is Speaker.OfFamily { Member.MayAnswer: false })
        {
            await SayNotAllowedAsync(talk, cancellationToken);
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        var (instrument, response) = await ReadAsync(run, cancellationToken);
        return await CommandAsync(dc, talk, run, instrument, response, cancellationToken) ?? await AnswerAsync(dc, talk, run, instrument, response, cancellationToken);
    }

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var talk = Talk.Of(turnContext);
        if (talk.Speaker is Speaker.OfFamily { Member.MayAnswer: false })
        {
            await SayNotAllowedAsync(talk, cancellationToken);
            return;
        }

        var run = Memory.Run(instance, DialogsJson.Default.AssessmentRun);
        var (instrument, response) = await ReadAsync(run, cancellationToken);
        await speech.AskAsync(talk, run, instrument, response, Maybe(talk, run, instrument), cancellationToken);
    }

    private static Task SayNotAllowedAsync(Talk talk, CancellationToken cancellationToken) =>
        talk.SendAsync(talk.Say("answering.notAllowed.family", ("name", talk.Chart.Name.Given)), [talk.Say("button.person")], cancellationToken);

    public override bool Expects(DialogInstance instance, Talk talk, string text) =>
        Memory.Run(instance, DialogsJson.Default.AssessmentRun).Offered.Any(offer => Folding.Says(text, offer));

    private async Task<(Instrument Instrument, AssessmentResponse Response)> ReadAsync(AssessmentRun run, CancellationToken cancellationToken) =>
        (await desk.Library.OpenAsync(run.Questionnaire, cancellationToken), await desk.OpenAsync(new PatientId(run.Patient), run.Response, cancellationToken));

    /// <summary>Answers a command; null when the message is none, or one that may be an answer.</summary>
    private async Task<DialogTurnResult?> CommandAsync(DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, CancellationToken cancellationToken)
    {
        if (await LeaveUnclearAsync(dc, talk, run, instrument, response, cancellationToken) is { } left)
        {
            return left;
        }

        // "I'm done" puts aside, but in a list it ends the list.
        switch (run is { Asks: Asking.Question, GivenSoFar.Count: > 0 } && phrases.Matches("list.done", talk.Said.Text) ? null : talk.Said.Command)
        {
            case { Command: Command.Back } when run is { Asks: Asking.Question, GivenSoFar.Count: > 0 }:
                return await AskAsync(dc, talk, run with { GivenSoFar = [.. run.GivenSoFar.SkipLast(1)], Misses = 0 }, instrument, response, "", cancellationToken);
            case { Command: Command.Back }:
                return await BackAsync(dc, talk, run, instrument, response, cancellationToken);
            case { Command: Command.Change } change:
                response = await KeepPartAsync(talk, run, response, cancellationToken);
                return await ChangeAsync(dc, talk, run, instrument, response, change.Argument ?? "", cancellationToken);
            case { Command: Command.Skip } when run is { At: { } of, GivenSoFar.Count: > 0 } && AnswerRules.Accept(instrument.Questionnaire.Find(of)!, run.GivenSoFar) is Acceptance.Taken:
                return await EndListAsync(dc, talk, run, instrument, response, run.GivenSoFar, cancellationToken);
            case { Command: Command.Skip } when run is { At: { } at, Asks: Asking.Question or Asking.StillTrue or Asking.Prefilled }:
                return await TakeAsync(dc, talk, run, instrument, response, at, ItemAnswer.Without(AbsentReason.AskedDeclined), talk.Say("assessment.skipped"), cancellationToken);
            case { Command: Command.NotNow or Command.Pause }:
                return await PutAsideAsync(dc, talk, run, instrument, response, cancellationToken);
            case { Command: Command.Resume } when run.Asks == Asking.Break:
                return await NextAsync(dc, talk, run with { Sitting = 0 }, instrument, response, "", cancellationToken);
            case { Command: Command.StartAgain } when !run.Amending && instrument.Flow.Questions(response.Answers) is [var first, ..]:
                response = await KeepPartAsync(talk, run, response, cancellationToken);
                return await AskAsync(dc, talk, run.Ask(Asking.Question, first.LinkId), instrument, response, "", cancellationToken);
            case { Command: Command.Simpler } when run.At is { } at && QuestionWords.Help(instrument.Questionnaire.Find(at)!, talk) is { Length: > 0 } explained:
                return await AskAsync(dc, talk, run with { Misses = 0 }, instrument, response, explained, cancellationToken);
            case { Command: Command.Again or Command.Simpler or Command.Resume }:
                return await AskAsync(dc, talk, run with { Misses = 0 }, instrument, response, "", cancellationToken);
            case null when run.With is null && phrases.Matches("why", talk.Said.Text):
                return await AskAsync(dc, talk, run with { Misses = 0 }, instrument, response, Why(instrument, talk), cancellationToken);
            case null when phrases.Matches("assessment.proxy", talk.Said.Text):
                return await ProxyAsync(dc, talk, run, instrument, response, cancellationToken);
            default:
                return null;
        }
    }

    /// <summary>Somebody says that they answer for the patient: what only the patient can say is not asked of them.</summary>
    private async Task<DialogTurnResult> ProxyAsync(DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, CancellationToken cancellationToken)
    {
        var name = run.With?.Name ?? talk.Chart.Name.Given;
        if (talk.Speaker is Speaker.OfPatient && !AnsweringForDialog.IsAllowed(talk.Chart, talk.Now))
        {
            await talk.SendAsync(talk.Say("answering.notAllowed", ("name", name)), [talk.Say("button.person")], cancellationToken);
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        talk.Notes = talk.Notes with { Proxy = talk.Speaker is Speaker.OfPatient };
        if (!instrument.MayBeAnsweredByOthers)
        {
            await (run.With is null
                ? talk.SendAsync(talk.Say("assessment.proxy.refused", ("name", name)), [talk.Say("button.person")], cancellationToken)
                : talk.SendAsync(talk.Say("coordinator.together.proxy.refused", ("name", name)), cancellationToken));
            return await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        var marked = await desk.AnswerAsync(new PatientId(run.Patient), response, new AssessmentEvent { What = AssessmentStep.ByProxy, At = talk.Now, By = talk.Author }, cancellationToken);
        return await NextAsync(dc, talk, run, instrument, marked, talk.Say(run.With is null ? "assessment.proxy.noted" : "coordinator.together.proxy", ("name", name)), cancellationToken);
    }

    private async Task<DialogTurnResult> AnswerAsync(DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, CancellationToken cancellationToken)
    {
        switch (run.Asks)
        {
            case Asking.Which:
                return Named(instrument, response, talk.Said.Text, talk) is { } named
                    ? await AskAsync(dc, talk, run.Ask(Asking.Question, named), instrument, response, "", cancellationToken)
                    : await MissAsync(dc, talk, run, instrument, response, cancellationToken);
            case Asking.SafeToAsk when reader.YesOrNo(talk) is { } safe:
                return await AtTheGateAsync(dc, talk, run, instrument, response, safe, cancellationToken);
            case Asking.StillTrue when reader.YesOrNo(talk) is { } still && run.At is { } at && response.ToConfirm.TryGetValue(at, out var known):
                return still
                    ? await TakeAsync(dc, talk, run, instrument, response, at, known.Answer, "", cancellationToken, AssessmentStep.Confirmed)
                    : await AskAsync(dc, talk, run.Ask(Asking.Question, at), instrument, response, "", cancellationToken);
            case Asking.Prefilled when reader.YesOrNo(talk) is { } keep && run.At is { } at && instrument.Questionnaire.Find(at) is { } filled:
                return keep
                    ? await TakeAsync(dc, talk, run, instrument, response, at, new ItemAnswer(filled.Prefill), "", cancellationToken)
                    : await AskAsync(dc, talk, run.Ask(Asking.Question, at), instrument, response, "", cancellationToken);
            case Asking.Break when reader.OneOf([talk.Option("on", "assessment.break.on"), talk.Option("later", "assessment.break.later")], talk.Said.Text) is { } choice:
                return choice == "on"
                    ? await NextAsync(dc, talk, run with { Sitting = 0 }, instrument, response, "", cancellationToken)
                    : await PutAsideAsync(dc, talk, run, instrument, response, cancellationToken);
            case Asking.Break when reader.YesOrNo(talk) is { } goesOn:
                return goesOn
                    ? await NextAsync(dc, talk, run with { Sitting = 0 }, instrument, response, "", cancellationToken)
                    : await PutAsideAsync(dc, talk, run, instrument, response, cancellationToken);
            case Asking.SafeToAsk or Asking.StillTrue or Asking.Prefilled or Asking.Break:
                return await MissAsync(dc, talk, run, instrument, response, cancellationToken);
        }

        var item = instrument.Questionnaire.Find(run.At!)!;
        if (item.TakesSeveral && await AroundListAsync(dc, talk, run, instrument, response, item, cancellationToken) is { } done)
        {
            return done;
        }

        var reading = reader.Read(item, run.GivenSoFar, talk, run.With?.TimeZone ?? talk.Chart.TimeZone);
        if (run.With is null && SafetyStops.Of(instrument, item) is { } atStake)
        {
            return await AtStakeAsync(dc, talk, run, instrument, response, item, atStake, reading, cancellationToken);
        }

        if (run.Maybe is { } maybe && reader.YesOrNo(talk) is { } isIt)
        {
            return isIt
                ? await TakeAsync(dc, talk, run, instrument, response, item.LinkId, ItemAnswer.Of(item.Options.First(option => option.Code == maybe).Value), "", cancellationToken)
                : await AskAsync(dc, talk, run with { Misses = 0, Maybe = null }, instrument, response, talk.Say("assessment.closest"), cancellationToken);
        }

        if (reader.Doubt(item, talk) is { } unsure)
        {
            return await AskAsync(dc, talk, run with { Misses = 0, Maybe = unsure.Closest?.Code }, instrument, response, unsure.Closest is null ? talk.Say("assessment.closest") : "", cancellationToken);
        }

        if (reading is ItemReading.Nothing && run.GivenSoFar.Count == 0 && (reader.Refuses(talk) || reader.DoesNotKnow(talk)))
        {
            var absent = ItemAnswer.Without(reader.Refuses(talk) ? AbsentReason.AskedDeclined : AbsentReason.Unknown);
            return await TakeAsync(dc, talk, run, instrument, response, item.LinkId, absent, talk.Say("assessment.skipped"), cancellationToken);
        }

        return reading switch
        {
            ItemReading.Values values when item.TakesSeveral => await AddAsync(dc, talk, run, instrument, response, item, values.Given, cancellationToken),
            ItemReading.Values values => await TakeAsync(dc, talk, run, instrument, response, item.LinkId, new ItemAnswer(values.Given), "", cancellationToken),
            ItemReading.Refused refused => await AskAsync(dc, talk, run, instrument, response, refused.Why, cancellationToken),
            _ => await MissAsync(dc, talk, run, instrument, response, cancellationToken),
        };
    }

    private async Task<DialogTurnResult> TakeAsync(
        DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse before, string linkId, ItemAnswer answer, string said, CancellationToken cancellationToken, AssessmentStep step = AssessmentStep.Answered)
    {
        var taken = new AssessmentEvent { What = step, At = talk.Now, By = talk.Author, LinkId = linkId, Answer = answer };
        if (!run.Amending && IsLast(instrument, before, taken))
        {
            return await SubmittedAsync(dc, talk, run, instrument, before, taken, said, cancellationToken);
        }

        var after = before.Has(taken) ? before : before.With(taken);
        var live = instrument.Flow.Live(after.Answers);
        var stop = Judging.Stop(instrument, live, atEnd: run.Amending);
        var awaited = stop is null && !run.Amending ? Judging.Stop(instrument, live, atEnd: true) : null;
        var response = stop is null && awaited is null && run.With is null && !run.Amending && !after.Proxy && after.SafeToAsk != false && instrument.Flow.Next(after.Answers) is not null && talk.Context.TurnState.Get<TurnEntries>() is { } later
            // Nothing but the next question follows: no card that shows the answer, as where a coordinator asks.
            ? desk.AnswerLater(new PatientId(run.Patient), before, taken, later)
            : await desk.AnswerAsync(new PatientId(run.Patient), before, taken, cancellationToken);
        if (stop is not null && (instrument.Sensitive(linkId) is not null || !run.Amending))
        {
            return await StopAsync(dc, talk, run, response, stop, isClear: true, "", cancellationToken);
        }

        run = await AwaitAsync(talk, run, awaited, cancellationToken);
        return await NextAsync(dc, talk, run with { Sitting = run.Sitting + 1 }, instrument, response, said, cancellationToken);
    }

    /// <summary>Nothing is left to ask after this answer, and it calls for nobody at once: it is written down together with what is made of it.</summary>
    private static bool IsLast(Instrument instrument, AssessmentResponse before, AssessmentEvent taken)
    {
        if (before.CompletedAt is not null || before.Proxy || before.SafeToAsk == false || instrument.Flow.Questions(before.Answers) is not [.., var last] || last.LinkId != taken.LinkId || before.Has(taken))
        {
            return false;
        }

        var answers = before.With(taken).Answers;
        return instrument.Flow.Next(answers) is null && Judging.Stop(instrument, instrument.Flow.Live(answers), atEnd: true) is null;
    }

    /// <summary>Asks what comes next, or submits when nothing does.</summary>
    private async Task<DialogTurnResult> NextAsync(DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, string said, CancellationToken cancellationToken)
    {
        response = await starter.WithoutUnaskableAsync(talk, new PatientId(run.Patient), instrument, response, cancellationToken);
        if (instrument.Flow.Next(response.Answers) is not { } next)
        {
            return await SubmitAsync(dc, talk, run, instrument, response, said, cancellationToken);
        }

        var part = response.Answers.GetValueOrDefault(next.LinkId);
        var asks = instrument.Sensitive(next.LinkId) is not null && !run.Alone ? Asking.SafeToAsk
            : IsLong(run, instrument, response) ? Asking.Break
            : response.IsToConfirm(next.LinkId) ? Asking.StillTrue
            : part is null && next.Prefill.Count > 0 && AnswerRules.Accept(next, next.Prefill) is Acceptance.Taken ? Asking.Prefilled
            : Asking.Question;
        return await AskAsync(dc, talk, run.Ask(asks, next.LinkId) with { GivenSoFar = asks == Asking.Question && part is not null ? part.Values : [] }, instrument, response, said, cancellationToken);
    }

    private async Task<DialogTurnResult> SubmitAsync(DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, string said, CancellationToken cancellationToken)
    {
        if (Judging.Stop(instrument, instrument.Flow.Live(response.Answers), atEnd: true) is { } stop && !run.Amending)
        {
            return await StopAsync(dc, talk, run, response, stop, isClear: true, "", cancellationToken);
        }

        return await SubmittedAsync(dc, talk, run, instrument, response, null, said, cancellationToken);
    }

    /// <param name="last">The answer that is not on the chart yet; null for none.</param>
    private async Task<DialogTurnResult> SubmittedAsync(DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, AssessmentEvent? last, string said, CancellationToken cancellationToken)
    {
        var submitted = await desk.SubmitAsync(new PatientId(run.Patient), response, last, AssessmentStep.Completed, talk.Author, talk.Now, cancellationToken);
        talk.Notes = talk.Notes with { Assessment = Note(run, isOpen: false) };
        var opened = submitted.Before is { } corrected && run.Amending ? Judging.Opens(instrument, corrected.Answers) : [];
        if (Judging.Opens(instrument, submitted.Record.Answers).Except(opened).FirstOrDefault() is { } second)
        {
            return await dc.ReplaceDialogAsync(Id, new Call(AssessmentStarter.SecondStage, $"{second} {run.Response}") { Patient = run.Patient }, cancellationToken);
        }

        var first = Changed(run, instrument, submitted, talk) is { Length: > 0 } changed ? changed : said;
        await (run.With is { } with
            ? QuestionSpeech.DoneTogetherAsync(talk, with, instrument, submitted, first, cancellationToken)
            : speech.OutcomeAsync(talk, instrument, submitted, first, cancellationToken));
        return await dc.EndDialogAsync(cancellationToken: cancellationToken);
    }

    /// <summary>The answer that waits for a yes, as it is asked back; empty where none does.</summary>
    private static string Maybe(Talk talk, AssessmentRun run, Instrument instrument) => run is { Maybe: { } code, At: { } at }
        ? talk.Say("assessment.maybe", ("answer", instrument.Questionnaire.Find(at)!.Options.First(option => option.Code == code).Label.In(run.With?.Language ?? talk.Language)))
        : "";

    private static AssessmentNote Note(AssessmentRun run, bool isOpen) => new(run.Response, run.Questionnaire, isOpen, run.With is null ? null : run.Patient);

    private async Task<DialogTurnResult> AskAsync(DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, string before, CancellationToken cancellationToken)
    {
        talk.Notes = talk.Notes with { Assessment = Note(run, isOpen: !run.Amending) };
        run = Guarded(run, instrument);
        var words = Maybe(talk, run, instrument) is { Length: > 0 } maybe ? $"{before}\n\n{maybe}".Trim() : before;
        Memory.Keep(Own(dc), await speech.AskAsync(talk, run, instrument, response, words, cancellationToken), DialogsJson.Default.AssessmentRun);
        return EndOfTurn;
    }

    private async Task<DialogTurnResult> MissAsync(DialogContext dc, Talk talk, AssessmentRun run, Instrument instrument, AssessmentResponse response, CancellationToken cancellationToken)
    {
        if (run.With is null && starter.Named(talk.Said.Text) is { } other)
        {
            return await TurnToAsync(dc, talk, run, instrument, response, other, cancellationToken);
        }

        var missed = run with { Misses = run.Misses + 1, Maybe = null };
        Memory.Keep(Own(dc), missed, DialogsJson.Default.AssessmentRun);
        await speech.MissAsync(talk, missed, instrument, response, cancellationToken);
        return EndOfTurn;
    }
}
