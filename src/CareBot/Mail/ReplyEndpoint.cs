using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CareBot.Care.Mail;
using CareBot.Endpoints;
using Microsoft.Extensions.Options;

namespace CareBot.Mail;

/// <summary>
/// Takes answers to our letters from the practice's mail service: <c>POST /api/mail/replies</c>, signed with a secret that both know. It is
/// closed while <c>CareBot:Mail:ReplySecret</c> is unset.
/// </summary>
public static class ReplyEndpoint
{
    public const string Signature = "X-CareBot-Signature";

    private const int Largest = 256 * 1024;

    public static void MapMailReplies(this WebApplication app) => app.MapPost("/api/mail/replies", ReceiveAsync);

    private static async Task<IResult> ReceiveAsync(HttpContext http, IOptions<MailOptions> options, MailDesk mail, AgencyMailDesk agency, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(options.Value.ReplySecret))
        {
            return Results.NotFound();
        }

        if (await BodyAsync(http, cancellationToken) is not { } body)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (!IsSigned(http.Request.Headers[Signature].ToString(), body, options.Value.ReplySecret))
        {
            return Results.Unauthorized();
        }

        if (Read(body) is not { InReplyTo: { Length: > 0 } to, From: { Length: > 0 } from, Text: { } text })
        {
            return Results.BadRequest();
        }

        // Who answers has to be who was written to: an id that leaked is not enough.
        var outcome = await mail.FindAsync(MessageIds.LetterOf(to), cancellationToken) is { } letter && letter.To.Equals(from.Trim(), StringComparison.OrdinalIgnoreCase)
            ? await agency.AnswerAsync(letter, text, cancellationToken)
            : "unknown";
        return Results.Json(new MailOutcome(outcome), ReplyJson.Default.MailOutcome);
    }

    private static async Task<byte[]?> BodyAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (http.Request.ContentLength is null or > Largest)
        {
            return null;
        }

        var body = new byte[http.Request.ContentLength.Value];
        await http.Request.Body.ReadExactlyAsync(body, cancellationToken);
        return body;
    }

    private static bool IsSigned(string header, byte[] body, string secret)
    {
        var wanted = $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(wanted), Encoding.UTF8.GetBytes(header));
    }

    private static MailReply? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ReplyJson.Default.MailReply);
        }
        catch (JsonException)
        {
            return null;
        }
    }
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

/// <param name="InReplyTo">The Message-ID of the letter that is answered.</param>
/// <param name="From">The sender's bare address.</param>
/// <param name="Text">The plain text.</param>
internal sealed record MailReply(string? InReplyTo, string? From, string? Text);

/// <param name="Outcome"><c>taken</c>, <c>kept</c> for a coordinator to read, <c>over</c> or <c>unknown</c>.</param>
internal sealed record MailOutcome(string Outcome);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MailReply))]
[JsonSerializable(typeof(MailOutcome))]
internal sealed partial class ReplyJson : JsonSerializerContext;
