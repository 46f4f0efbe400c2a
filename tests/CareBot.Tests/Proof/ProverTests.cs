using CareBot.Care.Content;
using CareBot.Care.Patients;
using CareBot.Dialogs;
using CareBot.Dialogs.DailyCheckIn;
using CareBot.Dialogs.GetHelpNow;
using CareBot.Dialogs.Voice;
using CareBot.Proof;
using CareBot.Tests.Voice;
using Microsoft.Extensions.DependencyInjection;

namespace CareBot.Tests.Proof;

/// <summary>Issue 5, part 4: the walk finds nothing in the bot as it is, and finds each defect that is put into it.</summary>
public sealed class ProverTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Walt")]
    [InlineData("Visitante")]
    [InlineData("Jo")]
    [InlineData("Maria")]
    public async Task Nobody_can_be_stranded_and_a_red_flag_reaches_a_human_from_every_place(string person)
    {
        var proof = Assert.Single(await Prover.RunAsync(null, [person], Cancelled));
        Assert.Empty(proof.DeadEnds);
        Assert.Empty(proof.Findings);
        Assert.True(proof.States.Count >= 3 && proof.Edges > proof.States.Count * 7, $"{proof.States.Count} places, {proof.Edges} steps");
    }

    [Fact]
    public async Task A_question_of_every_questionnaire_is_among_the_places()
    {
        var proof = Assert.Single(await Prover.RunAsync(null, ["Rosa"], Cancelled));
        Assert.Empty(proof.DeadEnds);
        Assert.Empty(proof.Findings);
        // Depression, worry, suicide, hunger: a word of one question of each.
        Assert.All(["interés", "nervi", "muert", "comida"], word => Assert.Contains(proof.States, state => state.Contains("TakeAssessment", StringComparison.Ordinal) && state.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_question_without_an_exit_is_found_by_name()
    {
        var proof = await WithAsync("Maria", new OddDialog(staysOpen: true));
        Assert.Contains(proof.DeadEnds, dead => dead.Contains("Odd: Which word?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_question_that_says_nothing_to_an_answer_is_found()
    {
        var proof = await WithAsync("Amina", new OddDialog(staysOpen: false, silent: true));
        Assert.Contains(proof.Findings, fault => fault.Contains("nonsense twice at Odd: Which word?", StringComparison.Ordinal) && fault.Contains("no answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dialog_that_swallows_a_red_flag_is_found()
    {
        var proof = await WithAsync("Amina", new OddDialog(staysOpen: false), services => services.AddSingleton<IBot>(provider => new DeafBot(ActivatorUtilities.CreateInstance<CareBotHandler>(provider))));
        Assert.Contains(proof.Findings, fault => fault.Contains("red flag at Odd: Which word?: the emergency words are not the first line", StringComparison.Ordinal));
        Assert.Contains(proof.Findings, fault => fault.Contains("no human was told", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_in_another_language_than_the_persons_is_found()
    {
        var proof = await WithAsync("Rosa", new OddDialog(staysOpen: false));
        Assert.Contains(proof.Findings, fault => fault.StartsWith("Rosa: a message in 'en'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_translation_that_is_missing_stops_the_start_and_one_that_is_the_english_is_named()
    {
        var real = Texts.Load(Content.Root);
        Assert.Empty(Prover.Untranslated(real));

        using var copy = Content.Copy([.. Directory.EnumerateFiles(Content.Root, "*.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Content.Root, path)).Where(path => Path.GetFileName(path).StartsWith("texts.", StringComparison.Ordinal) || Path.GetFileName(path).StartsWith("common.", StringComparison.Ordinal))]);
        const string File = "dialogs/GetHelpNow/texts.es.json";
        var spanish = System.IO.File.ReadAllText(Path.Combine(Content.Root, File));
        var (before, after) = (real.Source("es", "help.notNow"), real.Source("en", "help.notNow"));
        copy.Write(File, spanish.Replace(before, after, StringComparison.Ordinal));
        Assert.StartsWith("help.notNow:", Assert.Single(Prover.Untranslated(Texts.Load(copy.Path))), StringComparison.Ordinal);

        copy.Write(File, spanish.Replace("\"help.notNow\"", "\"help.notNowAtAll\"", StringComparison.Ordinal));
        Assert.Contains("help.notNow", Assert.Throws<ContentException>(() => Texts.Load(copy.Path)).Message, StringComparison.Ordinal);
    }

    private static async Task<PersonProof> WithAsync(string person, OddDialog odd, Action<IServiceCollection>? more = null) => Assert.Single(await Prover.RunAsync(
        services =>
        {
            services.AddSingleton(provider => new DialogMenu([provider.GetRequiredService<HelpDialog>(), odd, provider.GetRequiredService<DailyCheckInDialog>()]));
            more?.Invoke(services);
        },
        [person], Cancelled));

    /// <summary>Asks one question, in English, with a defect.</summary>
    private sealed class OddDialog(bool staysOpen, bool silent = false) : GuidedDialog("Odd")
    {
        public override Call? Claim(Said said, Talk talk) => said.Command is null && said.Text.Contains("alert", StringComparison.OrdinalIgnoreCase) | said.Text.Contains("check in", StringComparison.Ordinal) ? Call.Plain : null;

        public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
        {
            await RepromptDialogAsync(dc.Context, dc.ActiveDialog!, cancellationToken);
            return EndOfTurn;
        }

        public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
        {
            if (!silent)
                await RepromptDialogAsync(dc.Context, dc.ActiveDialog!, cancellationToken);
            return staysOpen || silent ? EndOfTurn : await dc.EndDialogAsync(cancellationToken: cancellationToken);
        }

        public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
        {
            var message = MessageFactory.Text("Which word?");
            message.Locale = "en";
            await turnContext.SendActivityAsync(message, cancellationToken);
        }
    }

    /// <summary>Lets an open question have the red flag.</summary>
    private sealed class DeafBot(CareBotHandler bot) : IBot
    {
        public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            if (turnContext.Activity.Text?.Contains("chest pain", StringComparison.Ordinal) == true && turnContext.TurnState.Get<Speaker>() is Speaker.OfPatient)
            {
                var noted = MessageFactory.Text("Noted.");
                noted.Locale = "en";
                await turnContext.SendActivityAsync(noted, cancellationToken);
                return;
            }

            await bot.OnTurnAsync(turnContext, cancellationToken);
        }
    }
}
