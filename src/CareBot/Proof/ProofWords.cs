namespace CareBot.Proof;

/// <summary>What is typed at every question of the walk, in the person's language: input, never said by the bot.</summary>
/// <param name="OtherLanguage">The button that leads to the conversation in the other language, which somebody else walks.</param>
/// <param name="Commands">What a person may say at any question.</param>
/// <param name="Free">Answers to a question that offers none: plausible, too large, a time, a word.</param>
internal sealed record ProofWords(string Nonsense, string Stop, string Back, string RedFlag, string Person, string Help, string OtherLanguage, IReadOnlyList<string> Commands, IReadOnlyList<string> Free)
{
    public static ProofWords In(string language) => language == "es"
        ? new("mono morado lavaplatos", "parar", "atrás", "tengo dolor de pecho y no puedo respirar", "persona", "ayuda", "English",
            ["saltar", "ahora no", "cambiar mi respuesta", "otra vez"], ["80", "1820", "mañana a las 3", "sí", "no", "la comida"])
        : new("purple monkey dishwasher", "stop", "back", "I have chest pain and I can't breathe", "person", "help", "Español",
            ["skip", "not now", "change my answer", "again"], ["182", "1820", "tomorrow at 3 pm", "yes", "no", "food"]);
}
