using System.Globalization;

namespace CareBot.Care.Appointments;

/// <summary>A slot to be looked at when the turn that claimed or left it must be over.</summary>
public sealed record ClaimLook
{
    public string Kind { get; init; } = "claim-look";

    public int V { get; init; } = 1;

    public required string Provider { get; init; }

    public required DateTimeOffset Start { get; init; }

    /// <summary>Keys before this one are due at <paramref name="at"/>.</summary>
    internal static string Due(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddTHHmmss", CultureInfo.InvariantCulture);

    internal static string KeyOf(DateTimeOffset at, ClaimLook look) => $"{Due(at)}:{look.Provider}:{Slot.KeyOf(look.Start)}";
}
