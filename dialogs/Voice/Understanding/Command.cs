namespace CareBot.Dialogs.Voice.Understanding;

/// <summary>What anyone can ask for at any time, in any dialog. Emergencies are not among them: they are heard before anything is read.</summary>
public enum Command
{
    Help,
    Menu,
    Back,
    /// <summary>The argument, where there is one, names an answer, perhaps with its new value: "weight to 181". A name that the open
    /// dialog does not know ("my appointment") makes it an ordinary message.</summary>
    Change,
    Skip,
    NotNow,
    Stop,
    /// <summary>The argument, where there is one, says until when.</summary>
    Pause,
    Resume,
    LessOften,
    /// <summary>The argument, where there is one, is who or at which number: "maria", "555 0134".</summary>
    Person,
    WhoAreYou,
    WhoCanSee,
    WhatYouKnow,
    ForgetMe,
    /// <summary>The argument is "en" or "es", another language as typed, or absent where none was named.</summary>
    Language,
    ReadAloud,
    Again,
    Simpler,
    NotUnderstood,
    Thanks,
    StartAgain,
}

/// <param name="Argument">As typed but folded: small letters, no accents.</param>
public sealed record CommandReading(Command Command, string? Argument = null);
