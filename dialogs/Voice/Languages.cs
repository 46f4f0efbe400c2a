namespace CareBot.Dialogs.Voice;

/// <summary>The languages in which every text exists.</summary>
public static class Languages
{
    public const string English = "en";
    public const string Spanish = "es";

    public static IReadOnlyList<string> All { get; } = [English, Spanish];

    /// <summary>The language to speak for a tag as channels send it: "es-MX" is Spanish; an absent or unknown tag is English.</summary>
    public static string Of(string? tag)
    {
        var primary = tag.AsSpan();
        if (primary.IndexOfAny('-', '_') is >= 0 and var end)
        {
            primary = primary[..end];
        }

        return primary.Equals(Spanish, StringComparison.OrdinalIgnoreCase) ? Spanish : English;
    }
}
