namespace CareBot.Identity;

/// <summary>Claims of a web chat token, beside the protocol's own.</summary>
public static class PersonClaims
{
    /// <summary>The patient or family member whose chat it is; absent for a visitor.</summary>
    public const string Person = "person";
}
