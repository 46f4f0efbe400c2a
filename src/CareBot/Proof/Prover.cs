using CareBot.Chats;
using CareBot.Dialogs.Voice;

namespace CareBot.Proof;

/// <summary>
/// Proves on the real bot that nobody can be stranded: every place of every kind of person's conversation, against nonsense twice, a day's
/// silence, stop, back, a red flag and "person". Dialogs are found by what people may type to begin them (<c>phrases.json</c>) and by what each
/// reply offers, so that a new dialog is walked without being listed here.
/// </summary>
internal static class Prover
{
    // A Monday morning in Chicago, where the demo practice is; the day's check-in is due.
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 5, 0, TimeSpan.FromHours(-6));

    private static readonly IReadOnlyList<(string Name, string Language)> Cast =
        [("Walt", Languages.English), ("Rosa", Languages.Spanish), ("Amina", Languages.English), ("Jo", Languages.English), ("Visitor", Languages.English), ("Visitante", Languages.Spanish), ("Maria", Languages.English)];

    /// <param name="seeded">Puts a defect into the bot, for the proof of the proof; null for none.</param>
    /// <param name="names">Whom to walk; null for everybody.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public static async Task<IReadOnlyList<PersonProof>> RunAsync(Action<IServiceCollection>? seeded, IReadOnlyCollection<string>? names, CancellationToken cancellationToken)
    {
        // Everybody walks on a stage of their own, so that they can walk at the same time.
        var walks = Cast.Where(one => names?.Contains(one.Name) != false).Select(one => Task.Run(() => WalkAsync(one.Name, one.Language, seeded, cancellationToken), cancellationToken));
        return await Task.WhenAll(walks);
    }

    private static async Task<PersonProof> WalkAsync(string name, string language, Action<IServiceCollection>? seeded, CancellationToken cancellationToken)
    {
        await using var stage = await ChatStage.OpenAsync(Start, cancellationToken, new RewindableStore(), seeded);
        foreach (var staff in new[] { "Tom", "Ana", "Maria", "Grace" })
        {
            await stage.EnterAsync((await stage.FindAsync(staff, cancellationToken))!, quietly: true, cancellationToken);
        }

        var person = (await stage.FindAsync(name, cancellationToken))!;
        await stage.EnterAsync(person, quietly: true, cancellationToken);
        // Somebody without a name is answered in the language that they write: the other one is walked by somebody else.
        var starts = ChatStage.Phrases.Examples("Rosa", language).Where(text => !person.IsVisitor || ChatStage.Spoken.Read(text) is not { } spoken || spoken == language).Concat(person.Id == Asked(language) ? ChatStage.Questionnaires(language) : []);
        var enough = ChatStage.Texts.Say(language, "checkIn.thatIsAll");
        return await new Walk(stage, person, language, [.. starts], await stage.NurseLineAsync(cancellationToken), enough).RunAsync(cancellationToken);
    }

    /// <summary>Who begins every questionnaire by its name: one person a language is enough.</summary>
    private static string Asked(string language) => language == Languages.English ? "amina" : "rosa";

    /// <summary>Texts that stand in both languages word for word, and are long enough to be a sentence.</summary>
    public static IEnumerable<string> Untranslated(Texts texts) =>
        from key in texts.Keys()
        let english = texts.Source(Languages.English, key)
        where english.Split(' ').Length >= 4 && english == texts.Source(Languages.Spanish, key)
        select $"{key}: the Spanish is the English, word for word; translate it";
}

/// <summary>What a walk found.</summary>
/// <param name="Person">Who, and in which language.</param>
/// <param name="States">The places.</param>
/// <param name="Edges">Steps that were taken.</param>
/// <param name="DeadEnds">Places from which no way leads out, with the way there.</param>
/// <param name="Findings">What else must not be, with the place and the way there.</param>
internal sealed record PersonProof(string Person, IReadOnlyList<string> States, int Edges, IReadOnlyList<string> DeadEnds, IReadOnlyList<string> Findings);
