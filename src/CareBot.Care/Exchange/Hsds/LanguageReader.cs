using CareBot.Care.ResourceDirectory;

namespace CareBot.Care.Exchange.Hsds;

/// <summary>Reads which languages a provider's words name.</summary>
internal static class LanguageReader
{
    private static readonly string[] OnRequest = ["interpret", "translat", "language line", "other language", "others available", "other available", "upon request", "bilingual", "all languages", "languages available", "additional languages", "traduc"];

    /// <returns>ISO codes, and whether interpreters are spoken of; nothing at all when the words name no language that is known.</returns>
    public static (IReadOnlyList<string> Codes, bool Interpreters) Read(string words)
    {
        var codes = words.Split(',', ';').Select(word => word.Trim()).All(LanguageNames.IsCode)
            ? words.Split(',', ';').Select(word => LanguageNames.Code(word.Trim())).Distinct().ToList()
            : LanguageNames.In(Wording.Fold(words)).Select(found => found.Code).Distinct().ToList();
        var said = words.ToLowerInvariant();
        return (codes, OnRequest.Any(hint => said.Contains(hint, StringComparison.Ordinal)));
    }
}
