namespace CareBot.Care.Referrals;

/// <summary>What was found.</summary>
/// <param name="Category">The need as a category of the Gravity Project's value set; null when the words were not understood.</param>
/// <param name="IsSensitive">Whether the need is one of which a chat says nothing.</param>
/// <param name="Best">Best first.</param>
public sealed record ServiceSearch(string? Category, bool IsSensitive, IReadOnlyList<ServiceChoice> Best);

/// <summary>A service that could be chosen, with what is known of it.</summary>
/// <param name="Service">What a referral would keep.</param>
/// <param name="Address">Where it is; empty when it is nowhere in particular.</param>
/// <param name="Capacity">The last word about room: <c>capacity</c>, <c>waitlist</c>, <c>no-capacity</c>, <c>additional-assessment-required</c>; null when nobody said.</param>
/// <param name="CapacityAt">When that was said.</param>
/// <param name="Sent">How many referrals went there, of which <paramref name="Received"/> arrived by the patient's own word.</param>
/// <param name="CheckedOn">When somebody last made sure that the listing is right.</param>
public sealed record ServiceChoice(ReferredTo Service, string Address, string? Capacity, DateTimeOffset? CapacityAt, int Sent, int Received, DateTimeOffset? LastReceived, DateOnly? CheckedOn, int Reports);

/// <summary>What a referral teaches about a service.</summary>
/// <param name="IsTakenBack">What was learned about <paramref name="Received"/> was a mistake.</param>
/// <param name="Capacity">As in <see cref="ServiceChoice"/>; null leaves it as it was.</param>
public sealed record ServiceLesson(string? Capacity = null, bool Sent = false, bool Accepted = false, bool Declined = false, bool? Received = null, bool IsTakenBack = false);
