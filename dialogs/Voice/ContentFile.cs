using System.Text.Json;
using System.Text.Json.Nodes;
using CareBot.Care.Content;

namespace CareBot.Dialogs.Voice;

/// <summary>Reads one JSON file of the content root; a fault names the file relative to that root.</summary>
internal sealed class ContentFile
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip };

    private readonly string _root;
    private readonly string _path;

    public ContentFile(string root, string path) => (_root, _path) = (root, path);

    public string Name => Path.GetRelativePath(_root, _path).Replace('\\', '/');

    public JsonObject ReadObject()
    {
        if (!File.Exists(_path)) throw Fault("", "is missing; put the file back or correct CareBot:ContentRoot");
        try
        {
            return JsonNode.Parse(File.ReadAllText(_path), documentOptions: Strict) as JsonObject
                ?? throw Fault("", "is not a JSON object; write { \"key\": ... }");
        }
        catch (JsonException fault)
        {
            throw Fault(fault.LineNumber is { } line ? $"line {line + 1}" : "", "is not valid JSON, or names a key twice; " + fault.Message);
        }
    }

    public string String(JsonNode? node, string place) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : throw Fault(place, "is not a text; write it between quotation marks");

    public IReadOnlyList<string> Strings(JsonNode? node, string place) =>
        node is JsonArray list ? [.. list.Select(item => String(item, place))] : throw Fault(place, "is not a list of texts; write [\"...\", \"...\"]");

    public JsonObject Object(JsonNode? node, string place) =>
        node as JsonObject ?? throw Fault(place, "is not an object; write { \"key\": ... }");

    public decimal Number(JsonNode? node, string place) =>
        node is JsonValue value && value.TryGetValue(out decimal number) ? number : throw Fault(place, "is not a number; write it without quotation marks");

    public ContentException Fault(string place, string remedy) => new(Name, place, remedy);
}
