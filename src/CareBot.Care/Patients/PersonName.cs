namespace CareBot.Care.Patients;

/// <summary>A person's name. Prints masked, so that interpolating one into a log line leaks nothing.</summary>
public sealed record PersonName(string Given, string Family)
{
    /// <summary>As written on a card for a member of the care team.</summary>
    public string Full => Family.Length == 0 ? Given : $"{Given} {Family}";

    public override string ToString() => "(name)";
}
