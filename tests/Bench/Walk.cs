using System.Text;

namespace CareBot.Bench;

/// <summary>What a person says, and what the reply has to hold.</summary>
internal readonly record struct Step(string Text, byte[] Expected)
{
    public Step(string text, string expected) : this(text, Encoding.UTF8.GetBytes(expected))
    {
    }
}

/// <summary>A check-in in ten turns: six questions, one gone back to, one asked again, then what was written down.</summary>
internal static class Walk
{
    public const int Turns = 10;

    public static Step[] Of(Person person) => person.Spanish
        ? Steps("control", person.Weight, "ninguna", "no", "atrás", "otra vez", "Pregunta {0} de 6", "Esto es lo que anot")
        : Steps("check in", person.Weight, "none", "no", "back", "again", "Question {0} of 6", "This is what I wrote down");

    private static Step[] Steps(string start, string weight, string none, string no, string back, string again, string question, string done) =>
    [
        new(start, At(question, 1)), new(weight, At(question, 2)), new(none, At(question, 3)), new(no, At(question, 4)), new(back, At(question, 3)),
        new(no, At(question, 4)), new(no, At(question, 5)), new(again, At(question, 5)), new(none, At(question, 6)), new(none, done)
    ];

    private static string At(string question, int number) => question.Replace("{0}", $"{number}", StringComparison.Ordinal);
}
