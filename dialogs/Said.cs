using CareBot.Dialogs.Voice.Understanding;

namespace CareBot.Dialogs;

/// <summary>What a person typed, and the universal command in it if there is one.</summary>
public sealed record Said(string Text, CommandReading? Command);
