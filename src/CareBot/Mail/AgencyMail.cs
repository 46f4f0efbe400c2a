using CareBot.Care.Mail;
using CareBot.Endpoints;

namespace CareBot.Mail;

/// <summary>Tells which mail in the mailbox answers a letter to an agency, and hands it on. Who answers has to be who was written to: an id that leaked is not enough.</summary>
public sealed class AgencyMail(MailDesk mail, AgencyMailDesk agency)
{
    /// <returns><c>taken</c> as an answer, <c>kept</c> for the coordinator to read, <c>over</c>, or <c>unknown</c>.</returns>
    public async Task<string> HearAsync(AgencyLetter answer, CancellationToken cancellationToken) =>
        answer.InReplyTo is { } ours && await mail.FindAsync(MessageIds.LetterOf(ours), cancellationToken) is { } letter && letter.To.Equals(answer.From?.Trim(), StringComparison.OrdinalIgnoreCase)
            ? await agency.AnswerAsync(letter, answer, cancellationToken)
            : "unknown";
}

/// <summary>A mail that may be an agency's answer.</summary>
/// <param name="MessageId">Its own Message-ID, by which it is heard once; null where it has none.</param>
/// <param name="InReplyTo">The Message-ID of the letter that is answered.</param>
/// <param name="From">The sender's bare address.</param>
/// <param name="Text">The plain text.</param>
/// <param name="IsAutomatic">A machine wrote it, such as that of somebody who is away.</param>
public sealed record AgencyLetter(string? MessageId, string? InReplyTo, string? From, string Text, bool IsAutomatic = false);

/// <summary>The Message-ID of a letter, and back.</summary>
internal static class MessageIds
{
    public static string Of(string letter, string domain) => $"{letter.Replace(':', '.')}@{domain}";

    /// <returns>The letter's id; of a Message-ID that is none of ours, one that no letter has.</returns>
    public static string LetterOf(string messageId)
    {
        var bare = messageId.Trim().Trim('<', '>');
        var id = bare.LastIndexOf('@') is var at && at > 0 ? bare[..at].Replace('.', ':') : "";
        return id.Length is > 0 and < 200 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or ':' or '_') ? id : "none";
    }
}
