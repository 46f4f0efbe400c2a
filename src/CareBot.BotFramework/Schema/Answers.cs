using System.Text.Json;
using System.Text.Json.Serialization;

namespace CareBot.BotFramework;

/// <summary>What a channel answers to a sent activity: the id it gave it.</summary>
public class ResourceResponse
{
    public ResourceResponse()
    {
    }

    public ResourceResponse(string? id = default) => Id = id;

    public string? Id { get; set; }

    [JsonInclude, JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What the bot answers to an invoke: an HTTP status and a JSON body.</summary>
public class InvokeResponse
{
    public int Status { get; set; }

    public object? Body { get; set; }

    public bool IsSuccessStatusCode() => Status is >= 200 and <= 299;
}

/// <summary>The replies of a turn that was asked to hand them back in its HTTP response.</summary>
public class ExpectedReplies
{
    public ExpectedReplies()
    {
    }

    public ExpectedReplies(IList<Activity>? activities = default) => Activities = activities;

    public IList<Activity>? Activities { get; set; }
}

public class ErrorResponse
{
    public ErrorResponse()
    {
    }

    public ErrorResponse(Error? error = default) => Error = error;

    public Error? Error { get; set; }
}

public class Error
{
    public Error()
    {
    }

    public Error(string? code = default, string? message = default, InnerHttpError? innerHttpError = default) =>
        (Code, Message, InnerHttpError) = (code, message, innerHttpError);

    public string? Code { get; set; }

    public string? Message { get; set; }

    public InnerHttpError? InnerHttpError { get; set; }
}

public class InnerHttpError
{
    public InnerHttpError()
    {
    }

    public InnerHttpError(int? statusCode = default, object? body = default) => (StatusCode, Body) = (statusCode, body);

    public int? StatusCode { get; set; }

    public object? Body { get; set; }
}
