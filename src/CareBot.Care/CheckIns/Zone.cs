using System.Text.Json.Serialization;

namespace CareBot.Care.CheckIns;

/// <summary>What a check-in means, in the order in which one outweighs another: the greatest of several is the one that counts.</summary>
public enum Zone
{
    /// <summary>Everything was assessed and nothing needs action.</summary>
    [JsonStringEnumMemberName("green")] Green,

    /// <summary>Something could not be assessed; so it is not green.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,

    /// <summary>Call the clinic today.</summary>
    [JsonStringEnumMemberName("yellow")] Yellow,

    /// <summary>Emergency.</summary>
    [JsonStringEnumMemberName("red")] Red,
}
