namespace CareBot.SecondOpinion;

/// <summary>The choices of the training; docs/decisions on the second opinion gives the reasons.</summary>
internal static class Settings
{
    public static readonly string[] RedClasses = ["E911", "E988", "SAFE"];

    /// <summary>What can wait until later today.</summary>
    public const string Today = "SAMEDAY";

    public const string Harmless = "none";

    /// <summary>What is told apart: the red classes first, then today, then harmless.</summary>
    public static readonly string[] Classes = [.. RedClasses, Today, Harmless];

    /// <summary>A trait of fewer messages teaches little, and takes room.</summary>
    public const int SeenAtLeast = 3;

    /// <summary>A message of people who knew nothing of the rules counts as so many.</summary>
    public const float OutsideCounts = 2;

    /// <summary>Keeps the weights small.</summary>
    public const float L2 = 0.1f;

    /// <summary>A trait counts by this power of how rare it is; at 0, "the" would count as much as "strangled".</summary>
    public const double RarityPower = 2;

    /// <summary>More steps change no weight that matters.</summary>
    public const int Steps = 120;

    /// <summary>Messages are judged by a model that did not see them, in so many turns.</summary>
    public const int Folds = 5;

    /// <summary>Of the harmless messages from outside, the share that may be acted on unseen.</summary>
    public const double FalseWhenSure = 0.065;

    /// <summary>Of the harmless messages from outside, the share that may be asked about or acted on unseen.</summary>
    public const double FalseWhenAsked = 0.095;

    /// <summary>Of the harmless messages from outside, the share that may be told of today unseen.</summary>
    public const double FalseToday = 0.006;
}
