namespace CareBot.Dialogs.GetHelpNow;

/// <summary>What the help dialog waits for.</summary>
/// <param name="Asks">Which question is open: <c>e911</c>, <c>e988</c>, <c>safe</c> (each with its answers), or <c>now</c> (is it happening now?).</param>
/// <param name="Class">The class that was heard.</param>
/// <param name="Rules">The rules that heard it.</param>
/// <param name="Patient">The chart that holds the alert; while nothing was raised, the patient whom staff named, else empty.</param>
/// <param name="AlertId">The alert; empty while nothing was raised.</param>
public sealed record HelpRun(string Asks, string Class, IReadOnlyList<string> Rules, string Patient, string AlertId)
{
    /// <summary>The rule of "I'm scared" and nothing more, which is asked about in words of its own.</summary>
    internal const string Afraid = "afraid";

    public string Kind { get; init; } = "help-run";

    public int V { get; init; } = 1;

    /// <summary>The bot asks again by itself, some time after the emergency words.</summary>
    public bool Again { get; init; }

    /// <summary>"Ok" or "thanks" was said to the emergency words: asked once more, in short.</summary>
    public bool Acknowledged { get; init; }

    /// <summary>What was typed when it was asked whether it happens now.</summary>
    public string Said { get; init; } = "";

    /// <summary>An idiom was asked about: only a yes is an alarm, and silence is none (care reference 3.4, 10).</summary>
    public bool Softly { get; init; }

    /// <summary>Somebody else is in danger, of whom the person writes.</summary>
    public bool OfAnother { get; init; }

    /// <summary>What was looked for in the words that were heard: the search goes on once this is over. Empty for none.</summary>
    public string Search { get; init; } = "";

    /// <summary>The questionnaire that follows once the person says that they are safe; empty for none.</summary>
    public string Then { get; init; } = "";
}
