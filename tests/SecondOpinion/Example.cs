namespace CareBot.SecondOpinion;

/// <summary>A message as the second opinion sees it.</summary>
/// <param name="IsFromOutside">Written by people who knew nothing of the rules.</param>
internal sealed record Example(IReadOnlyList<string> Traits, string Language, string Expected, bool IsFromOutside);
