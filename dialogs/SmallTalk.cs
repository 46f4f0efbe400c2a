using CareBot.Care.Alerts;
using CareBot.Care.Assessments;
using CareBot.Care.Consent;
using CareBot.Care.Outreach;
using CareBot.Care.Patients;
using CareBot.Dialogs.BookAppointment;
using CareBot.Dialogs.GetHelpNow;
using CareBot.Dialogs.Voice;
using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs;

/// <summary>What anyone may say at any time, in any dialog: help, a person, the language, who are you. The open question waits meanwhile.</summary>
public sealed class SmallTalk(AlertDesk alerts, EmergencyDesk emergencies, EnrolDesk enrol, FamilyDesk families, PeopleDesk people, AssessmentDesk assessments, Silence silence, Outlooks outlooks, Asides asides, PhraseBook phrases)
{
    /// <summary>Says hello, once in a conversation.</summary>
    public async Task GreetAsync(Talk talk, CancellationToken cancellationToken)
    {
        if (talk.Notes.Greeted)
        {
            return;
        }

        talk.Notes = talk.Notes with { Greeted = true };
        switch (talk.Speaker)
        {
            case Speaker.Visitor when talk.InGroup:
                await talk.SendAsync(talk.Say("group.ownChat"), cancellationToken);
                break;
            case Speaker.OfPatient { Chart.Pause.Cause: PauseCause.Died } or Speaker.OfFamily { Chart.Pause.Cause: PauseCause.Died }:
                await talk.SendAsync(talk.Say("welcome.ended", ("phone", (await people.PracticeAsync(cancellationToken)).NurseLine)), [talk.Say("button.person")], cancellationToken);
                break;
            case Speaker.OfPatient { Chart: var chart }:
                var outlook = await outlooks.ForAsync(chart, cancellationToken);
                await talk.SendAsync(talk.Say("welcome.patient", ("name", chart.Name.Given), ("coordinator", outlook.Coordinator)), Buttons(talk), cancellationToken);
                break;
            case Speaker.OfFamily { Member: var member, Chart: var theirs }:
                await talk.SendAsync(talk.Say("welcome.family", ("name", member.Name.Given), ("patient", theirs.Name.Full)), Buttons(talk), cancellationToken);
                break;
            case Speaker.OfStaff { Staff: var staff }:
                await talk.SendAsync(talk.Say("coordinator.welcome", ("name", staff.Name.Given)), Buttons(talk), cancellationToken);
                break;
            default:
                await talk.SendAsync(talk.Say("welcome.visitor"), Buttons(talk), cancellationToken);
                break;
        }
    }

    /// <summary>Answers a command that every dialog leaves to us.</summary>
    /// <returns>True when it was answered; an open question is then asked again.</returns>
    public async Task<bool> AnswerAsync(Talk talk, DialogContext dialogs, CancellationToken cancellationToken)
    {
        switch (talk.Said.Command)
        {
            case { Command: Command.Help or Command.Menu or Command.NotUnderstood }:
                await HelpAsync(talk, dialogs.ActiveDialog is not null, cancellationToken);
                return true;
            case { Command: Command.Person }:
                await PersonAsync(talk, cancellationToken);
                return true;
            case { Command: Command.WhoAreYou or Command.WhoCanSee or Command.WhatYouKnow }:
                await IntroduceAsync(talk, cancellationToken);
                return true;
            case { Command: Command.ForgetMe }:
                await talk.SendAsync(talk.Say("forgetMe"), [talk.Say("button.person")], cancellationToken);
                return true;
            case { Command: Command.Language, Argument: var language }:
                await SpeakAsync(talk, language, cancellationToken);
                return true;
            case { Command: Command.Stop } when dialogs.ActiveDialog?.Id == nameof(BookAppointment) && phrases.Matches("visit.stop", talk.Said.Text):
                // In the middle of a booking it is the booking that stops; said once more it is our messages.
                return false;
            case { Command: Command.Stop } when talk.Speaker is Speaker.OfPatient or Speaker.OfFamily:
                await silence.BeginAsync(talk, dialogs, cancellationToken);
                return true;
            case { Command: Command.Resume } when talk is { Speaker: Speaker.OfPatient { Chart: { Quiet: true } chart }, Notes.Assessment: not { Open: true } }:
                await enrol.QuietAsync(chart.Patient, quiet: false, cancellationToken);
                await talk.SendAsync(talk.Say("resume.done"), Buttons(talk), cancellationToken);
                return true;
            case { Command: Command.Resume } when talk.Speaker is Speaker.OfFamily { Member: { Quiet: true } member, Chart: var theirs }:
                await families.QuietAsync(theirs.Patient, member.Id, quiet: false, talk.Author, talk.Now, cancellationToken);
                await talk.SendAsync(talk.Say("resume.done"), Buttons(talk), cancellationToken);
                return true;
            case { Command: Command.Thanks }:
                await talk.SendAsync(talk.Say("thanks.reply"), cancellationToken);
                return true;
            case null when talk.Speaker is not Speaker.OfStaff && !SaysWhy(dialogs) && phrases.Matches("why", talk.Said.Text):
                await talk.SendAsync(talk.Say("help.why"), cancellationToken);
                return true;
            case null when talk.Speaker is not Speaker.OfStaff && ((phrases.Matches("practice.reach", talk.Said.Text) && !IsExpected(dialogs, talk)) || (dialogs.ActiveDialog is null && phrases.Matches("practice.when", talk.Said.Text))):
                var reached = await people.PracticeAsync(cancellationToken);
                var (hours, zone) = (new WorkingHours(reached), talk.Speaker is Speaker.OfPatient { Chart.TimeZone: var own } ? own : reached.TimeZone);
                var times = hours.IsOpen(talk.Now) ? talk.Say("practice.open") : talk.Say("practice.closed", ("opens", talk.When(hours.NextOpen(talk.Now), zone)));
                await talk.SendAsync($"{talk.Say("practice.reach", ("practice", reached.Name), ("phone", reached.NurseLine))} {times}", [talk.Say("button.person")], cancellationToken);
                return true;
            case null when phrases.Matches("hello", talk.Said.Text):
                talk.Notes = talk.Notes with { Greeted = false };
                await GreetAsync(talk, cancellationToken);
                return true;
            default:
                if (dialogs.ActiveDialog is null && await AsksForCoordinatorAsync(talk, cancellationToken))
                {
                    await PersonAsync(talk, cancellationToken);
                    return true;
                }

                // Whoever is asked about a danger answers that: "I am in the ER" is what they were asked.
                return dialogs.ActiveDialog?.Id != nameof(GetHelpNow) && await asides.AnswerAsync(talk, dialogs.ActiveDialog is not null, cancellationToken);
        }
    }

    /// <summary>Nobody claimed the words: say what can be said, and on the second time who can be called.</summary>
    public async Task MissAsync(Talk talk, CancellationToken cancellationToken)
    {
        if (talk.InGroup)
        {
            await talk.SendAsync(talk.Say("group.ownChat"), cancellationToken);
            return;
        }

        if (talk.Speaker is Speaker.OfStaff)
        {
            // Who would be called is themselves.
            await talk.SendAsync(talk.Say("coordinator.miss"), Buttons(talk), cancellationToken);
            return;
        }

        if (talk.Said.Command is { Command: Command.Back or Command.Skip or Command.Again or Command.Simpler or Command.StartAgain or Command.Pause or Command.Resume })
        {
            await talk.SendAsync(talk.Say("miss.nothingOpen"), Buttons(talk), cancellationToken);
            return;
        }

        var practice = await people.PracticeAsync(cancellationToken);
        if (talk.Said.Text.Any(char.IsAsciiDigit) && phrases.Matches("reading.other", talk.Said.Text))
        {
            await talk.SendAsync(talk.Say("reading.other", ("phone", practice.NurseLine)), [talk.Say("button.person")], cancellationToken);
            return;
        }

        talk.Notes = talk.Notes with { Misses = talk.Notes.Misses + 1 };
        if (talk.Speaker is Speaker.OfPatient { Chart: var chart })
        {
            // A human who knows them can read what nobody here does.
            talk.Notes = talk.Notes with { Unread = talk.Said.Text };
            var outlook = await outlooks.ForAsync(chart, cancellationToken);
            await talk.SendAsync(
                talk.Say(talk.Notes.Misses == 1 ? "miss.firstOpen.patient" : "miss.secondOpen.patient", ("checkIn", CheckInLine(talk)), ("coordinator", outlook.Coordinator), ("phone", practice.NurseLine)),
                [talk.Say("message.button.passOn"), .. Buttons(talk)], cancellationToken);
            return;
        }

        var words = talk.Notes.Misses == 1 ? talk.Say("miss.firstOpen") : talk.Say("miss.secondOpen", ("phone", practice.NurseLine));
        await talk.SendAsync($"{words}\n{Offer(talk)}", Buttons(talk), cancellationToken);
    }

    /// <summary>A picture or a recording: it is never interpreted.</summary>
    public async Task ReceiveFileAsync(Talk talk, CancellationToken cancellationToken)
    {
        var practice = await people.PracticeAsync(cancellationToken);
        await talk.SendAsync(talk.Say("file.received", ("phone", practice.NurseLine)), Buttons(talk), cancellationToken);
    }

    /// <summary>What is open says itself why it asks, or asks something that has to be answered now.</summary>
    private static bool SaysWhy(DialogContext dialogs) => dialogs.ActiveDialog?.Id is nameof(DailyCheckIn) or nameof(TakeAssessment) or nameof(GetHelpNow) or nameof(FindResource);

    /// <summary>"Phone number", said to a list of places, is that of one of them.</summary>
    private static bool IsExpected(DialogContext dialogs, Talk talk) =>
        dialogs.ActiveDialog is { } open && dialogs.FindDialog(open.Id) is GuidedDialog waiting && waiting.Expects(open, talk, talk.Said.Text);

    private static Task HelpAsync(Talk talk, bool inDialog, CancellationToken cancellationToken)
    {
        var buttons = inDialog ? [] : Buttons(talk);
        return talk.SendAsync(inDialog ? talk.Say("help.inQuestion") : Offer(talk), buttons, cancellationToken);
    }

    private static string Offer(Talk talk) => talk.Speaker switch
    {
        Speaker.OfPatient => talk.Say("help.patient", ("checkIn", CheckInLine(talk))),
        Speaker.OfFamily { Chart.Name: var patient } => talk.Say("help.family", ("patient", patient.Full)),
        Speaker.OfStaff => talk.Say("coordinator.help"),
        _ => talk.Say("help.visitor"),
    };

    private static IReadOnlyList<string> Buttons(Talk talk) => talk.Speaker switch
    {
        Speaker.OfPatient => [.. ChecksIn(talk) ? [talk.Say("button.checkIn")] : Array.Empty<string>(), talk.Say("button.bookVisit"), talk.Say("button.findHelp"), talk.Say("button.person"), talk.Say("button.language")],
        Speaker.OfFamily => [talk.Say("button.bookVisit"), talk.Say("visit.button.list"), talk.Say("button.findHelp"), talk.Say("button.person"), talk.Say("button.language")],
        Speaker.OfStaff => [talk.Say("button.caseload"), talk.Say("button.alerts")],
        _ => [talk.Say("button.findHelp"), talk.Say("button.person"), talk.Say("button.language")],
    };

    /// <summary>They have a programme: nobody else is offered a check-in.</summary>
    internal static bool ChecksIn(Talk talk) => talk.Chart.Enrolments.Count > 0;

    private static string CheckInLine(Talk talk) => ChecksIn(talk) ? $"{talk.Say("help.line.checkIn")}\n" : "";

    /// <summary>"Is Maria there", "when will Maria call": of a patient whose coordinator has that name.</summary>
    private async Task<bool> AsksForCoordinatorAsync(Talk talk, CancellationToken cancellationToken) =>
        talk is { Speaker: Speaker.OfPatient { Chart.Coordinator: var coordinator }, Said.Command: null } && phrases.Find("person.named", talk.Said.Text) is { Length: > 0 } named
        && (await people.FindAsync(coordinator, cancellationToken))?.Name is { } name && new[] { name.Given, name.Family, name.Full }.Any(one => Folding.Says(named, one));

    /// <summary>Asks the coordinator to call. The promise is made after the alert is stored.</summary>
    private async Task PersonAsync(Talk talk, CancellationToken cancellationToken)
    {
        if (talk.Speaker is not Speaker.OfPatient { Chart: var chart })
        {
            var practice = await people.PracticeAsync(cancellationToken);
            await talk.SendAsync(talk.Say("person.visitor", ("phone", practice.NurseLine)), cancellationToken);
            return;
        }

        var alert = await alerts.RaiseCallAsync(chart.Patient, "person.coming", talk.Author, talk.Now, cancellationToken);
        if (talk.Notes.Assessment is { Open: true } questions)
        {
            await assessments.AskedForPersonAsync(chart.Patient, questions.Response, talk.Author, talk.Now, cancellationToken);
        }

        var outlook = await outlooks.ForAsync(chart, cancellationToken);
        var hours = new WorkingHours(outlook.Practice);
        if (await emergencies.OpenAsync(new Caller.OfPatient(chart.Patient), talk.Now, cancellationToken) is { EmergencyClass: { } danger, EmergencyRules: var rules } && HelpWords.NeedOf(rules, talk) is null)
        {
            // Whoever is in danger is not to wait for us.
            var run = new HelpRun(danger.ToLowerInvariant(), danger, rules, "", "");
            await HelpWords.SendAsync(talk, talk.Say($"person.{run.Asks}", ("coordinator", outlook.Coordinator), ("phone", outlook.Practice.NurseLine)), [], run, cancellationToken);
            return;
        }

        await talk.SendAsync(
            talk.Say(
                hours.IsOpen(talk.Now) ? "person.coming" : "person.offHours",
                ("coordinator", outlook.Coordinator), ("by", outlook.By(alert, talk)), ("phone", outlook.Practice.NurseLine), ("opens", talk.When(hours.NextOpen(talk.Now), chart.TimeZone))),
            cancellationToken);
    }

    private async Task IntroduceAsync(Talk talk, CancellationToken cancellationToken)
    {
        var practice = await people.PracticeAsync(cancellationToken);
        var coordinator = talk.Speaker is Speaker.OfPatient { Chart: var chart } ? (await outlooks.ForAsync(chart, cancellationToken)).Coordinator : talk.Say("help.aNurse");
        await talk.SendAsync(
            talk.Said.Command!.Command is Command.WhoCanSee or Command.WhatYouKnow ? WhoCanSee(talk, coordinator, practice.Name) : talk.Say("whoAreYou", ("coordinator", coordinator), ("practice", practice.Name)),
            cancellationToken);
    }

    /// <summary>The care team, and whomever the patient has let in by now.</summary>
    private static string WhoCanSee(Talk talk, string coordinator, string practice) => talk.Speaker switch
    {
        Speaker.OfPatient { Chart: var chart } when Grants.Of(chart, talk.Now) is { IsNone: false } grants =>
            talk.Say("whoCanSee.granted", ("coordinator", coordinator), ("practice", practice), ("lines", string.Join('\n', GrantWords.All(grants, coordinator, talk)))),
        Speaker.OfFamily { Chart.Name.Given: var given } => talk.Say("whoCanSee.family", ("practice", practice), ("given", given)),
        _ => talk.Say("whoCanSee", ("coordinator", coordinator), ("practice", practice)),
    };

    private async Task SpeakAsync(Talk talk, string? language, CancellationToken cancellationToken)
    {
        if (language is null || !Languages.All.Contains(language))
        {
            await talk.SendAsync(talk.Speaker is Speaker.OfPatient ? talk.Say("language.unknown") : talk.Say("language.unknown.visitor", ("phone", (await people.PracticeAsync(cancellationToken)).NurseLine)), cancellationToken);
            return;
        }

        talk.Notes = talk.Notes with { Language = language };
        if (talk.Speaker is Speaker.OfPatient { Chart: var chart })
        {
            await enrol.SpeaksAsync(chart.Patient, language, cancellationToken);
        }

        await talk.SendAsync(talk.Say("language.switched"), cancellationToken);
    }
}
