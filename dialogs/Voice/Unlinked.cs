namespace CareBot.Dialogs.Voice;

/// <summary>
/// Words in which nothing is a link or a picture under another name. Clients read what we say as Markdown, and it holds what people typed: "[your chart](https://...)"
/// is then shown as it stands. An address by itself stays one, for everybody to see where it leads. Our own words name no link so.
/// </summary>
internal static class Unlinked
{
    public static string Of(string text) => text.Replace("](", "] (", StringComparison.Ordinal);
}
