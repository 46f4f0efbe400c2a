namespace CareBot.DirectLine;

/// <summary>Configuration <c>CareBot:DirectLine</c>.</summary>
public sealed class DirectLineOptions
{
    public const string Section = "CareBot:DirectLine";

    /// <summary>Lets a server that holds it mint tokens at <c>tokens/generate</c>. That door is shut while it is unset.</summary>
    public string? Secret { get; set; }

    /// <summary>At least 32 bytes in Base64. Unset, a key is made once and kept in the record store.</summary>
    public string? SigningKey { get; set; }
}
