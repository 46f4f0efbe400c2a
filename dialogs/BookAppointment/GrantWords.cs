using CareBot.Care.Consent;

namespace CareBot.Dialogs.BookAppointment;

/// <summary>Whom the patient has let in besides the care team, a line each, with the words that end it.</summary>
public static class GrantWords
{
    /// <summary>What one of the family may see and do.</summary>
    public static string Of(FamilyMember member, Talk talk)
    {
        var key = member switch { { MayBook: true, MayAnswer: true } => "family.seesBoth", { MayBook: true } => "family.sees", { MayAnswer: true } => "family.seesAnswers", _ => "family.seesNothing" };
        return talk.Say(key, ("name", member.Name.Full), ("given", member.Name.Given));
    }

    /// <summary>The people; the services are told apart.</summary>
    public static IReadOnlyList<string> People(Grants grants, Talk talk) =>
    [
        .. grants.Family.Select(member => $"- {Of(member, talk)}"),
        .. grants.Answering.Where(who => !grants.Family.Any(member => member.MayAnswer && FamilyNames.Speaks(who, member, talk))).Select(who => $"- {talk.Say("grant.answering", ("who", who))}"),
    ];

    /// <summary>Everybody, the people first.</summary>
    public static IReadOnlyList<string> All(Grants grants, string coordinator, Talk talk) =>
    [
        .. People(grants, talk),
        .. grants.Services.Select(name => $"- {talk.Say("grant.service", ("name", name))}"),
        .. Enumerable.Repeat($"- {talk.Say("grant.unnamed", ("coordinator", coordinator))}", grants.Unnamed),
    ];
}
