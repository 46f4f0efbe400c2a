using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>Asks a person whether a file may be put into their drive.</summary>
public class FileConsentCard
{
    public const string ContentType = "application/vnd.microsoft.teams.card.file.consent";

    public FileConsentCard()
    {
    }

    public FileConsentCard(
        string? description = default, long? sizeInBytes = default, object? acceptContext = default, object? declineContext = default) =>
        (Description, SizeInBytes, AcceptContext, DeclineContext) = (description, sizeInBytes, acceptContext, declineContext);

    public string? Description { get; set; }

    public long? SizeInBytes { get; set; }

    public object? AcceptContext { get; set; }

    public object? DeclineContext { get; set; }
}

/// <summary>The value of a <c>fileConsent/invoke</c> invoke.</summary>
public class FileConsentCardResponse
{
    public FileConsentCardResponse()
    {
    }

    public FileConsentCardResponse(string? action = default, object? context = default, FileUploadInfo? uploadInfo = default) =>
        (Action, Context, UploadInfo) = (action, context, uploadInfo);

    /// <summary><c>accept</c> or <c>decline</c>.</summary>
    public string? Action { get; set; }

    public object? Context { get; set; }

    public FileUploadInfo? UploadInfo { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

public class FileUploadInfo
{
    public string? Name { get; set; }

    public string? UploadUrl { get; set; }

    public string? ContentUrl { get; set; }

    public string? UniqueId { get; set; }

    public string? FileType { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}
