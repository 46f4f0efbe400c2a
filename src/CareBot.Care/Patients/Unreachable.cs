namespace CareBot.Care.Patients;

/// <summary>The channel takes nothing for a person's address any more: nothing is said first there until they write again.</summary>
/// <param name="Since">When the channel said so.</param>
/// <param name="Reason"><c>bot-removed</c> or <c>conversation-gone</c>.</param>
public sealed record Unreachable(DateTimeOffset Since, string Reason);
