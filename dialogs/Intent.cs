namespace CareBot.Dialogs;

/// <summary>What a message was taken for; in the turn's state once it is known.</summary>
/// <param name="Name">The dialog, and behind a dot which of its offers: <c>BookAppointment.cancel</c>; <see cref="None"/> where nobody knew.</param>
/// <param name="Score">1 where a dialog claimed the words, less where they were mended or guessed, 0 for none.</param>
public sealed record Intent(string Name, double Score)
{
    public const double Claimed = 1;
    public const double Mended = 0.8;
    public const double Guessed = 0.5;

    public static Intent None { get; } = new("none", 0);

    public static Intent Of(string dialog, string offer = "", double score = Claimed) => new(offer.Length == 0 ? dialog : $"{dialog}.{offer}", score);
}
