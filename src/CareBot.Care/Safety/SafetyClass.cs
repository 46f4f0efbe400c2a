namespace CareBot.Care.Safety;

/// <summary>What a message asks of us, most severe first.</summary>
public enum SafetyClass
{
    /// <summary>An emergency: 911 now.</summary>
    E911,

    /// <summary>Suicide, self-harm or harm to others: 988 and a live human now.</summary>
    E988,

    /// <summary>Violence, abuse, or life's needs missing today: a private human now.</summary>
    Safe,

    /// <summary>A clinician hears of it today.</summary>
    SameDay,
}

/// <summary>How sure the words leave us.</summary>
public enum Certainty
{
    /// <summary>Act at once.</summary>
    Now,

    /// <summary>Ask one soft question first: the past, a general question, words that leave a doubt. Silence is taken for a yes.</summary>
    AskNow,

    /// <summary>Ask the same of an idiom or somebody else's words ("dying for a coffee"): only a yes is an alarm.</summary>
    AskSoftly,
}

/// <summary>The content's spelling of a class, which is also the one of evaluation rows.</summary>
public static class SafetyClassNames
{
    public const string None = "none";

    public static string ToName(this SafetyClass value) => value switch
    {
        SafetyClass.E911 => "E911",
        SafetyClass.E988 => "E988",
        SafetyClass.Safe => "SAFE",
        _ => "SAMEDAY",
    };

    public static bool TryParse(string? name, out SafetyClass value)
    {
        foreach (var candidate in Enum.GetValues<SafetyClass>())
        {
            if (candidate.ToName() == name)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }
}
