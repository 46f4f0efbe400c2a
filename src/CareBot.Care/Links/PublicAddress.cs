namespace CareBot.Care.Links;

/// <summary>Where people outside reach this host, as it stands in what is sent to them.</summary>
/// <param name="Origin">Ends with a slash.</param>
/// <param name="IsConfigured">False where it is the best guess: what this host listens on.</param>
public sealed record PublicAddress(Uri Origin, bool IsConfigured = true)
{
    /// <param name="path">Without a slash at its beginning.</param>
    public string Of(string path) => new Uri(Origin, path).ToString();
}
