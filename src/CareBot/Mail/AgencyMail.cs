using CareBot.Care.Mail;
using CareBot.Endpoints;

namespace CareBot.Mail;

/// <summary>Tells which mail in the mailbox answers a letter to an agency, and hands it on. Who answers has to be who was written to: an id that leaked is not enough.</summary>
public sealed class AgencyMail(MailDesk mail, AgencyMailDesk agency)
{
    /// <param name="inReplyTo">The Message-ID of the letter that is answered.</param>
    /// <param name="from">The sender's bare address.</param>
    /// <param name="text">The plain text.</param>
    /// <returns><c>taken</c> as an answer, <c>kept</c> for the coordinator to read, <c>over</c>, or <c>unknown</c>.</returns>
    public async Task<string> HearAsync(string? inReplyTo, string? from, string? text, CancellationToken cancellationToken) =>
        inReplyTo is not null && text is not null && await mail.FindAsync(MessageIds.LetterOf(inReplyTo), cancellationToken) is { } letter && letter.To.Equals(from?.Trim(), StringComparison.OrdinalIgnoreCase)
            ? await agency.AnswerAsync(letter, text, cancellationToken)
            : "unknown";
}

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
