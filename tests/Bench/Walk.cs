using System.Text;

namespace CareBot.Bench;

/// <summary>What a person says, and what the reply has to hold.</summary>
internal readonly record struct Step(string Text, byte[] Expected)
{
    public Step(string text, string expected) : this(text, Encoding.UTF8.GetBytes(expected))
    {
    }
}

/// <summary>What people walk through. A load is a name and its steps.</summary>
internal static class Walk
{
    /// <summary>Of the stand-ins, and the least of a load.</summary>
    public const int Turns = 10;

    public static IReadOnlyList<(string Name, Func<Person, Step[]> Steps)> Loads { get; } =
        [("check-in of six questions", CheckIn), ("assessment of ten questions", Assessment)];

    /// <summary>Ten turns: six questions, one gone back to, one asked again, then what was written down.</summary>
    public static Step[] CheckIn(Person person) => person.Spanish
        ? CheckIn("control", person.Weight, "ninguna", "no", "atrás", "otra vez", "Pregunta {0} de 6", "Esto es lo que anot")
        : CheckIn("check in", person.Weight, "none", "no", "back", "again", "Question {0} of 6", "This is what I wrote down");

    /// <summary>Twelve turns: PHQ-9 with its tenth question, and whether one is alone before the ninth.</summary>
    public static Step[] Assessment(Person person) => person.Spanish
        ? Assessment("sí", "Pregunta {0} de ", "privadas", "Esto es lo que anot")
        : Assessment("yes", "Question {0} of ", "private", "This is what I wrote down");

    private static Step[] CheckIn(string start, string weight, string none, string no, string back, string again, string question, string done) =>
    [
        new(start, At(question, 1)), new(weight, At(question, 2)), new(none, At(question, 3)), new(no, At(question, 4)), new(back, At(question, 3)),
        new(no, At(question, 4)), new(no, At(question, 5)), new(again, At(question, 5)), new(none, At(question, 6)), new(none, done)
    ];

    private static Step[] Assessment(string yes, string question, string alone, string done) =>
    [
        new("phq-9", At(question, 1)), new("2", At(question, 2)), .. Enumerable.Range(3, 6).Select(number => new Step("1", At(question, number))),
        new("1", alone), new(yes, At(question, 9)), new("1", At(question, 10)), new("1", done)
    ];

    private static string At(string question, int number) => question.Replace("{0}", $"{number}", StringComparison.Ordinal);
}
