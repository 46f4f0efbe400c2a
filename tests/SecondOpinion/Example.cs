namespace CareBot.SecondOpinion;

/// <summary>A message as the second opinion sees it.</summary>
internal sealed record Example(IReadOnlyList<string> Traits, string Language, string Expected);
