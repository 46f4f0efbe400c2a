using System.Text.RegularExpressions;
using CareBot.Chats;
using CareBot.Tests.Architecture;

namespace CareBot.Tests.Chats;

/// <summary>A place in a chat where the bot has offered answers and waits for one.</summary>
/// <param name="File">Within the repository.</param>
/// <param name="Line">Of the offered answers, from 0.</param>
/// <param name="IsPatients">Whether it is asked of whose chat it is.</param>
internal sealed partial record OpenQuestion(string File, int Line, string Asker, bool IsPatients, IReadOnlyList<string> Before, IReadOnlyList<string> Offers)
{
    // Of the offers that stand under a question and under an answer alike, none says that a question is open.
    private static readonly string[] Menu =
        ["Help", "Person", "Change an answer", "My caseload", "Alerts", "Mis pacientes", "Alertas", "Check in", "Find help", "Español", "Ayuda", "Persona", "Cambiar una respuesta", "Hacer mi control", "Buscar ayuda", "English",
        // What is offered with a visit is understood at any time, whatever else is open, and a link is no answer.
        "Add to my calendar", "I will come", "Confirm", "Move it", "No ride", "Phone or video", "E-mail it", "Cancel it", "I went", "I could not go", "My appointments", "Book an appointment", "555-0160", "555-0140",
        "Poner en mi calendario", "Voy a ir", "Confirmar", "Cambiarla", "Sin transporte", "Teléfono o video", "Por correo", "Cancelarla", "Fui", "No pude ir", "Mis citas", "Hacer una cita",
        // What a list offers is asked for at any time, and so is support after a loss; a number to call is no answer.
        "Referrals stuck", "Derivaciones detenidas", "Open referrals", "Derivaciones abiertas", "Show more", "Ver más", "Find grief support", "Buscar apoyo en el duelo",
        "Call 911", "Call 988", "Text 988", "Llamar al 911", "Llamar al 988", "Escribir al 988",
        // What was not understood may be passed on later, and a check-in done once more or everything stopped at any time.
        "Pass it on", "Pasarlo", "Check in again", "Otro control", "Stop", "Parar",
        // Who is asked to cover may answer at any time.
        "Write back", "Contestar", "I cover Maria", "I can't cover Maria", "Cubro a Maria", "No puedo cubrir a Maria",
        "I take over Walt Novak", "I can't take over Walt Novak",
        // What the plan offers to look for is a search at any time.
        "Find food", "Buscar transporte", "Find company", "Buscar compañía"];

    public bool Spanish => File.EndsWith(".es.chat", StringComparison.Ordinal);

    /// <summary>A dialog waits: there is an answer among the offers that is no way out.</summary>
    public bool Waits => Offers.Except(Menu).Any();

    /// <summary>An answer that was offered is offered again.</summary>
    public bool IsAskedIn(string reply) => Offers.Except(Menu).Any(offer => reply.Contains($"[{offer}]", StringComparison.Ordinal));

    /// <summary>The first place of each question in the chats: the same offers asked by the same words are one question.</summary>
    public static IEnumerable<OpenQuestion> All() => Directory.EnumerateFiles(Repository.Path("dialogs"), "*.chat", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).SelectMany(path => In(Path.GetRelativePath(Repository.Root, path)))
        .DistinctBy(question => (question.Spanish, question.Asker, Words(question.Before)));

    /// <summary>Plays the chat once, and at each of these questions of it says these words, one after the other.</summary>
    /// <returns>What the bot answers to each, empty where it is silent to who asked; in the order of the questions, for each row of words.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> RepliesAsync(string file, IReadOnlyList<(OpenQuestion Question, string[] Words)> asked, CancellationToken cancellationToken)
    {
        var chat = ChatFile.Parse(await System.IO.File.ReadAllTextAsync(Repository.Path(file), cancellationToken));
        var branches = asked.Select(one => (one.Question.Line, (IReadOnlyList<ChatLine>)[.. one.Words.Select(word => new ChatLine.Say("", one.Question.Asker, word))])).ToList();
        var written = await ChatReplay.BranchAsync(chat, branches, cancellationToken);
        return [.. asked.Zip(written).Select(one => (IReadOnlyList<string>)[.. one.Second.Select(one.First.Question.Heard)])];
    }

    /// <summary>Of what the bot wrote, the messages to who asks.</summary>
    private string Heard(IReadOnlyList<string> lines)
    {
        var (heard, isMine) = (new List<string>(), false);
        foreach (var line in lines)
        {
            isMine = line.StartsWith(' ') ? isMine : line.StartsWith(IsPatients ? "Bot: " : $"Bot to {Asker}: ", StringComparison.Ordinal);
            if (isMine)
            {
                heard.Add(line);
            }
        }

        return string.Join('\n', heard);
    }

    private static IEnumerable<OpenQuestion> In(string file)
    {
        var lines = System.IO.File.ReadAllLines(Repository.Path(file));
        var person = lines.First(line => line.StartsWith("person:", StringComparison.Ordinal))[7..].Trim();
        for (var i = 0; i < lines.Length; i++)
        {
            // While the records are away nothing can be gone on with: only the emergency is answered.
            var away = lines[..i].LastOrDefault(line => line.StartsWith("(the records are", StringComparison.Ordinal)) == "(the records are away)";
            if (Offer().IsMatch(lines[i]) && !away)
            {
                var head = lines[..i].Last(line => line.StartsWith("Bot", StringComparison.Ordinal));
                var asker = head.StartsWith("Bot to ", StringComparison.Ordinal) ? head[7..head.IndexOf(':', StringComparison.Ordinal)] : person;
                yield return new OpenQuestion(file, i, asker, asker == person, lines[..(i + 1)], [.. Answer().Matches(lines[i]).Select(match => match.Groups[1].Value)]);
            }
        }
    }

    /// <summary>What was asked last, and the answers offered, numbers aside: it tells one question from another.</summary>
    private static string Words(IReadOnlyList<string> lines)
    {
        var from = lines.Index().Last(line => line.Item.StartsWith("Bot", StringComparison.Ordinal)).Index;
        var asked = lines.Skip(from).LastOrDefault(line => line.Contains('?', StringComparison.Ordinal)) ?? lines[from];
        return Digits().Replace($"{asked}\n{lines[^1]}", "#");
    }

    [GeneratedRegex(@"^     (\[[^\]]+\] ?)+$")]
    private static partial Regex Offer();

    [GeneratedRegex(@"\[([^\]]+)\]")]
    private static partial Regex Answer();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
